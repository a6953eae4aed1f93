import { z } from 'zod'
import { blank } from '#kernel/fields.ts'

/** How long ago somebody said that a profile is still so. */
export const FRESHNESS = ['fresh', 'ageing', 'old', 'never'] as const
export type Freshness = (typeof FRESHNESS)[number]

const DAY_MS = 86_400_000
const FRESH_DAYS = 365
const OLD_DAYS = 2 * 365

/** Fresh for a year, ageing for another, then old. */
export function freshnessOf(confirmedAt: Date | null, now: Date): Freshness {
  if (!confirmedAt) return 'never'
  const days = (now.getTime() - confirmedAt.getTime()) / DAY_MS
  return days < FRESH_DAYS ? 'fresh' : days < OLD_DAYS ? 'ageing' : 'old'
}

/**
 * The fields of a profile whose readers a member chooses, and who sees each where it has not chosen. Fields of science and value chains are not among them:
 * lists and searches stand on those, so everybody sees them.
 */
export const PROFILE_FIELDS = {
  says: 'public',
  looks_for: 'public',
  equipment: 'public',
  services: 'public',
  trl: 'public',
  website: 'public',
  seats: 'public',
  phone: 'members',
} as const satisfies Record<string, Visibility>
export type ProfileField = keyof typeof PROFILE_FIELDS
export const PROFILE_FIELD_NAMES = Object.keys(PROFILE_FIELDS) as ProfileField[]

export const VISIBILITIES = ['public', 'members', 'staff'] as const
export type Visibility = (typeof VISIBILITIES)[number]

/** What somebody may see: staff and those who act for the member see all of it, people of the cluster what members show each other. */
export const sees = (viewer: Visibility, field: Visibility): boolean =>
  VISIBILITIES.indexOf(viewer) >= VISIBILITIES.indexOf(field)

export const visibilityOf = (chosen: Readonly<Record<string, Visibility>>, field: ProfileField): Visibility =>
  chosen[field] ?? PROFILE_FIELDS[field]

export const MANDATE_WAYS = ['phone', 'paper', 'mail', 'meeting'] as const
export type MandateWay = (typeof MANDATE_WAYS)[number]

export const mandateForm = z.object({
  given_by: z.string().trim().min(2).max(120),
  given_on: z.iso.date(),
  how: z.enum(MANDATE_WAYS),
})
export type MandateForm = z.infer<typeof mandateForm>

const line = (max: number) =>
  z.preprocess(
    value => (blank(value) === undefined ? null : value),
    z
      .string()
      .trim()
      .max(max)
      .transform(text => text.replaceAll('\r\n', '\n'))
      .nullable(),
  )
const level = z.preprocess(
  value => (blank(value) === undefined ? null : value),
  z.coerce.number().int().min(1).max(9).nullable(),
)

export const profileForm = z.object({
  version: z.coerce.number().int().min(0),
  says: line(4000),
  looks_for: line(2000),
  equipment: line(2000),
  services: line(2000),
  trl_from: level,
  trl_to: level,
  website: line(200),
  phone: line(40),
  chains: z.preprocess(
    value => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
    z.array(z.coerce.number().int().min(1)).max(30),
  ),
  /** Fields of science by their name, one a line. */
  concepts: line(1000),
  seats: line(1000),
})
