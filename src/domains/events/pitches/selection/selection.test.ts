import { expect, test } from 'vitest'
import { MEANS, NOW, SECRET, STAFF } from '../../fixtures.ts'
import { aCallFor, aRubric, marks, needed, pitchesOnADatabase } from '../fixtures.ts'
import { criteriaOf } from '../judging/queries.ts'
import { declareConflict, saveSheet, takeMarks } from '../judging/sheets.ts'
import { boardOf, decide, tellDecisions } from './actions.ts'

const { db, pool, mails } = await pitchesOnADatabase()

test('the board tells mean, spread, missing and conflicts; a decision is undone at will and told once', async () => {
  const { id, pitches } = await aCallFor(db, ['Alfa', 'Beta'])
  const judges = await aRubric(db, id, 'selection', ['Rita', 'Sara', 'Tito'])
  const criteria = await criteriaOf(db, id, 'selection')
  const [alfa, beta] = pitches.map(one => one.id)
  const [rita, sara, tito] = judges.map(one => one.token)
  await saveSheet(db, SECRET, needed(rita), marks(needed(alfa), criteria, [5, 3]), NOW)
  await saveSheet(db, SECRET, needed(sara), marks(needed(alfa), criteria, [3, 3]), NOW)
  await saveSheet(db, SECRET, needed(rita), marks(needed(beta), criteria, [2, 2]), NOW)
  await saveSheet(db, SECRET, needed(sara), marks(needed(beta), criteria, [4]), NOW)
  await declareConflict(db, SECRET, needed(tito), { pitch: needed(alfa), conflict: true }, NOW)
  const words = { pitch: needed(alfa), words: 'Chiari nel dire a chi serve.', shared: true, at: NOW.toISOString() }
  await takeMarks(db, SECRET, needed(rita), { scores: [], words: [words] }, NOW)
  const { tally } = await boardOf(db, STAFF, id)
  expect(tally.lines).toMatchObject([
    { key: alfa, place: 1, mean: 3.6, count: 2, conflicts: [judges[2]?.id], missing: [] },
    { key: beta, place: 2, mean: 2, count: 1, partial: 1, missing: [judges[1]?.id, judges[2]?.id] },
  ])
  expect(tally.lines[0]?.spread).toBeCloseTo(0.849, 3)
  // Whoever has a conflict of interest cannot score, by the form and by the database itself.
  await expect(saveSheet(db, SECRET, needed(tito), marks(needed(alfa), criteria, [5, 5]), NOW)).rejects.toMatchObject({
    kind: 'Conflict',
  })
  await expect(
    pool.query(
      `insert into pitch_score (event_id, rubric, judge_id, pitch_id, criterion_id, score, at) values ($1, 'selection', $2, $3, $4, 5, now())`,
      [id, judges[2]?.id, alfa, criteria[0]?.id],
    ),
  ).rejects.toThrow('pitch_score_event_id_rubric_judge_id_pitch_id_conflict_fkey')

  const to = (pitch: number | undefined, to: 'accepted' | 'reserve' | 'declined' | 'sent') =>
    decide(db, STAFF, id, { pitch: needed(pitch), to }, NOW)
  await to(alfa, 'declined')
  await to(alfa, 'sent')
  await to(alfa, 'accepted')
  await to(beta, 'reserve')
  expect(await mails('alfa@example.org')).toHaveLength(1)
  expect(await tellDecisions(db, MEANS, STAFF, id, true)).toBe(2)
  expect(await tellDecisions(db, MEANS, STAFF, id, true)).toBe(0)
  const accepted = needed((await mails('alfa@example.org', 'pitch accepted'))[0])
  expect(accepted.text_body).toContain('numero 1, alle 10:00')
  expect(accepted.text_body).toContain('Chiari nel dire a chi serve.')
  expect(accepted.text_body).not.toContain('Rita')
  // Another decision after the letter is another letter.
  await decide(db, STAFF, id, { pitch: needed(beta), to: 'accepted' }, new Date('2027-02-02T10:00:00Z'))
  expect(await tellDecisions(db, MEANS, STAFF, id, false)).toBe(1)
  expect((await mails('beta@example.org')).map(one => one.template)).toEqual([
    'pitch sent',
    'pitch reserve',
    'pitch accepted',
  ])
})
