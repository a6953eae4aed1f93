import type { Sentence } from '#platform/errors.ts'
import { inBoth } from '#platform/i18n.ts'
import type { State } from '../model.ts'

export const errors = {
  notBegun: {
    it: 'Il rapporto di questo periodo non è ancora stato cominciato. Apri il periodo e premi «Comincia il rapporto».',
    en: 'The report of this period has not been begun yet. Open the period and press “Begin the report”.',
  },
  notPublished: {
    it: 'Il rapporto di questo periodo non è ancora stato pubblicato. Nella pagina dei rapporti trovi quelli pubblicati.',
    en: 'The report of this period has not been published yet. The reports page lists those that are.',
  },
  noSuchEdition: {
    it: 'Di questo rapporto non c’è l’edizione {edition}. L’ultima è all’indirizzo senza numero.',
    en: 'This report has no edition {edition}. The latest is at the address without a number.',
  },
  noSuchFile: {
    it: 'Fra i file di questo rapporto non c’è «{name}». La pagina del rapporto li elenca tutti.',
    en: 'This report has no file “{name}”. The page of the report lists them all.',
  },
  changedMeanwhile: {
    it: 'Intanto qualcun altro ha cambiato questo rapporto: {what}. Non abbiamo toccato nulla. Guarda com’è adesso, poi decidi.',
    en: 'Somebody else has changed this report meanwhile: {what}. We touched nothing. See how it is now, then decide.',
  },
  wordsMeanwhile: {
    it: 'Intanto qualcun altro ha cambiato questo rapporto. Quello che hai scritto è ancora qui sotto, non salvato: confrontalo con i testi di adesso, poi salva di nuovo.',
    en: 'Somebody else has changed this report meanwhile. What you wrote is still below, not saved: compare it with the present texts, then save again.',
  },
  notDraft: {
    it: 'Le parole si cambiano solo in una bozza, e questo rapporto non lo è più. Quello che hai scritto è ancora qui sotto, non salvato: riportalo in bozza, poi salva.',
    en: 'Words are changed in a draft only, and this report no longer is one. What you wrote is still below, not saved: take it back to draft, then save.',
  },
  cannotMove: {
    it: 'Da «{from}» un rapporto non passa a «{to}». Nulla è cambiato.',
    en: 'From “{from}” a report does not go to “{to}”. Nothing changed.',
  },
  sayWhy: {
    it: 'Scrivi perché torna in bozza: chi l’ha controllato vorrà saperlo. Nulla è cambiato.',
    en: 'Say why it goes back to draft: whoever checked it will want to know. Nothing changed.',
  },
  wordsNotReady: {
    it: 'Prima di passarlo avanti c’è da sistemare qualcosa nelle parole: {what}. Nulla è cambiato.',
    en: 'Before it can go on something in the words needs mending: {what}. Nothing changed.',
  },
  nothingToPublish: {
    it: 'Il libro dei fatti è vuoto: non c’è nessuna cifra da pubblicare. Registra i primi fatti, poi torna qui.',
    en: 'The ledger is empty: there is no figure to publish. Record the first facts, then come back.',
  },
  fourEyes: {
    it: 'L’hai controllato tu: lo approva un’altra persona che amministra Telaio, così due persone hanno visto le cifre. Nulla è cambiato.',
    en: 'You have reviewed it yourself: another administrator approves it, so that two people have seen the figures. Nothing changed.',
  },
} satisfies Record<string, Sentence>

const said = (it: string, en: string): Sentence => ({ it, en })

export const states: Readonly<Record<State, Sentence>> = {
  draft: said('bozza', 'draft'),
  reviewed: said('controllato', 'reviewed'),
  approved: said('approvato', 'approved'),
  published: said('pubblicato', 'published'),
}

/** What keeps words from going out. */
export const notReady: Readonly<Record<string, Sentence>> = {
  missing: said('un testo c’è in una lingua sola', 'a text exists in one language only'),
  unknown: said('un riferimento non porta a nessuna cifra', 'a reference leads to no figure'),
  long: said('un testo è troppo lungo', 'a text is too long'),
}

export const remarks = inBoth({
  it: {
    missing: (where: string) => `${where}: manca questo testo, e nell’altra lingua c’è.`,
    unknown: (where: string, said: string) => `${where}: ${said} non porta a nessuna cifra che abbia un valore.`,
    long: (where: string, said: string) => `${where}: il testo è lungo ${said} caratteri, al massimo 6000.`,
    typed: (where: string, said: string) =>
      `${where}: «${said}» è scritto a mano. Se è una cifra del rapporto, inseriscila con il suo nome fra graffe: così non può restare indietro.`,
    hard: (where: string, said: string) =>
      `${where}: indice di leggibilità Gulpease ${said}. Sotto 60 molti lettori fanno fatica: frasi più corte e parole più comuni aiutano.`,
  },
  en: {
    missing: (where: string) => `${where}: this text is missing, and the other language has it.`,
    unknown: (where: string, said: string) => `${where}: ${said} leads to no figure that has a value.`,
    long: (where: string, said: string) => `${where}: the text has ${said} characters, 6000 at most.`,
    typed: (where: string, said: string) =>
      `${where}: “${said}” is typed by hand. If it is a figure of the report, insert it by its name in braces: then it cannot fall behind.`,
    hard: (where: string, said: string) =>
      `${where}: readability index (Gulpease) ${said}. Below 60 many readers struggle: shorter sentences and commoner words help.`,
  },
})

export const words = inBoth({
  it: {
    published: 'Rapporti pubblicati',
    publishedLead: 'Ogni rapporto si può scaricare, verificare e aprire fino al singolo fatto.',
    nonePublished: 'Non è ancora stato pubblicato nessun rapporto.',
    inWork: 'In lavorazione',
    latest: 'edizione attuale',
    edition: (n: string) => `Edizione ${n}`,
    editionOf: (n: string, day: string) => `Edizione ${n}, pubblicata il ${day}`,
    newer: 'C’è un’edizione più recente di questo rapporto.',
    openNewer: 'Aprila',
    otherEditions: 'Altre edizioni',
    state: 'A che punto è',
    begin: 'Comincia il rapporto',
    beginLead:
      'Queste cifre sono di oggi e cambiano con il libro dei fatti. Per pubblicarle comincia il rapporto: aggiungi le parole, poi lo controllate, lo approvate e lo pubblicate.',
    beginNext: 'Comincia una nuova edizione',
    beginNextLead:
      'È già pubblicato. Se le cifre sono cambiate puoi prepararne un’altra edizione: quella di prima resta.',
    moves: {
      reviewed: 'Ho controllato: passa avanti',
      approved: 'Approva',
      published: 'Pubblica',
      draft: 'Riporta in bozza',
    },
    movesLead: {
      draft: 'Le cifre seguono il libro dei fatti. Quando segni il rapporto come controllato, si fermano lì.',
      reviewed: 'Le cifre sono ferme. Chi amministra Telaio lo approva, oppure torna in bozza.',
      approved: 'Approvato. Pubblicandolo diventa pubblico con tutti i suoi fatti, e non cambia più.',
      published: '',
    },
    note: 'Nota',
    noteHint: 'Serve per tornare in bozza; altrimenti è facoltativa. La legge il personale.',
    pinned: (facts: string) => `Cifre contate fino al fatto n. ${facts}.`,
    since: (n: string) =>
      n === '1'
        ? 'Da allora è stato registrato 1 fatto che riguarda questo periodo: per contarlo, riporta il rapporto in bozza.'
        : `Da allora sono stati registrati ${n} fatti che riguardano questo periodo: per contarli, riporta il rapporto in bozza.`,
    history: 'Chi ha fatto che cosa',
    someone: 'persona che non ha più accesso',
    began: 'cominciato',
    when: 'Quando',
    who: 'Chi',
    what: 'Che cosa',
    live: 'Le cifre di oggi',
    liveLead: 'Le vedono solo il personale e chi controlla per la Regione, finché non si pubblicano.',
    seePublished: 'Vedi il rapporto pubblicato',
    writeWords: 'Scrivi le parole',
    words: 'Le parole del rapporto',
    wordsLead:
      'Scrivi in italiano e in inglese. Una cifra si inserisce con il suo nome fra graffe, così testo e cifra non possono dire cose diverse.',
    opening: 'Apertura',
    closing: 'Chiusura',
    italian: 'Italiano',
    english: 'Inglese',
    references: 'Cifre da inserire',
    referencesHint:
      'Anche :before (periodo prima), :change (differenza), :target (obiettivo), o una voce: {events_held:pitching}.',
    reference: 'Scrivi',
    shows: 'Si legge',
    insert: 'Inserisci',
    save: 'Salva le parole',
    saved: 'Salvato.',
    preview: 'Come si legge',
    gulpease: 'Leggibilità (Gulpease)',
    remarks: 'Da guardare',
    allWell: 'Tutto a posto: le due lingue ci sono, ogni cifra è inserita con il suo nome.',
    blocking: 'Da sistemare prima di passare avanti',
    advice: 'Consigli',
    drafts: 'Com’è in bozza:',
    draftFiles: 'Guarda come esce',
    files: 'Scarica',
    inOther: 'in inglese',
    differences: 'Differenze dopo la pubblicazione',
    differencesLead:
      'Un rapporto pubblicato non cambia. Qui c’è quello che oggi il libro dei fatti direbbe diversamente, e perché.',
    noDifferences: 'Nessuna: il libro dei fatti dice ancora le stesse cifre.',
    differ: (figures: string, facts: string) =>
      `Dopo la pubblicazione sono stati registrati ${facts} fatti che riguardano questo periodo; ${figures} cifre oggi sarebbero diverse.`,
    seeDifferences: 'Vedi le differenze',
    asPublished: 'Pubblicata',
    today: 'Oggi',
    figure: 'Cifra',
    factsSince: 'Fatti registrati dopo',
    firstOf: (shown: string, all: string) =>
      `Qui sotto ci sono i primi ${shown} di ${all}; tutti gli altri si leggono nel libro dei fatti.`,
    number: 'N.',
    corrects: (n: string) => `corregge il n. ${n}`,
    withdraws: (n: string) => `ritira il n. ${n}`,
    late: 'registrato dopo',
    recordedOn: 'Registrato il',
    happenedOn: 'Giorno',
    reason: 'Perché',
    size: (kb: string) => `${kb} kB`,
    movedBy: (what: string, who: string, when: string) => `${what} da ${who}, ${when}`,
    catalogue: 'Catalogo dei dati aperti',
  },
  en: {
    published: 'Published reports',
    publishedLead: 'Each report can be downloaded, verified, and opened down to the single fact.',
    nonePublished: 'No report has been published yet.',
    inWork: 'In work',
    latest: 'present edition',
    edition: (n: string) => `Edition ${n}`,
    editionOf: (n: string, day: string) => `Edition ${n}, published on ${day}`,
    newer: 'There is a newer edition of this report.',
    openNewer: 'Open it',
    otherEditions: 'Other editions',
    state: 'Where it stands',
    begin: 'Begin the report',
    beginLead:
      'These are today’s figures, and they move with the ledger. To publish them, begin the report: add the words, then it is reviewed, approved and published.',
    beginNext: 'Begin a new edition',
    beginNextLead:
      'It has been published. If figures have changed you can prepare another edition: the earlier one stays.',
    moves: {
      reviewed: 'I have checked it: pass it on',
      approved: 'Approve',
      published: 'Publish',
      draft: 'Take back to draft',
    },
    movesLead: {
      draft: 'The figures follow the ledger. Once you mark the report as reviewed, they stay as they are.',
      reviewed: 'The figures stand still. An administrator approves it, or it goes back to draft.',
      approved: 'Approved. Once published it is public with all its facts, and changes no more.',
      published: '',
    },
    note: 'Note',
    noteHint: 'Needed to go back to draft; otherwise as you like. Staff read it.',
    pinned: (facts: string) => `Figures counted up to fact no. ${facts}.`,
    since: (n: string) =>
      n === '1'
        ? '1 fact about this period has been recorded since: to count it, take the report back to draft.'
        : `${n} facts about this period have been recorded since: to count them, take the report back to draft.`,
    history: 'Who did what',
    someone: 'somebody whose account is gone',
    began: 'begun',
    when: 'When',
    who: 'Who',
    what: 'What',
    live: 'Today’s figures',
    liveLead: 'Only staff and whoever audits for the region see them until they are published.',
    seePublished: 'See the published report',
    writeWords: 'Write the words',
    words: 'The words of the report',
    wordsLead:
      'Write in Italian and in English. A figure is inserted by its name in braces, so that text and figure cannot disagree.',
    opening: 'Opening',
    closing: 'Closing',
    italian: 'Italian',
    english: 'English',
    references: 'Figures to insert',
    referencesHint: 'Also :before (period before), :change (difference), :target, or a part: {events_held:pitching}.',
    reference: 'Write',
    shows: 'Reads',
    insert: 'Insert',
    save: 'Save the words',
    saved: 'Saved.',
    preview: 'How it reads',
    gulpease: 'Readability (Gulpease)',
    remarks: 'To look at',
    allWell: 'All well: both languages are there, each figure is inserted by its name.',
    blocking: 'To mend before it can go on',
    advice: 'Advice',
    drafts: 'As a draft:',
    draftFiles: 'See how it comes out',
    files: 'Download',
    inOther: 'in Italian',
    differences: 'Differences after publication',
    differencesLead:
      'A published report does not change. Here is what the ledger would say differently today, and why.',
    noDifferences: 'None: the ledger still says the same figures.',
    differ: (figures: string, facts: string) =>
      `Since publication ${facts} facts about this period have been recorded; ${figures} figures would be different today.`,
    seeDifferences: 'See the differences',
    asPublished: 'Published',
    today: 'Today',
    figure: 'Figure',
    factsSince: 'Facts recorded since',
    firstOf: (shown: string, all: string) =>
      `These are the first ${shown} of ${all}; all others can be read in the ledger.`,
    number: 'No.',
    corrects: (n: string) => `corrects no. ${n}`,
    withdraws: (n: string) => `withdraws no. ${n}`,
    late: 'recorded later',
    recordedOn: 'Recorded on',
    happenedOn: 'Day',
    reason: 'Why',
    size: (kb: string) => `${kb} kB`,
    movedBy: (what: string, who: string, when: string) => `${what} by ${who}, ${when}`,
    catalogue: 'Catalogue of open data',
  },
})
