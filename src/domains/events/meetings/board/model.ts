import { z } from 'zod'
import { field } from '#kernel/fields.ts'
import type { Place } from './encode.ts'

export const ACTS = ['placed', 'moved', 'swapped', 'locked', 'unlocked', 'removed', 'optimised', 'repaired'] as const
export type Act = (typeof ACTS)[number]

export type Standing = { readonly slot_id: number; readonly table_id: number; readonly locked: boolean }
export type Pair = Pick<Place, 'a_id' | 'b_id'>
/** Where a pair was and where it went; null when it did not meet. */
export type PairChange = Pair & { readonly before: Standing | null; readonly after: Standing | null }

/** What a step changed: pairs, and what a repair noted of people, tables and wishes. */
export type StepChanges = {
  readonly pairs: readonly PairChange[]
  /** Registration and slot. */
  readonly away?: readonly (readonly [number, number])[]
  /** Table and slot. */
  readonly lost?: readonly (readonly [number, number])[]
  readonly wish?: {
    readonly from_id: number
    readonly to_id: number
    readonly before: string | null
    readonly after: string
  }
}

export const sameStanding = (x: Standing | null, y: Standing | null): boolean =>
  x === y || (x !== null && y !== null && x.slot_id === y.slot_id && x.table_id === y.table_id && x.locked === y.locked)

export const pairName = ({ a_id, b_id }: Pair): string => `${a_id} ${b_id}`

type Row = Pair & Standing & { readonly state: string }

/** What takes one agenda to another; what stays the same is not in it. What is new is not locked. */
export function changesTo(rows: readonly Row[], wanted: readonly Place[]): PairChange[] {
  const placed = rows.filter(one => one.state === 'placed')
  const [then, now] = [new Map(placed.map(one => [pairName(one), one])), new Set(wanted.map(pairName))]
  const gone = placed
    .filter(one => !now.has(pairName(one)))
    .map(({ a_id, b_id, ...one }) => ({ a_id, b_id, before: standing(one), after: null }))
  const others = wanted.flatMap(({ a_id, b_id, slot_id, table_id }): PairChange[] => {
    const before = then.get(pairName({ a_id, b_id }))
    const change = {
      ...{ a_id, b_id, before: before ? standing(before) : null },
      after: { slot_id, table_id, locked: before?.locked ?? false },
    }
    return sameStanding(change.before, change.after) ? [] : [change]
  })
  return [...gone, ...others]
}

export const standing = ({ slot_id, table_id, locked }: Standing): Standing => ({ slot_id, table_id, locked })

const id = () => z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER)
const version = () => z.coerce.number().int().min(0).catch(0)

/** A place in one field of a form: slot and table. */
const place = z
  .string()
  .regex(/^\d{1,15}-\d{1,15}$/)
  .transform(text => {
    const [slot_id, table_id] = text.split('-').map(Number) as [number, number]
    return { slot_id, table_id }
  })

export const actForm = z.discriminatedUnion('do', [
  z.object({ do: z.literal('move'), version: version(), meeting: id(), place }),
  z.object({ do: z.literal('lock'), version: version(), meeting: id() }),
  z.object({ do: z.literal('unlock'), version: version(), meeting: id() }),
  z.object({ do: z.literal('remove'), version: version(), meeting: id() }),
  z.object({ do: z.literal('add'), version: version(), from: id(), to: id(), place: place.optional() }),
  z.object({ do: z.literal('undo'), version: version(), step: id() }),
  z.object({ do: z.literal('redo'), version: version(), step: id() }),
])
export type ActForm = z.infer<typeof actForm>

export const VIEWS = ['tables', 'people'] as const
export const boardQuery = z.object({
  view: z.enum(VIEWS).catch('tables'),
  q: field.text(120),
  page: field.page(),
  /** The meeting whose form is open. */
  meeting: field.whole(1, 2 ** 52).catch(undefined),
  done: z
    .enum([...ACTS, 'undone', 'redone', 'published', 'told', 'nothing'])
    .optional()
    .catch(undefined),
})
export type BoardQuery = z.infer<typeof boardQuery>
export const PEOPLE_PER_PAGE = 50
