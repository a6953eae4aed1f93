import { inBoth } from '#platform/i18n.ts'

/** What the letters of introductions say. */
export const letters = inBoth({
  it: {
    hello: (name: string) => `Buongiorno ${name},`,
    askedSubject: (from: string) => `${from} vorrebbe conoscervi`,
    asked: (from: string, to: string) => `${from} chiede, attraverso il cluster, di conoscere ${to}.`,
    about: (title: string) => `A proposito di: ${title}`,
    theySay: (words: string) => `Scrive: «${words}»`,
    staffAdds: (words: string) => `Il personale del cluster aggiunge: «${words}»`,
    decide: (day: string) =>
      `Decidete voi se farvi raggiungere. Finché non accettate, chi chiede non vede nomi né indirizzi; si può dire di no senza spiegare. Se non rispondete entro il giorno ${day}, la richiesta finisce da sola.`,
    noAccount:
      'Per rispondere serve un accesso: se non ce l’hai, chiedi al personale del cluster un invito, o di’ a loro che cosa rispondere.',
    answer: 'Rispondi',
    reminderSubject: (from: string) => `${from} aspetta una risposta`,
    reminder: (from: string, to: string) =>
      `Una settimana fa ${from} ha chiesto di conoscere ${to}, e non avete ancora risposto.`,
    acceptedSubject: (to: string) => `${to} ha accettato di conoscervi`,
    accepted: (to: string) => `${to} ha accettato. La persona da raggiungere è:`,
    introducedSubject: (from: string) => `Ora potete scrivervi: ${from}`,
    introduced: (from: string) => `Avete accettato di conoscere ${from}. La persona da raggiungere è:`,
    howToWrite:
      'Rispondi a questo messaggio per scriverle: la risposta resta insieme alla richiesta, e la leggono le due parti e il personale del cluster.',
    open: 'Apri la richiesta',
    declinedSubject: (to: string) => `La vostra richiesta a ${to}`,
    declined: (to: string) =>
      `${to} non può farsi avanti ora. Non serve un perché, e nessuno ve ne vuole: il personale del cluster può aiutarvi a trovare altri.`,
    expiredFromSubject: (to: string) => `Nessuna risposta da ${to}`,
    expiredFrom: (to: string) =>
      `${to} non ha risposto in tempo, e la vostra richiesta è finita. Potete chiederlo di nuovo più avanti, o parlarne con il personale del cluster.`,
    expiredToSubject: (from: string) => `La richiesta di ${from} è finita`,
    expiredTo: (from: string) =>
      `La richiesta di ${from} è finita da sola: non dovete fare nulla. Se vi interessa ancora, chiedete voi di conoscere loro.`,
    withdrawnSubject: (from: string) => `${from} ha ritirato la richiesta`,
    withdrawn: (from: string) => `${from} ha ritirato la sua richiesta: non dovete fare nulla.`,
    messageSubject: (from: string, to: string) => `${from} e ${to}: un messaggio`,
    message: (name: string, organisation: string) => `${name}, di ${organisation}, ti scrive:`,
    replyHere: 'Rispondi a questo messaggio: la risposta resta insieme alla richiesta. Gli allegati non passano.',
    replyThere: 'Per rispondere apri la richiesta.',
    foot: (place: string) => `Ricevi questo messaggio perché rispondi per ${place} su Telaio, dove lavora il cluster.`,
    stop: 'Decidere se farsi cercare',
  },
  en: {
    hello: (name: string) => `Hello ${name},`,
    askedSubject: (from: string) => `${from} would like to meet you`,
    asked: (from: string, to: string) => `${from} asks, through the cluster, to be introduced to ${to}.`,
    about: (title: string) => `About: ${title}`,
    theySay: (words: string) => `They write: “${words}”`,
    staffAdds: (words: string) => `The cluster’s staff add: “${words}”`,
    decide: (day: string) =>
      `You decide whether to be reached. Until you accept, whoever asks sees no names and no addresses; you may say no without a reason. If you do not answer by ${day}, the request ends by itself.`,
    noAccount:
      'To answer you need an account: if you have none, ask the cluster’s staff for an invitation, or tell them what to answer.',
    answer: 'Answer',
    reminderSubject: (from: string) => `${from} is waiting for an answer`,
    reminder: (from: string, to: string) =>
      `A week ago ${from} asked to be introduced to ${to}, and you have not answered yet.`,
    acceptedSubject: (to: string) => `${to} has agreed to meet you`,
    accepted: (to: string) => `${to} has accepted. The person to reach is:`,
    introducedSubject: (from: string) => `Now you can write to each other: ${from}`,
    introduced: (from: string) => `You have agreed to meet ${from}. The person to reach is:`,
    howToWrite:
      'Answer this message to write to them: the answer stays with the request, and both sides and the cluster’s staff read it.',
    open: 'Open the request',
    declinedSubject: (to: string) => `Your request to ${to}`,
    declined: (to: string) =>
      `${to} cannot come forward now. No reason is needed, and nobody holds it against you: the cluster’s staff can help you to find others.`,
    expiredFromSubject: (to: string) => `No answer from ${to}`,
    expiredFrom: (to: string) =>
      `${to} has not answered in time, and your request has ended. You can ask again later, or talk to the cluster’s staff.`,
    expiredToSubject: (from: string) => `The request of ${from} has ended`,
    expiredTo: (from: string) =>
      `The request of ${from} has ended by itself: you need do nothing. If you are still interested, ask in turn to be introduced to them.`,
    withdrawnSubject: (from: string) => `${from} has withdrawn its request`,
    withdrawn: (from: string) => `${from} has withdrawn its request: you need do nothing.`,
    messageSubject: (from: string, to: string) => `${from} and ${to}: a message`,
    message: (name: string, organisation: string) => `${name}, of ${organisation}, writes to you:`,
    replyHere: 'Answer this message: the answer stays with the request. Attachments do not pass.',
    replyThere: 'To answer, open the request.',
    foot: (place: string) =>
      `You receive this message because you answer for ${place} on Telaio, where the cluster works.`,
    stop: 'Decide whether to be asked',
  },
})
