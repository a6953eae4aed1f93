import { expect, test } from 'vitest'
import { inTransaction } from '#platform/db.ts'
import { copyEvent } from '../actions.ts'
import { MEANS, NOW, SECRET, STAFF } from '../fixtures.ts'
import { RETENTION } from '../retention.ts'
import { questionForm } from './call/model.ts'
import { questionsOf } from './call/queries.ts'
import { keepCall, keepQuestion } from './call/setup.ts'
import { aCall, aStage, marks, needed, pitchesOnADatabase } from './fixtures.ts'
import { keepJudge } from './judging/actions.ts'
import { judgeForm } from './judging/model.ts'
import { criteriaOf } from './judging/queries.ts'
import { judgeOf, saveSheet } from './judging/sheets.ts'
import { forget, knownOf } from './people.ts'
import { onStage, pitchById, pitchesOf, pitchingOf } from './queries.ts'
import { closeJury, juryTally, moveVote, publish, releaseFeedback } from './results/actions.ts'
import { boardOf, decide } from './selection/actions.ts'
import { pressClock, reorder } from './stage/actions.ts'
import { orderForm } from './stage/model.ts'

const VISITOR = { id: undefined, name: undefined, role: undefined, actsFor: new Map() } as never

const { db, pool } = await pitchesOnADatabase()

test('nobody but staff decides, orders, closes or publishes', async () => {
  const { id } = await aStage(db, ['Uno', 'Due'], ['Rita'])
  for (const work of [
    () => boardOf(db, VISITOR, id),
    () => decide(db, VISITOR, id, { pitch: 1, to: 'accepted' }, NOW),
    () => reorder(db, VISITOR, id, orderForm.parse({ do: 'draw' })),
    () => closeJury(db, VISITOR, id, true),
    () => moveVote(db, VISITOR, id, 'open', true),
    () => publish(db, VISITOR, id, { shown: true, ranking: true }, NOW),
    () => releaseFeedback(db, MEANS, VISITOR, id),
    () => pressClock(db, VISITOR, id, 'next', NOW),
    () => keepCall(db, VISITOR, id, aCall(), NOW),
    () => keepJudge(db, MEANS, VISITOR, id, 'jury', judgeForm.parse({ do: 'invite', name: 'Io' })),
  ])
    await expect(work()).rejects.toMatchObject({ kind: 'Forbidden' })
})

test('somebody’s pitches and seats come with a copy of their data, and go with its erasure', async () => {
  const { id, pitches, jurors } = await aStage(db, ['Oblio'], ['Memore'])
  expect(await knownOf(db, { email: 'OBLIO@example.org' })).toMatchObject({ pitches: [{ organisation: 'Oblio' }] })
  expect(await knownOf(db, { email: 'memore@jury.example' })).toMatchObject({ judging: [{ name: 'Memore' }] })
  await inTransaction(db, async tx => {
    await forget(tx, { email: 'oblio@example.org' }, NOW)
    await forget(tx, { email: 'memore@jury.example' }, NOW)
  })
  expect(await pitchById(db, needed(pitches[0]).id)).toMatchObject({
    email: null,
    organisation: '',
    state: 'withdrawn',
  })
  await expect(judgeOf(db, SECRET, needed(jurors[0]).token)).rejects.toMatchObject({ kind: 'NotFound' })
  expect(await onStage(db, id)).toEqual([])
})

test('a year after the event names, addresses and words are gone; what was published, and the ranking, stay', async () => {
  const { id, pitches, jurors } = await aStage(db, ['Vince', 'Perde'], ['Rita'])
  const criteria = await criteriaOf(db, id, 'jury')
  for (const [at, pitch] of pitches.entries())
    await saveSheet(
      db,
      SECRET,
      needed(jurors[0]).token,
      {
        ...marks(pitch.id, criteria, [5 - at, 4]),
        words: [{ pitch: pitch.id, words: 'x', shared: true, at: NOW.toISOString() }],
      },
      NOW,
    )
  await closeJury(db, STAFF, id, true)
  await publish(db, STAFF, id, { shown: true, ranking: true }, NOW)
  const ranking = async () => (await juryTally(db, needed(await pitchingOf(db, id))))?.lines
  const before = await ranking()
  const apply = (now: string) =>
    inTransaction(db, async tx => {
      for (const one of RETENTION.filter(({ name }) => name.startsWith('pitch'))) await one.apply(tx, new Date(now))
    })
  await apply('2028-03-01T00:00:00Z')
  expect(await pitchById(db, needed(pitches[0]).id)).toMatchObject({ email: 'vince@example.org' })
  await apply('2028-03-14T00:00:00Z')
  const [winner] = await onStage(db, id)
  expect(winner).toMatchObject({ email: null, name: '', summary: '', organisation: 'Vince', title: 'Pitch di Vince' })
  expect(await ranking()).toEqual(before)
  const { rows } = await pool.query(
    'select j.name, j.email, r.words from pitch_judge j join pitch_review r on r.judge_id = j.id where j.event_id = $1',
    [id],
  )
  expect(rows[0]).toEqual({ name: '', email: null, words: '' })
})

test('a copy of an event has its call, questions and criteria a year later, hidden, and nobody in it', async () => {
  const { id } = await aStage(db, ['Uno'], ['Rita'])
  await keepQuestion(db, STAFF, id, questionForm.parse({ kind: 'long', it: 'Perché?', en: 'Why?' }))
  const copy = await copyEvent(db, STAFF, id, NOW)
  expect(await pitchingOf(db, copy)).toMatchObject({
    ...{ deadline: new Date('2028-02-28T11:00:00Z'), opened_at: null, jury: 'waiting', minutes: 5 },
  })
  expect((await criteriaOf(db, copy, 'jury')).map(one => [one.it, one.weight])).toEqual([
    ['Idea', 60],
    ['Mercato', 40],
  ])
  expect(await questionsOf(db, copy)).toMatchObject([{ it: 'Perché?' }])
  expect(await pitchesOf(db, copy, ['draft', 'sent', 'accepted'])).toEqual([])
})
