import { inBoth } from '#platform/i18n.ts'

/** What mails about wishes say. */
export const letters = inBoth({
  it: {
    hello: (name: string) => `Ciao ${name},`,
    inviteSubject: (title: string) => `Chi vuoi incontrare? ${title}`,
    invite: (title: string) =>
      `a «${title}» ci sono incontri a due. Dicci che cosa offri, che cosa cerchi e chi vuoi incontrare: bastano pochi minuti, e l’agenda la facciamo noi.`,
    until: (when: string) => `Puoi farlo fino a ${when}.`,
    closingSubject: (title: string) => `Ultimi giorni per scegliere: ${title}`,
    closing: (title: string, when: string) =>
      `le richieste di incontro per «${title}» si chiudono ${when}. Non hai ancora scelto nessuno, o qualcuno aspetta una tua risposta.`,
    wantedSubject: (n: string, title: string) =>
      n === '1' ? `Qualcuno vorrebbe incontrarti: ${title}` : `In ${n} vorrebbero incontrarti: ${title}`,
    wanted: (title: string) =>
      `a «${title}» vorrebbero incontrarti queste persone. Rispondi con un tocco; se non rispondi, la richiesta scade e non blocca nessuno.`,
    more: (n: string) => `e altri ${n}`,
    page: 'Le tue richieste e risposte',
    foot: 'Ricevi questa mail perché hai un posto all’evento. Dalla pagina puoi dire che non partecipi agli incontri, e non ti scriviamo più di questo. Chi ha il link può rispondere per te: non inoltrarlo.',
  },
  en: {
    hello: (name: string) => `Hello ${name},`,
    inviteSubject: (title: string) => `Whom do you want to meet? ${title}`,
    invite: (title: string) =>
      `“${title}” has meetings of two. Tell us what you offer, what you look for and whom you want to meet: a few minutes will do, and we make the agenda.`,
    until: (when: string) => `You can do so until ${when}.`,
    closingSubject: (title: string) => `Last days to choose: ${title}`,
    closing: (title: string, when: string) =>
      `wishes for “${title}” close on ${when}. You have not chosen anybody yet, or somebody waits for your answer.`,
    wantedSubject: (n: string, title: string) =>
      n === '1' ? `Somebody would like to meet you: ${title}` : `${n} people would like to meet you: ${title}`,
    wanted: (title: string) =>
      `at “${title}” these people would like to meet you. Answer in one press; without an answer the wish expires and blocks nobody.`,
    more: (n: string) => `and ${n} more`,
    page: 'Your wishes and answers',
    foot: 'You receive this mail because you have a place at the event. On the page you can say that you do not take part in meetings, and we no longer write about them. Whoever has the link can answer for you: do not pass it on.',
  },
})
