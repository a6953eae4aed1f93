import type { Cell, Grid } from '#platform/sheets/cell.ts'
import type { ContactEntry, MemberField, Trl } from '../members/model.ts'
import { readField, readTrl } from './cells.ts'
import { joinColumns } from './contacts.ts'
import type { Mapping } from './headings.ts'
import { type Dictionary, foldName, Refused, type Said, type SheetField, type Wrong } from './model.ts'

/** A row of the file as it was read: what it says, or why it cannot be used. */
export type ReadRow = { readonly row: number; readonly name: string } & (
  | { readonly said: Said; readonly empty: readonly MemberField[] }
  | { readonly wrong: readonly Wrong[] }
  | { readonly skipped: 'total' | 'title' }
)

const PARTS: readonly SheetField[] = [
  'contact_name',
  'contact_role',
  'contact_email',
  'contact_phone',
  'contacts',
  'trl_from',
  'trl_to',
]
const TOTAL = /^(totale?|totali|total|somma|n totale)\b/

/** Reads the rows under the headings. Empty rows are nothing; a row of totals and a row with one title across it are skipped, and said so. */
export function readRows(rows: Grid, headingRow: number, mapping: Mapping, dictionary: Dictionary): ReadRow[] {
  const columns = Object.entries(mapping).map(([column, field]) => ({ at: Number(column), field }))
  const headings = rows[headingRow - 1] ?? []
  const heading = (at: number) => textOf(headings[at]) || String(at + 1)
  const nameAt = columns.find(({ field }) => field === 'name')?.at
  return rows.slice(headingRow).flatMap((cells, index): ReadRow[] => {
    const row = headingRow + index + 1
    const texts = cells.map(textOf)
    const distinct = new Set(texts.filter(Boolean))
    if (distinct.size === 0 && !columns.some(({ at }) => isFormula(cells[at]))) return []
    const name = nameAt === undefined ? '' : (texts[nameAt] ?? '').replace(/\s+/g, ' ').trim()
    const first = foldName(texts.find(Boolean) ?? '')
    if (TOTAL.test(first) || TOTAL.test(foldName(name))) return [{ row, name, skipped: 'total' }]
    if (distinct.size === 1 && !cells.some(isFormula) && (name === '' || texts.filter(Boolean).length > 1))
      return [{ row, name: [...distinct][0] ?? '', skipped: 'title' }]
    return [{ row, name, ...readRow(cells, columns, heading, dictionary) }]
  })
}

const isFormula = (cell: Cell | undefined): boolean => cell !== undefined && typeof cell !== 'string'
const textOf = (cell: Cell | undefined): string => (typeof cell === 'string' ? cell : '')

function readRow(
  cells: readonly Cell[],
  columns: readonly { at: number; field: SheetField }[],
  heading: (at: number) => string,
  dictionary: Dictionary,
): { said: Said; empty: MemberField[] } | { wrong: Wrong[] } {
  const said: Partial<Record<MemberField, unknown>> = {}
  const empty: MemberField[] = []
  const wrong: Wrong[] = []
  const attempt = (work: () => void) => {
    try {
      work()
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      wrong.push(error.wrong)
    }
  }
  for (const { at, field } of columns) {
    const cell = cells[at]
    const text = textOf(cell).trim()
    if (isFormula(cell)) wrong.push({ reason: 'formula', params: { column: heading(at) } })
    else if (PARTS.includes(field)) continue
    else if (text === '') empty.push(field as MemberField)
    else
      attempt(() => {
        said[field as MemberField] = readField(
          field as MemberField,
          field === 'name' ? text.replace(/\s+/g, ' ') : text,
          dictionary,
          heading(at),
        )
      })
  }
  const part = (field: SheetField) =>
    columns
      .filter(column => column.field === field)
      .map(({ at }) => textOf(cells[at]).trim())
      .filter(Boolean)
  attempt(() => {
    const contacts = [
      ...part('contacts').flatMap(text => readField('contacts', text, dictionary, '') as ContactEntry[]),
      ...joinColumns({
        name: part('contact_name').join('\n'),
        role: part('contact_role').join('\n'),
        email: part('contact_email').join('\n'),
        phone: part('contact_phone').join('\n'),
      }),
    ]
    if (contacts.length) said.contacts = contacts
  })
  attempt(() => {
    const [from, to] = [part('trl_from')[0], part('trl_to')[0]]
    if (from === undefined && to === undefined) return
    const trl: Trl | undefined = readTrl(`${from ?? to}-${to ?? from}`)
    if (!trl) throw new Refused('trl', { cell: `${from ?? ''}-${to ?? ''}` })
    said.trl = trl
  })
  attempt(() => checkPlace(said, dictionary))
  if (typeof said.joined_on === 'string' && typeof said.left_on === 'string' && said.left_on < said.joined_on)
    wrong.push({ reason: 'leftBefore', params: { joined: said.joined_on, left: said.left_on } })
  if (said.name === undefined && said.key === undefined) wrong.push({ reason: 'noName', params: {} })
  return wrong.length ? { wrong } : { said, empty }
}

/** A town we know lies where it lies; without a province it says its own. */
function checkPlace(said: Partial<Record<MemberField, unknown>>, dictionary: Dictionary): void {
  if (typeof said.city !== 'string') return
  // "Imola (BO)" in one cell.
  const both = /^(.+?)\s*\(([^)]+)\)$/.exec(said.city)
  const within = both?.[2] === undefined ? undefined : dictionary.province(both[2])
  if (both && within) {
    said.city = both[1]
    said.province ??= within
  }
  const town = String(said.city)
  const provinces = dictionary.towns.get(foldName(town))
  if (!provinces) return
  if (said.province === undefined) said.province = provinces[0]
  else if (!provinces.includes(String(said.province)))
    throw new Refused('townElsewhere', {
      town,
      right: provinces.map(dictionary.provinceName).join(', '),
      wrong: dictionary.provinceName(String(said.province)),
    })
}
