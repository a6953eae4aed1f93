import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { recordFact } from '#domains/ledger/actions.ts'
import { withdrawFact } from '#domains/ledger/amendments/actions.ts'
import { makeReport } from '#domains/reports/actions.ts'
import { periodOf } from '#domains/reports/model.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { testDatabase } from '../../../../../tools/test-database.ts'
import { SECRET, STAFF } from '../../fixtures.ts'
import { eraseMine } from '../../registrations/actions.ts'
import { tokenOf } from '../../registrations/model.ts'
import { knownOf } from '../../registrations/people.ts'
import { aMeetingDay, MEANS } from '../fixtures.ts'
import { myDay } from '../mine/actions.ts'
import { enterOutcome, outcomeFor, say, sayAll } from './actions.ts'
import { OUTCOMES, type Outcome, outcomesQuery, type Said, verdictOf } from './model.ts'
import { listOutcomes, outcomeCounts } from './queries.ts'

const AFTER = { ...MEANS, now: new Date('2027-03-12T17:00:00Z') }
const LATER = { ...MEANS, now: new Date('2027-04-20T10:00:00Z') }

let db: Db
let pool: pg.Pool

beforeAll(async () => {
  ;({ db, pool } = await testDatabase())
  await pool.query(`
    insert into organisation (key, name, source) select k, upper(k), 'hand' from unnest(array['alfa', 'beta', 'gamma', 'delta']) k;
    update cluster set founded_on = '2017-01-01' where id = 1`)
})

type Day = Awaited<ReturnType<typeof aMeetingDay>>

/** A published day on which the first two meet, and the next two; all of a known organisation. */
async function aDay() {
  const day = await aMeetingDay(db)
  const ids = day.people.map(one => one.id)
  await pool.query(
    `update registration r set organisation_id = o.id from unnest($1::bigint[], array['alfa', 'beta', 'gamma', 'delta']) as x (id, key)
      join organisation o on o.key = x.key where r.id = x.id`,
    [ids.slice(0, 4)],
  )
  await pool.query(
    `update event_agenda set state = 'published', published_at = '2027-03-01', published_by = 'anna' where event_id = $1`,
    [day.event.id],
  )
  const { rows } = await pool.query<{ id: number }>(
    `insert into meeting (event_id, a_id, b_id, slot_id, table_id, told, changed_by)
      values ($1, $2, $3, $6, $7, 0, 'anna'), ($1, $4, $5, $6, $8, 0, 'anna') returning id::int`,
    [day.event.id, ...ids.slice(0, 4), day.slots[0]?.id, day.tables[0]?.id, day.tables[1]?.id],
  )
  return { ...day, ids, meetings: rows.map(row => row.id) }
}

const side = ({ event }: Pick<Day, 'event'>, registration = 0) => ({ event: event.id, registration })
const outcome = (meeting: number, said: Outcome, at = '2027-03-12T10:00:00Z'): Said => ({
  ...{ what: 'outcome', id: randomUUID(), meeting, at },
  outcome: said,
})
const goOn = (
  meeting: number,
  kind: 'meeting' | 'introduction' | 'team',
  more: { day?: string; about?: string } = {},
): Said => ({
  ...{ what: 'go-on', id: randomUUID(), meeting, at: '2027-03-12T10:00:00Z', kind, about: '', day: undefined },
  ...more,
})
const answer = (
  meeting: number,
  kind: 'meeting' | 'introduction' | 'team',
  said: 'agree' | 'decline' | 'held' | 'not-held',
  day?: string,
): Said => ({
  ...{ what: 'answer', id: randomUUID(), meeting, at: '2027-03-12T10:00:00Z', kind, answer: said, day },
})
/** The kinds of the facts that stand of an origin. */
const told = async (origin: string) =>
  (
    await pool.query(
      `select f.id::int, f.kind, f.happened_on::text as day, f.details, f.source, array_agg(p.organisation_key order by p.organisation_key) as parties
        from fact f join fact_party p on p.fact_id = f.id
        where f.origin = $1 and f.amendment is distinct from 'withdrawal' and not exists (select from fact n where n.amends = f.id) group by f.id`,
      [origin],
    )
  ).rows

test('a meeting one side says was held is a fact of both organisations, until the other denies it, and again when they agree', async () => {
  const day = await aDay()
  const [meeting = 0] = day.meetings
  const [a = 0, b = 0] = day.ids
  await say(db, AFTER, side(day, a), outcome(meeting, 'met'))
  expect(await told(`meeting ${meeting}`)).toMatchObject([
    { kind: 'meeting-held', day: '2027-03-12', parties: ['alfa', 'beta'], source: 'derived' },
  ])
  await say(db, AFTER, side(day, b), outcome(meeting, 'they-absent'))
  expect(await told(`meeting ${meeting}`)).toEqual([])
  expect((await outcomeFor(db, STAFF, day.event.id, meeting)).outcome).toMatchObject({
    verdict: 'disputed',
    fact: null,
  })
  // What is older arrives later and changes nothing; the newest counts.
  await say(db, AFTER, side(day, b), outcome(meeting, 'met', '2027-03-12T09:00:00Z'))
  expect(await told(`meeting ${meeting}`)).toEqual([])
  await say(db, AFTER, side(day, b), outcome(meeting, 'stand-in', '2027-03-12T11:00:00Z'))
  expect(await told(`meeting ${meeting}`)).toHaveLength(1)
})

test('what a person withdrew in the ledger stays withdrawn, whatever the two say', async () => {
  const day = await aDay()
  const [meeting = 0] = day.meetings
  const [a = 0, b = 0] = day.ids
  await say(db, AFTER, side(day, a), outcome(meeting, 'met'))
  const { fact } = (await outcomeFor(db, STAFF, day.event.id, meeting)).outcome
  await withdrawFact(db, STAFF, fact ?? 0, 'nessuno c’era')
  await say(db, AFTER, side(day, b), outcome(meeting, 'met'))
  expect(await told(`meeting ${meeting}`)).toEqual([])
})

test('nobody speaks of a meeting of others, of one to come, or of one that was cancelled', async () => {
  const day = await aDay()
  const [meeting = 0, other = 0] = day.meetings
  const [a = 0] = day.ids
  await expect(say(db, AFTER, side(day, a), outcome(other, 'met'))).rejects.toMatchObject({ kind: 'NotFound' })
  await expect(say(db, MEANS, side(day, a), outcome(meeting, 'met'))).rejects.toMatchObject({ kind: 'Conflict' })
  await pool.query(`update meeting set state = 'cancelled' where id = $1`, [meeting])
  await expect(say(db, AFTER, side(day, a), outcome(meeting, 'met'))).rejects.toMatchObject({ kind: 'Conflict' })
})

test('what waited on a phone arrives in any order and twice: each counts once, what cannot be is told', async () => {
  const day = await aDay()
  const [meeting = 0, other = 0] = day.meetings
  const [a = 0] = day.ids
  const said: Said[] = [
    outcome(meeting, 'met', '2027-03-12T11:00:00Z'),
    outcome(meeting, 'they-absent', '2027-03-12T10:00:00Z'),
    { what: 'note', id: randomUUID(), meeting, at: '2027-03-12T11:01:00Z', text: ' Richiamare lunedì ' },
    outcome(other, 'met'),
  ]
  const first = await sayAll(db, AFTER, side(day, a), said)
  expect(first).toMatchObject({ refused: [said[3]?.id] })
  expect(first.taken).toHaveLength(3)
  expect(await sayAll(db, AFTER, side(day, a), said)).toEqual(first)
  const mine = await myDay(db, SECRET, tokenOf(SECRET, { id: a, email: 'p0@example.org' }))
  expect(mine.meetings).toMatchObject([{ outcome: 'met', note: 'Richiamare lunedì' }])
  const { rows } = await pool.query('select 1 from meeting_mark where meeting_id = $1', [meeting])
  expect(rows).toHaveLength(2)
})

test('a note is its writer’s alone, and goes with the name; what was said stays as a number', async () => {
  const day = await aDay()
  const [meeting = 0] = day.meetings
  const [a = 0, b = 0] = day.ids
  await say(db, AFTER, side(day, a), {
    what: 'note',
    id: randomUUID(),
    meeting,
    at: AFTER.now.toISOString(),
    text: 'segreto',
  })
  await say(db, AFTER, side(day, a), outcome(meeting, 'met'))
  const other = await myDay(db, SECRET, tokenOf(SECRET, { id: b, email: 'p1@example.org' }))
  expect(JSON.stringify(other)).not.toContain('segreto')
  const staff = await listOutcomes(db, day.event.id, outcomesQuery.parse({}), true)
  expect(JSON.stringify(staff)).not.toContain('segreto')
  expect((await knownOf(db, { email: 'P0@example.org' })).outcomes).toContainEqual(
    expect.objectContaining({ outcome: 'met', note: 'segreto' }),
  )
  await eraseMine(db, AFTER, tokenOf(SECRET, { id: a, email: 'p0@example.org' }))
  expect((await pool.query('select 1 from meeting_note where meeting_id = $1', [meeting])).rows).toEqual([])
  expect(await outcomeCounts(db, day.event.id)).toMatchObject({ placed: 2, told: 1, held: 1 })
  expect(await told(`meeting ${meeting}`)).toHaveLength(1)
})

test('who takes the name of a site writes no link into the letter of the other', async () => {
  const day = await aDay()
  const [meeting = 0] = day.meetings
  const [a = 0, b = 0] = day.ids
  await pool.query(
    `update registration set name = 'Vinci su evil.example', organisation = 'bad.example' where id = any($1)`,
    [[a, b]],
  )
  const proposal = goOn(meeting, 'team', { about: 'leggi worse.example' })
  await say(db, AFTER, side(day, a), proposal)
  await say(db, AFTER, side(day, b), answer(meeting, 'team', 'agree'))
  const { rows: mails } = await pool.query(
    `select text_body, html_body from mail_outbox where once_key like 'follow-up %' || $1 || '%'`,
    [proposal.id],
  )
  expect(mails).toHaveLength(3)
  for (const { text_body, html_body } of mails) {
    expect(text_body).toContain('Vinci su evil')
    expect(text_body + html_body).not.toMatch(/(evil|bad|worse)\.example/)
  }
})

test('two who go on: proposed, confirmed by the other side, held; each becomes its fact, which follows the meeting', async () => {
  const day = await aDay()
  const [meeting = 0] = day.meetings
  const [a = 0, b = 0] = day.ids
  await say(db, AFTER, side(day, a), outcome(meeting, 'met'))
  const [first] = await told(`meeting ${meeting}`)
  const second = goOn(meeting, 'meeting', { day: '2027-04-02' })
  await say(db, AFTER, side(day, a), second)
  await expect(say(db, AFTER, side(day, a), answer(meeting, 'meeting', 'agree'))).rejects.toMatchObject({
    kind: 'Conflict',
  })
  await say(db, AFTER, side(day, b), answer(meeting, 'meeting', 'agree'))
  expect(await told(`follow-up ${second.id}`)).toEqual([])
  await expect(say(db, AFTER, side(day, b), answer(meeting, 'meeting', 'held'))).rejects.toMatchObject({
    kind: 'Invalid',
  })
  await say(db, LATER, side(day, b), answer(meeting, 'meeting', 'held'))
  expect(await told(`follow-up ${second.id}`)).toMatchObject([
    { kind: 'meeting-held', day: '2027-04-02', details: { after: first.id }, parties: ['alfa', 'beta'] },
  ])
  const { rows: mails } = await pool.query(
    `select template, recipient, text_body from mail_outbox where once_key like 'follow-up %' || $1 || '%' order by id`,
    [second.id],
  )
  expect(mails.map(mail => [mail.template, mail.recipient])).toEqual([
    ['follow-up asked', 'p1@example.org'],
    ['follow-up agreed', 'p0@example.org'],
    ['follow-up agreed', 'p1@example.org'],
  ])
  // Who is only asked is not given anybody's address, nor gives theirs.
  expect(mails.map(mail => /p[01]@example\.org/.exec(mail.text_body)?.[0])).toEqual([
    undefined,
    'p1@example.org',
    'p0@example.org',
  ])
  // The other side says it was not: it is taken back.
  await say(db, LATER, side(day, a), answer(meeting, 'meeting', 'not-held'))
  expect(await told(`follow-up ${second.id}`)).toEqual([])
  // Whoever proposes what the other has proposed agrees to it.
  const team = goOn(meeting, 'team', { about: 'HORIZON-HLTH-2027' })
  await say(db, AFTER, side(day, a), team)
  await say(db, AFTER, side(day, b), goOn(meeting, 'team', { about: 'lo stesso' }))
  expect(await told(`follow-up ${team.id}`)).toMatchObject([
    { kind: 'partnership-formed', details: { title: 'HORIZON-HLTH-2027', after: first.id } },
  ])
  await expect(
    say(db, AFTER, side(day, a), goOn(meeting, 'introduction', { about: 'scrivi a x@example.org' })),
  ).rejects.toMatchObject({
    kind: 'Invalid',
  })
})

test('outcomes change the half year: meetings held, second meetings, and what comes after them', async () => {
  const value = async () => {
    const report = await makeReport(db, { period: periodOf('2027-H1'), knownOn: new Date(), today: '2027-07-01' })
    return Object.fromEntries(report.figures.map(({ figure }) => [figure.code, figure.value ?? 0]))
  }
  const day = await aDay()
  const [, meeting = 0] = day.meetings
  const [, , c = 0, d = 0] = day.ids
  const before = await value()
  await say(db, AFTER, side(day, c), outcome(meeting, 'met'))
  const second = goOn(meeting, 'meeting', { day: '2027-04-02' })
  await say(db, AFTER, side(day, d), second)
  await say(db, LATER, side(day, c), answer(meeting, 'meeting', 'held'))
  const team = goOn(meeting, 'team', { about: 'Un bando' })
  await say(db, LATER, side(day, c), team)
  await say(db, LATER, side(day, d), answer(meeting, 'team', 'agree'))
  await inTransaction(db, tx =>
    recordFact(
      tx,
      {
        ...{ kind: 'proposal-supported', on: '2027-05-03', source: 'typed', by: 'anna' },
        parties: [
          { organisation: 'gamma', role: 'coordinator' },
          { organisation: 'delta', role: 'partner' },
        ],
        details: { title: 'Proposta', level: 'european' },
      },
      '2027-05-03',
    ),
  )
  const after = await value()
  for (const [code, more] of Object.entries({
    meetings_held: 2,
    second_meetings: 1,
    partnerships_after_meeting: 1,
    proposals_after_meeting: 1,
  }))
    expect([code, after[code]]).toEqual([code, (before[code] ?? 0) + more])
  // A correction of what was said takes it back.
  await say(db, LATER, side(day, d), outcome(meeting, 'they-absent'))
  expect((await value()).meetings_held).toBe((before.meetings_held ?? 0) + 1)
})

test('staff enter for a side, and the register says who did; lists filter and count as the two say', async () => {
  const day = await aDay()
  const [meeting = 0] = day.meetings
  const [a = 0, b = 0] = day.ids
  const visitor = { ...STAFF, role: 'visitor' }
  const entered = { meeting, registration: b, outcome: 'we-absent' } as const
  await expect(enterOutcome(db, AFTER, visitor, day.event.id, entered)).rejects.toMatchObject({ kind: 'Forbidden' })
  await enterOutcome(db, AFTER, STAFF, day.event.id, entered)
  await say(db, AFTER, side(day, a), outcome(meeting, 'met'))
  const list = (query: object) => listOutcomes(db, day.event.id, outcomesQuery.parse(query))
  expect((await list({ verdict: 'disputed' })).rows).toMatchObject([{ id: meeting, b_by: 'anna', a_by: null }])
  expect(await list({ q: 'Persona 3' })).toMatchObject({ total: 1 })
  expect(await list({ follow: 'any' })).toMatchObject({ total: 0 })
  const { rows } = await pool.query(`select actor, verb from audit where thing = $1`, [`meeting ${meeting}`])
  expect(rows).toEqual([{ actor: 'anna', verb: 'recorded outcome' }])
})

test('the verdict of lists is the verdict of the model, whoever of the two says what', async () => {
  const day = await aDay()
  const [meeting = 0] = day.meetings
  const [a = 0, b = 0] = day.ids
  for (const one of [undefined, ...OUTCOMES])
    for (const other of [undefined, ...OUTCOMES]) {
      await pool.query('delete from meeting_mark where meeting_id = $1', [meeting])
      for (const [who, said] of [
        [a, one],
        [b, other],
      ] as const)
        if (said)
          await pool.query(
            `insert into meeting_mark (id, event_id, meeting_id, registration_id, outcome, at, received_at) values (gen_random_uuid(), $1, $2, $3, $4, now(), now())`,
            [day.event.id, meeting, who, said],
          )
      const row = (await outcomeFor(db, STAFF, day.event.id, meeting)).outcome
      expect([one, other, row.verdict]).toEqual([one, other, verdictOf(one, other)])
      expect(verdictOf(other, one)).toBe(row.verdict)
    }
})
