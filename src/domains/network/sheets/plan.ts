import type { ContactEntry } from '../members/model.ts'
import { type Member, type MemberField, sameValue } from '../members/model.ts'
import type { MemberState } from '../members/queries.ts'
import { mergedContacts } from '../people/contacts/model.ts'
import { type FieldChange, foldName, type RowPlan, type Said, type Wrong } from './model.ts'
import type { ReadRow } from './rows.ts'

/** An organisation that identifiers or names of the file may mean. */
export type Known = {
  readonly id: number
  readonly key: string
  readonly pic: string | null
  readonly vat: string | null
  readonly fiscal_code: string | null
  readonly ror: string | null
  readonly name: string
  readonly city: string | null
  readonly member: boolean
}

export type PlanInput = {
  readonly rows: readonly ReadRow[]
  readonly known: readonly Known[]
  readonly states: ReadonlyMap<number, MemberState>
  /** Who has nearly the name of a row, best first; by the row's number. */
  readonly near: ReadonlyMap<number, readonly Known[]>
  /** What staff answered to "who is this?": a key, or "new". */
  readonly answers: Readonly<Record<string, string>>
  readonly clears: boolean
  readonly today: string
}

/** Fields that an empty cell may empty, where whoever imports asks for it. */
const CLEARABLE: ReadonlySet<MemberField> = new Set([
  'short_name',
  'public_body',
  'vat',
  'fiscal_code',
  'pic',
  'ror',
  'lei',
  'street',
  'postcode',
  'seats',
  'website',
  'phone',
  'chains',
  'concepts',
  'says',
  'looks_for',
  'equipment',
  'services',
  'trl',
  'joined_because',
  'left_on',
  'left_because',
  'fee_cents',
])

/** What becomes of each row; nothing is done. Two rows of one member are refused, the second naming the first. */
export function planRows(input: PlanInput): RowPlan[] {
  const finder = finderOf(input.known)
  const seen = new Map<string, { row: number; name: string }>()
  return input.rows.map((read): RowPlan => {
    const { row, name } = read
    if ('skipped' in read) return { row, name, kind: 'skipped', why: read.skipped }
    if ('wrong' in read) return { row, name, kind: 'refused', wrong: read.wrong }
    const { said } = read
    const refused = (...wrong: Wrong[]): RowPlan => ({ row, name, kind: 'refused', wrong })
    const found = whoIs(finder, said, input.answers[row], input.near.get(row) ?? [])
    if ('wrong' in found) return refused(found.wrong)
    if ('choices' in found) {
      return { row, name, kind: 'ask', choices: found.choices.map(({ key, name, city }) => ({ key, name, city })) }
    }
    const marks = found.known ? [`id ${found.known.id}`] : marksOf(said)
    const before = marks.flatMap(mark => seen.get(mark) ?? [])[0]
    if (before) return refused({ reason: 'twice', params: { row: before.row, name: before.name } })
    for (const mark of marks) seen.set(mark, { row, name: name || (found.known?.name ?? '') })
    return decide(input, read, found.known, found.chosen)
  })
}

function decide(
  input: PlanInput,
  read: ReadRow & { said: Said; empty: readonly MemberField[] },
  known: Known | undefined,
  chosen: boolean,
): RowPlan {
  const { row, said } = read
  const state = known && input.states.get(known.id)
  const name = read.name || (known?.name ?? '')
  const cleared = input.clears ? read.empty.filter(field => CLEARABLE.has(field)) : []
  const current = state?.membership ? state.member : undefined
  const back = current?.left_on && typeof said.joined_on === 'string' && said.joined_on > current.left_on
  const wants: Partial<Record<MemberField, unknown>> = {
    ...said,
    ...Object.fromEntries(cleared.map(field => [field, EMPTY[field] ?? null])),
  }
  delete wants.key
  if (current && !back) {
    if (current.left_on && said.left_on === undefined)
      return { row, name, kind: 'refused', wrong: [{ reason: 'gone', params: { name, left: current.left_on } }] }
    const [joined, left] = [
      said.joined_on ?? current.joined_on,
      wants.left_on === undefined ? current.left_on : wants.left_on,
    ]
    if (typeof joined === 'string' && typeof left === 'string' && left < joined)
      return { row, name, kind: 'refused', wrong: [{ reason: 'leftBefore', params: { joined, left } }] }
    const changes = changesOf(wants, current)
    if (changes.length === 0) return { row, name, kind: 'same', organisation: state!.id, key: known!.key }
    return { row, name, kind: 'change', organisation: state!.id, key: known!.key, changes, chosen }
  }
  if (said.category === undefined) return { row, name, kind: 'refused', wrong: [{ reason: 'noCategory', params: {} }] }
  wants.joined_on ??= input.today
  // What nobody is yet has no membership to change: everything said of it is new.
  const changes = changesOf(
    wants,
    state ? { ...state.member, category: undefined, joined_on: undefined, left_on: null } : {},
  )
  return { row, name, kind: state ? 'join' : 'add', organisation: state?.id, key: known?.key, changes, chosen }
}

const EMPTY: Partial<Record<MemberField, unknown>> = { seats: [], chains: [], concepts: [] }

function changesOf(wants: Said, now: Partial<Record<keyof Member, unknown>>): FieldChange[] {
  return (Object.entries(wants) as [MemberField, unknown][]).flatMap(([field, wanted]): FieldChange[] => {
    const before = now[field] ?? null
    const after =
      field === 'contacts' ? mergedContacts((before ?? []) as ContactEntry[], wanted as ContactEntry[]) : wanted
    return sameValue(field, before, after) ? [] : [{ field, before, after }]
  })
}

type Finder = { readonly by: ReadonlyMap<string, readonly Known[]> }

/** Marks by which a row is told from another: its identifiers, and its name. */
const marksOf = (said: Said): string[] => [
  ...IDENTIFIERS.flatMap(field => (typeof said[field] === 'string' ? [`${field} ${said[field]}`] : [])),
  `name ${foldName(String(said.name ?? ''))}`,
]
const IDENTIFIERS = ['pic', 'vat', 'fiscal_code', 'ror'] as const

function finderOf(known: readonly Known[]): Finder {
  const by = new Map<string, Known[]>()
  const add = (mark: string, one: Known) => {
    const same = by.get(mark) ?? []
    if (!same.some(other => other.id === one.id)) by.set(mark, [...same, one])
  }
  for (const one of known) {
    add(`key ${one.key}`, one)
    for (const field of IDENTIFIERS) if (one[field]) add(`${field} ${one[field]}`, one)
    add(`name ${foldName(one.name)}`, one)
  }
  return { by }
}

type Found =
  | { readonly known: Known | undefined; readonly chosen: boolean }
  | { readonly choices: readonly Known[] }
  | { readonly wrong: Wrong }

/** By its key, else by its identifiers, else by its very name; else staff are asked when somebody has nearly that name. */
function whoIs({ by }: Finder, said: Said, answer: string | undefined, near: readonly Known[]): Found {
  if (typeof said.key === 'string') {
    const known = by.get(`key ${said.key}`)?.[0]
    return known ? { known, chosen: false } : { wrong: { reason: 'unknownKey', params: { cell: said.key } } }
  }
  const sets = IDENTIFIERS.flatMap(field => {
    const value = said[field]
    const found = typeof value === 'string' ? by.get(`${field} ${value}`) : undefined
    return found ? [members(found)] : []
  })
  const shared = sets.reduce<readonly Known[] | undefined>(
    (left, set) => (left ? left.filter(one => set.some(other => other.id === one.id)) : set),
    undefined,
  )
  if (shared) {
    if (shared.length === 0)
      return {
        wrong: { reason: 'twoRecords', params: { names: [...new Set(sets.flat().map(one => one.name))].join('; ') } },
      }
    return chosenOf(shared, answer)
  }
  const named = members(by.get(`name ${foldName(String(said.name ?? ''))}`) ?? []).filter(one => !differs(one, said))
  if (named.length) return chosenOf(named, answer)
  const alike = near.filter(one => !differs(one, said))
  if (alike.length === 0 || answer === 'new') return { known: undefined, chosen: answer === 'new' }
  const known = alike.find(one => one.key === answer)
  return known ? { known, chosen: true } : { choices: alike }
}

/** Members come before records that somebody else's data brought. */
const members = (found: readonly Known[]): readonly Known[] => {
  const own = found.filter(one => one.member)
  return own.length ? own : found
}

function chosenOf(found: readonly Known[], answer: string | undefined): Found {
  const [only] = found
  if (found.length === 1) return { known: only, chosen: false }
  if (answer === 'new') return { known: undefined, chosen: true }
  const known = found.find(one => one.key === answer)
  return known ? { known, chosen: true } : { choices: found }
}

/** Two VAT numbers, or two fiscal codes, are two bodies, however alike their names are. */
const differs = (one: Known, said: Said): boolean =>
  (['vat', 'fiscal_code', 'pic'] as const).some(
    field => said[field] !== undefined && one[field] !== null && one[field] !== said[field],
  )
