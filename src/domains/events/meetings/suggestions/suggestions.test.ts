import fc from 'fast-check'
import type pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeRanker, type Ranker } from '#domains/matching/actions.ts'
import { refreshSearch } from '#domains/projects/summary/queries.ts'
import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { testDatabase } from '../../../../../tools/test-database.ts'
import { SECRET } from '../../fixtures.ts'
import { tokenOf } from '../../registrations/model.ts'
import { boardRows } from '../board/queries.ts'
import { aMeetingDay, MEANS } from '../fixtures.ts'
import type { PersonRow } from '../queries.ts'
import { sayOfMe, whoByLink, wishesPage } from '../wishes/actions.ts'
import { personForm } from '../wishes/model.ts'
import { suggestionsFor } from './actions.ts'
import { complementary, fits, type Known, type Reader, suggested } from './model.ts'

const { now } = MEANS
const terms = (text: string) =>
  text
    .split(' ')
    .filter(Boolean)
    .map(word => ({ stem: word, word }))
const reader = (id: number, offers: string, seeks: string): Reader => ({
  id,
  offers: terms(offers),
  seeks: terms(seeks),
})

describe('texts both ways', () => {
  test('who offers what is sought, and who seeks what is offered; both ways come first', () => {
    const me = reader(0, 'sensori', 'ospedali prove')
    const found = fits(me, [
      reader(1, 'ospedali', ''),
      reader(2, '', 'sensori'),
      reader(3, 'ospedali prove', 'sensori mani'),
      reader(4, 'torte', 'farina'),
    ])
    expect(found[0]).toMatchObject({ id: 3, sought: ['sensori'] })
    expect(found[0]?.offered.toSorted()).toEqual(['ospedali', 'prove'])
    expect(found.map(one => one.id).toSorted()).toEqual([1, 2, 3])
  })

  test('whatever people say: words named are shared, nobody twice, the order is by score and does not depend on that of the people', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 6 }).map(words => words.join(' '))
    fc.assert(
      fc.property(text, text, fc.array(fc.tuple(text, text), { maxLength: 12 }), (offers, seeks, people) => {
        const me = reader(0, offers, seeks)
        const others = people.map(([o, s], n) => reader(n + 1, o, s))
        const found = fits(me, others)
        expect(new Set(found.map(one => one.id)).size).toBe(found.length)
        for (const { id, offered, sought, score } of found) {
          const other = people[id - 1]!
          expect(score).toBeGreaterThan(0)
          expect(offered.length + sought.length).toBeGreaterThan(0)
          for (const word of offered) expect(seeks.includes(word) && other[0].includes(word)).toBe(true)
          for (const word of sought) expect(offers.includes(word) && other[1].includes(word)).toBe(true)
        }
        expect(found.map(one => one.id)).toEqual(fits(me, others.toReversed()).map(one => one.id))
      }),
    )
  })
})

test('the network adds people, a complementary kind moves up, and who was met before comes after others as good', () => {
  const fitting = (id: number) => ({ id, score: 1, offered: ['x'], sought: [] })
  const known = (more: Partial<Known> = {}): Known => ({ met: [], projects: 0, kinds: [undefined, undefined], ...more })
  const found = suggested(
    [fitting(1), fitting(2), fitting(3)],
    new Map([
      [4, { place: 0, of: 2, near: 3 }],
      [5, { place: 1, of: 2, near: 0 }],
    ]),
    new Map([
      [1, known({ met: [{ it: 'Vecchio', en: 'Old' }] })],
      [2, known()],
      [3, known({ kinds: ['PRC', 'PUB'] })],
    ]),
  )
  expect(found.map(one => one.id)).toEqual([3, 2, 1, 4])
  expect(complementary(['PRC', 'PRC'])).toBe(false)
  expect(complementary(['HES', undefined])).toBe(false)
})

describe('at an event', () => {
  let db: Db
  let pool: pg.Pool
  let ranker: Ranker
  const who = (person: PersonRow) => whoByLink(db, SECRET, tokenOf(SECRET, person))
  const say = async (person: PersonRow, offers: string, seeks: string) =>
    sayOfMe(db, await who(person), personForm.parse({ offers, seeks }), now)
  const suggest = async (person: PersonRow, by = ranker) => {
    const me = await who(person)
    const { said, others } = await wishesPage(db, me)
    return suggestionsFor(db, by, me, said ?? { offers: '', seeks: '' }, others)
  }

  beforeAll(async () => {
    ;({ db, pool } = await testDatabase())
    ranker = makeRanker(db, false)
    await pool.query(`insert into organisation (key, name, source, kind) values
      ('alfa', 'Alfa', 'hand', 'PRC'), ('beta', 'Beta', 'hand', 'PUB')`)
    const client = await pool.connect()
    await refreshSearch(client)
    client.release()
  })

  test('Italian finds English, words are those one wrote; without an index there are suggestions all the same', async () => {
    const { people } = await aMeetingDay(db)
    const [ada, bea, carla] = people as [PersonRow, PersonRow, PersonRow]
    expect(await suggest(ada)).toEqual([])
    await say(ada, 'Produciamo sensori indossabili per gli anziani', 'Cerchiamo ospedali per la riabilitazione')
    await say(bea, 'We are a hospital with a rehabilitation ward', 'We look for wearable sensors')
    await say(carla, 'Facciamo torte', 'Cerchiamo farina')
    const found = await suggest(ada)
    expect(found[0]?.id).toBe(bea.id)
    expect(found[0]?.offered).toContain('riabilitazione')
    expect(found[0]?.sought).toContain('sensori')
    expect(found.map(one => one.id)).not.toContain(carla.id)
  })

  test('a project in common and a meeting at an earlier event are named', async () => {
    const before = await aMeetingDay(db)
    const after = await aMeetingDay(db)
    const [a, b] = before.people as [PersonRow, PersonRow]
    await pool.query(
      `insert into meeting (event_id, a_id, b_id, slot_id, table_id, changed_by) values ($1, $2, $3, $4, $5, 'anna')`,
      [before.event.id, a.id, b.id, before.slots[0]!.id, before.tables[0]!.id],
    )
    await pool.query(`update event set state = 'held' where id = $1`, [before.event.id])
    await pool.query(
      `update registration set organisation_id = (select id from organisation where key = case when email = 'p0@example.org' then 'alfa' else 'beta' end)
        where event_id = $1 and email in ('p0@example.org', 'p1@example.org')`,
      [after.event.id],
    )
    const [ada, bea] = after.people as [PersonRow, PersonRow]
    await say(ada, 'sensori', 'ospedali')
    await say(bea, 'ospedali', 'sensori')
    expect(await suggest(ada)).toMatchObject([
      { id: bea.id, complement: true, known: { met: [{ it: before.event.title_it }], projects: 0 } },
    ])
  })

  test('who comes with another address is known by name and organisation, here as in the agenda', async () => {
    const before = await aMeetingDay(db)
    const after = await aMeetingDay(db)
    const [, , a, b] = before.people as [PersonRow, PersonRow, PersonRow, PersonRow]
    await pool.query(
      `insert into meeting (event_id, a_id, b_id, slot_id, table_id, changed_by) values ($1, $2, $3, $4, $5, 'anna')`,
      [before.event.id, a.id, b.id, before.slots[0]!.id, before.tables[0]!.id],
    )
    await pool.query(`update event set state = 'held', title_it = 'Un anno prima' where id = $1`, [before.event.id])
    const [, , ada, bea] = after.people as [PersonRow, PersonRow, PersonRow, PersonRow]
    await pool.query(`update registration set email = 'altra@example.org' where id = $1`, [bea.id])
    const again = { ...bea, email: 'altra@example.org' }
    await say(ada, 'sensori', 'ospedali')
    await say(again, 'ospedali', 'sensori')
    expect((await boardRows(db, after.event))?.before).toContainEqual([ada.id, bea.id])
    const met = [{ it: 'Un anno prima' }]
    expect((await suggest(ada)).find(one => one.id === bea.id)?.known).toMatchObject({ met })
    expect((await suggest(again)).find(one => one.id === ada.id)?.known).toMatchObject({ met })
  })

  test('when the network has no time, texts alone decide; when nothing answers, the page has none', async () => {
    const { people } = await aMeetingDay(db)
    const [ada, bea] = people as [PersonRow, PersonRow]
    await say(ada, 'sensori', 'ospedali')
    await say(bea, 'ospedali', 'sensori')
    const busy = () => Promise.reject(new Failure('TooMany', { it: 'troppi', en: 'too many' }))
    expect(await suggest(ada, { ...ranker, rank: busy, translate: busy })).toHaveLength(1)
    expect(await suggest(ada, { ...ranker, terms: busy })).toEqual([])
  })
})
