import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import type pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { correctFact, withdrawFact } from '#domains/ledger/amendments/actions.ts'
import { factsToCount } from '#domains/ledger/counting/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Db } from '#platform/db.ts'
import { testDatabase } from '../../../../tools/test-database.ts'
import { kindsOf } from '../definitions.ts'
import type { Statement } from '../model.ts'
import { buildPackage } from './actions.ts'
import { openArchive } from './archive.ts'
import type { Fault, Verified } from './findings.ts'
import { aStatement, asFiles, forged, loadStarterFacts, sourceOf, unpacked } from './fixtures.ts'
import { faultText, verdictText } from './messages.ts'
import { packageName } from './model.ts'
import { NODE, verifyAtTerminal } from './terminal.ts'
import { verify } from './verify.ts'

const STAFF: Actor = { id: 'anna', name: 'Anna', role: 'staff', actsFor: new Map() }

let db: Db
let pool: pg.Pool
let statement: Statement
let made: { bytes: Uint8Array; hash: string }
let files: ReadonlyMap<string, Buffer>

beforeAll(async () => {
  ;({ db, pool } = await testDatabase())
  await loadStarterFacts(pool)
  const seq = async (kind: string, at: number) =>
    (
      await pool.query<{ seq: number }>(
        `select l.seq::int from fact_link l join fact f on f.id = l.fact_id where f.kind = $1 and f.happened_on between '2025-01-01' and '2025-12-31' order by 1 offset $2 limit 1`,
        [kind, at],
      )
    ).rows[0]?.seq ?? 0
  // Moved out of the two years by its correction, and that one corrected again; and one that never happened.
  const moved = await seq('event-held', 0)
  const again = (on: string) => ({
    kind: 'event-held' as const,
    on,
    parties: [],
    details: { title: 'Altrove', type: 'training' },
    source: 'typed' as const,
  })
  await correctFact(db, STAFF, moved, again('2022-05-05'), 'era un altro anno', new Date())
  const { rows } = await pool.query<{ seq: number }>('select max(seq)::int as seq from fact_link')
  await correctFact(db, STAFF, rows[0]?.seq ?? 0, again('2021-05-05'), 'anzi, prima ancora', new Date())
  await withdrawFact(db, STAFF, await seq('event-held', 1), 'annullato')
  statement = await aStatement(db)
  made = await buildPackage(db, statement)
  files = await unpacked(made.bytes)
})

const check = (changed: ReadonlyMap<string, Uint8Array>, hash?: string): Promise<Verified> =>
  verify(asFiles(changed), NODE, { hash })
const checkZip = async (bytes: Uint8Array) => verify(await openArchive(sourceOf(bytes)), NODE)
const text = (name: string) => String(files.get(name))
const lines = (name: string) => text(name).split('\n').slice(0, -1)
const together = (all: readonly string[]) => `${all.join('\n')}\n`
const facts = () => lines('facts.jsonl')
const seqOf = (line: string | undefined) => JSON.parse(line ?? '{}').seq as number
const summary = ({ faults }: Verified) => faults.map(fault => faultText('en', fault))

test('a package holds, says what it checked and what it cannot see, and its hash is the one of the manifest', async () => {
  const found = await checkZip(made.bytes)
  expect(found.faults).toEqual([])
  expect(found).toMatchObject({ holds: true, hash: made.hash, compared: false })
  expect(createHash('sha256').update(text('manifest.json')).digest('hex')).toBe(made.hash)
  const values = Object.fromEntries(found.figures.map(({ code, value }) => [code, value]))
  expect(values).toEqual(JSON.parse(text('report.json')).indicators)
  expect(values).toMatchObject({ members_total: 127, events_held: 6 })
  expect(found.facts.read + found.facts.withheld).toBe(found.facts.chain)
  expect(found.facts.withheld).toBeGreaterThan(0)
  expect(verdictText('it', found)).toMatch(/tutto torna.*\n.*Il loro posto nella catena regge/s)
})

test('the same statement gives the same bytes', async () => {
  expect(Buffer.compare(Buffer.from((await buildPackage(db, statement)).bytes), Buffer.from(made.bytes))).toBe(0)
})

test('what corrects a fact comes along, whatever its day, and nobody is named', () => {
  const told = facts().map(line => JSON.parse(line).content)
  expect(told.filter(({ on }) => on === '2021-05-05' || on === '2022-05-05')).toHaveLength(2)
  expect(
    told
      .filter(({ reason }) => reason !== undefined)
      .map(({ reason }) => reason)
      .sort(),
  ).toEqual(['annullato', 'anzi, prima ancora', 'era un altro anno'])
  for (const { recorded_by } of told) expect(recorded_by).toMatch(/^[0-9a-f]{64}$/)
  expect([...files.values()].join('')).not.toMatch(/\banna\b|"salt"/i)
})

test('what came after the head within the same millisecond is not in the report and not in the package', async () => {
  const head = statement.report.head
  if (!head) throw new Error('empty')
  const { rows } = await pool.query<{ seq: number }>(
    `select l.seq::int from fact_link l join fact f on f.id = l.fact_id where f.kind = 'startup-admitted' and f.happened_on >= '2025-01-01' limit 1`,
  )
  await withdrawFact(db, STAFF, rows[0]?.seq ?? 0, 'dopo')
  // Its instant is moved to that of the head, past the triggers.
  await pool.query(
    `set session_replication_role = replica; update fact_link set recorded_at = '${head.recorded_at}' where seq > ${head.seq};
     set session_replication_role = origin`,
  )
  const { definitions, report } = statement
  const asked = { ...kindsOf(definitions), from: report.before.from, until: report.period.until, last: head.seq }
  const read: (string | null)[] = []
  for await (const fact of factsToCount(db, asked)) if (fact.seq === rows[0]?.seq) read.push(fact.replaced_at)
  expect(read).toEqual([null])
  const later = await buildPackage(db, statement)
  expect(later.hash).toBe(made.hash)
})

test('the hash from elsewhere is compared', async () => {
  expect(await check(files, made.hash)).toMatchObject({ holds: true, compared: true })
  const other = 'f'.repeat(64)
  const found = await check(files, other)
  expect(found).toMatchObject({ holds: false, faults: [{ what: 'hash', expected: other, found: made.hash }] })
})

test('any byte of any file that is changed is found, and the file is named', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files.keys()),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      async (name, at, by) => {
        const bytes = Buffer.from(files.get(name) as Buffer)
        const place = at % bytes.length
        bytes[place] = (bytes[place] as number) ^ by
        const found = await check(new Map(files).set(name, bytes))
        expect(found.holds).toBe(false)
        // What the manifest says of a file is held against that file.
        if (name !== 'manifest.json') expect(found.faults.map(fault => fault.file)).toContain(name)
      },
    ),
    { numRuns: 60 },
  )
})

test('a changed fact is named by its number, also when the manifest was made to fit', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.nat(), fc.boolean(), async (which, where, fits) => {
      const all = facts()
      const index = which % all.length
      const line = all[index] as string
      const at = line.indexOf('"content":') + 11 + (where % (line.length - line.indexOf('"content":') - 13))
      const other = line[at] === '7' ? '8' : '7'
      const changed = together(all.with(index, line.slice(0, at) + other + line.slice(at + 1)))
      const found = await check(
        fits ? forged(files, { 'facts.jsonl': changed }) : new Map(files).set('facts.jsonl', Buffer.from(changed)),
      )
      expect(summary(found).join('\n')).toMatch(
        new RegExp(`facts.jsonl: [Ff]act no. ${seqOf(line)} (was changed|\\()|no. ${seqOf(line)} the chain`),
      )
    }),
    { numRuns: 30 },
  )
})

const CHAIN_FAULT = (fault: unknown) => ({ file: 'facts.jsonl', what: 'chain', fault })

test('facts removed, added, moved or swapped are told by their numbers', async () => {
  const all = facts()
  const forge = async (changed: readonly string[]) =>
    (await check(forged(files, { 'facts.jsonl': together(changed) }))).faults
  const [a, b] = [all[40], all[90]] as [string, string]
  expect(await forge(all.toSpliced(40, 1))).toContainEqual(
    CHAIN_FAULT({ what: 'removed', from: seqOf(a), to: seqOf(a), hidden: false }),
  )
  // Put in another place: of neighbours one of the two.
  const moved = (faults: readonly Fault[]) => faults.flatMap(fault => (fault.what === 'moved' ? [fault.seq] : []))
  expect(moved(await forge(all.with(40, b).with(90, a))).sort()).toEqual([seqOf(a), seqOf(b)].sort())
  expect(moved(await forge(all.with(40, all[41] as string).with(41, a)))).toHaveLength(1)
  // Contents exchanged under the same numbers.
  const content = (line: string) => line.slice(line.indexOf('"content":'))
  const under = (line: string, other: string) => line.slice(0, line.indexOf('"content":')) + content(other)
  expect(await forge(all.with(40, under(a, b)).with(90, under(b, a)))).toContainEqual(
    CHAIN_FAULT({ what: 'swapped', seq: seqOf(a), with: seqOf(b) }),
  )
  expect(await forge(all.toSpliced(41, 0, a))).toContainEqual(CHAIN_FAULT({ what: 'inserted', seq: seqOf(a) }))
  const beyond = a.replace(/^{"seq":\d+/, '{"seq":99999')
  expect(await forge([...all, beyond])).toContainEqual(CHAIN_FAULT({ what: 'inserted', seq: 99999 }))
  // Given an impossible number in its place, it alone is named, not all that follow.
  expect(await forge(all.with(40, beyond))).toHaveLength(2)
})

test('the chain: a place changed, removed or cut off', async () => {
  const all = lines('chain.tsv')
  const forge = async (changed: readonly string[]) =>
    (await check(forged(files, { 'chain.tsv': together(changed) }))).faults
  const place = all[30] as string
  expect(await forge(all.with(30, place.replace(/T\d\d/, 'T23')))).toContainEqual({
    file: 'chain.tsv',
    what: 'chain',
    fault: { what: 'changed', seq: 30, part: 'link' },
  })
  expect(await forge(all.toSpliced(30, 1))).toContainEqual({
    file: 'chain.tsv',
    what: 'chain',
    fault: { what: 'removed', from: 30, to: 30, hidden: false },
  })
  const end = all.length - 1
  expect(await forge(all.slice(0, -1))).toContainEqual({
    file: 'chain.tsv',
    what: 'chain',
    fault: { what: 'anchor', seq: end, end: end - 1 },
  })
})

test('a figure, a definition or a reference that does not fit is named, also when the manifest fits', async () => {
  const report = JSON.parse(text('report.json'))
  const written = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
  const forge = (changed: Record<string, string>) => check(forged(files, changed))
  const change = async (edit: (figure: Record<string, unknown>, all: typeof report) => void, code = 'events_held') => {
    const all = structuredClone(report)
    edit(
      all.figures.find((one: { code: string }) => one.code === code),
      all,
    )
    return forge({ 'report.json': written(all) })
  }
  for (const edit of [
    (figure: Record<string, unknown>) => (figure.value = 9),
    (figure: Record<string, unknown>) => (figure.before = 9),
    (figure: Record<string, unknown>) => (figure.facts = 9),
    (figure: Record<string, unknown>) => delete figure.value,
    (figure: Record<string, unknown>) => (figure.note = 'x'),
    (figure: { by?: { parts: { value: number }[] }[] }) => ((figure.by?.[0]?.parts[0] as { value: number }).value += 1),
    (_: unknown, all: typeof report) => (all.indicators.events_held = 9),
    (_: unknown, all: typeof report) =>
      (all.before_figures.find((one: { code: string }) => one.code === 'events_held').value = 0),
    (_: unknown, all: typeof report) =>
      all.figures.splice(
        all.figures.findIndex((one: { code: string }) => one.code === 'events_held'),
        1,
      ),
  ]) {
    const found = await change(edit as never)
    expect(found.faults, edit.toString()).toMatchObject([{ what: 'figure', code: 'events_held' }])
    expect(found.figures.filter(one => !one.holds).map(one => one.code)).toEqual(['events_held'])
  }
  expect(summary(await change(figure => (figure.value = 9)))).toEqual([
    'report.json: the figure events_held does not hold: the value is 9, but the facts come to 6.',
  ])
  const ratio = report.figures.find((one: { whole?: number }) => one.whole).code
  expect(await change(figure => (figure.part = 9), ratio)).toMatchObject({ faults: [{ code: ratio, field: 'part' }] })

  const definitions = JSON.parse(text('definitions.json'))
  definitions.indicators.find((one: { code: string }) => one.code === 'events_held').measure.kinds = [
    'training-delivered',
  ]
  const defined = await forge({ 'definitions.json': written(definitions) })
  expect(defined.faults.filter(fault => fault.what === 'figure').map(fault => fault.code)).toContain('events_held')

  report.blocks[1].en = 'Events: {events_hold}.'
  expect((await forge({ 'report.json': written(report) })).faults).toEqual([
    { file: 'report.json', what: 'reference', section: 'events', language: 'en', reference: '{events_hold}' },
  ])
})

test('a member written twice, and a file that is missing or too much', async () => {
  const twice = text('report.json').replace('{\n', '{\n  "period": "2024",\n')
  expect(await check(forged(files, { 'report.json': twice }))).toMatchObject({
    faults: [{ file: 'report.json', what: 'malformed' }],
  })
  for (const name of files.keys()) {
    const without = new Map(files)
    without.delete(name)
    expect((await check(without)).faults, name).toContainEqual({ file: name, what: 'missing' })
  }
  expect((await check(new Map(files).set('extra.txt', Buffer.from('x')))).faults).toEqual([
    { file: 'extra.txt', what: 'unlisted' },
  ])
})

test('a zip damaged anywhere never throws anything but that it is none; most damage is told by its place', async () => {
  let told = 0
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const bytes = Buffer.from(made.bytes)
      const place = at % bytes.length
      bytes[place] = (bytes[place] as number) ^ by
      const found = await checkZip(bytes).catch(error => {
        expect(error.constructor.name).toBe('NoArchive')
      })
      if (found && !found.holds) told++
    }),
    { numRuns: 30 },
  )
  expect(told).toBeGreaterThan(15)
  for (const length of [0, 1, 21, 22, 100, made.bytes.length - 1])
    await expect(checkZip(made.bytes.subarray(0, length))).rejects.toThrow()
})

test('wherever the compressed facts are damaged, the check comes to an end and tells it', async () => {
  const whole = Buffer.from(made.bytes)
  const begin = whole.indexOf('facts.jsonl') + 'facts.jsonl'.length
  const end = whole.indexOf('chain.tsv') - 60
  for (let at = begin; at < end; at += Math.ceil((end - begin) / 60)) {
    const bytes = Buffer.from(whole)
    bytes[at] = (bytes[at] as number) ^ 1
    expect(await checkZip(bytes), `byte ${at}`).toMatchObject({ holds: false })
  }
})

test('a byte changed among the compressed facts: which file, and after which fact it cannot be read', async () => {
  const bytes = Buffer.from(made.bytes)
  const begin = bytes.indexOf('facts.jsonl')
  const end = bytes.indexOf('chain.tsv')
  bytes.fill(0xff, begin + Math.floor((end - begin) / 2), begin + Math.floor((end - begin) / 2) + 8)
  const found = await checkZip(bytes)
  // What comes before the damage holds; the first fact named is where it begins, give or take what is inflated at once.
  const named = summary(found)
    .flatMap(line => /^facts.jsonl: .*?no. (\d+)/.exec(line)?.[1] ?? [])
    .map(Number)
  const middle = seqOf(facts()[Math.floor(facts().length / 2)])
  expect(Math.min(...named)).toBeGreaterThan(middle / 2)
  expect(found.faults).toContainEqual({ file: 'facts.jsonl', what: 'altered' })
})

test('an empty ledger makes a package too', async () => {
  const empty = await aStatement(db, '2025', new Date(0))
  const { bytes, hash } = await buildPackage(db, { ...empty, blocks: [], state: 'draft', publishedAt: null })
  expect(await checkZip(bytes)).toMatchObject({ holds: true, hash, faults: [], facts: { chain: 0 } })
})

test('the terminal: what is no file, no zip, no package, or no hash is refused in words; what does not hold is an answer', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'telaio-verify-'))
  try {
    // Of a cluster more may be known than a report says.
    const more = { ...statement, cluster: { ...statement.cluster, region: 'ITH5' } }
    const { bytes, hash } = await buildPackage(db, more)
    const file = path.join(folder, packageName('2025', 1))
    expect(path.basename(file)).toBe('report-2025.zip')
    writeFileSync(file, bytes)
    expect(await verifyAtTerminal(file, hash.toUpperCase())).toMatchObject({
      holds: true,
      compared: true,
      hash: made.hash,
    })
    const write = (name: string, bytes: Uint8Array) => {
      writeFileSync(path.join(folder, name), bytes)
      return path.join(folder, name)
    }
    await expect(verifyAtTerminal(file, 'xyz')).rejects.toThrow('is no hash')
    await expect(verifyAtTerminal(path.join(folder, 'none.zip'), undefined)).rejects.toThrow('cannot be read')
    await expect(verifyAtTerminal(folder, undefined)).rejects.toThrow('cannot be read')
    await expect(verifyAtTerminal(write('text.zip', Buffer.from('no zip')), undefined)).rejects.toThrow(
      'is no zip file',
    )
    const other = await zipped({ 'a.txt': Buffer.from('x') })
    await expect(verifyAtTerminal(write('other.zip', other), undefined)).rejects.toThrow('not the package of a report')
    // Small as it lies there, far too large when it is read.
    const bomb = await zipped({ 'manifest.json': Buffer.alloc(60_000_000, ' ') })
    expect((await verifyAtTerminal(write('bomb.zip', bomb), undefined)).faults).toEqual([
      { file: 'manifest.json', what: 'too-large' },
    ])
    const long = await zipped(Object.fromEntries(forged(files, { 'facts.jsonl': ' '.repeat(5_000_000) })))
    expect((await verifyAtTerminal(write('long.zip', long), undefined)).faults).toContainEqual({
      file: 'facts.jsonl',
      what: 'unreadable',
      after: undefined,
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

async function zipped(content: Readonly<Record<string, Buffer>>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, bytes] of Object.entries(content)) zip.addBuffer(bytes, name)
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
