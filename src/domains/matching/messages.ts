import type { Sentence } from '#platform/errors.ts'
import { inBoth } from '#platform/i18n.ts'

export const words = inBoth({
  it: {
    introduce: 'Chiedi di conoscerla',
    title: 'Trova partner',
    lead: 'Descrivi un’idea o scegli un bando: ti mostriamo chi ci ha già lavorato e perché te lo proponiamo. Decidi tu quali ragioni contano di più.',
    text: 'La tua idea',
    textHint: 'In italiano o in inglese. Bastano due frasi; più è precisa, meglio è.',
    call: 'Oppure il codice di un bando',
    callHint: 'Per esempio HORIZON-HLTH-2027-03-TOOL-02.',
    leadField: 'Chi coordina (nome, sigla o PIC)',
    leadHint: 'Facoltativo: chi ha già lavorato con chi coordina sale.',
    onlyMembers: 'Solo membri del cluster',
    country: 'Paese',
    province: 'Provincia',
    any: 'Tutti',
    anyProvince: 'Tutte',
    search: 'Trova partner',
    ask: 'La domanda',
    change: 'Cambia la domanda o i filtri',
    weights: 'Quali ragioni contano',
    weightsHint:
      'Al centro è come ha imparato Telaio dai progetti passati; a sinistra non conta, a destra conta il doppio.',
    reorder: 'Riordina',
    reset: 'Rimetti tutto al centro',
    results: (n: string) => (n === '1' ? '1 organizzazione' : `${n} organizzazioni`),
    forCall: (title: string) => `per «${title}»`,
    nothing: 'Nessuna organizzazione corrisponde a questi limiti. Togli un filtro o scrivi qualche parola in più.',
    emptyTitle: 'Da dove cominciare',
    empty: 'Scrivi un’idea nel riquadro, oppure apri un bando e guarda chi è adatto.',
    everybody: 'Tutti, dal più adatto',
    newcomers: 'Nuovi arrivati',
    newcomersLead:
      'Hanno al massimo un progetto europeo, ma quello che fanno è vicino: stanno qui per non restare in fondo.',
    moreNewcomers: (n: string) => (n === '1' ? 'Un altro' : `Altri ${n}`),
    newcomer: 'nuovo arrivato',
    member: 'membro',
    invented: 'esempio inventato',
    why: 'Perché',
    shareNewcomers: (share: string) => `${share} di nuovi arrivati`,
    provinces: 'Province in questa lista',
    noProvinces: 'nessuna della regione',
    addToTeam: 'Componi la squadra',
    otherLanguage: (name: string) =>
      `Il testo sembra in ${name}: Telaio capisce l’italiano e l’inglese. I risultati qui sotto possono essere poco precisi; traducilo e riprova.`,
    searchedAs: 'Cercato anche come:',
    evidence: 'prova',
    theLead: 'chi coordina',
    reasons: {
      similar: 'Progetti simili',
      topic: 'Stesso filone di bandi',
      expertise: 'Competenze vicine',
      lead: 'Ha lavorato con chi coordina',
      network: 'Vicino nella rete',
      team: 'Va con gli altri proposti',
      activity: 'Attività nei progetti',
      place: 'Luogo',
      kind: 'Tipo di organizzazione',
    },
    similar: (near: number) =>
      near === 1 ? 'Ha un progetto fra quelli più simili:' : `Ha ${near} progetti fra quelli più simili:`,
    topicSame: (n: number) =>
      n === 1 ? 'Ha vinto un progetto su questo stesso tema:' : `Ha vinto ${n} progetti su questo stesso tema:`,
    topicFamily: (n: number) =>
      n === 1 ? 'Ha un progetto nella stessa famiglia di bandi:' : `Ha ${n} progetti nella stessa famiglia di bandi:`,
    expertise: 'Lavora su:',
    expertiseDeclared: 'Dice di occuparsi di:',
    expertiseProfile: 'Quello che dice di sé è vicino alla richiesta.',
    lead_: (n: number) =>
      n === 1 ? 'Ha lavorato con chi coordina in un progetto:' : `Ha lavorato con chi coordina in ${n} progetti:`,
    leadEarlier: (n: number) => `Ha lavorato con chi coordina in Horizon 2020 (${n}).`,
    network: (n: number) =>
      n === 1
        ? 'Ha un partner in comune con chi è già nella squadra, per esempio:'
        : `Ha ${n} partner in comune con chi è già nella squadra, fra cui:`,
    team_: (n: number) =>
      n === 1
        ? 'Ha già lavorato con un’altra delle organizzazioni proposte:'
        : `Ha già lavorato con ${n} delle organizzazioni proposte:`,
    activity: (n: number, recent: number) =>
      n === 1
        ? `Un progetto Horizon Europe${recent === 1 ? ', negli ultimi due anni' : ''}.`
        : `${n} progetti Horizon Europe, ${recent} negli ultimi due anni.`,
    activityEarlier: (n: number) => `Ha esperienza in Horizon 2020: ${n === 1 ? 'un progetto' : `${n} progetti`}.`,
    sameRegion: 'È nella stessa regione di chi coordina.',
    sameCountry: 'È nello stesso paese di chi coordina.',
    faint: 'Una somiglianza lieve: non ci sono prove da mostrare.',
    mentioned: 'Il suo luogo è nominato nella richiesta.',
    place: (share: string) => `Il suo paese pesa per il ${share} nei progetti simili.`,
    kind: (share: string) => `Organizzazioni di questo tipo pesano per il ${share} nei progetti simili.`,
  },
  en: {
    introduce: 'Ask to be introduced',
    title: 'Find partners',
    lead: 'Describe an idea or choose a call: we show who has worked on it and why we propose them. You decide which reasons count most.',
    text: 'Your idea',
    textHint: 'In Italian or English. Two sentences are enough; the more precise, the better.',
    call: 'Or the code of a call',
    callHint: 'For example HORIZON-HLTH-2027-03-TOOL-02.',
    leadField: 'Who coordinates (name, short name or PIC)',
    leadHint: 'Optional: who has worked with the coordinator moves up.',
    onlyMembers: 'Members of the cluster only',
    country: 'Country',
    province: 'Province',
    any: 'All',
    anyProvince: 'All',
    search: 'Find partners',
    ask: 'The question',
    change: 'Change the question or the filters',
    weights: 'Which reasons count',
    weightsHint:
      'In the middle is what Telaio learnt from past projects; to the left it does not count, to the right it counts double.',
    reorder: 'Order again',
    reset: 'Set all to the middle',
    results: (n: string) => (n === '1' ? '1 organisation' : `${n} organisations`),
    forCall: (title: string) => `for “${title}”`,
    nothing: 'No organisation is within these limits. Remove a filter or write some more words.',
    emptyTitle: 'Where to begin',
    empty: 'Write an idea in the box, or open a call and see who fits.',
    everybody: 'Everybody, the best fit first',
    newcomers: 'Newcomers',
    newcomersLead:
      'They have one European project at most, but what they do is close: they stand here so that they are not buried.',
    moreNewcomers: (n: string) => (n === '1' ? 'One more' : `${n} more`),
    newcomer: 'newcomer',
    member: 'member',
    invented: 'invented example',
    why: 'Why',
    shareNewcomers: (share: string) => `${share} newcomers`,
    provinces: 'Provinces in this list',
    noProvinces: 'none of the region',
    addToTeam: 'Build the team',
    otherLanguage: (name: string) =>
      `The text seems to be in ${name}: Telaio understands Italian and English. The results below may be imprecise; translate it and try again.`,
    searchedAs: 'Also searched as:',
    evidence: 'evidence',
    theLead: 'the coordinator',
    reasons: {
      similar: 'Similar projects',
      topic: 'Same line of calls',
      expertise: 'Close competences',
      lead: 'Worked with the coordinator',
      network: 'Close in the network',
      team: 'Goes with the others proposed',
      activity: 'Activity in projects',
      place: 'Place',
      kind: 'Kind of organisation',
    },
    similar: (near: number) =>
      near === 1 ? 'Has one of the most similar projects:' : `Has ${near} of the most similar projects:`,
    topicSame: (n: number) => (n === 1 ? 'Won a project on this very topic:' : `Won ${n} projects on this very topic:`),
    topicFamily: (n: number) =>
      n === 1 ? 'Has a project in the same family of calls:' : `Has ${n} projects in the same family of calls:`,
    expertise: 'Works on:',
    expertiseDeclared: 'Says it works on:',
    expertiseProfile: 'What it says of itself is close to the request.',
    lead_: (n: number) =>
      n === 1 ? 'Worked with the coordinator in one project:' : `Worked with the coordinator in ${n} projects:`,
    leadEarlier: (n: number) => `Worked with the coordinator in Horizon 2020 (${n}).`,
    network: (n: number) =>
      n === 1
        ? 'Shares a partner with who is already in, for example:'
        : `Shares ${n} partners with who is already in, among them:`,
    team_: (n: number) =>
      n === 1
        ? 'Has worked with another of the organisations proposed:'
        : `Has worked with ${n} of the organisations proposed:`,
    activity: (n: number, recent: number) =>
      n === 1
        ? `One Horizon Europe project${recent === 1 ? ', in the last two years' : ''}.`
        : `${n} Horizon Europe projects, ${recent} in the last two years.`,
    activityEarlier: (n: number) => `Has experience of Horizon 2020: ${n === 1 ? 'one project' : `${n} projects`}.`,
    sameRegion: 'It is in the same region as the coordinator.',
    sameCountry: 'It is in the same country as the coordinator.',
    faint: 'A slight likeness: there is no evidence to show.',
    mentioned: 'Its place is named in the request.',
    place: (share: string) => `Its country makes up ${share} of similar projects.`,
    kind: (share: string) => `Organisations of this kind make up ${share} of similar projects.`,
  },
})

export const errors = {
  noIndex: {
    it: 'La ricerca di partner non è ancora pronta: importa i dati e lancia «telaio index», poi riprova.',
    en: 'Partner search is not ready yet: import the data and run “telaio index”, then try again.',
  },
  noData: {
    it: 'Non ci sono organizzazioni da ordinare. Importa prima i dati con «telaio import cordis».',
    en: 'There are no organisations to rank. Import the data first with “telaio import cordis”.',
  },
  badWish: {
    it: 'Questi valori non sono stati capiti: {names}. I risultati vanno da 1 a {most}, i paesi sono codici di due lettere (IT), la provincia è un codice NUTS (ITH55).',
    en: 'These values were not understood: {names}. Results go from 1 to {most}, countries are codes of two letters (IT), the province is a NUTS code (ITH55).',
  },
  nothingAskedApi: {
    it: 'Manca la domanda: indica call (il codice di un bando) o text (un’idea).',
    en: 'The question is missing: give call (the code of a call) or text (an idea).',
  },
  nothingAsked: {
    it: 'Scrivi un’idea con --text "…" oppure indica il codice di un bando.',
    en: 'Write an idea with --text "…" or give the code of a call.',
  },
} satisfies Record<string, Sentence>
