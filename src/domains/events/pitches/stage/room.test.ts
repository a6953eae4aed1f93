import { expect, test } from 'vitest'
import { NOW, STAFF } from '../../fixtures.ts'
import { aStage, pitchesOnADatabase } from '../fixtures.ts'
import { onStage, pitchingOf } from '../queries.ts'
import { clockAt, pressClock, reorder, roomNow, setClock } from './actions.ts'
import { orderForm } from './model.ts'

const { db } = await pitchesOnADatabase()

test('order by buttons and by lot: places without gaps, and the same seed draws the same order', async () => {
  const { id } = await aStage(db, ['Uno', 'Due', 'Tre', 'Quattro', 'Cinque'], ['Rita'])
  const order = async () => (await onStage(db, id)).map(one => one.organisation)
  const [first] = await onStage(db, id)
  await reorder(db, STAFF, id, orderForm.parse({ do: 'down', pitch: String(first?.id) }))
  await reorder(db, STAFF, id, orderForm.parse({ do: 'up', pitch: String((await onStage(db, id))[0]?.id) }))
  expect(await order()).toEqual(['Due', 'Uno', 'Tre', 'Quattro', 'Cinque'])
  await reorder(db, STAFF, id, orderForm.parse({ do: 'draw', seed: '42' }))
  const drawn = await order()
  await Promise.all(
    Array.from({ length: 6 }, async (_, n) =>
      reorder(db, STAFF, id, orderForm.parse(n % 2 ? { do: 'draw' } : { do: 'up', pitch: String(first?.id) })),
    ),
  )
  expect((await onStage(db, id)).map(one => one.place)).toEqual([1, 2, 3, 4, 5])
  await reorder(db, STAFF, id, orderForm.parse({ do: 'draw', seed: '42' }))
  expect(await order()).toEqual(drawn)
  expect(await pitchingOf(db, id)).toMatchObject({ seed: 42 })
})

test('the clock runs by the server’s time, is told without names, and its turn rises with every change', async () => {
  const { event, id } = await aStage(db, ['Uno', 'Due'], ['Rita'])
  const [one, two] = (await onStage(db, id)).map(each => each.id)
  const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000)
  await pressClock(db, STAFF, id, 'toggle', at(0))
  expect(await clockAt(db, id, at(90))).toMatchObject({
    pitch: one,
    phase: 'pitch',
    elapsed: 90_000,
    running: true,
    turn: 1,
  })
  await pressClock(db, STAFF, id, 'toggle', at(100))
  expect(await clockAt(db, id, at(500))).toMatchObject({ elapsed: 100_000, running: false, turn: 2 })
  await pressClock(db, STAFF, id, 'next', at(500))
  await pressClock(db, STAFF, id, 'next', at(510))
  const now = await roomNow(db, event.slug, at(520))
  expect(now).toMatchObject({
    pitch: two,
    phase: 'pitch',
    running: false,
    elapsed: 0,
    jury: 'open',
    audience: 'waiting',
  })
  expect(JSON.stringify(now)).not.toMatch(/Uno|Due|@/)
  await expect(
    setClock(db, STAFF, id, { pitch: 1, phase: 'pitch', elapsed: 0, running: true }, NOW),
  ).rejects.toMatchObject({ kind: 'NotFound' })
})
