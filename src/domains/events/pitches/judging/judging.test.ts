import { expect, test } from 'vitest'
import { MEANS, NOW, SECRET, STAFF } from '../../fixtures.ts'
import { aCallFor, aRubric, aStage, marks, needed, pitchesOnADatabase } from '../fixtures.ts'
import { pitchingOf } from '../queries.ts'
import { closeJury, juryTally, progressOf } from '../results/actions.ts'
import { boardOf, decide } from '../selection/actions.ts'
import { keepCriterion, keepJudge, openScoring, unopenScoring } from './actions.ts'
import { criterionForm, judgeForm } from './model.ts'
import { criteriaOf } from './queries.ts'
import { declareConflict, saveSheet, sheetOf, takeMarks } from './sheets.ts'

const { db, pool } = await pitchesOnADatabase()

test('criteria stand once scoring is open: their words may be mended, their weights not, whoever writes', async () => {
  const { id } = await aCallFor(db, [])
  await expect(openScoring(db, STAFF, id, 'jury')).rejects.toMatchObject({ kind: 'Conflict' })
  await aRubric(db, id, 'jury', ['Rita'])
  const [first] = await criteriaOf(db, id, 'jury')
  const change = (weight: string, it = 'Idea chiara') =>
    keepCriterion(
      db,
      STAFF,
      id,
      'jury',
      criterionForm.parse({ do: 'change', id: String(first?.id), it, en: it, weight }),
    )
  await change('60')
  await expect(change('10')).rejects.toMatchObject({ kind: 'Conflict' })
  for (const sql of [
    'update pitch_criterion set weight = 1 where id = $1',
    'delete from pitch_criterion where id = $1',
  ])
    await expect(pool.query(sql, [first?.id])).rejects.toThrow('the rubric is in use')
  await unopenScoring(db, STAFF, id, 'jury')
  await change('10')
  await keepCriterion(db, STAFF, id, 'selection', criterionForm.parse({ do: 'copy' }))
  expect((await criteriaOf(db, id, 'selection')).map(one => one.weight)).toEqual([10, 40])
})

test('a juror who scores twice, also twenty times at once, has one score by criterion: the latest by their clock', async () => {
  const { id, pitches, jurors } = await aStage(db, ['Uno', 'Due'], ['Rita', 'Sara'])
  const criteria = await criteriaOf(db, id, 'jury')
  const [rita, sara] = jurors.map(one => one.token)
  const pitch = needed(pitches[0]).id
  const at = (n: number) => new Date(NOW.getTime() - 60_000 + n * 1000).toISOString()
  const order = [7, 19, 3, 0, 12, 18, 1, 5, 2, 4, 6, 8, 9, 10, 11, 13, 14, 15, 16, 17]
  await Promise.all([
    ...order.map(n => takeMarks(db, SECRET, needed(rita), marks(pitch, criteria, [(n % 5) + 1, 3], at(n)), NOW)),
    ...order.map(n => takeMarks(db, SECRET, needed(sara), marks(pitch, criteria, [2, (n % 5) + 1], at(n)), NOW)),
  ])
  const { rows } = await pool.query(
    'select judge_id, score from pitch_score where pitch_id = $1 order by judge_id, criterion_id',
    [pitch],
  )
  expect(rows.map(row => row.score)).toEqual([5, 3, 2, 5])
  // A phone whose clock is ahead does not speak of tomorrow: what is pressed on the next one counts.
  await takeMarks(db, SECRET, needed(rita), marks(pitch, criteria, [1], '2030-01-01T00:00:00Z'), NOW)
  await takeMarks(db, SECRET, needed(rita), marks(pitch, criteria, [4]), new Date(NOW.getTime() + 1000))
  expect((await sheetOf(db, SECRET, needed(rita))).scores.map(one => one.score).toSorted()).toEqual([3, 4])
})

test('scores of another event, of no pitch on stage or by criteria of another rubric are refused, and the others taken', async () => {
  const { id, pitches, jurors } = await aStage(db, ['Uno', 'Due'], ['Rita'])
  const other = await aStage(db, ['Tre', 'Quattro'], ['Sara'])
  const criteria = await criteriaOf(db, id, 'jury')
  const theirs = await criteriaOf(db, other.id, 'jury')
  await decide(db, STAFF, id, { pitch: needed(pitches[1]).id, to: 'reserve' }, NOW)
  const token = needed(jurors[0]).token
  const all = [
    ...marks(needed(pitches[0]).id, criteria, [5]).scores,
    ...marks(needed(pitches[1]).id, criteria, [5]).scores,
    ...marks(needed(other.pitches[0]).id, criteria, [5]).scores,
    ...marks(needed(pitches[0]).id, theirs, [5]).scores,
  ]
  const { taken, refused } = await takeMarks(db, SECRET, token, { scores: all, words: [] }, NOW)
  expect([taken.length, refused.length]).toEqual([1, 3])
  const direct = (event: number, judge: number | undefined, pitch: number | undefined, criterion: number | undefined) =>
    pool.query(
      `with r as (insert into pitch_review (event_id, rubric, judge_id, pitch_id, at) values ($1, 'jury', $2, $3, now()) on conflict do nothing)
       insert into pitch_score (event_id, rubric, judge_id, pitch_id, criterion_id, score, at) values ($1, 'jury', $2, $3, $4, 3, now())`,
      [event, judge, pitch, criterion],
    )
  await expect(direct(id, other.jurors[0]?.id, pitches[0]?.id, criteria[0]?.id)).rejects.toThrow('foreign key')
  await expect(direct(id, jurors[0]?.id, other.pitches[0]?.id, criteria[0]?.id)).rejects.toThrow('foreign key')
  await expect(direct(id, jurors[0]?.id, pitches[0]?.id, theirs[0]?.id)).rejects.toThrow('foreign key')
})

test('closing while everybody scores: what was taken counts, what comes after is refused, and the ranking never changes again', async () => {
  const names = ['Rita', 'Sara', 'Tito', 'Ugo', 'Vera']
  const { id, pitches, jurors } = await aStage(db, ['Uno', 'Due', 'Tre'], names)
  const criteria = await criteriaOf(db, id, 'jury')
  const pitching = async () => needed(await pitchingOf(db, id))
  expect(await juryTally(db, await pitching())).toBeUndefined()
  await expect(closeJury(db, STAFF, id, false)).rejects.toMatchObject({ kind: 'Invalid' })
  const scored = jurors.flatMap((juror, j) =>
    pitches.flatMap((pitch, p) =>
      Array.from({ length: 4 }, (_, n) => async () => {
        await new Promise(resolve => setTimeout(resolve, n * 15))
        return takeMarks(
          db,
          SECRET,
          juror.token,
          marks(pitch.id, criteria, [((j + p + n) % 5) + 1, ((j * p + n) % 5) + 1]),
          new Date(NOW.getTime() + n),
        )
      }),
    ),
  )
  const closing = async () => {
    await new Promise(resolve => setTimeout(resolve, 25))
    await closeJury(db, STAFF, id, true)
    return juryTally(db, await pitching())
  }
  const [seen, ...answers] = await Promise.all([closing(), ...scored.map(work => work())])
  const after = await juryTally(db, await pitching())
  expect(after).toEqual(seen)
  for (const { open, taken, refused } of answers) expect(open ? refused : taken).toEqual([])
  expect(answers.some(one => one.open)).toBe(true)
  // Afterwards: refused by form, phone, conflict and the database itself.
  const token = needed(jurors[0]).token
  const pitch = needed(pitches[0]).id
  expect(await takeMarks(db, SECRET, token, marks(pitch, criteria, [5, 5]), NOW)).toMatchObject({
    open: false,
    taken: [],
  })
  await expect(saveSheet(db, SECRET, token, marks(pitch, criteria, [5, 5]), NOW)).rejects.toMatchObject({
    kind: 'Conflict',
  })
  await expect(declareConflict(db, SECRET, token, { pitch, conflict: true }, NOW)).rejects.toMatchObject({
    kind: 'Conflict',
  })
  for (const sql of [
    'update pitch_score set score = 5 where event_id = $1',
    'delete from pitch_score where event_id = $1',
  ])
    await expect(pool.query(sql, [id])).rejects.toThrow('not taken now')
  await expect(openScoring(db, STAFF, id, 'jury')).rejects.toMatchObject({ kind: 'Conflict' })
  await expect(
    keepJudge(db, MEANS, STAFF, id, 'jury', judgeForm.parse({ do: 'remove', id: String(jurors[0]?.id) })),
  ).rejects.toMatchObject({ kind: 'Conflict' })
  await expect(decide(db, STAFF, id, { pitch, to: 'declined' }, NOW)).rejects.toMatchObject({ kind: 'Conflict' })
})

test('while the jury scores, staff see who has, and no page of theirs knows how', async () => {
  const { id, pitches, jurors } = await aStage(db, ['Uno', 'Due'], ['Rita', 'Sara'])
  const criteria = await criteriaOf(db, id, 'jury')
  await saveSheet(db, SECRET, needed(jurors[0]).token, marks(needed(pitches[0]).id, criteria, [5, 4]), NOW)
  const progress = await progressOf(db, STAFF, id)
  expect(progress.lines.map(one => one.cells)).toEqual([
    [2, 0],
    [0, 0],
  ])
  expect(progress.missing).toBe(3)
  expect(JSON.stringify(progress)).not.toContain('score')
  expect((await boardOf(db, STAFF, id)).scores).toEqual([])
})
