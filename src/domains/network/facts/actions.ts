import { recordAll } from '#domains/ledger/actions.ts'
import { correctTold, toldBy, withdrawTold } from '#domains/ledger/amendments/actions.ts'
import { foundingDay } from '#domains/ledger/founding/actions.ts'
import { REASONS } from '#domains/ledger/messages.ts'
import type { NewFact } from '#domains/ledger/model.ts'
import { dateInRome } from '#platform/clock.ts'
import type { Tx } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { errors } from './messages.ts'
import { type Deed, deeds, originOf, type Says, type Standing, type Told, whose } from './model.ts'
import { lockOrganisations, standingsOf } from './queries.ts'

export type Telling = { readonly by: string; readonly today: string; readonly undoing?: boolean }

/** What the registry says of some organisations before an act changes it; `tellChanges` takes it from there. Nobody else changes their memberships meanwhile. */
export async function standingsBefore(tx: Tx, ids: readonly number[]): Promise<readonly Standing[]> {
  await lockOrganisations(tx, ids)
  return standingsOf(tx, ids)
}

/** Tells the ledger, in the transaction of an act, what it has changed of these memberships. Throws Invalid for a day before the cluster existed. */
export async function tellChanges(
  tx: Tx,
  before: readonly Standing[],
  ids: readonly number[],
  telling: Telling,
): Promise<void> {
  const after = await standingsOf(tx, [...new Set([...ids, ...before.map(one => one.organisation)])])
  const told = await toldOf(tx, [...before, ...after], telling.today)
  const memberships = new Set([...before, ...after].map(one => one.membership))
  const of = (list: readonly Standing[], id: number) => list.find(one => one.membership === id)
  const todo = [...memberships].flatMap(id => {
    const [was, is] = [of(before, id), of(after, id)]
    const one = is ?? was
    return one ? deeds(was, is, told.get(id) ?? [], telling).map(deed => ({ deed, key: one.key, membership: id })) : []
  })
  await carryOut(tx, todo, told, telling)
}

type ToldStored = Told & { readonly origin: string | null; readonly stored: Awaited<ReturnType<typeof toldBy>>[number] }

/** What was told of each membership. */
export async function toldOf(
  tx: Tx,
  standings: readonly Standing[],
  today: string,
): Promise<ReadonlyMap<number, readonly ToldStored[]>> {
  const distinct = [...new Map(standings.map(one => [one.membership, one])).values()]
  const facts = await toldBy(tx, {
    origins: distinct.map(one => originOf(one.membership)),
    members: [...new Set(distinct.map(one => one.key))],
  })
  const byKey = new Map<string, ToldStored[]>()
  for (const stored of facts) {
    const key = stored.member
    if (key === null || !stored.kind.startsWith('member-')) continue
    const fact = {
      id: stored.id,
      kind: stored.kind,
      on: stored.happened_on,
      place: stored.place,
      details: stored.details,
      source: stored.source,
      withdrawn: stored.amendment === 'withdrawal',
      corrected: stored.amendment === 'correction',
      fresh: stored.recorded_at === null || dateInRome(stored.recorded_at) === today,
      origin: stored.origin,
      stored,
    }
    byKey.set(key, [...(byKey.get(key) ?? []), fact])
  }
  const memberships = new Map<string, Standing[]>()
  for (const one of distinct) memberships.set(one.key, [...(memberships.get(one.key) ?? []), one])
  return new Map([...memberships].flatMap(([key, own]) => [...whose(own, byKey.get(key) ?? [])]))
}

export type Todo = { readonly deed: Deed; readonly key: string; readonly membership: number }

/** Records, corrects and withdraws: many new facts in one statement. */
export async function carryOut(
  tx: Tx,
  todo: readonly Todo[],
  told: ReadonlyMap<number, readonly ToldStored[]>,
  { by, today }: Telling,
): Promise<void> {
  if (todo.length === 0) return
  const days = todo.flatMap(({ deed }) => ('on' in deed && deed.on ? [deed.on] : [])).sort()
  const { day: founded } = await foundingDay(tx)
  if (founded && days[0] !== undefined && days[0] < founded)
    throw new Failure(
      'Invalid',
      errors.beforeFounding,
      { day: days[0], founded },
      {
        on: errors.beforeFounding,
        joined_on: errors.beforeFounding,
      },
    )
  const facts: NewFact[] = []
  for (const { deed, key, membership } of todo) {
    const origin = originOf(membership)
    if (deed.do === 'record') {
      const parties = [{ organisation: key, role: 'member' }]
      facts.push({ kind: deed.kind, on: deed.on, parties, ...saying(deed.says), source: 'derived', origin, by })
      continue
    }
    const fact = told.get(membership)?.find(one => one.id === deed.id)?.stored
    if (!fact) throw new Error(`fact ${deed.id} was not read`)
    if (deed.do === 'withdraw') await withdrawTold(tx, fact, deed.reason, by)
    else {
      const { on = fact.happened_on, says, reason } = deed
      const { note } = fact.details
      const said = says && saying(says, note)
      await correctTold(tx, fact, { on, ...said }, reason, { by, today, origin })
    }
  }
  await recordAll(tx, facts, today)
}

/** A fact says nothing rather than an empty text. */
function saying({ place, category, chains }: Says, note?: string | number): Pick<NewFact, 'place' | 'details'> {
  return {
    place: place ?? undefined,
    details: { category, ...(chains ? { chains } : {}), ...(note === undefined ? {} : { note }) },
  }
}

/** Money that came in for the fee of a year is a fact; money given back takes away from what was told, the newest first. */
export async function tellPayment(
  tx: Tx,
  { fee, key, year, cents, paid_on }: { fee: number; key: string; year: number; cents: number; paid_on: string },
  { by, today }: Telling,
): Promise<void> {
  const origin = `fee ${fee}`
  if (cents > 0) {
    const parties = [{ organisation: key, role: 'member' }]
    const fact: NewFact = {
      kind: 'fee-paid',
      on: paid_on,
      parties,
      amountCents: cents,
      details: { year },
      source: 'derived',
      origin,
      by,
    }
    await recordAll(tx, [fact], today)
    return
  }
  let back = -cents
  for (const fact of (await toldBy(tx, { origins: [origin] })).toReversed()) {
    const amount = fact.amount_cents ?? 0
    if (back === 0 || fact.amendment === 'withdrawal') continue
    if (amount <= back) await withdrawTold(tx, fact, REASONS.givenBack, by)
    else await correctTold(tx, fact, { amountCents: amount - back }, REASONS.givenBack, { by, today })
    back -= Math.min(amount, back)
  }
}
