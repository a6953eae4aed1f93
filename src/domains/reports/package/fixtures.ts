import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { mergeStarterFacts } from '#domains/ledger/imports/starter/actions.ts'
import type { Db } from '#platform/db.ts'
import { makeReport } from '../actions.ts'
import { theDefinitions } from '../definitions.ts'
import { type Block, periodOf, type Statement } from '../model.ts'
import { type Files, openArchive, type Source } from './archive.ts'
import { type Manifest, manifestText } from './model.ts'

const STARTER = path.resolve(import.meta.dirname, '../../../../starter/ledger.json')
type Written = { kind: string; parties: [string, string][]; place?: string; details: Record<string, string> }

/** The facts of the invented example, with organisations that have nothing but a key. */
export async function loadStarterFacts(pool: pg.Pool): Promise<void> {
  const written = JSON.parse(readFileSync(STARTER, 'utf8')) as Written[]
  const keys = [...new Set(written.flatMap(fact => fact.parties.map(([, key]) => key)))]
  const places = [...new Set(written.flatMap(fact => fact.place ?? []))]
  await pool.query(
    `insert into organisation (key, name, source) select key, 'Ente ' || key, 'hand' from unnest($1::text[]) key`,
    [keys],
  )
  await pool.query(
    `insert into nuts (code, name) select code, code from unnest($1::text[]) code on conflict do nothing`,
    [places],
  )
  await pool.query(`update cluster set founded_on = '2017-01-01' where id = 1`)
  const run = async <Row>(text: string, values: readonly unknown[]) =>
    (await pool.query(text, [...values])).rows as Row[]
  await mergeStarterFacts(run, written)
}

export const BLOCKS: readonly Block[] = [
  {
    section: 'opening',
    it: 'I membri sono {members_total}, erano {members_total:before}.',
    en: 'There are {members_total} members, {members_total:before} before.',
  },
  {
    section: 'events',
    it: 'Eventi: {events_held}, di cui pitching {events_held:pitching}.',
    en: 'Events: {events_held}, {events_held:pitching} of them pitching.',
  },
]

/** A published statement of a period, as the ledger is known at an instant. */
export async function aStatement(db: Db, period = '2025', knownOn = new Date()): Promise<Statement> {
  const definitions = theDefinitions()
  const report = await makeReport(db, { period: periodOf(period), knownOn, today: '2026-11-24', definitions })
  return {
    report,
    definitions,
    blocks: BLOCKS,
    edition: 1,
    state: 'published',
    publishedAt: '2026-02-01T10:00:00.000Z',
    cluster: { name: 'Cluster di prova', invented: true },
  }
}

export const sourceOf = (bytes: Uint8Array): Source => ({
  size: bytes.length,
  read: async (at, length) => bytes.subarray(at, at + length),
})

/** The files of a zip, inflated. */
export async function unpacked(bytes: Uint8Array): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>()
  for (const [name, entry] of await openArchive(sourceOf(bytes))) {
    const chunks: Uint8Array[] = []
    for await (const chunk of entry.bytes()) chunks.push(chunk)
    files.set(name, Buffer.concat(chunks))
  }
  return files
}

/** Files in memory, in pieces of a few hundred bytes. */
export const asFiles = (files: ReadonlyMap<string, Uint8Array>): Files =>
  new Map(
    [...files].map(([name, bytes]) => [
      name,
      {
        bytes: async function* () {
          for (let at = 0; at < bytes.length; at += 700) yield bytes.subarray(at, at + 700)
        },
      },
    ]),
  )

/** Changes some files and makes the manifest fit: what somebody would do who knows how a package is made. */
export function forged(
  files: ReadonlyMap<string, Buffer>,
  changed: Readonly<Record<string, string>>,
): Map<string, Buffer> {
  const all = new Map(files)
  const manifest = JSON.parse(String(files.get('manifest.json'))) as Manifest
  for (const [name, text] of Object.entries(changed)) {
    const bytes = Buffer.from(text)
    all.set(name, bytes)
    manifest.files[name] = { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
  }
  all.set('manifest.json', Buffer.from(manifestText(manifest)))
  return all
}
