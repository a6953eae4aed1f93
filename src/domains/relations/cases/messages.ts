import type { Sentence } from '#platform/errors.ts'

/** Why a mail is not taken in: the mail server tells its sender. */
export const refusals = {
  unreadable: {
    it: 'Questo messaggio non si può leggere. Nulla è stato preso: mandalo di nuovo come testo semplice.',
    en: 'This message cannot be read. Nothing was taken in: send it again as plain text.',
  },
  tooLarge: {
    it: 'Questo messaggio è troppo grande (al massimo 10 MB). Nulla è stato preso: mandalo senza allegati.',
    en: 'This message is too large (10 MB at most). Nothing was taken in: send it without attachments.',
  },
  notOurs: {
    it: 'Nessuna conversazione corrisponde a questo indirizzo. Nulla è stato preso: rispondi a un messaggio di Telaio, o scrivi al personale del cluster.',
    en: 'No conversation belongs to this address. Nothing was taken in: answer a message of Telaio, or write to the cluster’s staff.',
  },
  empty: {
    it: 'In questo messaggio non c’è testo. Nulla è stato preso: scrivilo sopra il testo ricevuto.',
    en: 'There is no text in this message. Nothing was taken in: write it above the text you received.',
  },
  noMailbox: {
    it: 'Per ricevere le risposte serve MAIL_REPLY_TO, per esempio case@example.org. Nulla è stato preso.',
    en: 'To take answers in, MAIL_REPLY_TO is needed, for example case@example.org. Nothing was taken in.',
  },
} satisfies Record<string, Sentence>
