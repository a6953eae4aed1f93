import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { remindOfWishes, tellWanted } from '#domains/events/meetings/wishes/letters.ts'
import { verifyLedger } from '#domains/ledger/check/actions.ts'
import { clusterFormat } from '#domains/network/imports/members.ts'
import { CATEGORIES, PROVINCES } from '#domains/network/model.ts'
import type { Facts } from '#domains/projects/starter/format.ts'
import { testDatabase } from '../../../tools/test-database.ts'
import { loadStarter } from './starter.ts'

const FOLDER = path.resolve(import.meta.dirname, '../../../starter')
const DAY = '2025-12-31'

const { db, pool } = await testDatabase()

async function rows<T>(sql: string, values: unknown[] = []): Promise<T[]> {
  return (await pool.query(sql, values)).rows
}

async function count(sql: string, values: unknown[] = []): Promise<number> {
  return (await rows<{ n: number }>(`select count(*)::int as n from ${sql}`, values))[0]?.n ?? -1
}

/** How many rows every table has, and a digest of those that people see first. */
async function picture() {
  const tables = await rows<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  )
  const counts = await Promise.all(tables.map(({ name }) => count(`"${name}"`)))
  const digests = await rows(
    `select (select md5(string_agg(c::text, '' order by code)) from concept c) as concepts,
      (select md5(string_agg(m::text, '' order by organisation_id)) from membership m) as memberships,
      (select md5(string_agg(o::text, '' order by id)) from organisation o) as organisations`,
  )
  return { counts: Object.fromEntries(tables.map(({ name }, at) => [name, counts[at]])), digests }
}

describe('the starter data', () => {
  beforeAll(async () => {
    const summary = await loadStarter({ pool }, undefined, tmpdir())
    expect(Number(summary.run)).toBeGreaterThan(0)
    expect(summary.problems).toBe(0)
  }, 120_000)

  test('projects and participations are those of the extract', async () => {
    const facts = JSON.parse(brotliDecompressSync(readFileSync(path.join(FOLDER, 'facts.json.br'))).toString()) as Facts
    const parts = facts.participations.organisation.reduce((sum, list) => sum + list.length, 0)
    const earlier = facts.earlier.organisation.reduce((sum, list) => sum + list.length, 0)
    expect(await count('project')).toBe(facts.projects.id.length)
    expect(await count('participation')).toBe(parts)
    expect(await count('earlier_participation')).toBe(earlier)
    expect(await count('topic')).toBe(facts.topics.id.length)
  })

  test('the example cluster had 127 members at the end of 2025, 21 of them startups, of every category and province', async () => {
    const members = await rows<{ category: string; nuts: string }>(
      `select m.category, o.nuts from membership m join organisation o on o.id = m.organisation_id
       where m.joined_on <= $1 and (m.left_on is null or m.left_on > $1)`,
      [DAY],
    )
    expect(members).toHaveLength(127)
    expect(members.filter(member => member.category === 'startup')).toHaveLength(21)
    expect(new Set(members.map(member => member.category))).toEqual(new Set(CATEGORIES))
    expect(new Set(members.map(member => member.nuts))).toEqual(new Set(PROVINCES))
  })

  test('the ledger tells of 2025, from single facts: members, proposals, startups, events', async () => {
    const stands = `fact f where amendment is null and source = 'starter' and happened_on`
    const in2025 = `${stands} between '2025-01-01' and '2025-12-31' and kind`
    const joined = await count(`${stands} <= $1 and kind = 'member-joined'`, [DAY])
    expect(joined - (await count(`${stands} <= $1 and kind = 'member-left'`, [DAY]))).toBe(127)
    const [proposals] = await rows<{ n: number; cents: number; members: number }>(
      `select count(*)::int as n, sum(amount_cents)::bigint as cents, (select count(distinct p.organisation_key)::int from fact_party p
         join membership m on m.organisation_id = (select id from organisation where key = p.organisation_key) and m.joined_on <= $1
         where p.fact_id in (select id from ${in2025} = 'proposal-supported')) as members
       from ${in2025} = 'proposal-supported' and details->>'level' = 'european'`,
      [DAY],
    )
    expect(proposals).toEqual({ n: 10, cents: 5_500_000_000, members: 20 })
    expect(
      await rows(`select distinct details->>'programme' as programme from ${in2025} = 'startup-admitted'`),
    ).toHaveLength(1)
    expect(
      await count(
        `(select distinct organisation_key from fact_party where fact_id in (select id from ${in2025} = 'startup-admitted')) x`,
      ),
    ).toBe(21)
    expect(await count(`${in2025} = 'event-held'`)).toBe(8)
    expect(await rows(`select distinct details->>'type' as type from ${in2025} = 'event-held'`)).toHaveLength(5)
    expect(await verifyLedger({ db, pool }, 'system')).toMatchObject({ ok: true, facts: await count('fact') })
  })

  test('a matchmaking day is to come, with tables, slots, people and answered wishes: nobody is written to', async () => {
    expect(await rows(`select taken, starts_at > now() as coming from event where state = 'open'`)).toEqual([
      { taken: 24, coming: true },
    ])
    expect(await count('event_table')).toBe(8)
    expect(await count('meeting_slot')).toBe(12)
    expect(await count('registration where organisation_id is null')).toBe(0)
    expect(await count('meeting_person')).toBe(21)
    const answered = `meeting_wish a where strength <> 'no' and exists (select 1 from meeting_wish b where b.from_id = a.to_id and b.to_id = a.from_id)`
    expect(await count(answered)).toBe(await count(`meeting_wish where strength <> 'no'`))
    const means = { baseUrl: 'https://cluster.example', secret: 'x', now: new Date() }
    expect([await tellWanted(db, means), await remindOfWishes(db, means)]).toEqual([0, 0])
    expect(await count('mail_outbox')).toBe(0)
  })

  test('everything about the cluster says that it is invented, and nothing of it took part in a project', async () => {
    expect(await rows('select invented from cluster')).toEqual([{ invented: true }])
    const { members } = clusterFormat.parse(JSON.parse(readFileSync(path.join(FOLDER, 'members.json'), 'utf8')))
    const keys = members.map(member => member.key)
    expect(await count('organisation where invented and key = any($1)', [keys])).toBe(members.length)
    expect(await count(`participation p join organisation o on o.id = p.organisation_id where o.invented`)).toBe(0)
  })

  test('all competences of members are concepts of the taxonomy, in the order they were written', async () => {
    const { members } = clusterFormat.parse(JSON.parse(readFileSync(path.join(FOLDER, 'members.json'), 'utf8')))
    const found = await rows<{ key: string; labels: string[] }>(
      `select o.key, array_agg(c.label_en order by oc.weight desc, c.label_en) as labels from organisation o
       join organisation_concept oc on oc.organisation_id = o.id join concept c on c.code = oc.concept_code where o.invented group by o.key`,
    )
    const labels = new Map(found.map(member => [member.key, member.labels]))
    const lost = members.filter(({ key, concepts }) => labels.get(key)?.join() !== concepts.join())
    expect(lost.map(member => member.key)).toEqual([])
  })

  test('every concept has a label in Italian', async () => {
    expect(await count('concept')).toBeGreaterThan(900)
    expect(await rows(`select code, label_en from concept where coalesce(label_it, '') = ''`)).toEqual([])
  })

  test('loading it again changes nothing', async () => {
    const before = await picture()
    expect((await loadStarter({ pool }, undefined, tmpdir())).run).toBe(0)
    expect(await picture()).toEqual(before)
  })
})

describe('starter/members.json', () => {
  const { members } = clusterFormat.parse(JSON.parse(readFileSync(path.join(FOLDER, 'members.json'), 'utf8')))
  const words = (text: string) => text.trim().split(/\s+/).length

  test('keys, names and words are each of one member only', () => {
    for (const field of ['key', 'name', 'says', 'looks_for'] as const)
      expect(new Set(members.map(member => member[field])).size, field).toBe(members.length)
  })

  test('profiles are as long as people read', () => {
    const long = members.filter(
      ({ says, looks_for }) => words(says) < 35 || words(says) > 70 || words(looks_for) < 10 || words(looks_for) > 25,
    )
    expect(long.map(member => member.key)).toEqual([])
  })

  test('no member left before it joined', () => {
    expect(members.filter(({ joined_on, left_on }) => left_on !== null && left_on <= joined_on)).toEqual([])
  })
})
