import { z } from 'zod'
import { addressOf } from '#kernel/address.ts'
import { blank, field } from '#kernel/fields.ts'

export const SMALLEST = 1
export const LARGEST = 40
const DEFAULT_SIZE = { min: 6, max: 12 }

const key = z.string().max(81)
const size = (value: number) => z.preprocess(blank, z.coerce.number().int().min(SMALLEST).max(LARGEST).default(value))

/**
 * A team in the making: the whole of it is in the address, so it can be shared, kept and undone with the browser's own button.
 * `partner_KEY` says what was chosen for a partner on the page: in (as the solver likes), fixed, or out.
 */
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

/** Concepts considered when nobody has chosen: the weightiest of the call. */
export const MOST_NEEDS = 12

/** The address of a team, without what is empty. */
export const teamAddress = (query: TeamQuery, changes: Partial<TeamQuery> = {}): string =>
  addressOf({ ...query, ...changes })

export const saveForm = z.object({
  name: z.string().trim().min(1).max(120),
  notes: z.preprocess(value => value ?? '', z.string().trim().max(5000)),
  version: z.preprocess(blank, z.coerce.number().int().min(1).optional()),
})
export type SaveForm = z.infer<typeof saveForm>
