import { z } from 'zod'
import { addressOf } from '#kernel/address.ts'
import { blank, field } from '#kernel/fields.ts'
import type { Cents } from '#kernel/money.ts'
import { CATEGORIES, type Category } from '../model.ts'
import type { Freshness } from '../profile/model.ts'
import { FRESHNESS } from '../profile/model.ts'

export type Seat = {
  readonly city: string
  readonly province: string | null
  readonly street: string | null
  readonly postcode: string | null
}

export const CONTACT_ROLES = [
  'legal',
  'delegate',
  'science',
  'projects',
  'administration',
  'communication',
  'training',
  'other',
] as const
export type ContactRole = (typeof CONTACT_ROLES)[number]

export type ContactEntry = {
  readonly name: string
  readonly role: ContactRole
  readonly title: string | null
  readonly email: string | null
  readonly phone: string | null
}

/** Everything the registry says of a member, as spreadsheets, forms and the history have it. Null and empty lists: nobody has said. */
export type Member = {
  readonly key: string
  readonly name: string
  readonly short_name: string | null
  readonly category: Category
  readonly public_body: boolean | null
  readonly vat: string | null
  readonly fiscal_code: string | null
  readonly pic: string | null
  readonly ror: string | null
  readonly lei: string | null
  readonly street: string | null
  readonly postcode: string | null
  readonly city: string | null
  readonly province: string | null
  readonly seats: readonly Seat[]
  readonly website: string | null
  readonly phone: string | null
  /** Ids of value chains. */
  readonly chains: readonly number[]
  /** Codes of fields of science, the most important first. */
  readonly concepts: readonly string[]
  readonly says: string | null
  readonly looks_for: string | null
  readonly equipment: string | null
  readonly services: string | null
  readonly trl: Trl | null
  readonly contacts: readonly ContactEntry[]
  readonly joined_on: string
  readonly joined_because: string | null
  readonly left_on: string | null
  readonly left_because: string | null
  readonly fee_cents: Cents | null
}
export type Trl = { readonly from: number; readonly to: number }

/** In the order of the columns of an export. */
export const MEMBER_FIELDS = [
  'key',
  'name',
  'short_name',
  'category',
  'public_body',
  'vat',
  'fiscal_code',
  'pic',
  'ror',
  'lei',
  'street',
  'postcode',
  'city',
  'province',
  'seats',
  'website',
  'phone',
  'contacts',
  'chains',
  'concepts',
  'says',
  'looks_for',
  'equipment',
  'services',
  'trl',
  'joined_on',
  'joined_because',
  'left_on',
  'left_because',
  'fee_cents',
] as const satisfies readonly (keyof Member)[]
export type MemberField = (typeof MEMBER_FIELDS)[number]

/** What is to become of a member: only what changes. The key never does. */
export type MemberChange = { readonly [K in Exclude<MemberField, 'key'>]?: Member[K] }

/** Equal as people read them: an empty list and nothing are the same, order counts only where it says something. */
export function sameValue(field: MemberField, a: unknown, b: unknown): boolean {
  return JSON.stringify(plain(field, a)) === JSON.stringify(plain(field, b))
}

const UNORDERED: ReadonlySet<MemberField> = new Set(['chains', 'seats', 'contacts'])

function plain(field: MemberField, value: unknown): unknown {
  if (value === undefined || value === null || value === '') return null
  if (!Array.isArray(value)) {
    return typeof value === 'object' ? sortedEntries(value) : value
  }
  const items = value.map(item => (typeof item === 'object' && item !== null ? sortedEntries(item) : item))
  if (items.length === 0) return null
  return UNORDERED.has(field) ? items.map(item => JSON.stringify(item)).sort() : items
}

const sortedEntries = (item: object) =>
  Object.entries(item)
    .filter(([, value]) => value !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1))

const day = z.iso.date()

export const MEMBER_SORTS = ['name', 'category', 'province', 'joined', 'confirmed'] as const

/** The filters of the registry: in the address, so that a list can be kept and shared among staff. */
export const memberQuery = z.object({
  q: field.text(200),
  category: field.one(CATEGORIES),
  province: field.text(5),
  chain: field.whole(1, 2_000_000_000),
  public_body: field.one(['yes', 'no']),
  fresh: field.one(FRESHNESS),
  fee: field.one(['due']),
  on: z.preprocess(blank, day.optional()),
  sort: field.one(MEMBER_SORTS),
  page: field.page(),
})
export type MemberQuery = z.infer<typeof memberQuery>
export const MEMBERS_PER_PAGE = 50

export const memberAddress = (query: Partial<MemberQuery>, changes: Partial<MemberQuery> = {}): string =>
  addressOf({ ...query, ...changes })

/** One line of the list. What depends on today is empty in a list of another day. */
export type MemberRow = {
  readonly organisation_id: number
  readonly key: string
  readonly name: string
  readonly short_name: string | null
  readonly category: Category
  readonly public_body: boolean | null
  readonly city: string | null
  readonly province: string | null
  readonly chains: readonly number[]
  readonly joined_on: string
  readonly left_on: string | null
  readonly invented: boolean
  readonly confirmed_at: Date | null
  /** The record began to be kept after the day asked for: what is shown is its oldest state. */
  readonly guessed: boolean
  readonly owed_cents: number
  readonly fresh: Freshness
}

export const leaveForm = z.object({ on: day, because: z.string().trim().min(3).max(500) })
export const rejoinForm = z.object({
  on: day,
  category: z.enum(CATEGORIES),
  because: z.preprocess(value => value ?? '', z.string().trim().max(500)),
})
