import { recordAudit } from '#domains/accounts/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import type { Language } from '#platform/i18n.ts'
import { readSpreadsheet } from '#platform/sheets/read.ts'
import { staffEvent } from '../actions.ts'
import { questionsOf } from '../programme/queries.ts'
import { enterAll, idOf } from './actions.ts'
import type { Means } from './letters.ts'
import { errors } from './messages.ts'
import { type BadLine, MOST_LINES, pastedRows, type RegistrationsQuery, readLines } from './model.ts'
import { allRegistrations } from './queries.ts'

/** Registrations for a sheet; that somebody took them away is written down. */
export async function takeAway(db: Db, actor: Actor, event: number, query: RegistrationsQuery) {
  const [rows, questions] = await Promise.all([allRegistrations(db, event, query), questionsOf(db, event)])
  await inTransaction(db, tx =>
    recordAudit(tx, {
      actor: actor.id ?? '',
      verb: 'exported',
      thing: `event ${event}`,
      details: { rows: rows.length },
    }),
  )
  return { rows, questions }
}

export type Imported = { confirmed: number; waiting: number; again: number; bad: readonly BadLine[] }

/**
 * Enters everybody of a list: lines that were pasted, or the first sheet of a file. All that is understood is entered, in its order, or nothing when
 * something fails; lines that are not understood are answered. Throws Forbidden, Invalid, Conflict, NotFound.
 */
export async function importList(
  db: Db,
  means: Means,
  actor: Actor,
  id: number,
  { text, file, language }: { text: string; file: Buffer | undefined; language: Language },
): Promise<Imported> {
  const event = await staffEvent(db, actor, id)
  if (event.state !== 'open' && event.state !== 'closed') throw new Failure('Conflict', errors.notRunning)
  const rows = file ? await rowsOf(file) : pastedRows(text)
  const { lines, bad } = readLines(rows)
  if (lines.length === 0) throw new Failure('Invalid', errors.nothingToImport)
  if (lines.length > MOST_LINES) throw new Failure('Invalid', errors.tooManyLines, { most: MOST_LINES })
  const known = new Map<string, number | null>()
  for (const { organisation } of lines)
    if (!known.has(organisation)) known.set(organisation, await idOf(db, organisation))
  const by = actor.id ?? ''
  return inTransaction(db, async tx => {
    const counts = { confirmed: 0, waiting: 0, again: 0 }
    const entered = lines.map(line => ({
      ...line,
      organisation_id: known.get(line.organisation) ?? null,
      needs: '',
      answers: {},
      language,
      by,
    }))
    for (const outcome of await enterAll(tx, means, id, entered)) counts[outcome] += 1
    await recordAudit(tx, { actor: by, verb: 'imported', thing: `event ${id}`, details: counts })
    return { ...counts, bad }
  })
}

async function rowsOf(file: Buffer): Promise<string[][]> {
  const [sheet] = await readSpreadsheet(file)
  return (sheet?.rows ?? []).map(row => row.map(cell => (typeof cell === 'string' ? cell : '')))
}
