// As a whole module, of which a browser then gets a quarter.
import * as z from 'zod'
import type { Definitions, Simple } from './problem.ts'

const code = z.string().regex(/^[a-z][a-z0-9_]{1,60}$/, 'is written in small letters, digits and _')
const words = z.strictObject({ it: z.string().trim().min(1), en: z.string().trim().min(1) })
const kind = z.string().regex(/^[a-z][a-z-]{1,40}$/, 'is a kind of fact, such as event-held')
const details = z.record(z.string(), z.array(z.union([z.string(), z.number()])).min(1)).optional()
const field = z
  .string()
  .regex(
    /^(amount|place|kind|month|(details|days)\.[a-z_]+)$/,
    'is amount, place, kind, month, details.NAME or days.NAME',
  )
const selection = {
  kinds: z.array(kind).min(1),
  details,
  places: z.array(z.string().min(2)).min(1).optional(),
  roles: z.array(z.string().min(1)).min(1).optional(),
  among: z.string().optional(),
}
const simple = [
  z.strictObject({ what: z.enum(['facts', 'parties']), ...selection }),
  z.strictObject({ what: z.enum(['values', 'sum', 'median']), of: field, ...selection }),
] as const
const measure = z.discriminatedUnion('what', [
  ...simple,
  z.strictObject({ what: z.literal('stock'), group: z.string(), details }),
  z.strictObject({
    what: z.literal('ratio'),
    part: z.discriminatedUnion('what', simple),
    whole: z.union([z.discriminatedUnion('what', simple), z.number().positive('is above zero')]),
  }),
  z.strictObject({ what: z.literal('awaited') }),
])
const breakdown = z.union([field, z.strictObject({ group: z.string(), detail: z.string(), role: z.string() })])

const definition = z.strictObject({
  code,
  section: z.string().min(1),
  name: words,
  definition: words,
  unit: z.string().min(1),
  measure,
  by: z.array(breakdown).optional(),
  targets: z.record(z.string(), z.number()).optional(),
  fewest: z.int().min(1).optional(),
})

const schema = z
  .strictObject({
    groups: z.record(z.string(), z.strictObject({ enters: kind, leaves: kind.optional(), role: z.string().min(1) })),
    indicators: z.array(definition).min(1),
  })
  .superRefine(({ groups, indicators }, { addIssue }) => {
    const seen = new Set<string>()
    indicators.forEach((one, at) => {
      const wrong = (path: (string | number)[], message: string) =>
        addIssue({ code: 'custom', path: ['indicators', at, ...path], message })
      if (seen.has(one.code)) wrong(['code'], 'is there twice')
      seen.add(one.code)
      for (const name of groupsOf(one))
        if (!Object.hasOwn(groups, name)) wrong(['measure'], `names the group "${name}", which is not among groups`)
      if (one.measure.what === 'stock' && one.by?.some(by => typeof by !== 'string'))
        wrong(['by'], 'of a stock is a field of the entry, such as details.category')
      const counted = one.measure.what === 'ratio' ? [one.measure.part, one.measure.whole] : [one.measure]
      for (const each of counted)
        if (
          typeof each === 'object' &&
          'of' in each &&
          each.what !== 'values' &&
          !/^(amount|details\.|days\.)/.test(each.of)
        )
          wrong(['measure', 'of'], 'is a number: amount, details.NAME or days.NAME')
    })
  })

function groupsOf({ measure, by = [] }: z.infer<typeof definition>): string[] {
  const among = (one: Simple | number) => (typeof one === 'object' && one.among !== undefined ? [one.among] : [])
  const own =
    measure.what === 'stock'
      ? [measure.group]
      : measure.what === 'ratio'
        ? [...among(measure.part), ...among(measure.whole)]
        : measure.what === 'awaited'
          ? []
          : among(measure)
  return [...own, ...by.flatMap(one => (typeof one === 'string' ? [] : one.group))]
}

/** Definitions as they were written, or what is wrong with them: one line each, with the code of the indicator. */
export function readDefinitions(
  written: unknown,
): { readonly definitions: Definitions } | { readonly wrong: readonly string[] } {
  const read = schema.safeParse(written)
  if (read.success) return { definitions: read.data }
  return { wrong: read.error.issues.map(issue => `${placeOf(written, issue.path)} ${issue.message}`) }
}

/** "members_total, measure.what:" rather than "indicators.0.measure.what". */
function placeOf(written: unknown, path: readonly PropertyKey[]): string {
  const [list, at, ...rest] = path
  const found = (written as { indicators?: { code?: unknown }[] } | undefined)?.indicators?.[Number(at)]?.code
  if (list !== 'indicators' || at === undefined) return `${path.map(String).join('.') || 'definitions'}:`
  return `${typeof found === 'string' ? found : `indicator ${Number(at) + 1}`}, ${rest.map(String).join('.') || 'as a whole'}:`
}
