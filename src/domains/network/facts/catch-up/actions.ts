import { recordAudit } from '#domains/accounts/actions.ts'
import { foundingDay } from '#domains/ledger/founding/actions.ts'
import { dateInRome } from '#platform/clock.ts'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import { carryOut, type Todo, tellPayment, toldOf } from '../actions.ts'
import { missing } from '../model.ts'
import { everMembers, lockOrganisations, standingsOf, untoldPayments } from '../queries.ts'

export type CaughtUp = {
  readonly joined: number
  readonly left: number
  readonly changed: number
  /** Facts that did not say what the registry knows, completed. */
  readonly completed: number
  readonly fees: number
  /** Older than the cluster: not told before somebody mends a day. */
  readonly tooOld: number
}

/** Organisations whose facts are read and told in one transaction. */
const BATCH = 500

/**
 * Tells the ledger what it was never told: members of before it, days that were still to come, and what changed past the acts. What a fact
 * says already is not told again, and two who do it at once wait for each other.
 */
export async function catchUp(db: Db, now: Date, by = 'system'): Promise<CaughtUp> {
  const today = dateInRome(now)
  const ids = await everMembers(db)
  const totals = { joined: 0, left: 0, changed: 0, completed: 0, fees: 0, tooOld: 0 }
  for (let at = 0; at < ids.length; at += BATCH)
    await inTransaction(db, async tx => {
      const batch = ids.slice(at, at + BATCH)
      await lockOrganisations(tx, batch)
      add(totals, await tellMissing(tx, batch, today, by))
    })
  await inTransaction(db, async tx => add(totals, await tellFees(tx, today, by)))
  return totals
}

type Totals = { -readonly [K in keyof CaughtUp]: number }
function add(totals: Totals, more: Partial<CaughtUp>): void {
  for (const [name, n] of Object.entries(more) as [keyof CaughtUp, number][]) totals[name] += n
}

async function tellMissing(tx: Tx, ids: readonly number[], today: string, by: string): Promise<Partial<CaughtUp>> {
  const standings = await standingsOf(tx, ids)
  const told = await toldOf(tx, standings, today)
  const { day: founded } = await foundingDay(tx)
  const all = standings.flatMap(one =>
    missing(one, told.get(one.membership) ?? [], today).map(
      (deed): Todo => ({ deed, key: one.key, membership: one.membership }),
    ),
  )
  const old = ({ deed }: Todo) => founded !== null && deed.do === 'record' && deed.on < founded
  const todo = all.filter(one => !old(one))
  await carryOut(tx, todo, told, { by, today })
  await register(tx, by, todo.length)
  const count = (kind: string) => todo.filter(({ deed }) => deed.do === 'record' && deed.kind === kind).length
  return {
    joined: count('member-joined'),
    left: count('member-left'),
    changed: count('member-changed'),
    completed: todo.filter(({ deed }) => deed.do === 'correct').length,
    tooOld: all.length - todo.length,
  }
}

async function tellFees(tx: Tx, today: string, by: string): Promise<Partial<CaughtUp>> {
  const { day: founded } = await foundingDay(tx)
  // Two who catch up at once: the second finds the payments told.
  const payments = await untoldPayments(tx)
  const told = payments.filter(one => one.paid_on <= today && (founded === null || one.paid_on >= founded))
  for (const payment of told) await tellPayment(tx, payment, { by, today })
  await register(tx, by, told.length)
  return { fees: told.length, tooOld: payments.filter(one => founded !== null && one.paid_on < founded).length }
}

async function register(tx: Tx, by: string, facts: number): Promise<void> {
  if (facts) await recordAudit(tx, { actor: by, verb: 'recorded', thing: 'site', details: { facts } })
}
