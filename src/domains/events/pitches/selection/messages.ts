import type { Sentence } from '#platform/errors.ts'
import { inBoth } from '#platform/i18n.ts'

export const words = inBoth({
  it: {
    title: 'Selezione dei pitch',
    counts: {
      sent: 'da decidere',
      accepted: 'accettati',
      reserve: 'riserve',
      declined: 'non accettati',
      draft: 'bozze',
      withdrawn: 'ritirati',
    },
    scoring: 'Valutazione',
    scoringIs: (step: string) => `La valutazione è ${step}.`,
    open: 'Apri la valutazione',
    openLead: 'Da qui in poi criteri e pesi restano quelli.',
    unopen: 'Riporta a «non ancora aperta»',
    close: 'Chiudi la valutazione',
    reopen: 'Riapri la valutazione',
    rubric: 'Criteri e pesi',
    judges: 'Chi valuta',
    board: 'Pitch e valutazioni',
    none: 'Ancora nessun pitch ricevuto.',
    place: 'Posto',
    pitch: 'Pitch',
    mean: 'Media',
    spread: 'Dispersione',
    count: 'Valutazioni',
    levelled: 'A pari severità',
    missing: 'Mancano',
    decision: 'Decisione',
    state: 'Stato',
    shared: 'a pari merito',
    parted: 'deciso dai criteri',
    conflicts: (names: string) => `Conflitto: ${names}`,
    blindNote: 'Chi valuta non vede nomi, organizzazioni, indirizzi e link; qui li vedi tu.',
    how: 'Come leggere la tabella',
    howMean:
      'Media: media pesata, da 1 a 5, di chi ha dato un voto a tutti i criteri. È quella che ordina; i pari si dividono per il criterio di maggior peso, poi il successivo.',
    howSpread:
      'Dispersione: deviazione standard delle medie di chi ha valutato. Vicino a 0 sono d’accordo; oltre 1 conviene parlarne.',
    howLevelled:
      'A pari severità: quale sarebbe la media se tutti fossero ugualmente severi (minimi quadrati: voto = pitch + chi valuta). Non ordina nulla: è qui perché si veda se la severità conta.',
    agreement: 'Accordo fra chi valuta',
    alpha: 'Alfa di Krippendorff',
    alphaAll: 'Tutti i criteri, pesati',
    alphaUnknown: 'non si può dire: servono almeno due valutazioni sullo stesso pitch, e voti non tutti uguali',
    alphaSays: {
      high: 'affidabile',
      middle: 'basta per conclusioni prudenti',
      low: 'poco accordo: guardate insieme i criteri',
    },
    criterion: 'Criterio',
    accept: 'Accetta',
    reserveIt: 'Riserva',
    decline: 'Non accettare',
    undo: 'Togli la decisione',
    told: 'avvisati',
    notTold: 'da avvisare',
    letters: 'Lettere',
    lettersLead: (n: string) =>
      n === '0'
        ? 'Tutti sanno che cosa è stato deciso.'
        : `Decisioni di cui non è stato ancora scritto a nessuno: ${n}.`,
    withWords: 'Con le parole di chi ha valutato, senza dire di chi sono (solo quelle che si possono leggere)',
    send: 'Scrivi a chi non lo sa ancora',
    sent: (n: string) => `Lettere scritte: ${n}.`,
    saved: 'Salvato.',
    one: 'Un pitch',
    reviews: 'Che cosa ne dice chi valuta',
    noReviews: 'Ancora nessuna valutazione.',
    judge: 'Chi',
    wordsOf: 'Parole',
    private: 'solo per chi organizza',
    hasConflict: 'conflitto di interessi',
    csv: 'Foglio (CSV)',
  },
  en: {
    title: 'Selection of the pitches',
    counts: {
      sent: 'to be decided',
      accepted: 'accepted',
      reserve: 'in reserve',
      declined: 'not accepted',
      draft: 'drafts',
      withdrawn: 'withdrawn',
    },
    scoring: 'Reviewing',
    scoringIs: (step: string) => `Reviewing is ${step}.`,
    open: 'Open reviewing',
    openLead: 'From here on criteria and weights stand.',
    unopen: 'Take back to “not open yet”',
    close: 'Close reviewing',
    reopen: 'Open reviewing again',
    rubric: 'Criteria and weights',
    judges: 'Who reviews',
    board: 'Pitches and reviews',
    none: 'No pitch received yet.',
    place: 'Place',
    pitch: 'Pitch',
    mean: 'Mean',
    spread: 'Spread',
    count: 'Reviews',
    levelled: 'Levelled',
    missing: 'Missing',
    decision: 'Decision',
    state: 'State',
    shared: 'shared',
    parted: 'parted by criteria',
    conflicts: (names: string) => `Conflict: ${names}`,
    blindNote: 'Reviewers do not see names, organisations, addresses and links; here you see them.',
    how: 'How to read the table',
    howMean:
      'Mean: weighted mean, from 1 to 5, of those who scored all criteria. It is what orders; ties are parted by the criterion of the greatest weight, then the next.',
    howSpread:
      'Spread: standard deviation of the reviewers’ means. Near 0 they agree; beyond 1 it is worth talking about.',
    howLevelled:
      'Levelled: what the mean would be if all were equally severe (least squares: score = pitch + reviewer). It orders nothing: it is here to show whether severity matters.',
    agreement: 'Agreement of the reviewers',
    alpha: 'Krippendorff’s alpha',
    alphaAll: 'All criteria, weighted',
    alphaUnknown: 'cannot be told: it takes two reviews of one pitch at least, and scores that are not all the same',
    alphaSays: {
      high: 'reliable',
      middle: 'enough for cautious conclusions',
      low: 'little agreement: look at the criteria together',
    },
    criterion: 'Criterion',
    accept: 'Accept',
    reserveIt: 'Reserve',
    decline: 'Do not accept',
    undo: 'Take the decision back',
    told: 'told',
    notTold: 'not told yet',
    letters: 'Letters',
    lettersLead: (n: string) =>
      n === '0' ? 'Everybody knows what was decided.' : `Decisions that nobody has been written to about yet: ${n}.`,
    withWords: 'With the words of the reviewers, without saying whose they are (only those that may be read)',
    send: 'Write to those who do not know yet',
    sent: (n: string) => `Letters written: ${n}.`,
    saved: 'Saved.',
    one: 'A pitch',
    reviews: 'What the reviewers say',
    noReviews: 'No review yet.',
    judge: 'Who',
    wordsOf: 'Words',
    private: 'for the organisers only',
    hasConflict: 'conflict of interest',
    csv: 'Sheet (CSV)',
  },
})

/** What letters about decisions say. */
export const letters = inBoth({
  it: {
    acceptedSubject: (title: string) => `Il tuo pitch è accettato: ${title}`,
    reserveSubject: (title: string) => `Il tuo pitch è fra le riserve: ${title}`,
    declinedSubject: (title: string) => `Il tuo pitch: ${title}`,
    acceptedBegin: (title: string) => `bella notizia: il tuo pitch sale sul palco a «${title}».`,
    reserveBegin: (title: string) =>
      `i pitch per «${title}» erano più dei posti: il tuo è fra le riserve. Se qualcuno rinuncia ti scriviamo subito.`,
    declinedBegin: (title: string) =>
      `grazie di aver proposto un pitch per «${title}». Erano più dei posti, e questa volta il tuo non è stato scelto. Speriamo di rivederti alla prossima occasione.`,
    when: (when: string, where: string) => (where ? `Quando e dove: ${when}, ${where}.` : `Quando: ${when}.`),
    stage: (place: string, hour: string) =>
      `Sali sul palco al numero ${place}, alle ${hour} circa; se l’ordine cambia lo trovi sulla pagina del tuo pitch.`,
    minutes: (pitch: string, questions: string) =>
      `Hai ${pitch} minuti, poi ${questions} di domande. Il tempo è sullo schermo della sala.`,
    words: 'Che cosa ne pensa chi ha valutato',
  },
  en: {
    acceptedSubject: (title: string) => `Your pitch is accepted: ${title}`,
    reserveSubject: (title: string) => `Your pitch is in reserve: ${title}`,
    declinedSubject: (title: string) => `Your pitch: ${title}`,
    acceptedBegin: (title: string) => `good news: your pitch goes on stage at “${title}”.`,
    reserveBegin: (title: string) =>
      `there were more pitches for “${title}” than room: yours is in reserve. If somebody steps back we write to you at once.`,
    declinedBegin: (title: string) =>
      `thank you for proposing a pitch for “${title}”. There were more than there is room for, and yours was not chosen this time. We hope to see you again at the next occasion.`,
    when: (when: string, where: string) => (where ? `When and where: ${when}, ${where}.` : `When: ${when}.`),
    stage: (place: string, hour: string) =>
      `You go on stage as number ${place}, at about ${hour}; if the order changes you find it on the page of your pitch.`,
    minutes: (pitch: string, questions: string) =>
      `You have ${pitch} minutes, then ${questions} of questions. The time is on the screen of the room.`,
    words: 'What the reviewers think',
  },
})

export const errors = {
  isWithdrawn: {
    it: 'Questo pitch è stato ritirato da chi l’ha mandato: non c’è niente da decidere. Nulla è cambiato.',
    en: 'This pitch was withdrawn by those who sent it: there is nothing to decide. Nothing changed.',
  },
  juryClosed: {
    it: 'La giuria ha già chiuso i voti: chi è salito sul palco resta. Nulla è cambiato.',
    en: 'The jury has closed already: whoever was on stage stays. Nothing changed.',
  },
} satisfies Record<string, Sentence>
