import { inBoth } from '#platform/i18n.ts'

/** What mails to those who pitch say of their request. */
export const letters = inBoth({
  it: {
    hello: (name: string) => `Ciao ${name},`,
    helloNobody: 'Ciao,',
    sentSubject: (title: string) => `Pitch ricevuto: ${title}`,
    sent: (title: string) =>
      `abbiamo ricevuto il tuo pitch per «${title}». Ti scriviamo appena è stato deciso chi sale sul palco.`,
    draftSubject: (title: string) => `La bozza del tuo pitch: ${title}`,
    draft: (title: string) =>
      `la bozza del tuo pitch per «${title}» è salvata, ma non è ancora inviata. Riprendila dal link qui sotto.`,
    until: (when: string) => `Puoi cambiarlo, inviarlo o ritirarlo fino a: ${when}.`,
    againSubject: (title: string) => `Il tuo pitch: ${title}`,
    again: (title: string) =>
      `qualcuno, forse tu, ha mandato un’altra volta il modulo dei pitch per «${title}» con questo indirizzo e questa organizzazione. Il pitch c’era già, ed è rimasto com’era: se volevi cambiarlo, fallo dal link qui sotto.`,
    withdrawnSubject: (title: string) => `Pitch ritirato: ${title}`,
    withdrawn: (title: string) =>
      `il tuo pitch per «${title}» è ritirato. Se è stato un errore e la raccolta è ancora aperta, puoi mandarlo di nuovo.`,
    mine: 'Il tuo pitch: vedi, cambia, ritira',
    foot: 'Ricevi questa mail perché con questo indirizzo è stato mandato un pitch. Chi ha il link può cambiarlo: non inoltrarlo.',
  },
  en: {
    hello: (name: string) => `Hello ${name},`,
    helloNobody: 'Hello,',
    sentSubject: (title: string) => `Pitch received: ${title}`,
    sent: (title: string) =>
      `we have received your pitch for “${title}”. We write to you as soon as it is decided who goes on stage.`,
    draftSubject: (title: string) => `The draft of your pitch: ${title}`,
    draft: (title: string) =>
      `the draft of your pitch for “${title}” is kept, but not sent yet. Take it up again from the link below.`,
    until: (when: string) => `You can change, send or withdraw it until: ${when}.`,
    againSubject: (title: string) => `Your pitch: ${title}`,
    again: (title: string) =>
      `somebody, perhaps you, sent the pitch form for “${title}” again with this address and organisation. The pitch was there already and stays as it was: if you wanted to change it, do so from the link below.`,
    withdrawnSubject: (title: string) => `Pitch withdrawn: ${title}`,
    withdrawn: (title: string) =>
      `your pitch for “${title}” is withdrawn. If that was a mistake and the call is still open, you can send it again.`,
    mine: 'Your pitch: see, change, withdraw',
    foot: 'You receive this mail because a pitch was sent with this address. Whoever has the link can change it: do not pass it on.',
  },
})
