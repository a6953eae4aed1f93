import { parseEuro } from '#kernel/money.ts'
import { Failure, type Sentence } from '#platform/errors.ts'
import { isKind, KIND_CODES, type KindCode, ruleOf } from '../kinds/catalogue.ts'
import { errors } from './messages.ts'

/** What a row of a sheet says, before names and places are looked up. */
export type ReadRow = {
  /** As the spreadsheet numbers it. */
  readonly line: number
  readonly kind: KindCode | undefined
  readonly on: string | undefined
  readonly cents: number | undefined
  readonly place: string | undefined
  readonly address: string | undefined
  readonly parties: readonly { readonly role: string; readonly text: string }[]
  readonly details: Readonly<Record<string, string | number>>
  readonly problems: readonly Problem[]
}
export type Problem = { readonly sentence: Sentence; readonly params: Readonly<Record<string, string>> }

/** Letters and digits alone, small and without accents. */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

const HEADINGS = {
  kind: ['genere', 'tipo di fatto', 'fatto', 'kind of fact'],
  day: ['giorno', 'data', 'date', 'on'],
  amount: ['somma', 'importo', 'euro', 'eur', 'somma in euro', 'amount in euro'],
  place: ['provincia', 'luogo', 'province'],
  address: ['indirizzo', 'prova', 'prove', 'evidence', 'link', 'url'],
  parties: ['organizzazioni', 'organisations'],
  details: ['dettagli'],
} as const
type Common = keyof typeof HEADINGS
const COMMON = new Map<string, Common>(
  Object.entries(HEADINGS).flatMap(([code, names]) => [code, ...names].map(name => [name, code as Common] as const)),
)

/** Reads a grid whose first filled row has the headings. Throws Invalid when kind or day has no column. */
export function readRows(grid: readonly (readonly string[])[]): { rows: ReadRow[]; unread: string[] } {
  const top = grid.findIndex(row => row.some(cell => cell !== ''))
  const heads = grid[top] ?? []
  const columns = heads.map(head => ({ head, folded: fold(head), common: COMMON.get(fold(head)) }))
  // The first column of a name counts: an export has the code of the kind before its name.
  const at = (name: Common) => columns.findIndex(column => column.common === name)
  if (at('kind') < 0 || at('day') < 0) throw new Failure('Invalid', errors.noColumns, {}, { file: errors.noColumns })
  const read = new Set<number>()
  const rows = grid.slice(top + 1).flatMap((cells, index): ReadRow[] => {
    if (cells.every(cell => cell === '')) return []
    const cell = (name: Common) => (at(name) < 0 ? '' : (cells[at(name)] ?? ''))
    return [readRow(top + index + 2, cell, cells, columns, read)]
  })
  const unread = columns.filter((column, index) => !column.common && column.head !== '' && !read.has(index))
  return { rows, unread: unread.map(column => column.head) }
}

function readRow(
  line: number,
  cell: (name: Common) => string,
  cells: readonly string[],
  columns: readonly { folded: string; common: Common | undefined }[],
  read: Set<number>,
): ReadRow {
  const problems: Problem[] = []
  const wrong = (sentence: Sentence, text: string) => {
    problems.push({ sentence, params: { text: text.slice(0, 60) } })
    return undefined
  }
  const kind = kindOf(cell('kind')) ?? wrong(errors.unknownKind, cell('kind'))
  const on = dayOf(cell('day')) ?? wrong(errors.unknownDay, cell('day'))
  const amount = cell('amount')
  const cents = amount === '' ? undefined : (parseEuro(amount) ?? wrong(errors.unknownAmount, amount))
  const parties = listed(cell('parties'))
  const details: Record<string, string | number> = { ...jsonOf(cell('details')) }
  if (kind) {
    const names = namesOf(kind)
    for (const [index, { folded, common }] of columns.entries()) {
      const meant = common ? undefined : names.get(folded)
      if (!meant) continue
      read.add(index)
      const text = cells[index] ?? ''
      if (text === '') continue
      if ('role' in meant) for (const name of split(text)) parties.push({ role: meant.role, text: name })
      else details[meant.detail] = meant.choices?.get(fold(text)) ?? (meant.day ? (dayOf(text) ?? text) : text)
    }
  }
  const [place, address] = [cell('place') || undefined, /https?:\/\/\S+/.exec(cell('address'))?.[0]]
  return { line, kind, on, cents, place, address, parties, details, problems }
}

const split = (text: string) =>
  text
    .split(/[;\n]/)
    .map(part => part.trim())
    .filter(part => part !== '')

/** "role: key; role: key", as an export has it. */
const listed = (text: string): { role: string; text: string }[] =>
  split(text).map(part => {
    const [, role = '', name = part] = /^([a-z]+): (.+)$/.exec(part) ?? []
    return { role, text: name }
  })

function jsonOf(text: string): Record<string, string | number> {
  if (!text.startsWith('{')) return {}
  try {
    return JSON.parse(text) as Record<string, string | number>
  } catch {
    return {}
  }
}

const KIND_NAMES = new Map(
  KIND_CODES.flatMap(code =>
    [code, ruleOf(code).name.it, ruleOf(code).name.en].map(name => [fold(name), code] as const),
  ),
)
const kindOf = (text: string): KindCode | undefined => (isKind(text) ? text : KIND_NAMES.get(fold(text)))

/** YYYY-MM-DD, or day, month and year as Italians write them. Whether it exists is asked later. */
export function dayOf(text: string): string | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/.exec(text)
  const own = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text)
  const [year, month, day] = iso ? iso.slice(1) : own ? [own[3], own[2], own[1]] : []
  return year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : undefined
}

type Meant =
  | { readonly role: string }
  | { readonly detail: string; readonly day: boolean; readonly choices: ReadonlyMap<string, string> | undefined }

/** What a heading means to a kind: a role or a detail, by its code or its name in either language. */
function namesOf(kind: KindCode): ReadonlyMap<string, Meant> {
  const known = NAMES.get(kind)
  if (known) return known
  const { roles, details } = ruleOf(kind)
  const names = new Map<string, Meant>()
  for (const [role, { name }] of Object.entries(roles))
    for (const text of [role, name.it, name.en]) names.set(fold(text), { role })
  for (const [code, detail] of Object.entries(details)) {
    if (detail.type === 'fact') continue
    const choices =
      detail.type === 'choice'
        ? new Map(
            Object.entries(detail.choices).flatMap(([value, { it, en }]) =>
              [value, it, en].map(text => [fold(text), value] as const),
            ),
          )
        : undefined
    const meant = { detail: code, day: detail.type === 'day', choices }
    for (const text of [code, detail.name.it, detail.name.en]) names.set(fold(text), meant)
  }
  NAMES.set(kind, names)
  return names
}
const NAMES = new Map<KindCode, ReadonlyMap<string, Meant>>()
