import { monthsBefore, type Retention } from '#platform/retention.ts'
import { eraseAccount } from '../administration/actions.ts'
import { deleteEndedSessions, deleteOldInvitations, unusedAccounts } from './queries.ts'

/** How long what is known of accounts is kept. */
export const RETENTION: readonly Retention[] = [
  {
    name: 'sessions',
    what: { it: 'Dispositivi collegati e collegamenti per entrare', en: 'Signed-in devices and sign-in links' },
    until: { it: 'fino alla notte dopo la loro scadenza', en: 'until the night after they expire' },
    apply: deleteEndedSessions,
  },
  {
    name: 'invitations',
    what: { it: 'Inviti: nome e indirizzo', en: 'Invitations: name and address' },
    until: {
      it: 'un mese dopo che sono stati accettati, ritirati o sono scaduti',
      en: 'one month after they were accepted, withdrawn or expired',
    },
    apply: (tx, now) => deleteOldInvitations(tx, monthsBefore(now, 1)),
  },
  {
    name: 'accounts',
    what: {
      it: 'Accessi senza ruolo che non agiscono per nessuno',
      en: 'Accounts without a role that act for nobody',
    },
    until: { it: 'due anni dall’ultimo uso', en: 'two years after they were last used' },
    async apply(tx, now) {
      const unused = await unusedAccounts(tx, monthsBefore(now, 24))
      for (const account of unused) await eraseAccount(tx, account, 'system')
      return unused.length
    },
  },
  {
    name: 'audit',
    what: { it: 'Righe del registro di chi ha fatto che cosa', en: 'Lines of the register of who did what' },
    until: {
      it: 'finché il cluster deve renderne conto; dopo la cancellazione di una persona resta solo un codice che non porta a nessuno',
      en: 'as long as the cluster must account for them; once a person is erased only a code that leads to nobody remains',
    },
    apply: async () => 0,
  },
]
