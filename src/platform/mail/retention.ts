import { monthsBefore, type Retention } from '#platform/retention.ts'
import { deleteOldMail } from './queries.ts'

/** How long it is known to whom mail was sent; what it said is forgotten when it has gone. */
export const RETENTION: readonly Retention[] = [
  {
    name: 'mail',
    what: {
      it: 'A chi è stata mandata posta, e le risposte arrivate',
      en: 'To whom mail was sent, and answers that came',
    },
    until: {
      it: 'un anno (le risposte due); il testo solo finché la lettera non è partita',
      en: 'one year (answers two); the text only until the letter has gone',
    },
    apply: (tx, now) => deleteOldMail(tx, monthsBefore(now, 12), monthsBefore(now, 24)),
  },
]
