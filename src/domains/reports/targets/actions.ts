import { recordAudit } from '#domains/accounts/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { theDefinitions } from '../definitions.ts'
import { errors } from './messages.ts'
import { cellName, periodsOf, readCells, type TypedCell } from './model.ts'
import { setter, viewer } from './policy.ts'
import { lockTargets, storeTarget, targetsOf } from './queries.ts'

/** What is aimed at in a year and its halves, by figure and period. Throws Forbidden. */
export async function targetsOfYear(db: Db, actor: Actor, year: number): Promise<ReadonlyMap<string, number>> {
  viewer(actor)
  return byCell(
    await targetsOf(
      db,
      periodsOf(year).map(({ name }) => name),
    ),
  )
}

const byCell = (targets: Awaited<ReturnType<typeof targetsOf>>): ReadonlyMap<string, number> =>
  new Map(targets.map(one => [cellName(one), one.value]))

/** The targets of one period by figure, for its report. */
export const targetsIn = async (db: Db, period: string): Promise<ReadonlyMap<string, number>> =>
  new Map((await targetsOf(db, [period])).map(({ code, value }) => [code, value]))

/**
 * Stores what was changed in the table of a year and answers how many cells that were. All or nothing: throws Forbidden; Invalid with the cells that hold no
 * number; Conflict with those that somebody else has changed since the page was opened.
 */
export async function setTargets(db: Db, actor: Actor, year: number, cells: readonly TypedCell[]): Promise<number> {
  const by = setter(actor)
  const units = new Map(theDefinitions().indicators.map(({ code, unit }) => [code, unit]))
  return inTransaction(db, async tx => {
    const stored = byCell(
      await lockTargets(
        tx,
        periodsOf(year).map(({ name }) => name),
      ),
    )
    const { changes, unreadable, overtaken } = readCells(cells, code => units.get(code) ?? '', stored)
    const beside = (names: readonly string[], sentence: (typeof errors)[keyof typeof errors]) =>
      Object.fromEntries(names.map(name => [name, sentence]))
    if (unreadable.length > 0) throw new Failure('Invalid', errors.unreadable, {}, beside(unreadable, errors.noTarget))
    if (overtaken.length > 0) throw new Failure('Conflict', errors.overtaken, {}, beside(overtaken, errors.changed))
    for (const change of changes) {
      const { code, period, before, value } = change
      await storeTarget(tx, change, by)
      await recordAudit(tx, {
        actor: by,
        verb: value === undefined ? 'removed target' : 'set target',
        thing: `report ${period}`,
        details: {
          figure: code,
          ...(before === undefined ? {} : { before }),
          ...(value === undefined ? {} : { to: value }),
        },
      })
    }
    return changes.length
  })
}
