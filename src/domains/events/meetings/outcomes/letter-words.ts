import { inBoth } from '#platform/i18n.ts'

/** What mails about going on say. */
export const letters = inBoth({
  it: {
    hello: (name: string) => `Ciao ${name},`,
    askedSubject: (who: string) => `${who} vorrebbe andare avanti`,
    asked: (who: string, way: string, event: string) => `dopo il vostro incontro a «${event}», ${who} propone ${way}.`,
    answer:
      'Puoi confermare o dire di no dalla tua agenda. Se confermi, ciascuno di voi riceve per mail l’indirizzo dell’altro.',
    agreedSubject: (who: string) => `Andate avanti: tu e ${who}`,
    agreed: (who: string, way: string, event: string) =>
      `dopo l’incontro a «${event}», tu e ${who} avete confermato ${way}.`,
    reach: (name: string, email: string) => `Per accordarvi: ${name}, ${email}`,
    day: (day: string) => `Quando: ${day}`,
    agenda: 'La tua agenda',
    foot: 'Ricevi questa mail perché vi siete incontrati all’evento a cui eri iscritto. Il link è solo tuo: non inoltrarlo.',
  },
  en: {
    hello: (name: string) => `Dear ${name},`,
    askedSubject: (who: string) => `${who} would like to go on`,
    asked: (who: string, way: string, event: string) => `after your meeting at “${event}”, ${who} proposes ${way}.`,
    answer: 'You can confirm or say no in your agenda. If you confirm, each of you gets the mail address of the other.',
    agreedSubject: (who: string) => `You go on: you and ${who}`,
    agreed: (who: string, way: string, event: string) =>
      `after the meeting at “${event}”, you and ${who} have confirmed ${way}.`,
    reach: (name: string, email: string) => `To arrange it: ${name}, ${email}`,
    day: (day: string) => `When: ${day}`,
    agenda: 'Your agenda',
    foot: 'You get this mail because you met at the event you were registered for. The link is yours alone: do not pass it on.',
  },
})
