import { z } from 'zod'

/**
 * The compact extract of participations that a fresh install starts with: columns, so that like stands beside like and compresses well.
 * Dates are days since 1970-01-01 or null, money is in cents or null, places refer to the lists by index.
 */
const day = z.number().int().nullable()
const cents = z.number().int().nullable()

export const factsFormat = z.object({
  format: z.literal(1),
  made_from: z.string(),
  organisations: z.object({
    pic: z.array(z.string()),
    name: z.array(z.string()),
    short_name: z.array(z.string().nullable()),
    country: z.array(z.string().nullable()),
    city: z.array(z.string().nullable()),
    nuts: z.array(z.string().nullable()),
    kind: z.array(z.string()),
    sme: z.array(z.boolean().nullable()),
    /** Only where several records share it: that is how they are known to be one. */
    vat: z.array(z.string().nullable()),
  }),
  topics: z.object({ id: z.array(z.string()), title: z.array(z.string().nullable()) }),
  words: z.array(z.string()),
  concepts: z.object({ code: z.array(z.string()), path: z.array(z.string()) }),
  calls: z.array(z.string()),
  schemes: z.array(z.string()),
  projects: z.object({
    id: z.array(z.number()),
    acronym: z.array(z.string().nullable()),
    status: z.array(z.string().nullable()),
    topic: z.array(z.number().nullable()),
    call: z.array(z.number().nullable()),
    scheme: z.array(z.number().nullable()),
    signed: z.array(day),
    starts: z.array(day),
    ends: z.array(day),
    contribution: z.array(cents),
    cost: z.array(cents),
    /** Indexes into `words`, ascending, as differences. */
    terms: z.array(z.array(z.number())),
    concepts: z.array(z.array(z.number())),
  }),
  /** In the order of the projects: for each the organisations of each role, as differences of ascending indexes, and their contributions. */
  participations: z.object({
    organisation: z.array(z.array(z.number())),
    role: z.array(z.string()),
    contribution: z.array(z.array(cents)),
  }),
  earlier: z.object({
    /** PICs of organisations that are in no Horizon Europe project, after those of `organisations`. */
    pic: z.array(z.string()),
    rcn: z.array(z.number()),
    starts: z.array(day),
    organisation: z.array(z.array(z.number())),
    role: z.array(z.string()),
  }),
})
export type Facts = z.infer<typeof factsFormat>

/** The letter that stands for a role. */
export const ROLE_LETTERS = { C: 'coordinator', p: 'participant', a: 'associatedPartner', t: 'thirdParty' } as const

const DAY_MS = 86_400_000
export const toDay = (date: string | null): number | null =>
  date === null ? null : Math.round(Date.parse(`${date}T00:00:00Z`) / DAY_MS)
export const fromDay = (number: number | null): string | null =>
  number === null ? null : new Date(number * DAY_MS).toISOString().slice(0, 10)

/** Ascending numbers as the first one and the differences after it. */
export const toSteps = (ascending: readonly number[]): number[] =>
  ascending.map((value, at) => value - (ascending[at - 1] ?? 0))
export function fromSteps(steps: readonly number[]): number[] {
  let sum = 0
  return steps.map(step => {
    sum += step
    return sum
  })
}
