import { beforeAll, describe, expect, test } from 'vitest'
import { type Actor, VISITOR } from '#kernel/actor.ts'
import { testDatabase } from '../../../../tools/test-database.ts'
import { linkByVat } from '../../projects/imports/queries.ts'
import { refreshSearch } from '../../projects/summary/queries.ts'
import { profileOf } from '../actions.ts'
import { decide, decided, findDuplicates, queue, takeBack } from './actions.ts'
import { likelyDuplicates } from './ask/actions.ts'
import { reasonWords } from './messages.ts'
import type { DecideForm, Decision } from './model.ts'
import { reasonIn } from './views/reasons.tsx'

const STAFF: Actor = { id: 'anna', name: 'Anna', role: 'staff', actsFor: new Map() }
const ALL = { aside: false, membersOnly: false }
const refresh = async () => undefined

const { db, pool } = await testDatabase()
let ids: Record<string, number>

beforeAll(async () => {
  await pool.query(`
    insert into organisation (key, name, short_name, country, city, postcode, street, vat, source) values
      ('999000001', 'OFFICINE ROSSI BIOMEDICALI SRL', 'ORB', 'IT', 'MIRANDOLA', '41037', 'VIA STATALE NORD 12', null, 'cordis'),
      ('er-rossi', 'Officine Rossi Biomedicali S.r.l.', null, 'IT', 'Mirandola', '41037', 'Via Statale Nord, 12', 'IT01234560367', 'hand'),
      ('999000002', 'UNIVERSITA DEGLI STUDI DI FERRARA', 'UNIFE', 'IT', 'Ferrara', '44121', 'VIA ARIOSTO 35', 'IT00434690384', 'cordis'),
      ('999000003', 'University of Ferrara', null, 'IT', 'Ferrara', '44121', 'via Ariosto 35', null, 'cordis'),
      ('999000005', 'Università di Ferrara', null, 'IT', 'Ferrara', '44121', 'via Ariosto, 35', null, 'hand'),
      ('999000004', 'BIANCHI MECCANICA SPA', null, 'IT', 'Mirandola', '41037', 'VIA STATALE NORD 12', null, 'cordis'),
      ('er-inventata', 'Officine Rossi Biomedicali srl', null, 'IT', 'Mirandola', '41037', 'Via Statale Nord 12', null, 'cluster');
    update organisation set invented = true where key = 'er-inventata';
    insert into nuts (code, name) values ('ITH5', 'Emilia-Romagna') on conflict do nothing;
    insert into cluster (id, name, region_nuts, says_it, says_en) values (1, 'Prova', 'ITH5', '', '') on conflict do nothing;
    insert into membership (cluster_id, organisation_id, category, joined_on) select 1, id, 'sme', '2024-01-01' from organisation where key = 'er-rossi'`)
  const { rows } = await pool.query<{ id: number; key: string }>('select id, key from organisation')
  ids = Object.fromEntries(rows.map(row => [row.key, row.id]))
})

const pairOf = (a: string, b: string): [number, number] => {
  const [first, second] = [ids[a]!, ids[b]!].sort((x, y) => x - y)
  return [first!, second!]
}
const form = (a: string, b: string, decision: Decision, head = a): DecideForm => {
  const pair = pairOf(a, b)
  return { pair, decision, keep: pair[0] === ids[head] ? 'first' : 'second', who: undefined, show: undefined }
}
const links = async () =>
  (await pool.query('select key, same_as, linked_by from organisation order by id')).rows.concat(
    (await pool.query('select count(*)::int as decisions from link_decision')).rows,
  )

describe('the queue', () => {
  test('holds what is alike, members first, with reasons that have words; the invented never meet the real', async () => {
    expect((await findDuplicates(db)).records).toBe(7)
    const { pair, sides, counts } = await queue(db, STAFF, ALL)
    expect(sides.map(side => side.key).sort()).toEqual(['999000001', 'er-rossi'])
    expect([pair?.member, counts.members, counts.left]).toEqual([true, 1, 4])
    const said = pair!.reasons.map(reason => reasonIn('en', reason))
    expect(said).toContain('They have the same address')
    expect(said[0]).toContain('Officine Rossi Biomedicali')
    const second = await queue(db, STAFF, { ...ALL, after: pairOf('999000001', 'er-rossi') })
    expect(second.sides.every(side => side.key.startsWith('9990'))).toBe(true)
  })

  test('is for staff', async () => {
    await expect(queue(db, VISITOR, ALL)).rejects.toMatchObject({ kind: 'Forbidden' })
    await expect(decide(db, VISITOR, form('999000001', 'er-rossi', 'same'), refresh)).rejects.toMatchObject({
      kind: 'Forbidden',
    })
    await expect(takeBack(db, VISITOR, 1, refresh)).rejects.toMatchObject({ kind: 'Forbidden' })
  })

  test('the same: one organisation with the membership of both, and back exactly', async () => {
    const before = await links()
    const id = await decide(db, STAFF, form('999000001', 'er-rossi', 'same'), refresh)
    const whole = await profileOf(db, 'er-rossi')
    expect([whole.organisation.key, whole.membership?.category, whole.linked.map(one => one.key)]).toEqual([
      '999000001',
      'sme',
      ['er-rossi'],
    ])
    expect((await queue(db, STAFF, ALL)).counts).toMatchObject({ left: 3, members: 0, decided: 1 })
    await expect(decide(db, STAFF, form('999000001', 'er-rossi', 'different'), refresh)).rejects.toMatchObject({
      kind: 'Conflict',
    })
    await takeBack(db, STAFF, id, refresh)
    expect(await links()).toEqual(before)
    expect((await queue(db, STAFF, ALL)).counts).toMatchObject({ left: 4, decided: 0 })
    await expect(takeBack(db, STAFF, id, refresh)).rejects.toMatchObject({ kind: 'Conflict' })
  })

  test('not the same is remembered through comparisons until it is taken back', async () => {
    const id = await decide(db, STAFF, form('999000001', 'er-rossi', 'different'), refresh)
    await findDuplicates(db)
    expect((await queue(db, STAFF, ALL)).counts).toMatchObject({ left: 3, decided: 1 })
    expect((await decided(db, STAFF, { limit: 9, offset: 0 })).rows.map(row => [row.id, row.decision])).toEqual([
      [id, 'different'],
    ])
    await takeBack(db, STAFF, id, refresh)
    expect((await queue(db, STAFF, ALL)).counts.left).toBe(4)
  })

  test('not the same holds against a VAT number that arrives later', async () => {
    const id = await decide(db, STAFF, form('999000002', '999000004', 'different'), refresh)
    await pool.query(`update organisation set vat = 'IT00434690384' where key in ('999000003', '999000004')`)
    const before = await links()
    const client = await pool.connect()
    await linkByVat(client).finally(() => client.release())
    const linked = await pool.query(`select key from organisation where linked_by = 'vat'`)
    expect(linked.rows).toEqual([{ key: '999000003' }])
    await pool.query(
      `update organisation set vat = null, same_as = null, linked_by = null where key in ('999000003', '999000004')`,
    )
    expect(await links()).toEqual(before)
    await takeBack(db, STAFF, id, refresh)
  })

  test('not sure is put aside and can be decided later', async () => {
    await decide(db, STAFF, form('999000001', 'er-rossi', 'unsure'), refresh)
    expect((await queue(db, STAFF, ALL)).counts).toMatchObject({ left: 3, aside: 1 })
    expect((await queue(db, STAFF, { aside: true, membersOnly: false })).pair?.aside).toBe(true)
    const id = await decide(db, STAFF, form('999000001', 'er-rossi', 'different'), refresh)
    expect((await queue(db, STAFF, ALL)).counts).toMatchObject({ left: 3, aside: 0, decided: 1 })
    await takeBack(db, STAFF, id, refresh)
  })

  test('chains are resolved: a third record joins the head, and an earlier merge cannot be undone from under it', async () => {
    const before = await links()
    const first = await decide(db, STAFF, form('999000002', '999000003', 'same'), refresh)
    // The pair of the linked record is now one of its head.
    expect((await queue(db, STAFF, { ...ALL, after: pairOf('999000001', 'er-rossi') })).counts.left).toBe(2)
    const second = await decide(db, STAFF, form('999000003', '999000005', 'same'), refresh)
    expect((await profileOf(db, '999000005')).organisation.key).toBe('999000002')
    await expect(takeBack(db, STAFF, first, refresh)).rejects.toMatchObject({ kind: 'Conflict' })
    await takeBack(db, STAFF, second, refresh)
    await takeBack(db, STAFF, first, refresh)
    expect(await links()).toEqual(before)
  })

  test('two people at once: one decides, the other is told', async () => {
    const both = await Promise.allSettled([
      decide(db, STAFF, form('999000001', 'er-rossi', 'same'), refresh),
      decide(db, STAFF, form('999000001', 'er-rossi', 'different'), refresh),
    ])
    expect(both.map(each => each.status).sort()).toEqual(['fulfilled', 'rejected'])
    const made = both.find(each => each.status === 'fulfilled')
    await takeBack(db, STAFF, made!.value, refresh)
  })

  test('every step is in the register', async () => {
    const { rows } = await pool.query<{ verb: string }>('select distinct verb from audit order by 1')
    expect(rows.map(row => row.verb)).toEqual(['compared', 'kept apart', 'linked', 'put aside', 'took back'])
  })
})

describe('who may this be?', () => {
  const who = async (told: Parameters<typeof likelyDuplicates>[1]) =>
    (await likelyDuplicates(db, told)).map(one => one.key)

  test('found by a name with a typing error, in another language, by its VAT number', async () => {
    expect((await who({ name: 'Oficine Rossi Biomedicali', city: 'Mirandola', country: 'IT' }))[0]).toMatch(
      /999000001|er-rossi|er-inventata/,
    )
    expect((await who({ name: 'Universidad de Ferrara', city: 'Ferrara', country: 'IT' }))[0]).toMatch(
      /^99900000[235]$/,
    )
    expect((await who({ name: 'Rossi Biomedicali', vat: 'it 01234560367', country: 'IT' }))[0]).toBe('er-rossi')
  })

  test('also when names have been made searchable, and somebody who came after that', async () => {
    await refreshSearch(pool)
    await pool.query(
      `insert into organisation (key, name, country, city, source) values ('nuova', 'Nuova Tessitura Adriatica', 'IT', 'Rimini', 'hand')`,
    )
    expect((await who({ name: 'Universidad de Ferrara', city: 'Ferrara', country: 'IT' }))[0]).toMatch(
      /^99900000[235]$/,
    )
    expect(await who({ name: 'Tessitura Nuova Adriatica srl', city: 'Rimini', country: 'IT' })).toEqual(['nuova'])
  })

  test('by the short form of a long name where the city agrees, and by the site alone', async () => {
    await pool.query(`insert into organisation (key, name, country, city, website, source) values
      ('unibo', 'Alma Mater Studiorum - Università di Bologna', 'IT', 'Bologna', 'https://www.unibo.it/it', 'hand')`)
    expect(await who({ name: 'Università di Bologna', city: 'Bologna', country: 'IT' })).toContain('unibo')
    expect(await who({ name: 'Università', city: 'Bologna', country: 'IT' })).not.toContain('unibo')
    expect(await who({ name: 'Bologna Business School', city: 'Bologna', website: 'unibo.it' })).toContain('unibo')
  })

  test('nobody, for somebody new; a member is said to be one', async () => {
    expect(await who({ name: 'Verdi Consulting', city: 'Parma', country: 'IT' })).toEqual([])
    const found = await likelyDuplicates(db, {
      name: 'Officine Rossi Biomedicali',
      city: 'Mirandola',
      postcode: '41037',
      country: 'IT',
    })
    expect(found.find(one => one.key === 'er-rossi')).toMatchObject({ member: true, likely: true })
  })

  test('signs that mean something to SQL do no harm', async () => {
    expect(await who({ name: `%_\\'"; drop table x --`, website: '%%', vat: "'1'" })).toEqual([])
  })
})

test('both languages have the same reasons', () => {
  expect(Object.keys(reasonWords.it)).toEqual(Object.keys(reasonWords.en))
})
