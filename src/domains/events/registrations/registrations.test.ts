import { expect, test } from 'vitest'
import { refreshSearch } from '#domains/projects/summary/queries.ts'
import { inTransaction } from '#platform/db.ts'
import { toXlsx } from '#platform/sheets.ts'
import { editEvent, staffEvent, typedOf } from '../actions.ts'
import { aPerson, at, eventsOnADatabase, MEANS, MOVE, NOW, SECRET, STAFF } from '../fixtures.ts'
import { type EventForm, eventForm } from '../model.ts'
import { moveEvent } from '../moves.ts'
import { addQuestion } from '../programme/actions.ts'
import { questionForm } from '../programme/model.ts'
import { questionsOf } from '../programme/queries.ts'
import { RETENTION } from '../retention.ts'
import { cancelFor, cancelMine, changeMine, eraseMine, register, registrationOf } from './actions.ts'
import { importList } from './lists.ts'
import { tokenOf } from './model.ts'
import { forget, knownOf } from './people.ts'
import { giveOn, remind } from './reminders.ts'

const { db, pool, open, join, people, named, token, mails } = await eventsOnADatabase(refreshSearch)

test('fifty people for the last place: one gets it, the others wait in a line without gaps', async () => {
  const event = await open({ capacity: '1' })
  const outcomes = await Promise.all(Array.from({ length: 50 }, (_, n) => join(event.slug, `Persona ${n}`)))
  expect(outcomes.filter(one => one === 'confirmed')).toHaveLength(1)
  const rows = await people(event.id)
  expect(rows.flatMap(row => row.line ?? []).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 49 }, (_, n) => n + 1),
  )
  expect((await staffEvent(db, STAFF, event.id)).taken).toBe(1)
})

test('the database itself refuses one more than there are places, whoever writes', async () => {
  const event = await open({ capacity: '1' })
  await join(event.slug, 'Prima')
  const more = (email: string) =>
    pool.query(`insert into registration (event_id, email, name, state) values ($1, $2, 'x', 'confirmed')`, [
      event.id,
      email,
    ])
  await expect(more('x@example.org')).rejects.toThrow('event_places')
  await expect(more('PRIMA@example.org')).rejects.toThrow(/event_places|registration_live/)
  await expect(pool.query('update event set capacity = null, taken = -1 where id = $1', [event.id])).rejects.toThrow()
})

test('a form sent twice, also at the very same time, is one registration; both sendings hear the same', async () => {
  const event = await open()
  const twice = await Promise.all(Array.from({ length: 8 }, () => join(event.slug, 'Doppia')))
  expect(twice.filter(one => one === 'confirmed')).toHaveLength(1)
  expect(await people(event.id)).toHaveLength(1)
  expect(await mails('registration confirmed', event.id)).toHaveLength(1)
  // The address is written to once more at most, however often the form is sent in that hour.
  const { rows } = await pool.query(
    `select 1 from mail_outbox where template = 'registration again' and recipient = 'doppia@example.org'`,
  )
  expect(rows).toHaveLength(1)
})

test('whoever cancels gives the place to the first in the line, while others register at the same time', async () => {
  const event = await open({ capacity: '2' })
  for (const name of ['Ada', 'Bea', 'Carla', 'Dora']) await join(event.slug, name)
  const ada = await token(event.id, 'Ada')
  await Promise.all([
    cancelMine(db, MEANS, ada),
    ...Array.from({ length: 10 }, (_, n) => join(event.slug, `Tardi ${n}`)),
    cancelMine(db, MEANS, ada),
  ])
  expect((await named(event.id, 'Carla')).state).toBe('confirmed')
  expect((await people(event.id)).filter(one => one.state === 'confirmed').map(one => one.name)).toEqual([
    'Bea',
    'Carla',
  ])
  const [mail, ...more] = await mails('registration promoted', event.id)
  expect(more).toEqual([])
  expect(mail?.recipient).toBe('carla@example.org')
  expect(mail?.text_body).toContain('/it/registration?token=')
})

test('nobody cancels once it is over: not by the link, not staff, so that who came stays', async () => {
  const event = await open()
  await join(event.slug, 'Ada')
  const { id } = await named(event.id, 'Ada')
  await pool.query(`update registration set attendance = 'present' where id = $1`, [id])
  const over = at('2027-03-12T18:00:00Z')
  await expect(cancelMine(db, over, await token(event.id, 'Ada'))).rejects.toMatchObject({ kind: 'Conflict' })
  await expect(cancelFor(db, over, STAFF, event.id, id)).rejects.toMatchObject({ kind: 'Conflict' })
  // Held while it still goes on.
  const during = at('2027-03-12T10:00:00Z')
  await moveEvent(db, during, STAFF, event.id, { to: 'held', ...MOVE })
  await expect(cancelFor(db, during, STAFF, event.id, id)).rejects.toMatchObject({ kind: 'Conflict' })
  expect(await named(event.id, 'Ada')).toMatchObject({ state: 'confirmed', attendance: 'present' })
})

test('more places go to those who wait, fewer than are taken are refused', async () => {
  const event = await open({ capacity: '1' })
  for (const name of ['Ada', 'Bea', 'Carla']) await join(event.slug, name)
  const edit = async (more: Partial<EventForm>) => {
    const typed = eventForm.parse({ ...typedOf(await staffEvent(db, STAFF, event.id)), ...more })
    return editEvent(db, MEANS, STAFF, event.id, typed)
  }
  await edit({ capacity: '1', overbooked: '1' })
  expect((await people(event.id)).filter(one => one.state === 'confirmed')).toHaveLength(2)
  await expect(edit({ overbooked: '0' })).rejects.toMatchObject({ fields: { capacity: expect.anything() } })
  await expect(edit({ version: 1 })).rejects.toThrow('Somebody else saved')
})

test('whoever filled in the form before the words of the consent changed is asked again, and nothing is recorded', async () => {
  const event = await open()
  const typed = eventForm.parse({ ...typedOf(event), consent_it: 'Accetto anche le foto.' })
  await editEvent(db, MEANS, STAFF, event.id, typed)
  await expect(join(event.slug, 'Ada')).rejects.toMatchObject({
    kind: 'Invalid',
    fields: { consent: expect.anything() },
  })
  expect(await people(event.id)).toEqual([])
  await register(db, MEANS, event.slug, aPerson('Ada', { consent_version: 2 }), {}, 'it')
  expect(await named(event.id, 'Ada')).toMatchObject({ consent_version: 2 })
})

test('who registers somebody else under the name of a site sends them no link to it', async () => {
  const event = await open()
  for (const name of ['https://premi.example', 'www.premi.example', 'premi.example/ritira', 'io@premi.example'])
    await expect(register(db, MEANS, event.slug, aPerson('x', { name }), {}, 'it'), name).rejects.toMatchObject({
      fields: { name: expect.anything() },
    })
  await join(event.slug, 'Hai vinto: vai su premi.example')
  await join(event.slug, 'Dott.ssa Ada O’Neill')
  const letters = await mails('registration confirmed', event.id)
  expect(letters.map(mail => mail.text_body.split('\n')[0]).toSorted()).toEqual([
    'Ciao Dott.\u2060ssa Ada O’Neill,',
    'Ciao Hai vinto: vai su premi.\u2060example,',
  ])
})

test('the link opens one registration, and no other', async () => {
  const event = await open()
  await join(event.slug, 'Ada')
  const own = await token(event.id, 'Ada')
  expect((await registrationOf(db, SECRET, own)).registration.name).toBe('Ada')
  const [id] = own.split('.')
  for (const forged of [
    '',
    own.slice(0, -1),
    `${own}x`,
    `${id}.${'A'.repeat(43)}`,
    tokenOf('another secret', await named(event.id, 'Ada')),
  ])
    await expect(registrationOf(db, SECRET, forged), forged).rejects.toThrow('leads to no registration')
  await changeMine(db, MEANS, own, aPerson('Ada Rossi', { needs: 'Rampa' }), {})
  expect(await named(event.id, 'Ada Rossi')).toMatchObject({ needs: 'Rampa', email: 'ada@example.org' })
  await eraseMine(db, MEANS, own)
  await expect(registrationOf(db, SECRET, own)).rejects.toThrow('leads to no registration')
  expect(await people(event.id)).toMatchObject([{ email: null, name: '', state: 'cancelled' }])
})

test('what is missing or wrong is said field by field, and a program that fills every field registers nobody', async () => {
  const event = await open()
  await addQuestion(
    db,
    STAFF,
    event.id,
    questionForm.parse({ kind: 'choice', it: 'Pranzo?', en: 'Lunch?', choices: 'Sì | Yes\nNo | No', required: '1' }),
  )
  await addQuestion(db, STAFF, event.id, questionForm.parse({ kind: 'number', it: 'Quanti?', en: 'How many?' }))
  const [lunch, many] = await questionsOf(db, event.id)
  const send = (typed: object, raw: object) => register(db, MEANS, event.slug, aPerson('Ada', typed), { ...raw }, 'en')
  await expect(send({ email: 'no', name: ' ', consent: false }, {})).rejects.toMatchObject({
    fields: {
      email: expect.anything(),
      name: expect.anything(),
      consent: expect.anything(),
      [`q_${lunch?.id}`]: expect.anything(),
    },
  })
  await expect(send({}, { [`q_${lunch?.id}`]: 'Forse', [`q_${many?.id}`]: 'tanti' })).rejects.toMatchObject({
    fields: { [`q_${lunch?.id}`]: expect.anything(), [`q_${many?.id}`]: expect.anything() },
  })
  await send({ website: 'http://spam.example' }, { [`q_${lunch?.id}`]: 'Sì | Yes' })
  expect(await people(event.id)).toEqual([])
  await send({ organisation: 'Alfa Sensori Srl' }, { [`q_${lunch?.id}`]: 'Sì | Yes' })
  expect(await people(event.id)).toMatchObject([
    { organisation_key: 'alfa', answers: { [`${lunch?.id}`]: 'Sì | Yes' }, consent_version: 1 },
  ])
})

test('a pasted list is entered in its order, whoever is there already stays, and lines without an address are told', async () => {
  const event = await open({ capacity: '2' })
  const text =
    'Nome;E-mail;Ente\nAda Rossi;ada@example.org;Alfa Sensori Srl\nBea <bea@example.org>\nCarla, carla@example.org, Ente, C\n\nSenza indirizzo'
  const list = { text, file: undefined, language: 'it' } as const
  expect(await importList(db, MEANS, STAFF, event.id, list)).toEqual({
    confirmed: 2,
    waiting: 1,
    again: 0,
    bad: [{ line: 6, text: 'Senza indirizzo' }],
  })
  expect(await importList(db, MEANS, STAFF, event.id, list)).toMatchObject({ confirmed: 0, waiting: 0, again: 3 })
  const columns = [0, 1].map(at => ({
    head: ['Nome', 'E-mail'][at] ?? '',
    means: { it: '', en: '' },
    value: (row: string[]) => row[at] ?? '',
  }))
  const file = Buffer.from(
    await toXlsx('Lista', 'it', [
      {
        name: 'Lista',
        columns,
        rows: [
          ['Dora', 'dora@example.org'],
          ['Ada', 'ada@example.org'],
        ],
      } as never,
    ]),
  )
  expect(await importList(db, MEANS, STAFF, event.id, { text: '', file, language: 'en' })).toMatchObject({
    waiting: 1,
    again: 1,
    bad: [],
  })
  expect(await people(event.id)).toMatchObject([
    { name: 'Ada Rossi', organisation_key: 'alfa', registered_by: 'anna', consent_version: null },
    { name: 'Bea', email: 'bea@example.org' },
    { name: 'Carla', state: 'waiting', line: 1 },
    { name: 'Dora', language: 'en', line: 2 },
  ])
})

test('everybody is reminded a week and a day before, once each; who registered later is not', async () => {
  // A month in which no other test has an event.
  const event = await open({ starts: '2027-05-12T09:30', ends: '2027-05-12T17:00' })
  await join(event.slug, 'Ada')
  expect(await remind(db, at('2027-05-05T10:00:00Z'))).toEqual({ week: 1, day: 0 })
  await join(event.slug, 'Bea', at('2027-05-08T10:00:00Z'))
  expect(await remind(db, at('2027-05-09T10:00:00Z'))).toEqual({ week: 0, day: 0 })
  const both = await Promise.all([1, 2].map(() => remind(db, at('2027-05-11T10:00:00Z'))))
  expect(both.map(counts => counts.day).reduce((a = 0, b = 0) => a + b)).toBe(2)
  await moveEvent(db, MEANS, STAFF, event.id, { to: 'cancelled', ...MOVE })
  expect(await remind(db, at('2027-05-11T12:00:00Z'))).toEqual({ week: 0, day: 0 })
})

test('a person who is erased is erased here, and the place is given on by the next round', async () => {
  const event = await open({ capacity: '1', starts: '2027-06-12T09:30', ends: '2027-06-12T17:00' })
  await join(event.slug, 'Gaia')
  await join(event.slug, 'Ivo')
  expect(await knownOf(db, { email: 'GAIA@example.org' })).toMatchObject({
    registrations: [{ name: 'Gaia', state: 'confirmed' }],
  })
  await inTransaction(db, tx => forget(tx, { email: 'gaia@example.org' }, NOW))
  expect(await knownOf(db, { email: 'gaia@example.org' })).toEqual({
    registrations: [],
    meetings: [],
    wishes: [],
    outcomes: [],
  })
  expect(await join(event.slug, 'Lia')).toBe('waiting')
  expect((await named(event.id, 'Ivo')).state).toBe('confirmed')
  await inTransaction(db, tx => forget(tx, { email: 'ivo@example.org' }, NOW))
  expect(await giveOn(db, MEANS)).toBe(1)
  expect((await named(event.id, 'Lia')).state).toBe('confirmed')
})

test('whoever erases a registration by its link leaves no address in the letters about it, and others’ stay', async () => {
  const event = await open()
  const other = await open()
  await join(event.slug, 'Olga')
  await join(other.slug, 'Olga')
  const letters = async () =>
    (
      await pool.query(
        `select template, state from mail_outbox where recipient = 'olga@example.org' or text_body ilike '%olga%' order by id`,
      )
    ).rows
  // One of the first event has gone, the next waits.
  await pool.query(
    `update mail_outbox set state = 'sent' where id = (select min(id) from mail_outbox where recipient = 'olga@example.org')`,
  )
  await join(event.slug, 'Olga')
  expect(await letters()).toHaveLength(3)
  await eraseMine(db, MEANS, await token(event.id, 'Olga'))
  expect(await letters()).toEqual([{ template: 'registration confirmed', state: 'waiting' }])
})

test('names go twelve months after, what people needed thirty days after; numbers stay', async () => {
  const event = await open()
  await register(db, MEANS, event.slug, aPerson('Ada', { needs: 'Rampa' }), {}, 'it')
  const apply = async (iso: string) => {
    await inTransaction(db, async tx => {
      for (const one of RETENTION) await one.apply(tx, new Date(iso))
    })
    return (await people(event.id))[0]
  }
  expect(await apply('2027-04-01T00:00:00Z')).toMatchObject({ name: 'Ada', needs: 'Rampa' })
  expect(await apply('2027-04-20T00:00:00Z')).toMatchObject({ name: 'Ada', needs: '' })
  expect(await apply('2028-03-20T00:00:00Z')).toMatchObject({ name: '', email: null, state: 'confirmed' })
})
