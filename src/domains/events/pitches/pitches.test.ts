import type pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import type { Db } from '#platform/db.ts'
import { inTransaction } from '#platform/db.ts'
import { testDatabase } from '../../../../tools/test-database.ts'
import { copyEvent } from '../actions.ts'
import { markOne } from '../check-in/actions.ts'
import { aPerson, SECRET, STAFF } from '../fixtures.ts'
import { moveEvent } from '../moves.ts'
import { cancelMine, register } from '../registrations/actions.ts'
import { codeOf, tokenOf } from '../registrations/model.ts'
import { allRegistrations } from '../registrations/queries.ts'
import { RETENTION } from '../retention.ts'
import { changeMine, eraseMine, pitchOf, sendPitch, withdrawMine } from './call/actions.ts'
import { questionForm } from './call/model.ts'
import { questionsOf } from './call/queries.ts'
import { keepCall, keepQuestion, showCall } from './call/setup.ts'
import { aCall, aCallFor, aPitch, aRubric, aStage, MEANS, NOW } from './fixtures.ts'
import { keepCriterion, keepJudge, openScoring, unopenScoring } from './judging/actions.ts'
import { criterionForm, judgeForm } from './judging/model.ts'
import { criteriaOf } from './judging/queries.ts'
import { declareConflict, judgeOf, saveSheet, sheetOf, takeMarks } from './judging/sheets.ts'
import { judgeToken, pitchToken } from './model.ts'
import { forget, knownOf } from './people.ts'
import { onStage, pitchById, pitchesOf, pitchingOf } from './queries.ts'
import {
  closeJury,
  juryTally,
  keepPrize,
  moveVote,
  progressOf,
  publish,
  releaseFeedback,
  resultsNamed,
} from './results/actions.ts'
import { feedbackFor } from './results/feedback.ts'
import { prizeForm, voteForm } from './results/model.ts'
import { castVote } from './results/vote.ts'
import { boardOf, decide, tellDecisions } from './selection/actions.ts'
import { clockAt, pressClock, reorder, roomNow, setClock } from './stage/actions.ts'
import { orderForm } from './stage/model.ts'

const VISITOR = { id: undefined, name: undefined, role: undefined, actsFor: new Map() } as never

let db: Db
let pool: pg.Pool

beforeAll(async () => {
  ;({ db, pool } = await testDatabase())
  await pool.query(`update cluster set founded_on = '2017-01-01' where id = 1`)
})

const later = (iso: string) => ({ ...MEANS, now: new Date(iso) })
const mails = async (email: string, template?: string) =>
  (
    await pool.query<{ template: string; subject: string; text_body: string }>(
      `select template, subject, text_body from mail_outbox where recipient = $1 and ($2::text is null or template = $2) order by id`,
      [email, template ?? null],
    )
  ).rows
const marks = (
  pitch: number,
  criteria: readonly { id: number }[],
  scores: readonly number[],
  at = NOW.toISOString(),
) => ({
  scores: scores.map((score, n) => ({ pitch, criterion: criteria[n]?.id ?? 0, score, at })),
  words: [],
})
const needed = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('it is missing')
  return value
}

test('a form sent twice, also twenty times at once, is one pitch and one letter; another of the same startup changes nothing', async () => {
  const { event, id } = await aCallFor(db, [])
  const send = (more = {}) => sendPitch(db, MEANS, event.slug, aPitch('Doppia', more), {}, 'it')
  await Promise.all(Array.from({ length: 20 }, () => send()))
  await send({ email: 'DOPPIA@example.org', organisation: 'doppia ', title: 'Altro titolo' })
  expect(await pitchesOf(db, id, ['sent', 'draft'])).toMatchObject([{ title: 'Pitch di Doppia' }])
  expect((await mails('doppia@example.org')).map(one => one.template)).toEqual(['pitch sent', 'pitch again'])
  // Another organisation with the same address is another pitch.
  await send({ email: 'doppia@example.org', organisation: 'Seconda' })
  expect(await pitchesOf(db, id, ['sent'])).toHaveLength(2)
})

test('a draft may lack nearly all, waits for its link, and is sent once it is whole', async () => {
  const { event, id } = await aCallFor(db, [])
  const draft = aPitch('', { email: 'bozza@example.org', title: '', summary: '', name: '', do: 'draft' })
  await sendPitch(db, MEANS, event.slug, draft, {}, 'en')
  const [pitch] = await pitchesOf(db, id, ['draft'])
  expect((await boardOf(db, STAFF, id)).pitches).toEqual([])
  const [mail] = await mails('bozza@example.org')
  expect(mail?.text_body).toContain(encodeURIComponent(pitchToken(SECRET, needed(pitch))))
  expect(mail?.text_body).toContain('1 March 2027 at 12:00 (Europe/Rome)')
  const token = pitchToken(SECRET, needed(pitch))
  await expect(changeMine(db, MEANS, token, { ...draft, do: 'send' }, {})).rejects.toMatchObject({
    fields: { name: {}, organisation: {}, title: {}, summary: {} },
  })
  await changeMine(db, MEANS, token, aPitch('Bozza'), {})
  expect((await pitchOf(db, SECRET, token)).pitch).toMatchObject({ state: 'sent', organisation: 'Bozza' })
})

test('late is refused in words, for a new pitch and for a change, by the clock of the event', async () => {
  const { event, pitches } = await aCallFor(db, ['Prima'])
  // Noon in Rome is eleven in UTC.
  const [before, after] = [later('2027-03-01T10:59:59Z'), later('2027-03-01T11:00:00Z')]
  await sendPitch(db, before, event.slug, aPitch('Giusta'), {}, 'it')
  for (const work of [
    () => sendPitch(db, after, event.slug, aPitch('Tarda'), {}, 'it'),
    () => changeMine(db, after, pitchToken(SECRET, needed(pitches[0])), aPitch('Prima', { title: 'Nuovo' }), {}),
  ])
    await expect(work()).rejects.toMatchObject({
      kind: 'Invalid',
      sentence: { en: expect.stringContaining('copy it') },
    })
})

test('words, questions and addresses are checked field by field; hostile words are kept as words', async () => {
  const { event, id } = await aCallFor(db, [])
  await keepQuestion(db, STAFF, id, questionForm.parse({ kind: 'long', it: 'Perché?', en: 'Why?', required: '1' }))
  await keepQuestion(
    db,
    STAFF,
    id,
    questionForm.parse({ kind: 'choice', it: 'Fase', en: 'Stage', choices: 'Idea\nMercato' }),
  )
  const [long, choice] = (await questionsOf(db, id)).map(one => `q_${one.id}`)
  const words = (n: number) => Array.from({ length: n }, () => 'parola').join(' ')
  const bad = aPitch('X', {
    email: 'no',
    summary: words(51),
    deck: 'javascript:alert(1)',
    consent: false,
    title: 'x'.repeat(200),
  })
  await expect(
    sendPitch(db, MEANS, event.slug, bad, { [needed(long)]: words(51), [needed(choice)]: 'Luna' }, 'it'),
  ).rejects.toMatchObject({
    kind: 'Invalid',
    fields: { email: {}, summary: {}, deck: {}, consent: {}, title: {}, [needed(long)]: {}, [needed(choice)]: {} },
  })
  const hostile = `'); drop table pitch; -- <script>alert(1)</script> {{7*7}} \u202E`
  await sendPitch(db, MEANS, event.slug, aPitch('Ostile', { title: hostile }), { [needed(long)]: hostile }, 'it')
  expect((await pitchesOf(db, id, ['sent']))[0]).toMatchObject({ title: hostile.replace(/\s+/g, ' ').trim() })
  // Whoever fills in the hidden field is answered as if all were well.
  await sendPitch(db, MEANS, event.slug, aPitch('Robot', { website: 'x' }), { [needed(long)]: 'a' }, 'it')
  expect(await pitchesOf(db, id, ['sent'])).toHaveLength(1)
})

test('a forged link opens nothing: another pitch’s seal, half a link, a judge’s link, one of before', async () => {
  const { id, pitches } = await aCallFor(db, ['Uno', 'Due'])
  const [one, two] = pitches.map(pitch => pitchToken(SECRET, pitch))
  const [judge] = await aRubric(db, id, 'selection', ['Rita'])
  const forged = `${pitches[1]?.id}.${one?.split('.')[1]}`
  for (const token of [
    '',
    'x',
    needed(one).slice(0, -1),
    forged,
    needed(judge).token,
    `${one}x`,
    '1.%00',
    '9'.repeat(300),
  ])
    await expect(pitchOf(db, SECRET, token)).rejects.toMatchObject({ kind: 'NotFound' })
  await expect(pitchOf(db, 'another secret', needed(one))).rejects.toMatchObject({ kind: 'NotFound' })
  for (const token of ['', needed(two), `${judge?.id}.${one?.split('.')[1]}`])
    await expect(judgeOf(db, SECRET, token)).rejects.toMatchObject({ kind: 'NotFound' })
  // A link made anew makes the one before worthless; one who is taken out has none.
  const again = await keepJudge(
    db,
    MEANS,
    STAFF,
    id,
    'selection',
    judgeForm.parse({ do: 'again', id: String(judge?.id) }),
  )
  await expect(judgeOf(db, SECRET, needed(judge).token)).rejects.toMatchObject({ kind: 'NotFound' })
  expect((await judgeOf(db, SECRET, judgeToken(SECRET, again))).judge.name).toBe('Rita')
  await keepJudge(db, MEANS, STAFF, id, 'selection', judgeForm.parse({ do: 'remove', id: String(judge?.id) }))
  await expect(judgeOf(db, SECRET, judgeToken(SECRET, again))).rejects.toMatchObject({ kind: 'NotFound' })
})

test('withdrawn in one click, twice is no fault, and whoever comes after moves up; erased leaves nothing', async () => {
  const { id, pitches } = await aStage(db, ['Uno', 'Due', 'Tre'], ['Rita'])
  const token = pitchToken(SECRET, needed(pitches[0]))
  await withdrawMine(db, MEANS, token)
  await withdrawMine(db, MEANS, token)
  expect((await onStage(db, id)).map(one => [one.organisation, one.place])).toEqual([
    ['Due', 1],
    ['Tre', 2],
  ])
  expect(await mails('uno@example.org', 'pitch withdrawn')).toHaveLength(1)
  await eraseMine(db, MEANS, pitchToken(SECRET, needed(pitches[1])))
  const { rows } = await pool.query('select * from pitch where id = $1', [pitches[1]?.id])
  expect(rows[0]).toMatchObject({ email: null, name: '', organisation: '', title: '', summary: '', state: 'withdrawn' })
  await expect(pitchOf(db, SECRET, pitchToken(SECRET, needed(pitches[1])))).rejects.toMatchObject({ kind: 'NotFound' })
})

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

test('a call is hidden until it is shown, and an event that is cancelled takes no pitches', async () => {
  const { event, id } = await aCallFor(db, [])
  await showCall(db, STAFF, id, false, NOW)
  const send = () => sendPitch(db, MEANS, event.slug, aPitch('Nascosta'), {}, 'it')
  await expect(send()).rejects.toMatchObject({ kind: 'NotFound' })
  await showCall(db, STAFF, id, true, NOW)
  await moveEvent(db, MEANS, STAFF, id, { to: 'cancelled', sure: true, why: { it: '', en: '' } })
  await expect(send()).rejects.toMatchObject({ kind: 'Invalid' })
  // Two who save the call at once: the second is told, and nothing of theirs is lost.
  await expect(keepCall(db, STAFF, id, aCall({ version: 0 }), NOW)).rejects.toMatchObject({ kind: 'Invalid' })
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
