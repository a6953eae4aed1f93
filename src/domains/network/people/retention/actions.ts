import { monthsBefore, type Retention } from '#platform/retention.ts'
import { deleteForgottenPeople, deleteOldContacts } from './queries.ts'

const day = (at: Date) => at.toISOString().slice(0, 10)

/** How long what is known of people is kept. */
export const RETENTION: readonly Retention[] = [
  {
    name: 'contacts',
    what: { it: 'Contatti di un’organizzazione', en: 'Contacts of an organisation' },
    until: {
      it: 'un anno dopo che non lo sono più, due anni dopo che l’organizzazione è uscita dal cluster',
      en: 'one year after they are no longer, two years after the organisation left the cluster',
    },
    apply: (tx, now) => deleteOldContacts(tx, day(monthsBefore(now, 12)), day(monthsBefore(now, 24))),
  },
  {
    name: 'people',
    what: { it: 'Nome e recapiti di una persona', en: 'Name and contact details of a person' },
    until: {
      it: 'un mese dopo che non ha più né accesso, né contatti, né consensi',
      en: 'one month after they have neither account nor contact nor consent',
    },
    apply: (tx, now) => deleteForgottenPeople(tx, monthsBefore(now, 1)),
  },
]
