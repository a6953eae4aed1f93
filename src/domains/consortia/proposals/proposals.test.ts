import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { requireCall } from '#domains/opportunities/actions.ts'
import { type Actor, VISITOR } from '#kernel/actor.ts'
import type { Db } from '#platform/db.ts'
import { testDatabase } from '../../../../tools/test-database.ts'
import type { TeamView } from '../teams/actions.ts'
import { candidatesByKey } from '../teams/queries.ts'
import {
  monthsAfter,
  moveProposal,
  proposalsWithTotals,
  proposeTeam,
  saveProposal,
  undoMove,
  viewProposal,
} from './actions.ts'
import { MOVES, ROLES, requestedOf, STATES } from './model.ts'

const STAFF: Actor = { id: 'anna', name: 'Anna', role: 'staff', actsFor: new Map() }
const TODAY = '2026-11-23'
const KEYS = ['uno', 'due', 'tre']

let db: Db
let view: TeamView

beforeAll(async () => {
  const database = await testDatabase()
  db = database.db
  await database.pool.query(`
    insert into call (id, title, programme, action, status, source, source_hash) values ('HORIZON-HLTH-2027-01-TEST-01', 'A call', 'Horizon Europe', 'IA', 'open', 'test', 'x');
    insert into organisation (key, name, kind, country, source) values ('uno', 'Università Uno', 'HES', 'IT', 'hand'), ('due', 'Due SRL', 'PRC', 'DE', 'hand'),
      ('tre', 'Tre', 'REC', 'FR', 'hand'), ('quattro', 'Quattro', 'PRC', 'ES', 'hand');
    insert into membership (cluster_id, organisation_id, category, joined_on) select 1, id, 'company', '2020-01-01' from organisation where key in ('uno', 'due');`)
  const rows = await candidatesByKey(db, KEYS)
  view = {
    query: {
      call: 'HORIZON-HLTH-2027-01-TEST-01',
      lead: 'uno',
      with: [],
      without: [],
      associated: [],
      min: 3,
      max: 3,
      members: false,
      need: [],
      saved: undefined,
    },
    call: await requireCall(db, 'HORIZON-HLTH-2027-01-TEST-01'),
    needs: [],
    otherNeeds: [],
    rows,
    matches: new Map(),
    built: {
      status: 'solved',
      teams: [{ members: [0, 1, 2], value: 1, bound: 1, gap: 0, proven: true, ms: 1, relative: 1, fresh: [] }],
      explanation: { members: [0, 1, 2], contributions: [], coverage: [], missing: [] },
    } as never,
    verdicts: [],
  }
})

const idOf = async (key: string) => (await candidatesByKey(db, [key]))[0]?.id ?? 0
const form = (version: number) => ({
  version,
  title: 'Titolo',
  acronym: 'SIGLA',
  starts_on: '2028-01-31',
  months: 13,
  add: undefined,
  reason: undefined as string | undefined,
})

test('a team becomes a draft with the rates of the rules; budgets give requests; the funded one becomes a project', async () => {
  const id = await proposeTeam(db, STAFF, view, TODAY)
  const begun = await viewProposal(db, STAFF, id)
  expect(begun.partners.map(one => [one.key, one.role, one.rate_percent])).toEqual([
    ['uno', 'coordinator', 100],
    ['due', 'participant', 70],
    ['tre', 'participant', 70],
  ])
  const raw = Object.fromEntries(
    await Promise.all(KEYS.map(async key => [`budget_${await idOf(key)}`, '1.000.000,50'] as const)),
  )
  await saveProposal(db, STAFF, id, { ...form(1), add: 'quattro' }, raw, TODAY)
  const saved = await viewProposal(db, STAFF, id)
  expect(saved.partners.map(one => one.requested_cents)).toEqual([100_000_050, 70_000_035, 70_000_035, 0])
  expect(saved.verdicts.find(one => one.rule.id === 'HE-RATE-1')?.answer).toBeDefined()

  await expect(saveProposal(db, STAFF, id, form(1), raw, TODAY)).rejects.toMatchObject({ kind: 'Conflict' })
  await expect(
    moveProposal(db, STAFF, id, { version: 2, to: 'funded', on: TODAY, note: '', project: 1 }, TODAY),
  ).rejects.toMatchObject({ kind: 'Conflict' })
  await expect(
    moveProposal(db, STAFF, id, { version: 2, to: 'submitted', on: '2026-11-24', note: '', project: undefined }, TODAY),
  ).rejects.toMatchObject({ kind: 'Invalid' })
  await moveProposal(
    db,
    STAFF,
    id,
    { version: 2, to: 'submitted', on: TODAY, note: 'on time', project: undefined },
    TODAY,
  )
  await moveProposal(db, STAFF, id, { version: 3, to: 'funded', on: TODAY, note: '', project: 101_999_999 }, TODAY)
  const project = await db.selectFrom('project').where('id', '=', 101_999_999).selectAll().executeTakeFirstOrThrow()
  expect(project).toMatchObject({ acronym: 'SIGLA', ends_on: '2029-02-28', contribution_cents: 240_000_120 })
  const parts = await db.selectFrom('participation').where('project_id', '=', 101_999_999).select('role').execute()
  expect(parts).toHaveLength(4)

  const told = async () =>
    (
      await db
        .selectFrom('fact as f')
        .select(['f.kind', 'f.amount_cents'])
        .where('f.origin', '=', `proposal ${id}`)
        .where(eb => eb.not(eb.exists(eb.selectFrom('fact as x').select('x.id').whereRef('x.amends', '=', 'f.id'))))
        .where('f.amendment', 'is', null)
        .orderBy('f.id')
        .execute()
    ).map(fact => [fact.kind, fact.amount_cents])
  expect(await told()).toEqual([
    ['proposal-submitted', 300_000_150],
    ['proposal-supported', 300_000_150],
    ['proposal-funded', 300_000_150],
  ])

  await undoMove(db, STAFF, id, 4, TODAY)
  expect((await told()).map(([kind]) => kind)).toEqual(['proposal-submitted', 'proposal-supported'])
  const back = await viewProposal(db, STAFF, id)
  expect(back.proposal.state).toBe('submitted')
  expect(back.moves.map(move => move.to_state)).toEqual(['submitted', 'funded', 'submitted', 'draft'])

  const list = await proposalsWithTotals(db, STAFF, { q: 'sigl', state: 'submitted', year: 2026, sort: undefined })
  expect(list.totals).toEqual({ proposals: 1, budget_cents: 300_000_150, requested_cents: 240_000_120, members: 2 })
})

test('what is edited after submission corrects what was told, with the reason; other fields tell nothing', async () => {
  const id = await proposeTeam(db, STAFF, view, TODAY)
  const [uno, due] = [await idOf('uno'), await idOf('due')]
  await saveProposal(db, STAFF, id, form(1), { [`budget_${uno}`]: '100' }, TODAY)
  await moveProposal(db, STAFF, id, { version: 2, to: 'submitted', on: TODAY, note: '', project: undefined }, TODAY)
  const edited = { ...form(3), acronym: 'NUOVA', reason: 'corretto dal portale' }
  await saveProposal(db, STAFF, id, edited, { [`budget_${uno}`]: '250', [`remove_${due}`]: '1' }, TODAY)
  await saveProposal(db, STAFF, id, { ...edited, version: 4, months: 20, reason: undefined }, {}, TODAY)
  const { rows } = await sql<{ kind: string; reason: string; cents: number; title: string; parties: number }>`
    select f.kind, f.reason, f.amount_cents as cents, f.details->>'title' as title, (select count(*)::int from fact_party p where p.fact_id = f.id) as parties
    from fact f where f.origin = ${`proposal ${id}`} and not exists (select from fact x where x.amends = f.id) order by f.id`.execute(
    db,
  )
  const says = { reason: 'corretto dal portale', cents: 25_000, title: 'NUOVA', parties: 2 }
  expect(rows).toEqual([
    { kind: 'proposal-submitted', ...says },
    { kind: 'proposal-supported', ...says },
  ])
  await undoMove(db, STAFF, id, 5, TODAY)
  const left =
    await sql`select 1 from fact f where f.origin = ${`proposal ${id}`} and amendment is distinct from 'withdrawal'
    and not exists (select from fact x where x.amends = f.id)`.execute(db)
  expect(left.rows).toEqual([])
})

test('a refused form changes nothing', async () => {
  const id = await proposeTeam(db, STAFF, view, TODAY)
  const due = await idOf('due')
  for (const raw of [
    { [`budget_${due}`]: 'molto' },
    { [`rate_${due}`]: '101' },
    { [`role_${due}`]: 'coordinator' },
    { [`budget_${due}`]: '-5' },
  ])
    await expect(saveProposal(db, STAFF, id, form(1), raw, TODAY)).rejects.toMatchObject({ kind: 'Invalid' })
  await expect(saveProposal(db, STAFF, id, { ...form(1), add: 'nobody' }, {}, TODAY)).rejects.toMatchObject({
    kind: 'NotFound',
  })
  await expect(saveProposal(db, STAFF, id, { ...form(1), add: 'due' }, {}, TODAY)).rejects.toMatchObject({
    kind: 'Invalid',
  })
  expect((await viewProposal(db, STAFF, id)).proposal).toMatchObject({ version: 1, title: 'A call' })
})

test('visitors neither read nor write', async () => {
  for (const attempt of [
    () => proposeTeam(db, VISITOR, view, TODAY),
    () => viewProposal(db, VISITOR, 1),
    () => proposalsWithTotals(db, VISITOR, { q: undefined, state: undefined, year: undefined, sort: undefined }),
  ])
    await expect(attempt()).rejects.toMatchObject({ kind: 'Forbidden' })
})

test('requests never exceed the share, associated partners ask nothing, every state is reached', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ROLES),
      fc.integer({ min: 0, max: 1e12 }),
      fc.integer({ min: 0, max: 100 }),
      (role, budget_cents, rate_percent) => {
        const requested = requestedOf({ role, budget_cents, rate_percent })
        expect(requested).toBeGreaterThanOrEqual(0)
        expect(requested * 100).toBeLessThanOrEqual(role === 'associatedPartner' ? 0 : budget_cents * rate_percent)
      },
    ),
  )
  expect(new Set(['draft', ...Object.values(MOVES).flat()])).toEqual(new Set(STATES))
})

test('a project of so many months ends on the day before', () => {
  expect([monthsAfter('2027-01-01', 12), monthsAfter('2027-03-15', 1), monthsAfter('2028-01-31', 1)]).toEqual([
    '2027-12-31',
    '2027-04-14',
    '2028-02-29',
  ])
})
