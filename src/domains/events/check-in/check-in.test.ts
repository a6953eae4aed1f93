import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { at, eventsOnADatabase, MEANS, MOVE, NOW, SECRET, STAFF } from '../fixtures.ts'
import { moveEvent } from '../moves.ts'
import { pastNoShows } from '../queries.ts'
import { cancelMine } from '../registrations/actions.ts'
import { codeOf, overbookingHint } from '../registrations/model.ts'
import { doorOf, guestOf, markAbsent, takeMarks } from './actions.ts'

const { db, pool, open, join, people, named, token } = await eventsOnADatabase()

test('marks from the door arrive in any order and more than once; the latest is how it is, and a stranger’s is refused', async () => {
  const event = await open()
  const other = await open()
  await join(event.slug, 'Ada')
  await join(other.slug, 'Bea')
  const ada = (await named(event.id, 'Ada')).id
  const mark = (n: number, attendance: 'present' | 'unknown', time: string, registration = ada) => ({
    id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    registration,
    attendance,
    at: `2027-01-31T${time}:00Z`,
  })
  const undo = mark(2, 'unknown', '09:05')
  const again = mark(3, 'present', '09:10')
  const stranger = mark(4, 'present', '09:10', (await named(other.id, 'Bea')).id)
  expect(await takeMarks(db, STAFF, event.id, [again, undo, stranger], NOW)).toEqual({
    taken: [again.id, undo.id],
    refused: [stranger.id],
  })
  await Promise.all(
    [1, 2, 3].map(() => takeMarks(db, STAFF, event.id, [mark(1, 'present', '09:00'), undo, again], NOW)),
  )
  expect((await named(event.id, 'Ada')).attendance).toBe('present')
  const { rows } = await pool.query('select count(*)::int as n from check_in_mark where registration_id = $1', [ada])
  expect(rows[0].n).toBe(3)
  expect((await named(other.id, 'Bea')).attendance).toBe('unknown')
})

test('two phones that speak of the same people at once keep nobody waiting, and lose nothing', async () => {
  const event = await open({ capacity: '' })
  await pool.query(
    `insert into registration (event_id, email, name, state) select $1, 't' || n || '@example.org', 'T' || n, 'confirmed' from generate_series(1, 20) n`,
    [event.id],
  )
  const ids = (await people(event.id)).map(one => one.id)
  const send = (order: readonly number[], attendance: 'present' | 'absent', time: string) =>
    takeMarks(
      db,
      STAFF,
      event.id,
      order.map(registration => ({ id: randomUUID(), registration, attendance, at: time })),
      NOW,
    )
  for (let round = 0; round < 5; round++)
    await Promise.all([
      send(ids, 'absent', `2027-01-31T0${round}:00:00Z`),
      send(ids.toReversed(), 'present', `2027-01-31T0${round}:30:00Z`),
    ])
  expect(new Set((await people(event.id)).map(one => one.attendance))).toEqual(new Set(['present']))
})

test('a badge says who; one that was made up, is of another event or was cancelled is refused', async () => {
  const [event, other] = [await open(), await open()]
  await join(event.slug, 'Ada')
  await join(event.slug, 'Bea')
  const [ada, bea] = [(await named(event.id, 'Ada')).id, (await named(event.id, 'Bea')).id]
  await cancelMine(db, MEANS, await token(event.id, 'Bea'))
  const { guests } = await doorOf(db, SECRET, STAFF, event.id)
  const read = (code: string) => guestOf(SECRET, event.id, guests, code)
  expect(read(codeOf(SECRET, event.id, ada).toLowerCase()).name).toBe('Ada')
  for (const forged of [
    '',
    `${ada}`,
    `${ada}-ABCDEF012345`,
    codeOf('another secret', event.id, ada),
    codeOf(SECRET, other.id, ada),
  ])
    expect(() => read(forged), forged).toThrow('somebody made it up')
  expect(() => read(codeOf(SECRET, event.id, bea))).toThrow('is cancelled')
})

test('who had a place and was not seen is absent, and past absences say how many further places can be given', async () => {
  const event = await open({ kind: 'training', capacity: '' })
  await pool.query(
    `insert into registration (event_id, email, name, state, attendance) select $1, 'q' || n || '@example.org', 'Q' || n, 'confirmed', case when n <= 32 then 'present' else 'unknown' end from generate_series(1, 40) n`,
    [event.id],
  )
  await expect(markAbsent(db, STAFF, event.id, NOW)).rejects.toThrow('not begun')
  const after = at('2027-03-13T08:00:00Z')
  await markAbsent(db, STAFF, event.id, after.now)
  expect(await pastNoShows(db, 'training')).toEqual({ expected: 0, absent: 0, events: 0 })
  await moveEvent(db, after, STAFF, event.id, { to: 'held', ...MOVE })
  const past = await pastNoShows(db, 'training')
  expect(past).toEqual({ expected: 40, absent: 8, events: 1 })
  expect(overbookingHint(100, past)).toBe(12)
  expect(overbookingHint(null, past)).toBeUndefined()
})

test('who was called absent in the end is present when a phone that had no network says so later', async () => {
  const event = await open()
  await join(event.slug, 'Ada')
  await join(event.slug, 'Bea')
  const ada = (await named(event.id, 'Ada')).id
  const after = at('2027-03-12T18:00:00Z').now
  await markAbsent(db, STAFF, event.id, after)
  expect((await people(event.id)).map(one => one.attendance)).toEqual(['absent', 'absent'])
  const late = {
    id: randomUUID(),
    registration: ada,
    attendance: 'present' as const,
    // Made at the door, before anybody was called absent.
    at: '2027-03-12T09:00:00Z',
  }
  await takeMarks(db, STAFF, event.id, [late], new Date(after.getTime() + 3_600_000))
  expect((await people(event.id)).map(one => one.attendance)).toEqual(['present', 'absent'])
})

test('a mark that meets a cancellation comes after it, and is refused', async () => {
  const event = await open()
  await join(event.slug, 'Ada')
  const ada = (await named(event.id, 'Ada')).id
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('select id from event where id = $1 for no key update', [event.id])
    await client.query(`update registration set state = 'cancelled', attendance = 'cancelled' where id = $1`, [ada])
    const mark = { id: randomUUID(), registration: ada, attendance: 'present' as const, at: NOW.toISOString() }
    const taking = takeMarks(db, STAFF, event.id, [mark], NOW)
    await new Promise(resolve => setTimeout(resolve, 150))
    await client.query('commit')
    expect(await taking).toEqual({ taken: [], refused: [mark.id] })
  } finally {
    client.release()
  }
  expect((await named(event.id, 'Ada')).attendance).toBe('cancelled')
})
