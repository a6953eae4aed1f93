import fc from 'fast-check'
import type pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { closeNeed, editNeed, needsFor, publishNeed, requireNeed } from '#domains/opportunities/needs/actions.ts'
import { needForm, needsQuery } from '#domains/opportunities/needs/model.ts'
import { type Actor, VISITOR } from '#kernel/actor.ts'
import type { Db } from '#platform/db.ts'
import { testDatabase } from '../../../tools/test-database.ts'
import { interestExport, interestSeenBy, showInterest, withdrawInterest } from './interests/actions.ts'
import { interestForm, type Subject } from './interests/model.ts'
import { leaveMail, mailSeen, retryMail } from './mail/actions.ts'
import { mailQuery } from './mail/model.ts'
import { addNote, addTask, finishTask, notesFor, putOff, removeNote, tasksFor } from './tasks/actions.ts'
import { dayAfter, dueOf, taskForm, tasksQuery, whenOf } from './tasks/model.ts'
import { todayOf } from './today/actions.ts'

const NOW = new Date('2026-11-24T10:00:00Z')
const STAFF: Actor = { id: 'sara', name: 'Sara', role: 'staff', actsFor: new Map() }
const OTHER: Actor = { ...STAFF, id: 'ugo', name: 'Ugo' }
let db: Db
let pool: pg.Pool
let alfa: Actor
let beta: Actor
const kind = (name: string) => expect.objectContaining({ kind: name })

beforeAll(async () => {
  ;({ db, pool } = await testDatabase())
  await pool.query(`
    insert into organisation (key, name, source) values ('alfa', 'Alfa', 'hand'), ('beta', 'Beta', 'hand'), ('gamma', 'Gamma', 'hand');
    insert into call (id, title, programme, status, stages, source, source_hash) values ('CALL-1', 'A call', 'P', 'open', 'single', 'hand', 'x'), ('CALL-2', 'Past', 'P', 'closed', 'single', 'hand', 'x');
    insert into account_user (id, name, email, role) values ('sara', 'Sara', 'sara@example.org', 'staff'), ('ugo', 'Ugo', 'ugo@example.org', 'administrator'), ('vera', 'Vera', 'vera@example.org', 'visitor')`)
  const { rows } = await pool.query('select id, key from organisation')
  const acting = (key: string): Actor => ({
    id: key,
    name: key,
    role: 'visitor',
    actsFor: new Map([[rows.find(row => row.key === key).id, 'contribute']]),
  })
  alfa = acting('alfa')
  beta = acting('beta')
})

const need = (more: object = {}) =>
  needForm.parse({ title: 'Somebody who sews', words: 'A <script>lot</script>', until: '2026-12-31', ...more })

test('a need for members is not there for others; only its publisher and staff change it; its last day ends it', async () => {
  const id = await publishNeed(db, alfa, need(), NOW)
  await expect(requireNeed(db, VISITOR, id)).rejects.toEqual(kind('NotFound'))
  expect((await requireNeed(db, beta, id)).title).toBe('Somebody who sews')
  await expect(editNeed(db, beta, id, need(), NOW)).rejects.toEqual(kind('Forbidden'))
  await expect(closeNeed(db, beta, id, true, NOW)).rejects.toEqual(kind('Forbidden'))
  await expect(publishNeed(db, beta, need({ for: 'alfa' }), NOW)).rejects.toEqual(kind('Forbidden'))
  await expect(publishNeed(db, STAFF, need(), NOW)).rejects.toEqual(kind('Invalid'))
  for (const wrong of [
    { title: '' },
    { words: ' ' },
    { title: 'x'.repeat(161) },
    { until: '2026-11-23' },
    { until: '2028-01-01' },
    { until: '2026-02-31x' },
    { until: 'soon' },
  ])
    await expect(publishNeed(db, alfa, need(wrong), NOW)).rejects.toEqual(kind('Invalid'))
  const seen = async (actor: Actor, now: Date) => (await needsFor(db, actor, needsQuery.parse({}), now)).total
  expect([await seen(VISITOR, NOW), await seen(beta, NOW)]).toEqual([0, 1])
  await editNeed(db, STAFF, id, need({ visibility: 'public' }), NOW)
  expect(await seen(VISITOR, NOW)).toBe(1)
  expect(await seen(beta, new Date('2026-12-31T22:59:00Z'))).toBe(1)
  expect(await seen(beta, new Date('2026-12-31T23:01:00Z'))).toBe(0)
  await closeNeed(db, alfa, id, true, NOW)
  await expect(closeNeed(db, alfa, id, true, NOW)).rejects.toEqual(kind('Conflict'))
  expect(await seen(beta, NOW)).toBe(0)
  await closeNeed(db, alfa, id, false, NOW)
  await expect(closeNeed(db, alfa, 999, true, NOW)).rejects.toEqual(kind('NotFound'))
})

test('interest is seen by those it was shown to, said anew without doubling, and taken back', async () => {
  const call: Subject = { kind: 'call', id: 'CALL-1' }
  const say = (actor: Actor, more: object = {}) => showInterest(db, actor, call, interestForm.parse(more), NOW)
  await say(alfa, { wish: 'coordinate', seen: '1' })
  await say(beta, { words: 'x' })
  await say(beta, { words: 'We sew' })
  await say(STAFF, { for: 'gamma', wish: 'listen' })
  const others = async (actor: Actor) => (await interestSeenBy(db, actor, call))?.others.map(row => row.key)
  expect(await others(alfa)).toEqual([])
  expect(await others(beta)).toEqual(['alfa'])
  expect(await others(STAFF)).toEqual(['alfa', 'gamma', 'beta'])
  expect(await interestSeenBy(db, VISITOR, call)).toBeUndefined()
  expect(await interestExport(db, STAFF, call)).toHaveLength(3)
  expect(() => interestExport(db, alfa)).toThrow()
  await expect(say(VISITOR)).rejects.toEqual(kind('Invalid'))
  await expect(say(alfa, { for: 'beta' })).rejects.toEqual(kind('Forbidden'))
  await expect(showInterest(db, alfa, { kind: 'call', id: 'CALL-2' }, interestForm.parse({}), NOW)).rejects.toEqual(
    kind('Conflict'),
  )
  await expect(showInterest(db, alfa, { kind: 'call', id: 'NO-CALL' }, interestForm.parse({}), NOW)).rejects.toEqual(
    kind('NotFound'),
  )
  await expect(withdrawInterest(db, alfa, call, 'beta')).rejects.toEqual(kind('Forbidden'))
  await withdrawInterest(db, beta, call, 'beta')
  await expect(withdrawInterest(db, beta, call, 'beta')).rejects.toEqual(kind('NotFound'))
  const own = await publishNeed(db, alfa, need(), NOW)
  await expect(showInterest(db, alfa, { kind: 'need', id: own }, interestForm.parse({}), NOW)).rejects.toEqual(
    kind('Conflict'),
  )
})

test('tasks: for oneself or another of the staff, done, undone, put off; nobody else touches them', async () => {
  const add = (more: object, actor = STAFF) => addTask(db, actor, taskForm.parse({ title: 'Call', ...more }), NOW)
  await add({ quick: 'today' })
  await add({ title: 'Late', due: '2026-11-20', organisation: 'alfa' })
  await add({ title: 'For Ugo', quick: 'none', assignee: 'ugo' })
  for (const wrong of [
    { title: ' ' },
    { title: 'x'.repeat(201) },
    { assignee: 'vera' },
    { assignee: 'nobody' },
    { organisation: 'No such place' },
  ])
    await expect(add(wrong)).rejects.toEqual(kind('Invalid'))
  await expect(add({}, alfa)).rejects.toEqual(kind('Forbidden'))
  const list = async (actor: Actor, more: object = {}) => (await tasksFor(db, actor, tasksQuery.parse(more))).open
  expect((await list(STAFF)).map(task => task.title)).toEqual(['Late', 'Call'])
  expect((await list(OTHER)).map(task => task.title)).toEqual(['For Ugo'])
  expect(await list(STAFF, { whose: 'all' })).toHaveLength(3)
  expect(await list(OTHER, { organisation: 'alfa' })).toHaveLength(1)
  const id = (await list(STAFF))[0]?.id ?? 0
  const twice = await Promise.allSettled([finishTask(db, STAFF, id, true, NOW), finishTask(db, OTHER, id, true, NOW)])
  expect(twice.map(one => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await finishTask(db, STAFF, id, false, NOW)
  await putOff(db, STAFF, id, { quick: 'week', due: undefined }, NOW)
  expect((await list(STAFF)).map(task => task.due_on)).toEqual(['2026-11-24', '2026-12-01'])
  await expect(tasksFor(db, alfa, tasksQuery.parse({}))).rejects.toEqual(kind('Forbidden'))
  expect((await todayOf(db, STAFF, NOW)).staff?.tasks).toHaveLength(2)
})

test('every task is under exactly one heading, and the headings are in order', () => {
  const day = fc.integer({ min: -400, max: 400 }).map(days => dayAfter('2026-11-24', days))
  const order = ['overdue', 'today', 'week', 'later', 'someday']
  fc.assert(
    fc.property(day, day, (a, b) => {
      const [first, second] = a <= b ? [a, b] : [b, a]
      expect(order.indexOf(whenOf(first, '2026-11-24'))).toBeLessThanOrEqual(
        order.indexOf(whenOf(second, '2026-11-24')),
      )
    }),
  )
  expect(whenOf(dueOf({ quick: 'tomorrow', due: undefined }, '2026-12-31'), '2026-12-31')).toBe('week')
  expect(dueOf({ quick: 'tomorrow', due: '2026-01-01' }, '2028-02-28')).toBe('2028-02-29')
})

test('a note is deleted by its author alone; the register keeps that it was, not what it said', async () => {
  await addNote(db, STAFF, 'alfa', 'They like\r\nmornings', NOW)
  for (const wrong of ['', 'x'.repeat(4001)])
    await expect(addNote(db, STAFF, 'alfa', wrong, NOW)).rejects.toEqual(kind('Invalid'))
  await expect(notesFor(db, alfa, 'alfa')).rejects.toEqual(kind('Forbidden'))
  const [note] = (await notesFor(db, OTHER, 'alfa')).notes
  expect(note?.words).toBe('They like\nmornings')
  await expect(removeNote(db, OTHER, note?.id ?? 0)).rejects.toEqual(kind('Conflict'))
  await removeNote(db, STAFF, note?.id ?? 0)
  expect((await notesFor(db, STAFF, 'alfa')).notes).toEqual([])
  const { rows } = await pool.query('select verb, details::text from audit where thing = $1 order by id', [
    `note ${note?.id}`,
  ])
  expect(rows.map(row => row.verb)).toEqual(['added note', 'removed note'])
  expect(rows.map(row => row.details).join()).not.toContain('mornings')
})

test('mail that did not arrive is sent again or left; what it says is shown to nobody and forgotten', async () => {
  await pool.query(`insert into mail_outbox (message_id, recipient, template, subject, text_body, state, problem) values
    ('1', 'a@example.org', 't', 's', 'secret words', 'uncertain', 'cut'), ('2', 'b@example.org', 't', 's', 'secret words', 'failed', 'no'),
    ('3', 'c@example.org', 't', 's', null, 'sent', null), ('4', 'd@example.org', 't', 's', null, 'failed', 'old')`)
  const seen = await mailSeen(db, STAFF, mailQuery.parse({ state: 'trouble' }), NOW)
  expect(JSON.stringify(seen)).not.toContain('secret')
  expect(seen.rows).toHaveLength(3)
  const id = (n: string) => seen.rows.find(row => row.recipient.startsWith(n))?.id ?? 0
  await expect(retryMail(db, alfa, id('a'), NOW)).rejects.toEqual(kind('Forbidden'))
  const twice = await Promise.allSettled([retryMail(db, STAFF, id('a'), NOW), retryMail(db, OTHER, id('a'), NOW)])
  expect(twice.map(one => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await leaveMail(db, STAFF, id('b'), NOW)
  // Nothing is left of it to send.
  await expect(retryMail(db, STAFF, id('d'), NOW)).rejects.toEqual(kind('Conflict'))
  await expect(retryMail(db, STAFF, id('b'), NOW)).rejects.toEqual(kind('Conflict'))
  const { rows } = await pool.query('select state, text_body from mail_outbox order by message_id')
  expect(rows).toMatchObject([
    { state: 'waiting', text_body: 'secret words' },
    { state: 'failed', text_body: null },
    {},
    {},
  ])
  await expect(mailSeen(db, alfa, mailQuery.parse({}), NOW)).rejects.toEqual(kind('Forbidden'))
})
