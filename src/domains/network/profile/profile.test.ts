import { beforeAll, expect, test } from 'vitest'
import { type Actor, VISITOR } from '#kernel/actor.ts'
import type { Db } from '#platform/db.ts'
import { testDatabase } from '../../../../tools/test-database.ts'
import { profileOf } from '../actions.ts'
import { addDocument, documentsFor, openDocument } from '../documents/actions.ts'
import { addMember } from '../members/actions.ts'
import { lookups, memberStates } from '../members/queries.ts'
import { addContact } from '../people/contacts/actions.ts'
import { someTerritory } from '../sheets/fixtures.ts'
import { dictionaryOf } from '../sheets/model.ts'
import { confirmProfile, endMandate, openProfile, recordMandate, saveProfile, saveVisibility } from './actions.ts'
import { freshnessOf } from './model.ts'
import { profileSheet } from './sheet.ts'
import { shownProfile, shownWords } from './shown.ts'

const STAFF: Actor = { id: 'anna', name: 'Anna', role: 'staff', actsFor: new Map() }
const NOW = new Date('2026-11-24T10:00:00Z')
const TODAY = '2026-11-24'
const noSearch = async () => undefined

let db: Db
let query: (text: string) => Promise<{ rows: Record<string, unknown>[] }>
let own: Actor
let other: Actor
beforeAll(async () => {
  const database = await testDatabase()
  db = database.db
  query = text => database.pool.query(text)
  await someTerritory(database.pool)
  const ids: number[] = []
  for (const name of ['Trama srl', 'Altra srl']) {
    await addMember(
      db,
      STAFF,
      undefined,
      { name, category: 'sme', joined_on: '2020-01-01', phone: '+39 0510001' },
      TODAY,
      noSearch,
    )
    ids.push((await profileOf(db, name.toLowerCase().replace(' ', '-'))).organisation.id)
  }
  own = { id: 'bea', name: 'Bea', role: 'visitor', actsFor: new Map([[ids[0]!, 'contribute']]) }
  other = { id: 'carlo', name: 'Carlo', role: 'visitor', actsFor: new Map([[ids[1]!, 'represent']]) }
})

const save = (actor: Actor, version: number, says: string) =>
  saveProfile(
    db,
    actor,
    'trama-srl',
    { version, change: { says, equipment: 'Un telaio', trl: { from: 3, to: 7 } } },
    NOW,
    noSearch,
  )

test('a member confirms and edits its own profile; nobody else does, and two at once lose nothing', async () => {
  await confirmProfile(db, own, 'trama-srl', NOW)
  await save(own, 0, 'Tessiamo.')
  await expect(save(own, 0, 'Più tardi, da una pagina vecchia.')).rejects.toMatchObject({ kind: 'Conflict' })
  const view = await openProfile(db, own, 'trama-srl')
  expect([view.state.member.says, view.row?.version, view.row?.confirmed_at, view.row?.entered_mandate]).toEqual([
    'Tessiamo.',
    1,
    NOW,
    null,
  ])
  for (const actor of [other, VISITOR]) {
    await expect(save(actor, 1, 'No')).rejects.toMatchObject({ kind: 'Forbidden' })
    await expect(openProfile(db, actor, 'trama-srl')).rejects.toMatchObject({ kind: 'Forbidden' })
  }
  const { rows } = await query(`select verb, details from audit where actor = 'bea' order by id`)
  expect(rows).toEqual([
    { verb: 'confirmed profile', details: {} },
    { verb: 'changed profile', details: {} },
  ])
})

test('staff act on its behalf only under a mandate, and everything says so', async () => {
  await expect(confirmProfile(db, STAFF, 'trama-srl', NOW)).rejects.toMatchObject({ kind: 'Invalid' })
  const mandate = { given_by: 'Dora Licci', given_on: '2026-11-20', how: 'phone' as const }
  await expect(recordMandate(db, own, 'trama-srl', mandate, { today: '2026-11-24', now: NOW })).rejects.toMatchObject({
    kind: 'Forbidden',
  })
  await expect(
    recordMandate(db, STAFF, 'trama-srl', { ...mandate, given_on: '2026-12-01' }, { today: '2026-11-24', now: NOW }),
  ).rejects.toMatchObject({ kind: 'Invalid' })
  await recordMandate(db, STAFF, 'trama-srl', mandate, { today: '2026-11-24', now: NOW })
  await save(STAFF, 1, 'Tessiamo ancora.')
  const { organisation } = await profileOf(db, 'trama-srl')
  expect((await shownProfile(db, own, organisation)).entered).toMatchObject({ given_by: 'Dora Licci', how: 'phone' })
  expect((await shownProfile(db, VISITOR, organisation)).entered).toBeNull()
  const { rows } = await query(
    `select details ->> 'on_behalf' as behalf, details ? 'mandate' as mandate from audit where actor = 'anna' and verb = 'changed profile'`,
  )
  expect(rows).toEqual([{ behalf: '1', mandate: true }])
  await endMandate(db, own, 'trama-srl', NOW)
  await expect(save(STAFF, 2, 'Di nuovo')).rejects.toMatchObject({ kind: 'Invalid' })
})

test('each field is seen by whom its member chose, in pages and in the API', async () => {
  const { organisation } = await profileOf(db, 'trama-srl')
  await addContact(
    db,
    own,
    'trama-srl',
    { name: 'Bea Nodi', role: 'delegate', title: null, email: null, phone: null, first: true, visibility: 'members' },
    '2026-11-24',
  )
  const seen = async (actor: Actor) => {
    const { says, equipment, phone, trl, contacts } = await shownProfile(db, actor, organisation)
    return [says, equipment, phone, trl, contacts.length]
  }
  expect(await seen(VISITOR)).toEqual(['Tessiamo ancora.', 'Un telaio', null, [3, 7], 0])
  expect(await seen(other)).toEqual(['Tessiamo ancora.', 'Un telaio', '+39 0510001', [3, 7], 1])
  await saveVisibility(
    db,
    own,
    'trama-srl',
    { says: 'members', equipment: 'staff', phone: 'public', trl: 'public', nonsense: 'public' },
    noSearch,
  )
  expect(await seen(VISITOR)).toEqual([null, null, '+39 0510001', [3, 7], 0])
  expect(await seen(other)).toEqual(['Tessiamo ancora.', null, '+39 0510001', [3, 7], 1])
  expect(await seen(own)).toEqual(['Tessiamo ancora.', 'Un telaio', '+39 0510001', [3, 7], 1])
  expect(await shownWords(db, VISITOR, organisation)).toMatchObject({ says: null })
  await expect(saveVisibility(db, other, 'trama-srl', {}, noSearch)).rejects.toMatchObject({ kind: 'Forbidden' })
})

test('documents: told by their bytes, once each, given to those who may', async () => {
  const pdf = Buffer.from('%PDF-1.7\nwoven')
  const add = (actor: Actor, bytes: Buffer, visibility: 'members' | 'staff' = 'staff') =>
    addDocument(db, actor, 'trama-srl', { name: '../<b>"statuto".pdf', bytes }, { kind: 'statute', visibility })
  const id = await add(own, pdf)
  await expect(add(own, pdf)).rejects.toMatchObject({ kind: 'Conflict' })
  await expect(add(own, Buffer.from('<script>'))).rejects.toMatchObject({ kind: 'Invalid' })
  await expect(add(own, Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(9 * 1024 * 1024)]))).rejects.toMatchObject({
    kind: 'Invalid',
  })
  await expect(add(other, Buffer.from('%PDF-2'))).rejects.toMatchObject({ kind: 'Forbidden' })
  const found = await openDocument(db, own, 'trama-srl', id)
  expect([found.name, found.media_type, Buffer.from(found.bytes).equals(pdf)]).toEqual([
    'b statuto .pdf',
    'application/pdf',
    true,
  ])
  for (const actor of [other, VISITOR])
    await expect(openDocument(db, actor, 'trama-srl', id)).rejects.toMatchObject({ kind: 'Forbidden' })
  await expect(openDocument(db, own, 'altra-srl', id)).rejects.toMatchObject({
    kind: expect.stringMatching(/NotFound|Forbidden/),
  })
  const shared = await add(own, Buffer.from('%PDF-3'), 'members')
  const { organisation } = await profileOf(db, 'trama-srl')
  expect((await documentsFor(db, other, organisation.id)).map(one => one.id)).toEqual([shared])
  expect(await documentsFor(db, VISITOR, organisation.id)).toEqual([])
})

test('the form to fill in by hand is a tagged PDF, whatever a name holds', async () => {
  const { organisation } = await profileOf(db, 'trama-srl')
  const [state] = await memberStates(db, [organisation.id])
  const dictionary = dictionaryOf(await lookups(db))
  const hostile = { ...state!.member, name: '#import "x" $ \\ * _ <b> [', says: '= Titolo\n- punto #panic()' }
  for (const member of [hostile, undefined]) {
    const pdf = Buffer.from(await profileSheet(member, dictionary, 'it', '2026-11-24'))
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.includes('/MarkInfo')).toBe(true)
  }
})

test('freshness by days', () => {
  const ago = (days: number) => new Date(NOW.getTime() - days * 86_400_000)
  expect([null, ago(0), ago(364), ago(366), ago(800)].map(at => freshnessOf(at, NOW))).toEqual([
    'never',
    'fresh',
    'fresh',
    'ageing',
    'old',
  ])
})
