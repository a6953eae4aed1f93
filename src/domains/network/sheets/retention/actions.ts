import type { Retention } from '#platform/retention.ts'
import { forgetCells, forgetChanges } from '../queries.ts'

const DAY_MS = 86_400_000
const ago = (now: Date, days: number) => new Date(now.getTime() - days * DAY_MS)

/** How long spreadsheets on their way into the registry are kept: they hold persons. */
export const RETENTION: readonly Retention[] = [
  {
    name: 'sheets',
    what: { it: 'Fogli caricati e non ancora importati', en: 'Spreadsheets uploaded and not imported yet' },
    until: { it: 'una settimana dopo il caricamento', en: 'one week after the upload' },
    apply: (tx, now) => forgetCells(tx, ago(now, 7)),
  },
  {
    name: 'sheet changes',
    what: { it: 'Che cosa ha cambiato un’importazione', en: 'What an import changed' },
    until: { it: 'trenta giorni, finché si può annullare', en: 'thirty days, while it can be undone' },
    apply: (tx, now) => forgetChanges(tx, ago(now, 30)),
  },
]
