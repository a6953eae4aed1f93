import { createHash } from 'node:crypto'
import { recordAudit } from '#domains/accounts/actions.ts'
import { demand, mayWork } from '#domains/accounts/policy.ts'
import type { Actor } from '#kernel/actor.ts'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import type { Cell, ReadSheet } from '#platform/sheets/cell.ts'
import { readSpreadsheet } from '#platform/sheets/read.ts'
import { standingsBefore, tellChanges } from '../facts/actions.ts'
import { changeMember, enterKnown, enterNew, type NewMember } from '../members/enter.ts'
import type { MemberChange } from '../members/model.ts'
import { lookups, memberStates } from '../members/queries.ts'
import { errors } from './errors.ts'
import { findHeading, guessMapping, headingKey, type Mapping } from './headings.ts'
import { likelyOfRows } from './likely.ts'
import { countsOf, dictionaryOf, type RowPlan } from './model.ts'
import { type Known, planRows } from './plan.ts'
import {
  findKnown,
  importById,
  insertChanges,
  insertImport,
  lockImport,
  openMembership,
  type PastImport,
  pastImports,
  rememberColumns,
  rememberedColumns,
  type SheetImport,
  type StoredChange,
  updateImport,
} from './queries.ts'
import { type ReadRow, readRows } from './rows.ts'

/** Makes again what a search knows of these organisations. */
export type RefreshSome = (ids: readonly number[]) => Promise<void>

/** Reads a spreadsheet and keeps its cells for a week, until somebody says what to do with them. Answers the import's id. Throws Invalid, Forbidden. */
export async function uploadSheet(db: Db, actor: Actor, file: { name: string; bytes: Buffer }): Promise<number> {
  demand(mayWork(actor))
  const sheets = await readSpreadsheet(file.bytes)
  const remembered = await rememberedColumns(db)
  const found = sheets.flatMap(sheet => {
    const heading = findHeading(sheet.rows, remembered)
    return heading === undefined
      ? []
      : [{ sheet, heading, mapping: guessMapping(sheet.rows[heading - 1] ?? [], remembered) }]
  })
  const [best] = found.sort((a, b) => Object.keys(b.mapping).length - Object.keys(a.mapping).length)
  if (!best) throw new Failure('Invalid', errors.noHeading)
  return inTransaction(db, async tx => {
    const id = await insertImport(tx, {
      file_name: file.name.slice(0, 200) || 'CSV',
      sha256: createHash('sha256').update(file.bytes).digest('hex'),
      sheets,
      sheet: best.sheet.name,
      heading_row: best.heading,
      mapping: best.mapping,
      uploaded_by: actor.id ?? '',
    })
    await recordAudit(tx, { actor: actor.id ?? '', verb: 'uploaded', thing: `import ${id}` })
    return id
  })
}

export type ImportView = {
  readonly sheetImport: SheetImport
  readonly sheets: readonly ReadSheet[]
  readonly sheet: ReadSheet
  readonly headings: readonly Cell[]
  readonly mapping: Mapping
  readonly rows: readonly RowPlan[]
  /** Of what is shown: whoever confirms it confirms this and nothing else. */
  readonly fingerprint: string
}

/** An import that waits, with what would become of every row. Throws NotFound, Conflict, Forbidden. */
export async function viewImport(db: Db, actor: Actor, id: number, today: string): Promise<ImportView> {
  demand(mayWork(actor))
  return planned(db, waiting(await importById(db, id)), today)
}

function waiting(found: SheetImport | undefined): SheetImport & { sheets: readonly ReadSheet[] } {
  if (!found) throw new Failure('NotFound', errors.unknownImport)
  const { sheets } = found
  if (found.state !== 'uploaded' || !sheets) throw new Failure('Conflict', errors.notWaiting)
  return { ...found, sheets }
}

async function planned(
  db: Db,
  sheetImport: SheetImport & { sheets: readonly ReadSheet[] },
  today: string,
): Promise<ImportView> {
  const { sheets, heading_row: heading = 1, answers, clears } = sheetImport
  const mapping = sheetImport.mapping ?? {}
  const sheet = sheets.find(one => one.name === sheetImport.sheet) ?? sheets[0]
  if (!sheet) throw new Failure('Conflict', errors.notWaiting)
  const read = readRows(sheet.rows, heading ?? 1, mapping, dictionaryOf(await lookups(db)))
  const known = await findKnown(db, marksOf(read))
  const near = await likelyOfRows(db, read, row => hasMark(row, known))
  const all = [...known, ...[...near.values()].flat()]
  const states = new Map((await memberStates(db, [...new Set(all.map(one => one.id))])).map(state => [state.id, state]))
  const rows = planRows({ rows: read, known: all, states, near, answers, clears, today })
  const fingerprint = createHash('sha256').update(JSON.stringify(rows)).digest('hex').slice(0, 32)
  return { sheetImport, sheets, sheet, headings: sheet.rows[(heading ?? 1) - 1] ?? [], mapping, rows, fingerprint }
}

const saidOf = (rows: readonly ReadRow[], field: 'key' | 'pic' | 'vat' | 'fiscal_code' | 'ror' | 'name'): string[] =>
  rows.flatMap(row => ('said' in row && typeof row.said[field] === 'string' ? [row.said[field] as string] : []))

const marksOf = (rows: readonly ReadRow[]) => ({
  keys: saidOf(rows, 'key'),
  pics: saidOf(rows, 'pic'),
  vats: saidOf(rows, 'vat'),
  fiscal: saidOf(rows, 'fiscal_code'),
  rors: saidOf(rows, 'ror'),
  names: saidOf(rows, 'name'),
})

function hasMark(row: ReadRow, known: readonly Known[]): boolean {
  if (!('said' in row)) return true
  const { said } = row
  return known.some(
    one =>
      one.key === said.key ||
      (['pic', 'vat', 'fiscal_code', 'ror'] as const).some(
        field => said[field] !== undefined && said[field] === one[field],
      ),
  )
}

/** Says how the sheet is to be read; the dry run is made anew. What was answered about rows stays where the rows do. */
export async function setMapping(
  db: Db,
  actor: Actor,
  id: number,
  {
    sheet,
    heading,
    mapping,
    clears,
  }: { sheet: string; heading: number; mapping: Mapping | undefined; clears: boolean },
): Promise<void> {
  demand(mayWork(actor))
  await inTransaction(db, async tx => {
    const found = waiting(await lockImport(tx, id))
    const chosen = found.sheets.find(one => one.name === sheet) ?? found.sheets[0]
    const row = chosen?.rows[heading - 1]
    if (!chosen || !row)
      throw new Failure('Invalid', errors.badRow, { most: chosen?.rows.length ?? 1 }, { heading: errors.badRow })
    const moved = sheet !== found.sheet || heading !== found.heading_row
    const remembered = await rememberedColumns(tx)
    const next = moved || !mapping ? guessMapping(row, remembered) : mapping
    const fields = Object.values(next)
    if (!fields.includes('name') && !fields.includes('key')) throw new Failure('Invalid', errors.noName)
    await updateImport(tx, id, {
      sheet: chosen.name,
      heading_row: heading,
      mapping: next,
      clears,
      ...(moved ? { answers: {} } : {}),
    })
    if (!moved && mapping) await rememberColumns(tx, toRemember(row, mapping))
  })
}

/** Also that a column means nothing is remembered. */
const toRemember = (headings: readonly Cell[], mapping: Mapping) =>
  headings.flatMap((cell, column) => {
    const heading = typeof cell === 'string' ? headingKey(cell) : ''
    return heading ? [{ heading, field: mapping[column] ?? 'ignore' }] : []
  })

/** Says who rows are: the key of an organisation, or "new". */
export async function answerWho(
  db: Db,
  actor: Actor,
  id: number,
  answers: Readonly<Record<string, string>>,
): Promise<void> {
  demand(mayWork(actor))
  await inTransaction(db, async tx => {
    const found = waiting(await lockImport(tx, id))
    await updateImport(tx, id, { answers: { ...found.answers, ...answers } })
  })
}

/**
 * Does what the dry run showed, all of it or nothing, and keeps what is needed to take it back. Throws Conflict when the registry has changed since, Invalid
 * for rows that are refused (unless they are left out) or not answered.
 */
export async function applyImport(
  db: Db,
  actor: Actor,
  id: number,
  asked: { fingerprint: string; leaveOut: boolean },
  now: { today: string; now: Date },
  refresh: RefreshSome,
): Promise<void> {
  demand(mayWork(actor))
  const changed = await inTransaction(db, async tx => {
    const found = waiting(await lockImport(tx, id))
    const view = await planned(tx, found, now.today)
    if (view.fingerprint !== asked.fingerprint) throw new Failure('Conflict', errors.changedMeanwhile)
    const counts = countsOf(view.rows)
    if (counts.ask) throw new Failure('Invalid', errors.unanswered, { n: counts.ask })
    if (counts.refused && !asked.leaveOut) throw new Failure('Invalid', errors.someRefused, { n: counts.refused })
    if (counts.add + counts.join + counts.change === 0) throw new Failure('Invalid', errors.nothingToDo)
    const known = view.rows.flatMap(row =>
      'changes' in row && row.organisation !== undefined ? [row.organisation] : [],
    )
    const before = await standingsBefore(tx, known)
    const changes: StoredChange[] = []
    for (const row of view.rows) if ('changes' in row) changes.push(...(await applyRow(tx, row)))
    const touched = [...new Set(changes.map(one => one.organisation_id))]
    await tellChanges(tx, before, touched, { by: actor.id ?? '', today: now.today })
    await insertChanges(tx, id, changes)
    await rememberColumns(tx, toRemember(view.headings, view.mapping))
    await updateImport(tx, id, { state: 'applied', sheets: null, counts, applied_at: now.now })
    const { add, join, change } = counts
    await recordAudit(tx, {
      actor: actor.id ?? '',
      verb: 'imported',
      thing: `import ${id}`,
      details: { add, join, change },
    })
    return touched
  })
  await refresh(changed)
}

async function applyRow(tx: Tx, row: RowPlan & { kind: 'add' | 'join' | 'change' }): Promise<StoredChange[]> {
  const change = Object.fromEntries(row.changes.map(({ field, after }) => [field, after])) as MemberChange
  let { organisation } = row
  if (organisation === undefined) ({ id: organisation } = await enterNew(tx, change as NewMember))
  else if (row.kind === 'join') await enterKnown(tx, organisation, change as NewMember)
  else await changeMember(tx, organisation, change)
  const id = organisation
  const entry =
    row.kind === 'change'
      ? []
      : [{ organisation_id: id, field: `*${row.kind}`, before: null, after: await openOrLast(tx, id) }]
  return [...entry, ...row.changes.map(({ field, before, after }) => ({ organisation_id: id, field, before, after }))]
}

/** The membership an entry made: one that has ended already (a former member in the list) is found too. */
const openOrLast = async (tx: Tx, organisation: number): Promise<number | null> =>
  (await openMembership(tx, organisation)) ?? (await memberStates(tx, [organisation]))[0]?.membership ?? null

/** Lets an import go: its cells are forgotten. */
export async function dropImport(db: Db, actor: Actor, id: number): Promise<void> {
  demand(mayWork(actor))
  await inTransaction(db, async tx => {
    waiting(await lockImport(tx, id))
    await updateImport(tx, id, { state: 'dropped', sheets: null })
    await recordAudit(tx, { actor: actor.id ?? '', verb: 'dropped', thing: `import ${id}` })
  })
}

export async function listImports(db: Db, actor: Actor): Promise<PastImport[]> {
  demand(mayWork(actor))
  return pastImports(db)
}
