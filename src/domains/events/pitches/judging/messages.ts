import type { Sentence } from '#platform/errors.ts'
import { inBoth } from '#platform/i18n.ts'

/** What pages of judges say. Those of staff are in staff-words.ts. */
export const words = inBoth({
  it: {
    title: { selection: 'Valuta i pitch', jury: 'Giuria' },
    hello: (name: string) => `Ciao ${name}.`,
    lead: {
      selection:
        'Dai un voto da 1 a 5 per ogni criterio. Ogni voto è salvato appena lo tocchi, e si può cambiare finché la selezione è aperta.',
      jury: 'Dai un voto da 1 a 5 per ogni criterio. Ogni voto è salvato appena lo tocchi, e si può cambiare finché i voti sono aperti. Fino ad allora nessuno li vede, nemmeno chi organizza.',
    },
    leadPlain: 'Premi «Salva» dopo ogni pitch.',
    waiting: 'I voti non sono ancora aperti: ricarica questa pagina quando si comincia.',
    closed: 'I voti sono chiusi: quello che vedi è quello che conta. Grazie.',
    now: 'Ora sul palco',
    nowIs: 'Ora sul palco:',
    nobody: 'Nessun pitch da valutare per ora.',
    done: (done: string, all: string) => `Completati: ${done} di ${all}`,
    complete: 'completo',
    incomplete: 'da completare',
    weight: (share: string) => `peso ${share}`,
    words: 'Parole per chi ha presentato',
    wordsHint: 'Che cosa ti ha convinto, che cosa migliorare. Facoltativo.',
    shared: 'Chi ha presentato può leggerle, senza sapere di chi sono',
    save: 'Salva',
    saved: 'Salvato.',
    conflict: 'Ho un conflitto di interessi',
    conflictLead:
      'Se lavori con loro, li finanzi, li assisti o sono tuoi concorrenti o parenti: non li valuti, e chi organizza lo vede. I voti che hai dato a questo pitch si cancellano.',
    hasConflict: 'Hai detto di avere un conflitto di interessi: non valuti questo pitch.',
    noConflict: 'Non ho conflitti: lo valuto',
    allSaved: 'Tutto salvato.',
    pending: 'Voti che aspettano la rete:',
    refused: 'Voti arrivati dopo la chiusura o non validi, che non contano:',
    lost: 'Questo link non vale più: chiedi a chi organizza. I voti sono ancora su questo telefono.',
    read: 'Leggi che cosa hanno scritto',
    of: (score: string) => `${score} di 5`,
    ends: '1 = per niente, 5 = del tutto',
  },
  en: {
    title: { selection: 'Review the pitches', jury: 'Jury' },
    hello: (name: string) => `Hello ${name}.`,
    lead: {
      selection:
        'Give a score from 1 to 5 for each criterion. Each score is saved as you press it, and can be changed as long as the selection is open.',
      jury: 'Give a score from 1 to 5 for each criterion. Each score is saved as you press it, and can be changed as long as scoring is open. Until then nobody sees them, not even the organisers.',
    },
    leadPlain: 'Press “Save” after each pitch.',
    waiting: 'Scoring is not open yet: load this page again when it begins.',
    closed: 'Scoring is closed: what you see is what counts. Thank you.',
    now: 'On stage now',
    nowIs: 'On stage now:',
    nobody: 'There are no pitches to judge yet.',
    done: (done: string, all: string) => `Completed: ${done} of ${all}`,
    complete: 'complete',
    incomplete: 'to be completed',
    weight: (share: string) => `weight ${share}`,
    words: 'Words for those who pitched',
    wordsHint: 'What convinced you, what could be better. Optional.',
    shared: 'Those who pitched may read them, without knowing whose they are',
    save: 'Save',
    saved: 'Saved.',
    conflict: 'I have a conflict of interest',
    conflictLead:
      'If you work with them, fund them, advise them, or they are your competitors or relatives: you do not judge them, and the organisers see it. The scores you gave this pitch are deleted.',
    hasConflict: 'You said that you have a conflict of interest: you do not judge this pitch.',
    noConflict: 'I have no conflict: I judge it',
    allSaved: 'Everything is saved.',
    pending: 'Scores that wait for the network:',
    refused: 'Scores that came after the closing or do not fit, and do not count:',
    lost: 'This link is no longer valid: ask the organisers. The scores are still on this phone.',
    read: 'Read what they wrote',
    of: (score: string) => `${score} of 5`,
    ends: '1 = not at all, 5 = fully',
  },
})

/** What the invitation of a judge says. */
export const letters = inBoth({
  it: {
    hello: (name: string) => `Ciao ${name},`,
    selectionSubject: (title: string) => `Ci aiuti a scegliere i pitch? ${title}`,
    jurySubject: (title: string) => `Sei in giuria: ${title}`,
    selectionBegin: (title: string) =>
      `ti chiediamo di valutare i pitch proposti per «${title}». Non serve un account: il link qui sotto è solo tuo.`,
    juryBegin: (title: string) =>
      `sei in giuria a «${title}». Durante i pitch apri il link qui sotto sul telefono: non serve un account, e funziona anche se la rete va e viene.`,
    blind: 'La selezione è senza nomi: non vedrai di chi sono i pitch.',
    conflict: 'Se hai un conflitto di interessi con un pitch, dichiaralo sulla pagina: non lo valuterai.',
    link: { selection: 'Valuta i pitch', jury: 'Apri la tua scheda di voto' },
    foot: 'Chi ha questo link vota a tuo nome: non inoltrarlo. Se lo perdi, chi organizza te ne manda uno nuovo e questo smette di valere. Usiamo nome e indirizzo solo per questo, e li cancelliamo 12 mesi dopo l’evento.',
  },
  en: {
    hello: (name: string) => `Hello ${name},`,
    selectionSubject: (title: string) => `Will you help us choose the pitches? ${title}`,
    jurySubject: (title: string) => `You are on the jury: ${title}`,
    selectionBegin: (title: string) =>
      `we ask you to review the pitches proposed for “${title}”. No account is needed: the link below is yours alone.`,
    juryBegin: (title: string) =>
      `you are on the jury of “${title}”. During the pitches open the link below on your phone: no account is needed, and it works even if the network comes and goes.`,
    blind: 'The selection is blind: you will not see whose the pitches are.',
    conflict: 'If you have a conflict of interest with a pitch, say so on the page: you will not judge it.',
    link: { selection: 'Review the pitches', jury: 'Open your score sheet' },
    foot: 'Whoever has this link scores in your name: do not pass it on. If you lose it, the organisers send you a new one and this one stops working. We use your name and address for this alone, and erase them 12 months after the event.',
  },
})

export const errors = {
  notOurLink: {
    it: 'Questo link non porta a nessuna scheda di voto: forse è stato copiato a metà, o ne è stato mandato uno nuovo. Aprilo dalla mail più recente, o chiedi a chi organizza.',
    en: 'This link leads to no score sheet: perhaps it was copied in part, or a new one was sent. Open it from the latest mail, or ask the organisers.',
  },
  notOpen: {
    it: 'I voti ora non sono aperti: questo non è stato preso. Quelli salvati prima restano.',
    en: 'Scoring is not open now: this was not taken. What was saved before stays.',
  },
  notYours: {
    it: 'Una parte non è stata presa: questo pitch non c’è più, o hai dichiarato un conflitto di interessi. Il resto è salvato: ricarica la pagina.',
    en: 'A part was not taken: this pitch is no longer there, or you declared a conflict of interest. The rest is saved: load the page again.',
  },
  notSaved: {
    it: 'Non è stato salvato, e quello che hai scritto è ancora qui: correggi i campi indicati.',
    en: 'It was not saved, and what you wrote is still here: correct the fields below.',
  },
  badCriterion: {
    it: 'Scrivi il criterio, al massimo 200 caratteri.',
    en: 'Write the criterion, at most 200 characters.',
  },
  badWeight: { it: 'Un numero intero da 1 a 100.', en: 'A whole number from 1 to 100.' },
  unknownCriterion: {
    it: 'Questo criterio non c’è più. Nulla è cambiato: ricarica la pagina.',
    en: 'This criterion is no longer there. Nothing changed: load the page again.',
  },
  tooManyCriteria: {
    it: 'Sono troppi criteri (al massimo 12). Nulla è cambiato.',
    en: 'Too many criteria (12 at most). Nothing changed.',
  },
  rubricInUse: {
    it: 'I voti sono già aperti: criteri e pesi restano quelli, si può correggere solo il testo. Nulla è cambiato. Se nessuno ha ancora votato, puoi riportare i voti a «non ancora aperti».',
    en: 'Scoring is open already: criteria and weights stay, only their text can be corrected. Nothing changed. If nobody has scored yet, you can take the opening back.',
  },
  badName: { it: 'Scrivi il nome, al massimo 120 caratteri.', en: 'Write the name, at most 120 characters.' },
  badEmail: { it: 'Scrivi un indirizzo come nome@esempio.it.', en: 'Write an address like name@example.org.' },
  judgeThere: { it: 'Questo indirizzo è già fra chi valuta.', en: 'This address is among those who judge already.' },
  unknownJudge: {
    it: 'Questa persona non è più fra chi valuta. Nulla è cambiato: ricarica la pagina.',
    en: 'This person is no longer among those who judge. Nothing changed: load the page again.',
  },
  tooManyJudges: { it: 'Sono già 60. Nulla è cambiato.', en: 'There are 60 already. Nothing changed.' },
  closedForJudges: {
    it: 'I voti sono chiusi: chi ha votato resta. Nulla è cambiato.',
    en: 'Scoring is closed: whoever scored stays. Nothing changed.',
  },
  juryIsClosed: {
    it: 'I voti della giuria sono stati chiusi e visti: non si riaprono. Nulla è cambiato.',
    en: 'The scores of the jury were closed and seen: they are not opened again. Nothing changed.',
  },
  noCriteria: {
    it: 'Prima scrivi almeno un criterio. Nulla è cambiato.',
    en: 'Write at least one criterion first. Nothing changed.',
  },
  noJudges: {
    it: 'Prima invita almeno una persona che valuti. Nulla è cambiato.',
    en: 'Invite at least one person who judges first. Nothing changed.',
  },
  alreadyScored: {
    it: 'Qualcuno ha già votato: non si torna indietro. Nulla è cambiato.',
    en: 'Somebody has scored already: there is no way back. Nothing changed.',
  },
} satisfies Record<string, Sentence>
