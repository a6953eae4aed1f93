import { expect, test } from 'vitest'
import { at, MEANS, NOW, SECRET, STAFF } from '../../fixtures.ts'
import { moveEvent } from '../../moves.ts'
import { aCall, aCallFor, aPitch, aRubric, aStage, needed, pitchesOnADatabase } from '../fixtures.ts'
import { keepJudge } from '../judging/actions.ts'
import { judgeForm } from '../judging/model.ts'
import { judgeOf } from '../judging/sheets.ts'
import { judgeToken, pitchToken } from '../model.ts'
import { onStage, pitchesOf } from '../queries.ts'
import { boardOf } from '../selection/actions.ts'
import { changeMine, eraseMine, pitchOf, sendPitch, withdrawMine } from './actions.ts'
import { questionForm } from './model.ts'
import { questionsOf } from './queries.ts'
import { keepCall, keepQuestion, showCall } from './setup.ts'

const { db, pool, mails } = await pitchesOnADatabase()

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
  const [before, after] = [at('2027-03-01T10:59:59Z'), at('2027-03-01T11:00:00Z')]
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
