import { z } from 'zod'
import { addressOf } from '#kernel/address.ts'
import { blank, field } from '#kernel/fields.ts'

export const SMALLEST = 1
export const LARGEST = 40
const DEFAULT_SIZE = { min: 6, max: 12 }

const key = z.string().max(81)
const size = (value: number) => z.preprocess(blank, z.coerce.number().int().min(SMALLEST).max(LARGEST).default(value))

/** A team in the making: the whole of it is in the address, so it can be shared, kept and undone with the browser's own button. */
export const teamQuery = z.object({
  call: z.string().trim().min(1).max(120),
  lead: field.text(81),
  with: field.list(key),
  without: field.list(key),
  associated: field.list(key),
  min: size(DEFAULT_SIZE.min),
  max: size(DEFAULT_SIZE.max),
  members: field.flag(),
  need: field.list(z.string().regex(/^(\/[0-9]+)+$/)),
  /** The saved team this one began from: saving again changes that one. */
  saved: field.whole(1, 2_000_000_000),
})
export type TeamQuery = z.infer<typeof teamQuery>
/** Which team, whatever else of its form can be read. */
export const whichTeam = teamQuery.pick({ call: true, saved: true })

type Typed = Readonly<Record<string, string | readonly string[]>>

/**
 * The wishes of a form of the page: what was chosen for each partner (`partner_KEY`), and an alternative that was taken (`take`), become wishes.
 * `chosen` when there was such a choice.
 */
export function withChoices(query: TeamQuery, typed: Typed): { query: TeamQuery; chosen: boolean } {
  const taken = [typed.take ?? []].flat().flatMap(keys => keys.split(' '))
  const fixed = new Set(taken.length ? taken : query.with)
  const without = new Set(query.without)
  const associated = new Set(query.associated)
  let chosen = taken.length > 0
  for (const [name, value] of Object.entries(typed)) {
    if (!name.startsWith('partner_')) continue
    chosen = true
    const key = name.slice('partner_'.length)
    if (taken.includes(key)) continue
    for (const set of [fixed, without, associated]) set.delete(key)
    const choice = [value].flat().at(-1)
    if (choice === 'fixed' && taken.length === 0) fixed.add(key)
    if (choice === 'out') without.add(key)
    if (choice === 'associated') associated.add(key)
  }
  for (const key of [query.lead ?? '', ...associated]) if (taken.length) fixed.delete(key)
  return { query: { ...query, with: [...fixed], without: [...without], associated: [...associated] }, chosen }
}

/** Concepts considered when nobody has chosen: the weightiest of the call. */
export const MOST_NEEDS = 12

/** The address of a team, without what is empty. */
export const teamAddress = (query: TeamQuery, changes: Partial<TeamQuery> = {}): string =>
  addressOf({ ...query, ...changes })

const whole = (most: number) => z.preprocess(value => value ?? '', z.string().max(most))
/** Name and notes as they stand in the form, to be kept until somebody saves. */
export const typedForm = z.object({
  name: whole(120),
  notes: whole(5000),
  version: z.preprocess(blank, z.coerce.number().int().min(1).nullish()).transform(version => version ?? null),
})

export const saveForm = z.object({
  name: z.string().trim().min(1).max(120),
  notes: z.preprocess(value => value ?? '', z.string().trim().max(5000)),
  version: z.preprocess(blank, z.coerce.number().int().min(1).optional()),
})
export type SaveForm = z.infer<typeof saveForm>
