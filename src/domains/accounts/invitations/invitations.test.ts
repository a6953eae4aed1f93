import type pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import type { Actor, Capacity } from '#kernel/actor.ts'
import type { Db } from '#platform/db.ts'
import { testDatabase } from '../../../../tools/test-database.ts'
import { changeRole, removeAccount } from '../administration/actions.ts'
import {
  acceptInvitation,
  accessOf,
  endActing,
  invitePerson,
  type Offer,
  type Place,
  readInvitation,
  withdrawInvitation,
} from './actions.ts'

const NOW = new Date('2026-11-24T10:00:00Z')
const ADMINISTRATOR: Actor = { id: 'ada', name: 'Ada', role: 'administrator', actsFor: new Map() }
const STAFF: Actor = { ...ADMINISTRATOR, id: 'anna', name: 'Anna', role: 'staff' }
let db: Db
let pool: pg.Pool
let alfa: Place
let beta: Place

const member = (id: string, place: Place, may: Capacity): Actor => ({
  id,
  name: id,
  role: 'visitor',
  actsFor: new Map([[place.id, may]]),
})

beforeAll(async () => {
  ;({ db, pool } = await testDatabase())
  const { rows } = await pool.query(
    `insert into organisation (key, name, source) values ('alfa', 'Alfa', 'hand'), ('beta', 'Beta', 'hand') returning id, key, name`,
  )
  ;[alfa, beta] = rows as [Place, Place]
  await pool.query(
    `insert into account_user (id, name, email, role, email_verified) values ('ada', 'Ada', 'ada@example.org', 'administrator', true), ('anna', 'Anna', 'anna@example.org', 'staff', true)`,
  )
})

/** Invites, and answers the secret in the letter. */
async function invited(actor: Actor, email: string, offer: Offer, at = NOW): Promise<string> {
  await invitePerson({ db, baseUrl: 'http://localhost', now: at }, actor, { email, name: 'Carla Blu', offer }, 'it')
  const { rows } = await pool.query<{ text_body: string }>('select text_body from mail_outbox order by id desc limit 1')
  return /token=(\S+)/.exec(rows[0]?.text_body ?? '')?.[1] ?? ''
}

test('an accepted invitation is an account that acts for the organisation, once, whoever presses first', async () => {
  const token = await invited(member('rita', alfa, 'represent'), 'Carla@Example.org ', {
    organisation: alfa,
    may: 'contribute',
  })
  expect(await readInvitation(db, token, NOW)).toEqual({
    name: 'Carla Blu',
    role: 'visitor',
    may: 'contribute',
    place: 'Alfa',
  })
  const all = await Promise.allSettled([1, 2, 3].map(() => acceptInvitation(db, token, NOW)))
  expect(all.filter(one => one.status === 'fulfilled')).toHaveLength(1)
  await expect(readInvitation(db, token, NOW)).rejects.toMatchObject({ kind: 'NotFound' })
  const { acting } = await accessOf(db, STAFF, alfa.id, NOW)
  expect(acting.map(({ name, email, may }) => [name, email, may])).toEqual([
    ['Carla Blu', 'carla@example.org', 'contribute'],
  ])
})

test('the same person may act for several organisations, with one account', async () => {
  const token = await invited(STAFF, 'carla@example.org', { organisation: beta, may: 'represent' })
  expect(await acceptInvitation(db, token, NOW)).toBe('carla@example.org')
  const { rows } = await pool.query(
    `select o.key, r.may from representation r join organisation o on o.id = r.organisation_id join account_user a on a.id = r.account_id where a.email = 'carla@example.org' order by 1`,
  )
  expect(rows).toEqual([
    { key: 'alfa', may: 'contribute' },
    { key: 'beta', may: 'represent' },
  ])
  await expect(invited(STAFF, 'carla@example.org', { organisation: beta, may: 'contribute' })).rejects.toMatchObject({
    kind: 'Conflict',
  })
})

test('an invitation ends: after two weeks, when it is withdrawn, and there is one at a time', async () => {
  const old = await invited(STAFF, 'dora@example.org', { organisation: alfa, may: 'represent' })
  const later = new Date(NOW.getTime() + 14 * 86_400_000)
  await expect(acceptInvitation(db, old, later)).rejects.toMatchObject({ kind: 'NotFound' })
  await expect(invited(STAFF, 'dora@example.org', { organisation: alfa, may: 'represent' })).rejects.toMatchObject({
    kind: 'Conflict',
  })
  const { invited: open } = await accessOf(db, STAFF, alfa.id, NOW)
  const [one] = open
  if (!one) throw new Error('no invitation is open')
  // Not through the page of another organisation.
  await expect(withdrawInvitation(db, member('x', beta, 'represent'), one.id, beta, NOW)).rejects.toMatchObject({
    kind: 'NotFound',
  })
  await withdrawInvitation(db, STAFF, one.id, alfa, NOW)
  await expect(acceptInvitation(db, old, NOW)).rejects.toMatchObject({ kind: 'NotFound' })
  expect((await pool.query("select 1 from account_user where email = 'dora@example.org'")).rows).toEqual([])
})

test('who may invite: representatives to their own, staff to any, administrators to roles', async () => {
  const offers: [Actor, Offer, boolean][] = [
    [member('rita', alfa, 'represent'), { organisation: alfa, may: 'represent' }, true],
    [member('rita', alfa, 'represent'), { organisation: beta, may: 'contribute' }, false],
    [member('carla', alfa, 'contribute'), { organisation: alfa, may: 'contribute' }, false],
    [member('rita', alfa, 'represent'), { role: 'staff' }, false],
    [STAFF, { role: 'staff' }, false],
    [ADMINISTRATOR, { role: 'auditor' }, true],
  ]
  for (const [at, [actor, offer, allowed]] of offers.entries()) {
    const asked = invited(actor, `person${at}@example.org`, offer)
    if (allowed) expect(await asked).not.toBe('')
    else await expect(asked).rejects.toMatchObject({ kind: 'Forbidden' })
  }
  await expect(invited(ADMINISTRATOR, 'anna@example.org', { role: 'auditor' })).rejects.toMatchObject({
    kind: 'Conflict',
  })
  await expect(invited(ADMINISTRATOR, 'not an address', { role: 'auditor' })).rejects.toMatchObject({ kind: 'Invalid' })
  await expect(invited(ADMINISTRATOR, 'eve@example.org', { role: 'king' })).rejects.toMatchObject({ kind: 'Invalid' })
})

test('the last representative and the last administrator stay', async () => {
  const { acting } = await accessOf(db, STAFF, beta.id, NOW)
  const carla = acting[0]
  if (!carla) throw new Error('nobody acts for Beta')
  await expect(endActing(db, member(carla.account, beta, 'represent'), beta, carla.id)).rejects.toMatchObject({
    kind: 'Conflict',
  })
  await expect(endActing(db, STAFF, alfa, carla.id)).rejects.toMatchObject({ kind: 'NotFound' })
  await endActing(db, STAFF, beta, carla.id)
  await expect(changeRole(db, ADMINISTRATOR, 'ada', 'staff')).rejects.toMatchObject({ kind: 'Conflict' })
  await expect(removeAccount(db, ADMINISTRATOR, 'ada')).rejects.toMatchObject({ kind: 'Conflict' })
  await changeRole(db, ADMINISTRATOR, 'anna', 'administrator')
  // Two administrators who each step down at once: one of them stays.
  const both = await Promise.allSettled([
    changeRole(db, ADMINISTRATOR, 'ada', 'staff'),
    changeRole(db, { ...STAFF, role: 'administrator' }, 'anna', 'staff'),
  ])
  expect(both.filter(one => one.status === 'fulfilled')).toHaveLength(1)
  const { rows } = await pool.query("select count(*)::int as n from account_user where role = 'administrator'")
  expect(rows[0].n).toBe(1)
})

test('no secret of an invitation is kept in clear once it was sent', async () => {
  const token = await invited(STAFF, 'fay@example.org', { organisation: alfa, may: 'contribute' })
  const { rows } = await pool.query('select * from invitation')
  expect(JSON.stringify(rows)).not.toContain(token)
})
