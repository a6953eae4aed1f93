import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { madeUpVat } from '#kernel/fixtures.ts'
import type { Db } from '#platform/db.ts'
import { inTransaction } from '#platform/db.ts'
import { readSpreadsheet } from '#platform/sheets/read.ts'
import { toCsv, toXlsx } from '#platform/sheets.ts'
import { testDatabase } from '../../../../tools/test-database.ts'
import { exportRegistry } from '../members/actions.ts'
import { memberColumns } from '../members/columns.ts'
import { enterNew } from '../members/enter.ts'
import {
  CONTACT_ROLES,
  type ContactEntry,
  MEMBER_FIELDS,
  type Member,
  memberQuery,
  sameValue,
} from '../members/model.ts'
import { lookups } from '../members/queries.ts'
import { CATEGORIES } from '../model.ts'
import { mergedContacts } from '../people/contacts/model.ts'
import { uploadSheet, viewImport } from './actions.ts'
import { readContacts, writeContact } from './contacts.ts'
import { someTerritory } from './fixtures.ts'
import { findHeading, guessMapping } from './headings.ts'
import { type Dictionary, dictionaryOf } from './model.ts'
import { readRows } from './rows.ts'

const STAFF: Actor = { id: 'anna', name: 'Anna', role: 'staff', actsFor: new Map() }
const AT = { today: '2026-11-24', now: new Date('2026-11-24T10:00:00Z') }

let db: Db
let dictionary: Dictionary
let chains: number[]
beforeAll(async () => {
  const database = await testDatabase()
  db = database.db
  await someTerritory(database.pool)
  const names = await lookups(db)
  dictionary = dictionaryOf(names)
  chains = names.chains.map(chain => chain.id)
})

/** Words as people write them, and the beginnings that a spreadsheet would run. */
const word = fc.stringMatching(/^[A-Za-zàèéìòùÀ'’-]{2,12}$/).filter(text => /[a-z]/i.test(text))
const text = fc
  .tuple(
    fc.constantFrom('', '=', '+', '-', '@', "'", "'=", "''+", '<b>'),
    fc.array(word, { minLength: 1, maxLength: 6 }),
  )
  .map(([mark, words]) => `${mark}${words.join(' ')}`)
const lines = fc.array(text, { minLength: 1, maxLength: 3 }).map(parts => parts.join('\n').trim())
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null })
const name = fc.tuple(word, word).map(([a, b]) => `${a.replace(/[-'’]/g, 'a')} ${b.replace(/[-'’]/g, 'b')}`)

const contact: fc.Arbitrary<ContactEntry> = fc.record({
  name,
  role: fc.constantFrom(...CONTACT_ROLES),
  title: maybe(fc.array(word, { minLength: 1, maxLength: 3 }).map(words => words.join(' '))),
  email: maybe(fc.integer({ min: 1, max: 1e6 }).map(n => `person.${n}@example.org`)),
  phone: maybe(fc.integer({ min: 1e6, max: 9e7 }).map(n => `+39 0${n}`)),
})

const member = (): fc.Arbitrary<Member> =>
  fc.record({
    key: fc.integer({ min: 1, max: 1e6 }).map(n => `member-${n}`),
    name: fc.array(word, { minLength: 2, maxLength: 5 }).map(words => words.join(' ')),
    short_name: maybe(word),
    category: fc.constantFrom(...CATEGORIES),
    public_body: maybe(fc.boolean()),
    vat: maybe(fc.integer({ min: 1e7, max: 9e9 }).map(n => `IT${madeUpVat(n)}`)),
    fiscal_code: maybe(fc.integer({ min: 1e7, max: 9e9 }).map(madeUpVat)),
    pic: maybe(fc.integer({ min: 100_000_000, max: 999_999_999 }).map(String)),
    ror: fc.constantFrom(null, 'https://ror.org/01111rn36'),
    lei: fc.constantFrom(null, '5493001KJTIIGC8Y1R12'),
    street: maybe(text),
    postcode: maybe(fc.integer({ min: 10, max: 98_168 }).map(n => String(n).padStart(5, '0'))),
    city: fc.constantFrom('Imola', 'Bologna'),
    province: fc.constant('ITH55'),
    seats: fc.uniqueArray(
      fc.record({
        city: fc.constantFrom('Modena', 'Milano', 'Reggio Emilia'),
        province: fc.constantFrom('ITH54', 'ITC4C', 'ITH53'),
        street: maybe(name),
        postcode: maybe(fc.constantFrom('41121', '20121')),
      }),
      { maxLength: 3, selector: seat => JSON.stringify(seat) },
    ),
    website: maybe(fc.constantFrom('https://uno.example.org', 'https://due.example.org/it')),
    phone: maybe(fc.integer({ min: 1e6, max: 9e7 }).map(n => `+39 0${n}`)),
    contacts: fc.uniqueArray(contact, { maxLength: 4, selector: one => one.email ?? one.name }),
    chains: fc.subarray(chains),
    concepts: fc.shuffledSubarray(['/21', '/21/1', '/23', '/23/1']),
    says: maybe(lines),
    looks_for: maybe(text),
    equipment: maybe(lines),
    services: maybe(text),
    trl: maybe(
      fc
        .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
        .map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) })),
    ),
    joined_on: fc.constantFrom('2018-05-07', '2026-01-31'),
    joined_because: maybe(text),
    left_on: fc.constant(null),
    left_because: maybe(text),
    fee_cents: maybe(fc.integer({ min: 0, max: 1e7 })),
  })

test('whatever an export writes, an import reads back as it was: CSV and XLSX, both languages', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(member(), { minLength: 1, maxLength: 3 }),
      fc.constantFrom('it', 'en'),
      fc.boolean(),
      async (members, language, csv) => {
        const columns = memberColumns(language, dictionary)
        const bytes = csv
          ? Buffer.from(toCsv(columns, members))
          : Buffer.from(await toXlsx('x', language, [{ name: 'x', columns, rows: members as never[] }]))
        const [sheet] = await readSpreadsheet(bytes)
        const heading = findHeading(sheet!.rows, new Map())
        expect(heading).toBe(1)
        const mapping = guessMapping(sheet!.rows[0]!, new Map())
        expect(Object.values(mapping)).toEqual([...MEMBER_FIELDS])
        const rows = readRows(sheet!.rows, 1, mapping, dictionary)
        expect(rows.length).toBe(members.length)
        rows.forEach((row, at) => {
          if (!('said' in row)) throw new Error(`refused: ${JSON.stringify(row)}`)
          const before = members[at]!
          for (const field of MEMBER_FIELDS) {
            const said = row.said[field]
            const after = field === 'contacts' && said ? mergedContacts(before.contacts, said as ContactEntry[]) : said
            expect(
              [field, sameValue(field, before[field], after), before[field], after].slice(0, 2),
              JSON.stringify([before[field], after]),
            ).toEqual([field, true])
          }
        })
      },
    ),
    { numRuns: 60 },
  )
})

test('somebody whose name leads to a number elsewhere keeps it', () => {
  for (const name of ['Fax Àa', 'Anna Tel', 'Mail Pec'])
    expect(readContacts(`${name} (progetti europei) <a@example.org> tel. +39 0511234567`)).toMatchObject([
      { name, role: 'projects', email: 'a@example.org', phone: '+39 0511234567' },
    ])
})

test('a contact is read back as it was written', () => {
  fc.assert(
    fc.property(contact, fc.constantFrom('it', 'en'), (one, language) => {
      expect(readContacts(writeContact(one, language))).toEqual([one])
    }),
  )
})

test('export, edit two cells, import: exactly two changes', async () => {
  for (const [n, label] of ['Alfa', 'Beta', 'Gamma'].entries())
    await inTransaction(db, tx =>
      enterNew(tx, {
        name: `${label} srl`,
        category: 'sme',
        joined_on: '2020-01-01',
        vat: `IT${madeUpVat(12_345_678 + n)}`,
        city: 'Imola',
        province: 'ITH55',
        phone: '+39 0510000001',
        says: '=1+1 is what we say\nand more',
        trl: { from: 3, to: 7 },
        contacts: [
          {
            name: `Anna ${label}`,
            role: 'delegate',
            title: 'R&D',
            email: `anna@${label.toLowerCase()}.example.org`,
            phone: '+39 3331234567',
          },
        ],
      }),
    )
  const { members } = await exportRegistry(db, STAFF, memberQuery.parse({}), AT)
  const csv = toCsv(memberColumns('it', dictionary), members)
  const unchanged = await uploadSheet(db, STAFF, { name: 'a.csv', bytes: Buffer.from(csv) })
  expect((await viewImport(db, STAFF, unchanged, AT.today)).rows.map(row => row.kind)).toEqual(['same', 'same', 'same'])
  const edited = csv.replace('Beta srl', 'Beta spa').replace('anna@gamma.example.org', 'anna.gialli@gamma.example.org')
  const id = await uploadSheet(db, STAFF, { name: 'a.csv', bytes: Buffer.from(edited) })
  const { rows } = await viewImport(db, STAFF, id, AT.today)
  const changes = rows.flatMap(row => ('changes' in row ? row.changes.map(change => [row.name, change.field]) : []))
  expect(changes).toEqual([
    ['Beta spa', 'name'],
    ['Gamma srl', 'contacts'],
  ])
  const people = rows.flatMap(row => ('changes' in row ? row.changes : [])).find(change => change.field === 'contacts')
  expect(people?.after).toEqual([
    {
      name: 'Anna Gamma',
      role: 'delegate',
      title: 'R&D',
      email: 'anna.gialli@gamma.example.org',
      phone: '+39 3331234567',
    },
  ])
})
