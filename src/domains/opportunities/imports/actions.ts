import { statSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { Failure } from '#platform/errors.ts'
import { errors as importErrors } from '#platform/imports/messages.ts'
import type { Counts, ImportClient } from '#platform/imports/queries.ts'
import { type Problems, type Report, requireFile, runImport, type Summary } from '#platform/imports/run.ts'
import { readDetails } from '../sources/details.ts'
import { readLines } from '../sources/lines.ts'
import { headOf, linesOf, openUnpacked } from '../sources/open.ts'
import { readPortal } from '../sources/portal.ts'
import { kindOf, type SourceKind } from '../sources/recognise.ts'
import type { Item } from '../sources/record.ts'
import { errors } from './messages.ts'
import { markVanished, mergeCalls, stageCalls } from './queries.ts'
import { starterCalls } from './starter.ts'

/** The portal's calls, whether told by its own list or by an extract of the open ones: one source, so that either brings the other up to date. */
const PORTAL = 'portal'
const DETAILS = 'portal details'

/**
 * Imports calls from a file that is recognised by its content. Importing it again changes nothing; a newer one brings calls up to date, and one
 * that a full list no longer names is kept and marked. Broken lines are listed in a report; the rest goes in.
 * Throws Invalid for a file of another kind or without a readable call.
 */
export async function importCalls(
  pool: pg.Pool,
  file: string,
  reports: string,
  now: Date,
  progress: Report = () => undefined,
): Promise<Summary> {
  requireFile(file)
  const kind = await recognised(file)
  const total = statSync(file).size
  return runImport(pool, { source: 'calls', file, reports }, async (client, problems) => {
    const opened = await openUnpacked(file)
    let unread = 0
    async function* records() {
      for await (const item of readerOf(kind, opened.stream, path.basename(file))) {
        progress(opened.bytesRead(), total)
        if ('reason' in item) {
          const { lost, ...problem } = item
          if (lost) unread += 1
          problems.add(problem)
        } else yield item
      }
    }
    const staged = await stageCalls(client, records())
    if (staged === 0) throw new Failure('Invalid', errors.noCalls, { file: path.basename(file) })
    return mergeStaged(client, kind, unread > 0, now, problems, path.basename(file))
  })
}

async function recognised(file: string): Promise<SourceKind> {
  const head = await headOf(file).catch(error => {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Failure('Invalid', importErrors.unreadable, { file, reason })
  })
  const kind = kindOf(head)
  if (kind === undefined) throw new Failure('Invalid', errors.unrecognised, { file: path.basename(file) })
  return kind
}

function readerOf(kind: SourceKind, stream: AsyncIterable<Buffer>, file: string): AsyncIterable<Item> {
  if (kind === 'portal') return readPortal(stream, file)
  if (kind === 'details') return readDetails(stream, file)
  return readLines(linesOf(stream), file)
}

async function mergeStaged(
  client: ImportClient,
  kind: SourceKind,
  broken: boolean,
  now: Date,
  problems: Problems,
  file: string,
): Promise<Record<string, Counts>> {
  if (kind === 'details') return mergeCalls(client, { source: DETAILS, as: 'part', now })
  const counts = await mergeCalls(client, { source: PORTAL, as: 'list', now })
  if (broken) problems.add({ file, line: 0, reason: 'some of it could not be read: no call was marked as vanished' })
  const vanished = broken ? 0 : await markVanished(client, PORTAL, now)
  return { ...counts, call: { ...counts.call, vanished } }
}

/** Calls with our summaries for a fresh install; what is known already stays. `content` is starter/calls.json, parsed. */
export async function mergeStarterCalls(
  client: ImportClient,
  content: unknown,
  now: Date,
): Promise<Record<string, Counts>> {
  await stageCalls(client, starterCalls.parse(content))
  const { call = {}, deadline = {} } = await mergeCalls(client, { source: 'starter', as: 'part', now })
  return { call, deadline }
}
