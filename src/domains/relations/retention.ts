import { monthsBefore, type Retention } from '#platform/retention.ts'
import { deleteOldRequests, deleteOldTasks } from './queries.ts'

/** How long is kept what passed between organisations, and what staff wrote down for their work. */
export const RETENTION: readonly Retention[] = [
  {
    name: 'introductions',
    what: {
      it: 'Richieste di conoscersi fra organizzazioni, con i messaggi che ne sono nati',
      en: 'Requests of organisations to be introduced, with the messages that came of them',
    },
    until: { it: 'due anni dalla fine della richiesta', en: 'two years after the request has ended' },
    apply: (tx, now) => deleteOldRequests(tx, monthsBefore(now, 24)),
  },
  {
    name: 'tasks',
    what: {
      it: 'Compiti svolti e note del personale sui membri',
      en: 'Tasks that are done, and notes of staff on members',
    },
    until: { it: 'due anni da quando sono svolti o scritte', en: 'two years after they were done or written' },
    apply: (tx, now) => deleteOldTasks(tx, monthsBefore(now, 24)),
  },
]
