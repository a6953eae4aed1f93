import { expect, test } from 'vitest'
import { markOne } from '../../check-in/actions.ts'
import { aPerson, MEANS, NOW, SECRET, STAFF } from '../../fixtures.ts'
import { cancelMine, register } from '../../registrations/actions.ts'
import { codeOf, tokenOf } from '../../registrations/model.ts'
import { allRegistrations } from '../../registrations/queries.ts'
import { aCallFor, aStage, marks, needed, pitchesOnADatabase } from '../fixtures.ts'
import { criteriaOf } from '../judging/queries.ts'
import { saveSheet, takeMarks } from '../judging/sheets.ts'
import { onStage, pitchById, pitchingOf } from '../queries.ts'
import { closeJury, keepPrize, moveVote, publish, releaseFeedback, resultsNamed } from './actions.ts'
import { feedbackFor } from './feedback.ts'
import { prizeForm, voteForm } from './model.ts'
import { castVote } from './vote.ts'

const { db, pool } = await pitchesOnADatabase()

async function audience(names: readonly string[]) {
  const stage = await aStage(db, ['Uno', 'Due', 'Tre'], ['Rita'])
  for (const name of names) await register(db, MEANS, stage.event.slug, aPerson(name), {}, 'it')
  await moveVote(db, STAFF, stage.id, 'open', false)
  const people = await allRegistrations(db, stage.id)
  const vote = (name: string, pitch: number, more = {}) => {
    const code = codeOf(SECRET, stage.id, needed(people.find(one => one.name === name)).id)
    return castVote(
      db,
      SECRET,
      stage.event.slug,
      voteForm.parse({ code, pitch: String(stage.pitches[pitch]?.id), ...more }),
      NOW,
    )
  }
  return { ...stage, people, vote }
}

test('twenty votes of one person at once are one vote; it can be changed until the closing, which forgets for whom it was', async () => {
  const { id, pitches, people, vote } = await audience(['Ada', 'Bea', 'Ciro'])
  await Promise.all(Array.from({ length: 20 }, (_, n) => vote('Ada', n % 3)))
  const votes = () => pool.query('select registration_id, pitch_id from pitch_vote where event_id = $1', [id])
  expect((await votes()).rows).toHaveLength(1)
  await vote('Ada', 1)
  const bea = needed(people.find(one => one.name === 'Bea'))
  await vote('Bea', 1, { code: '', token: tokenOf(SECRET, bea) })
  await vote('Ciro', 2, { code: codeOf(SECRET, id, needed(people.find(one => one.name === 'Ciro')).id).toLowerCase() })
  // Votes that come as it is closed are counted or refused.
  const outcomes = await Promise.allSettled([
    ...Array.from({ length: 10 }, () => vote('Ciro', 0)),
    moveVote(db, STAFF, id, 'closed', true),
    ...Array.from({ length: 10 }, () => vote('Ciro', 0)),
  ])
  const late = outcomes.filter(one => one.status === 'rejected')
  for (const one of late) expect(one.reason).toMatchObject({ kind: 'Conflict' })
  const counted = await onStage(db, id)
  expect(counted.reduce((sum, one) => sum + (one.votes ?? 0), 0)).toBe(3)
  expect(counted.find(one => one.id === pitches[1]?.id)?.votes).toBe(2)
  expect((await votes()).rows.map(row => row.pitch_id)).toEqual([null, null, null])
  await expect(vote('Ada', 1)).rejects.toMatchObject({ kind: 'Conflict' })
  await expect(moveVote(db, STAFF, id, 'open', true)).rejects.toMatchObject({ kind: 'Conflict' })
  await expect(
    pool.query('update pitch_vote set pitch_id = $1 where event_id = $2', [pitches[0]?.id, id]),
  ).rejects.toThrow('not taken now')
})

test('a forged code, one of another event, without a place, absent, or for a pitch that is not on stage: no vote', async () => {
  const { id, event, people, vote, pitches } = await audience(['Ada', 'Bea', 'Ciro'])
  const other = await audience(['Dora'])
  const [ada, bea, ciro] = ['Ada', 'Bea', 'Ciro'].map(name => needed(people.find(one => one.name === name)))
  const code = codeOf(SECRET, id, needed(ada).id)
  const cast = (typed: object) =>
    castVote(db, SECRET, event.slug, voteForm.parse({ pitch: String(pitches[0]?.id), ...typed }), NOW)
  const wrong = { kind: 'Invalid' }
  for (const typed of [
    {},
    { code: `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}` },
    { code: code.replace(/^\d+/, String(needed(bea).id)) },
    { code: codeOf(SECRET, other.id, needed(other.people[0]).id) },
    { token: tokenOf(SECRET, needed(other.people[0])) },
    { token: 'x'.repeat(150) },
    { code, pitch: String(other.pitches[0]?.id) },
    { code, pitch: 'abc' },
    { code, pitch: '' },
  ])
    await expect(cast(typed)).rejects.toMatchObject(wrong)
  await cancelMine(db, MEANS, tokenOf(SECRET, needed(bea)))
  await expect(vote('Bea', 0)).rejects.toMatchObject(wrong)
  await markOne(db, STAFF, id, { registration: needed(ciro).id, attendance: 'absent' }, NOW)
  await expect(vote('Ciro', 0)).rejects.toMatchObject(wrong)
  expect((await pool.query('select 1 from pitch_vote where event_id = $1', [id])).rows).toEqual([])
  // Another event's registration cannot stand beside this event, whoever writes.
  await expect(
    pool.query('insert into pitch_vote (registration_id, event_id, pitch_id, at) values ($1, $2, $3, now())', [
      other.people[0]?.id,
      id,
      pitches[0]?.id,
    ]),
  ).rejects.toThrow('foreign key')
})

test('results are published when nobody votes any more; prizes go to who was on stage; feedback is told once, without names', async () => {
  const { id, event, pitches, jurors } = await aStage(db, ['Uno', 'Due'], ['Rita', 'Sara'])
  const criteria = await criteriaOf(db, id, 'jury')
  const [one, two] = pitches.map(pitch => pitch.id)
  await saveSheet(db, SECRET, needed(jurors[0]).token, marks(needed(one), criteria, [5, 4]), NOW)
  await saveSheet(db, SECRET, needed(jurors[0]).token, marks(needed(two), criteria, [3, 3]), NOW)
  const said = (words: string, shared: boolean) => ({
    scores: [],
    words: [{ pitch: needed(one), words, shared, at: NOW.toISOString() }],
  })
  await takeMarks(db, SECRET, needed(jurors[0]).token, said('Bravi', true), NOW)
  await takeMarks(db, SECRET, needed(jurors[1]).token, said('Solo per voi', false), NOW)
  await expect(publish(db, STAFF, id, { shown: true, ranking: true }, NOW)).rejects.toMatchObject({ kind: 'Conflict' })
  await expect(releaseFeedback(db, MEANS, STAFF, id)).rejects.toMatchObject({ kind: 'Conflict' })
  await closeJury(db, STAFF, id, true)
  await expect(resultsNamed(db, event.slug)).rejects.toMatchObject({ kind: 'NotFound' })
  await keepPrize(db, STAFF, id, prizeForm.parse({ it: 'Primo premio', en: 'First prize', given_by: 'jury' }))
  await publish(db, STAFF, id, { shown: true, ranking: false }, NOW)
  const [prize] = (await resultsNamed(db, event.slug)).prizes
  const give = (pitch: number | undefined) =>
    keepPrize(db, STAFF, id, prizeForm.parse({ do: 'give', prize: String(prize?.id), pitch: String(pitch) }))
  const other = await aCallFor(db, ['Altrove'])
  await expect(give(other.pitches[0]?.id)).rejects.toMatchObject({ kind: 'NotFound' })
  await give(one)
  const results = await resultsNamed(db, event.slug)
  expect(results.prizes).toMatchObject([{ title: 'Pitch di Uno' }])
  expect(results.jury).toBeUndefined()
  const mine = async (pitch: number | undefined) =>
    feedbackFor(db, needed(await pitchingOf(db, id)), needed(await pitchById(db, needed(pitch))))
  expect(await mine(one)).toBeUndefined()
  expect(await releaseFeedback(db, MEANS, STAFF, id)).toBe(2)
  expect(await releaseFeedback(db, MEANS, STAFF, id)).toBe(0)
  const feedback = await mine(one)
  expect(feedback?.jury).toMatchObject({ mean: 4.6, count: 1, words: ['Bravi'] })
  expect(JSON.stringify(feedback)).not.toMatch(/Rita|Sara|Solo per voi/)
})
