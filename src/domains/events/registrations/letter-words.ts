import { inBoth } from '#platform/i18n.ts'

/** What mails about a registration say. */
export const letters = inBoth({
  it: {
    hello: (name: string) => `Ciao ${name},`,
    confirmedSubject: (title: string) => `Iscrizione confermata: ${title}`,
    confirmed: (title: string) => `hai un posto a «${title}».`,
    waitingSubject: (title: string) => `Sei in lista d’attesa: ${title}`,
    waiting: (title: string, place: string) =>
      `per ora i posti di «${title}» sono finiti: sei al numero ${place} della lista d’attesa. Appena si libera un posto per te te lo scriviamo, e non devi fare altro.`,
    againSubject: (title: string) => `La tua iscrizione: ${title}`,
    again: (title: string) =>
      `qualcuno, forse tu, ha mandato un’altra volta il modulo per «${title}» con questo indirizzo. L’iscrizione c’era già, e non è cambiata.`,
    promotedSubject: (title: string) => `Si è liberato un posto per te: ${title}`,
    promoted: (title: string) => `si è liberato un posto: ora la tua iscrizione a «${title}» è confermata.`,
    cancelledSubject: (title: string) => `Iscrizione annullata: ${title}`,
    cancelled: (title: string) =>
      `la tua iscrizione a «${title}» è annullata, e il posto va a chi aspettava. Se cambi idea puoi iscriverti di nuovo.`,
    callOffSubject: (title: string) => `Annullato: ${title}`,
    callOff: (title: string, when: string) => `«${title}», previsto per ${when}, non si terrà. Ci dispiace.`,
    callOffFile: 'Il file allegato toglie l’evento dal tuo calendario.',
    movedSubject: (title: string) => `È cambiato qualcosa: ${title}`,
    moved: (title: string) => `giorno, ora o luogo di «${title}» sono cambiati. Ora vale questo:`,
    movedAsk: 'Se così non puoi venire, annulla l’iscrizione dalla pagina qui sotto: il posto va a chi aspetta.',
    weekSubject: (title: string) => `Fra pochi giorni: ${title}`,
    daySubject: (title: string) => `Ci vediamo presto: ${title}`,
    reminder: (title: string) => `ti aspettiamo a «${title}».`,
    reminderAsk: 'Se non puoi venire, annulla con un tocco: il posto va a chi aspetta.',
    afterSubject: (title: string) => `Com’è andata? ${title}`,
    after: (title: string) =>
      `grazie di essere venuto o venuta a «${title}». Ci dici com’è andata? Tre domande, meno di un minuto. Dalla stessa pagina scarichi l’attestato di partecipazione.`,
    when: (when: string) => `Quando: ${when}`,
    where: (where: string) => `Dove: ${where}`,
    online: 'Collegati da qui',
    mine: 'La tua iscrizione: vedi, cambia, annulla',
    mineQr: 'Nella stessa pagina c’è il codice da mostrare all’ingresso.',
    foot: 'Ricevi questa mail perché questo indirizzo è iscritto all’evento. Chi ha il link può cambiare l’iscrizione: non inoltrarlo.',
  },
  en: {
    hello: (name: string) => `Hello ${name},`,
    confirmedSubject: (title: string) => `You are registered: ${title}`,
    confirmed: (title: string) => `you have a place at “${title}”.`,
    waitingSubject: (title: string) => `You are on the waiting list: ${title}`,
    waiting: (title: string, place: string) =>
      `all places of “${title}” are taken for now: you are number ${place} on the waiting list. As soon as there is a place for you we write to you, and you need do nothing more.`,
    againSubject: (title: string) => `Your registration: ${title}`,
    again: (title: string) =>
      `somebody, perhaps you, sent the form for “${title}” again with this address. You were registered already, and nothing changed.`,
    promotedSubject: (title: string) => `There is a place for you: ${title}`,
    promoted: (title: string) => `a place has become free: your registration for “${title}” is now confirmed.`,
    cancelledSubject: (title: string) => `Registration cancelled: ${title}`,
    cancelled: (title: string) =>
      `your registration for “${title}” is cancelled, and the place goes to whoever was waiting. If you change your mind you can register again.`,
    callOffSubject: (title: string) => `Cancelled: ${title}`,
    callOff: (title: string, when: string) => `“${title}”, planned for ${when}, will not take place. We are sorry.`,
    callOffFile: 'The attached file takes the event out of your calendar.',
    movedSubject: (title: string) => `Something has changed: ${title}`,
    moved: (title: string) => `the day, hour or place of “${title}” has changed. From now on it is:`,
    movedAsk: 'If you cannot come like this, cancel from the page below: the place goes to whoever waits.',
    weekSubject: (title: string) => `In a few days: ${title}`,
    daySubject: (title: string) => `See you soon: ${title}`,
    reminder: (title: string) => `we look forward to seeing you at “${title}”.`,
    reminderAsk: 'If you cannot come, cancel in one press: the place goes to whoever waits.',
    afterSubject: (title: string) => `How was it? ${title}`,
    after: (title: string) =>
      `thank you for coming to “${title}”. Will you tell us how it was? Three questions, less than a minute. The same page has your certificate of attendance.`,
    when: (when: string) => `When: ${when}`,
    where: (where: string) => `Where: ${where}`,
    online: 'Join from here',
    mine: 'Your registration: see, change, cancel',
    mineQr: 'The same page has the code to show at the door.',
    foot: 'You receive this mail because this address is registered for the event. Whoever has the link can change the registration: do not pass it on.',
  },
})
