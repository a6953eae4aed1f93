import { z } from 'zod'
import { fold } from '#algorithms/retrieval/tokens.ts'
import { field } from '#kernel/fields.ts'
import { counts } from '../model.ts'
import type { PersonRow, WishRow } from '../queries.ts'

export const LACKS = ['silent', 'empty', 'wishless', 'unwanted', 'unanswered', 'out'] as const
export type Lack = (typeof LACKS)[number]
export const SORTS = ['name', 'organisation', 'lacks', 'said', 'wishes', 'wanted', 'waiting'] as const
export type Sort = (typeof SORTS)[number]
export const READY_PER_PAGE = 50
export const LONGEST_GROUP = 60

export const readinessQuery = z.object({
  q: field.text(120),
  lack: field.one(LACKS),
  sort: z.enum(SORTS).catch('lacks'),
  page: field.page(),
})
export type ReadinessQuery = z.infer<typeof readinessQuery>

export type Ready = PersonRow & {
  /** How many they want to meet, must or like; how many want to meet them; how many of those wait for an answer. */
  readonly wishes: number
  readonly musts: number
  readonly wanted: number
  readonly waiting: number
  readonly lacks: readonly Lack[]
}

/** Everybody with what is still missing from them. Who does not take part lacks nothing else. */
export function readinessOf(people: readonly PersonRow[], wishes: readonly WishRow[], now: Date): Ready[] {
  const here = new Set(people.map(one => one.id))
  const said = new Set(wishes.map(one => `${one.from_id} ${one.to_id}`))
  const tally = new Map(people.map(one => [one.id, { wishes: 0, musts: 0, wanted: 0, waiting: 0 }]))
  for (const wish of wishes) {
    if (wish.strength === 'no' || !here.has(wish.from_id) || !here.has(wish.to_id)) continue
    const [from, to] = [tally.get(wish.from_id), tally.get(wish.to_id)]
    const answered = said.has(`${wish.to_id} ${wish.from_id}`)
    if (!from || !to || !counts(wish, answered, now)) continue
    from.wishes += 1
    if (wish.strength === 'must') from.musts += 1
    to.wanted += 1
    if (!answered) to.waiting += 1
  }
  return people.map(person => {
    const own = tally.get(person.id) ?? { wishes: 0, musts: 0, wanted: 0, waiting: 0 }
    return { ...person, ...own, lacks: lacksOf(person, own) }
  })
}

function lacksOf(person: PersonRow, own: { wishes: number; wanted: number; waiting: number }): Lack[] {
  if (!person.takes_part) return ['out']
  const lacks: [Lack, boolean][] = [
    ['silent', person.said_at === null && own.wishes === 0],
    ['empty', person.offers === '' && person.seeks === ''],
    ['wishless', own.wishes === 0],
    ['unwanted', own.wanted === 0],
    ['unanswered', own.waiting > 0],
  ]
  return lacks.flatMap(([lack, is]) => (is ? [lack] : []))
}

/** Those a query asks for, in its order. */
export function asked(rows: readonly Ready[], { q, lack, sort }: Omit<ReadinessQuery, 'page'>): Ready[] {
  const words = fold(q ?? '')
    .split(/\s+/)
    .filter(Boolean)
  const found = rows.filter(row => {
    const text = fold([row.name, row.organisation, row.email ?? '', row.phone, row.kept_apart].join(' '))
    return words.every(word => text.includes(word)) && (!lack || row.lacks.includes(lack))
  })
  const by: Record<Sort, (a: Ready, b: Ready) => number> = {
    name: () => 0,
    organisation: (a, b) => a.organisation.localeCompare(b.organisation, 'it'),
    lacks: (a, b) => Number(b.lacks.length > 0) - Number(a.lacks.length > 0) || weight(b) - weight(a),
    said: (a, b) => (a.said_at?.getTime() ?? 0) - (b.said_at?.getTime() ?? 0),
    wishes: (a, b) => a.wishes - b.wishes,
    wanted: (a, b) => a.wanted - b.wanted,
    waiting: (a, b) => b.waiting - a.waiting,
  }
  return found.toSorted(by[sort])
}

/** Who has said nothing is called first. */
const weight = (row: Ready) => (row.lacks.includes('out') ? -1 : row.lacks.length)
