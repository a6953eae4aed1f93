import { inBoth } from '#platform/i18n.ts'

/** What mails about an agenda say. */
export const letters = inBoth({
  it: {
    hello: (name: string) => `Ciao ${name},`,
    agendaSubject: (title: string) => `La tua agenda di incontri: ${title}`,
    agenda: (title: string) => `l’agenda degli incontri di «${title}» è pronta. Questi sono i tuoi:`,
    none: (title: string) =>
      `l’agenda degli incontri di «${title}» è pronta, e per ora non siamo riusciti a combinare un incontro per te. Se si libera un posto ti scriviamo; intanto passa a trovarci al banco degli incontri.`,
    changedSubject: (title: string) => `È cambiato qualcosa nei tuoi incontri: ${title}`,
    changed: (title: string) => `nei tuoi incontri di «${title}» è cambiato questo; tutto il resto vale come prima.`,
    meets: (name: string) => `con ${name}`,
    new: (name: string) => `Nuovo incontro con ${name}`,
    moved: (name: string) => `Spostato l’incontro con ${name}`,
    off: (name: string) => `Annullato l’incontro con ${name}`,
    was: (when: string, table: string) => `era: ${when}, ${table}`,
    now: (when: string, table: string) => `ora: ${when}, ${table}`,
    place: (when: string, table: string, room: string) => `${when}, ${table} (${room})`,
    file: 'Il file allegato aggiorna il tuo calendario.',
    mine: 'La tua agenda, sempre aggiornata',
    foot: 'Ricevi questa mail perché questo indirizzo è iscritto all’evento. Chi ha il link può vedere e cambiare la tua iscrizione: non inoltrarlo.',
  },
  en: {
    hello: (name: string) => `Hello ${name},`,
    agendaSubject: (title: string) => `Your agenda of meetings: ${title}`,
    agenda: (title: string) => `the agenda of meetings of “${title}” is ready. These are yours:`,
    none: (title: string) =>
      `the agenda of meetings of “${title}” is ready, and for now we could not find a meeting for you. If a place becomes free we will write to you; meanwhile come and see us at the desk of the meetings.`,
    changedSubject: (title: string) => `Something changed in your meetings: ${title}`,
    changed: (title: string) => `this changed in your meetings at “${title}”; all the rest is as before.`,
    meets: (name: string) => `with ${name}`,
    new: (name: string) => `New meeting with ${name}`,
    moved: (name: string) => `The meeting with ${name} has moved`,
    off: (name: string) => `The meeting with ${name} is off`,
    was: (when: string, table: string) => `was: ${when}, ${table}`,
    now: (when: string, table: string) => `now: ${when}, ${table}`,
    place: (when: string, table: string, room: string) => `${when}, ${table} (${room})`,
    file: 'The attached file brings your calendar up to date.',
    mine: 'Your agenda, always up to date',
    foot: 'You get this mail because this address is registered for the event. Whoever has the link can see and change your registration: do not forward it.',
  },
})
