/** Words too common to tell one text from another, accents already folded. */

export const ENGLISH = new Set(
  `a about above after again against all also am an and any are as at be because been before being below between both but by
can cannot could did do does doing down during each etc few for from further had has have having he her here hers him his how
however i if in into is it its itself just may me more most must my no nor not now of off on once only or other our ours out
over own same shall she should so some such than that the their theirs them then there these they this those through thus to
too under until up upon us very via was we were what when where whereas which while who whom why will with within without
would you your yours`.split(/\s+/),
)

export const ITALIAN = new Set(
  `a ad agli ai al all alla alle allo anche ancora avere aveva c che chi ci cio coi col come con contro cosa cui d da dagli dai dal
dall dalla dalle dallo de degli dei del dell della delle dello di dove e ed era essere fa fino fra gli ha hai hanno ho i il in
inoltre io l la le lei li lo loro lui ma mi mia mio ne negli nei nel nell nella nelle nello no noi non nostra nostro o od ogni
oltre per perche pero piu poi puo qual quale quali quando quanto quella quelle quelli quello questa queste questi questo qui se
sei si sia siamo siano sono sopra sotto sta stata stati stato su sua sue sugli sui sul sull sulla sulle sullo suo suoi te ti
tra tu tua tuo tutte tutti tutto un una uno verso vi voi`.split(/\s+/),
)
