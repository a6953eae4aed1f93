import { z } from 'zod'

const wish = z.tuple([z.number().int(), z.number().int(), z.enum(['must', 'like', 'no'])])

/** An event of the example cluster: starter/event.json. People are told by the keys of members, wishes by places in the list of people. */
export const exampleFormat = z.strictObject({
  title_it: z.string(),
  title_en: z.string(),
  summary_it: z.string(),
  summary_en: z.string(),
  place: z.string(),
  nuts: z.string(),
  capacity: z.number().int(),
  consent_it: z.string(),
  consent_en: z.string(),
  /** It is held on the first Thursday so many days after it is loaded. */
  days_ahead: z.number().int(),
  starts: z.string(),
  ends: z.string(),
  slots: z.record(z.string(), z.string()),
  rooms: z.array(z.strictObject({ name: z.string(), tables: z.string(), accessible: z.string() })),
  people: z.array(
    z.strictObject({
      name: z.string(),
      member: z.string(),
      says: z.boolean().default(true),
      languages: z.array(z.string()).default([]),
      phone: z.string().default(''),
      accessible: z.boolean().default(false),
      people: z.number().int().default(1),
    }),
  ),
  wishes: z.array(wish),
})
export type Example = z.infer<typeof exampleFormat>

/** What members say of themselves, as far as the example needs it: starter/members.json. */
export const membersFormat = z.object({
  members: z.array(z.object({ key: z.string(), name: z.string(), says: z.string(), looks_for: z.string() })),
})

const DAY_MS = 86_400_000
const THURSDAY = 4

/** The first Thursday so many days after a day, both YYYY-MM-DD. */
export function thursdayAfter(today: string, days: number): string {
  const from = Date.parse(`${today}T00:00:00Z`) + days * DAY_MS
  const wait = (THURSDAY - new Date(from).getUTCDay() + 7) % 7
  return new Date(from + wait * DAY_MS).toISOString().slice(0, 10)
}
