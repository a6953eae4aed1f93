import type { Sentence } from '#platform/errors.ts'

export const errors = {
  touched: {
    it: 'Il fatto n. {seq} non è più quello registrato: il pacchetto non è stato fatto, perché non reggerebbe. «telaio ledger verify» dice che cosa è successo.',
    en: 'Fact no. {seq} is no longer what was recorded: the package was not made, because it would not hold. “telaio ledger verify” says what happened.',
  },
  wrongFact: {
    it: 'Il fatto non è stato registrato: {fields}. Quello che hai scritto è ancora qui: correggi e riprova.',
    en: 'The fact was not recorded: {fields}. What you wrote is still here: correct it and try again.',
  },
  checkForm: {
    it: 'Il fatto non è stato registrato: c’è qualcosa da correggere. Quello che hai scritto, e il file, sono ancora qui.',
    en: 'The fact was not recorded: something needs correcting. What you wrote, and the file, are still here.',
  },
  chooseWho: {
    it: 'Un nome può essere più di un’organizzazione: scegli quale, e registra di nuovo.',
    en: 'A name could be several organisations: choose which, and record again.',
  },
  unknownKind: {
    it: 'Questo genere di fatto non c’è: sceglilo dall’elenco.',
    en: 'There is no such kind of fact: choose it from the list.',
  },
  noDay: { it: 'Scrivi un giorno che esiste, come 2026-03-31.', en: 'Write a day that exists, such as 2026-03-31.' },
  future: {
    it: 'Questo giorno deve ancora venire: si registra solo ciò che è già successo.',
    en: 'That day is still to come: only what has happened is recorded.',
  },
  beforeCluster: {
    it: 'In quel giorno il cluster non c’era ancora. Controlla l’anno.',
    en: 'The cluster did not exist on that day. Check the year.',
  },
  amountWanted: { it: 'Scrivi la somma in euro.', en: 'Write the amount in euro.' },
  noAmountHere: { it: 'Questo genere di fatto non ha una somma.', en: 'This kind of fact has no amount.' },
  badAmount: {
    it: 'Scrivi una somma in euro, come 12.500 o 12.500,50. Altre valute si convertono prima, al cambio di quel giorno.',
    en: 'Write an amount in euro, such as 12,500 or 12,500.50. Convert other currencies first, at the rate of that day.',
  },
  noPlaceHere: { it: 'Questo genere di fatto non ha un luogo.', en: 'This kind of fact has no place.' },
  unknownPlace: {
    it: 'Questa provincia non esiste: sceglila dall’elenco.',
    en: 'There is no such province: choose it from the list.',
  },
  partyWanted: { it: 'Scrivi quale organizzazione.', en: 'Write which organisation.' },
  partiesWanted: { it: 'Ne servono almeno due.', en: 'At least two are needed.' },
  onePartyOnly: { it: 'Qui ci sta una sola organizzazione.', en: 'Only one organisation fits here.' },
  tooManyParties: { it: 'Al massimo 300 organizzazioni per un fatto.', en: 'At most 300 organisations in one fact.' },
  unknownRole: {
    it: 'Un’organizzazione ha un ruolo che questo genere non conosce.',
    en: 'An organisation has a role that this kind does not know.',
  },
  unknownParty: {
    it: '«{name}» non è fra le organizzazioni: controlla il nome, o aggiungila prima all’anagrafe.',
    en: '“{name}” is not among the organisations: check the name, or add it to the registry first.',
  },
  severalParties: {
    it: '«{name}» può essere più di una: scegli quale.',
    en: '“{name}” could be several: choose which.',
  },
  severalAtTerminal: {
    it: '«{name}» può essere più di una: {choices}. Nulla è stato registrato: ripeti con il codice.',
    en: '“{name}” could be several: {choices}. Nothing was recorded: repeat with the code.',
  },
  badHead: {
    it: '«{head}» non è un’impronta annotata: si scrive come 120:3f9a… (numero, due punti, 64 cifre esadecimali).',
    en: '“{head}” is not a noted hash: it is written as 120:3f9a… (number, colon, 64 hexadecimal digits).',
  },
  noSuchFile: { it: 'Il file {file} non si può leggere: {reason}.', en: 'The file {file} cannot be read: {reason}.' },
  badAddress: {
    it: 'Scrivi un indirizzo che cominci con https:// e il giorno, passato, in cui l’hai visto.',
    en: 'Write an address that begins with https://, and the past day on which you saw it.',
  },
  unknownDetail: {
    it: 'C’è un dato che questo genere non chiede.',
    en: 'There is a detail this kind does not ask for.',
  },
  badDetail: { it: 'Scegli dall’elenco.', en: 'Choose from the list.' },
  emptyDetail: { it: 'Serve: scrivilo.', en: 'This is needed: write it.' },
  longDetail: { it: 'È troppo lungo: accorcialo.', en: 'This is too long: shorten it.' },
  markup: { it: 'Scrivi testo semplice, senza codice HTML.', en: 'Write plain text, without HTML.' },
  personal: {
    it: 'Qui c’è un indirizzo di posta o un codice fiscale: nei fatti non entrano dati di persone. Toglilo.',
    en: 'There is a mail address or a tax code here: facts hold no data of people. Take it out.',
  },
  unprintable: {
    it: 'Contiene caratteri che non si possono leggere: riscrivilo.',
    en: 'It holds characters that cannot be read: write it again.',
  },
  badEarlier: {
    it: 'Il fatto che questo segue non c’è, è di un altro genere, o è di un giorno dopo: sceglilo di nuovo, o lascia vuoto.',
    en: 'The fact this one follows is not there, is of another kind, or is of a later day: choose again, or leave it empty.',
  },
  badCodes: {
    it: 'Scrivi i codici separati da uno spazio: lettere minuscole, cifre e trattini.',
    en: 'Write the codes with spaces between them: small letters, digits and dashes.',
  },
  badNumber: { it: 'Scrivi un numero intero, da zero in su.', en: 'Write a whole number, zero or more.' },
  unknownFact: { it: 'Non c’è nessun fatto con il numero {seq}.', en: 'There is no fact with the number {seq}.' },
  amendedMeanwhile: {
    it: 'Qualcuno ha già corretto o ritirato questo fatto (ora vale il n. {seq}). Non è cambiato nulla: guarda la versione più nuova e, se serve, correggi quella.',
    en: 'Somebody has already corrected or withdrawn this fact (no. {seq} holds now). Nothing changed: look at the newest version and correct that one if it needs it.',
  },
  withdrawn: {
    it: 'Questo fatto è stato ritirato: non si corregge più. Se è successo davvero, registralo di nuovo.',
    en: 'This fact was withdrawn: it can no longer be corrected. If it did happen, record it again.',
  },
  noReason: { it: 'Scrivi perché, in poche parole.', en: 'Write why, in a few words.' },
  sameAsBefore: {
    it: 'Non hai cambiato nulla: non c’è niente da correggere.',
    en: 'You changed nothing: there is nothing to correct.',
  },
  tooLateToUndo: {
    it: 'Annullare si può solo il giorno stesso e solo quello che si è registrato. Per gli altri fatti c’è «Ritira», con il perché.',
    en: 'Undoing works on the same day and for what one has recorded. For other facts there is “Withdraw”, with a reason.',
  },
} satisfies Record<string, Sentence>

/** Names of the fields that can be wrong, for the sentence above a form. */
export const fieldNames: Readonly<Record<string, Sentence>> = {
  kind: { it: 'genere', en: 'kind' },
  on: { it: 'giorno', en: 'day' },
  amount: { it: 'somma', en: 'amount' },
  place: { it: 'provincia', en: 'province' },
  parties: { it: 'organizzazioni', en: 'organisations' },
  details: { it: 'dettagli', en: 'details' },
  address: { it: 'indirizzo', en: 'address' },
  file: { it: 'file', en: 'file' },
  reason: { it: 'perché', en: 'reason' },
}

/** Reasons that Telaio writes itself, as they are kept. */
export const MISTAKE = 'registrato per errore'
export const MOVED_BACK = 'passaggio annullato'
/** Reasons of the acts of other slices, which their facts carry. */
export const REASONS = {
  attended: 'presenze segnate dopo la conclusione',
  mended: 'corretto nell’anagrafe',
  undone: 'annullato nell’anagrafe',
  completed: 'completato con i dati dell’anagrafe',
  givenBack: 'somma restituita',
  edited: 'proposta modificata dopo la presentazione',
  outcome: 'chi si è incontrato dice altro',
} as const
export const reasons: Readonly<Record<string, Sentence>> = {
  [MISTAKE]: { it: MISTAKE, en: 'entered by mistake' },
  [MOVED_BACK]: { it: MOVED_BACK, en: 'the step was taken back' },
  [REASONS.attended]: { it: REASONS.attended, en: 'attendance marked after the end' },
  [REASONS.mended]: { it: REASONS.mended, en: 'corrected in the registry' },
  [REASONS.undone]: { it: REASONS.undone, en: 'undone in the registry' },
  [REASONS.completed]: { it: REASONS.completed, en: 'completed with what the registry says' },
  [REASONS.givenBack]: { it: REASONS.givenBack, en: 'the amount was given back' },
  [REASONS.outcome]: { it: REASONS.outcome, en: 'those who met say otherwise' },
  [REASONS.edited]: { it: REASONS.edited, en: 'the proposal was edited after its submission' },
}
