// As a whole module, of which a browser then gets a quarter.
import * as z from 'zod'
import { type Fault, type FaultCode, faultsOf } from './faults.ts'
import { type Definitions, nameOf, type Simple } from './problem.ts'

/** The message of each rule is the code of its fault. */
const rule = (code: FaultCode): FaultCode => code

const code = z.string().regex(/^[a-z][a-z0-9_]{1,60}$/, rule('code'))
const words = z.strictObject({ it: z.string().trim().min(1), en: z.string().trim().min(1) })
const kind = z.string().regex(/^[a-z][a-z-]{1,40}$/, rule('kind'))
const name = z.string().min(1)
const saying = {
  details: z.record(z.string(), z.array(z.union([z.string(), z.number()], rule('detail-value'))).min(1)).optional(),
  lists: z.record(z.string(), z.array(name).min(1)).optional(),
}
const field = z.string().regex(/^(amount|place|kind|month|(details|days|list)\.[a-z_]+)$/, rule('field'))
const number = z.string().regex(/^(amount|(details|days)\.[a-z_]+)$/, rule('number-field'))
const kinds = z.array(kind).min(1)
const roles = z.array(name).min(1).optional()
const atLeastOne = z.int(rule('whole-number')).min(1, rule('whole-number'))
const selection = {
  kinds,
  ...saying,
  places: z.array(z.string().min(2)).min(1).optional(),
  roles,
  among: z.union([z.string(), z.strictObject({ group: z.string(), ...saying })]).optional(),
}
const earlier = z.strictObject({ kinds, roles, within: atLeastOne.optional() })
const simple = [
  z.strictObject({ what: z.enum(['facts', 'parties']), ...selection }),
  z.strictObject({ what: z.literal('values'), of: field, ...selection }),
  z.strictObject({ what: z.enum(['sum', 'median']), of: number, ...selection }),
  z.strictObject({ what: z.enum(['again', 'newcomers']), earlier, ...selection }),
] as const
const ties = { kinds, ...saying, roles, years: atLeastOne.optional() }
const measure = z.discriminatedUnion('what', [
  ...simple,
  z.strictObject({
    what: z.literal('pairs'),
    ...ties,
    group: z.string().optional(),
    fresh: z.boolean().optional(),
    between: z.strictObject({ classes: z.string(), pair: z.tuple([name, name]) }).optional(),
  }),
  z.strictObject({ what: z.enum(['density', 'bridges']), ...ties, group: z.string() }),
  z.strictObject({ what: z.literal('stock'), group: z.string(), ...saying }),
  z.strictObject({
    what: z.literal('ratio'),
    part: z.discriminatedUnion('what', simple),
    whole: z.union([z.discriminatedUnion('what', simple), z.number().positive(rule('above-zero'))]),
  }),
  z.strictObject({ what: z.literal('awaited') }),
])
const detail = z.string().regex(/^(list\.)?[a-z_]+$/, rule('detail'))
const breakdown = z.union([field, z.strictObject({ group: z.string(), detail, role: name })])

const definition = z.strictObject({
  code,
  section: name,
  name: words,
  definition: words,
  unit: name,
  measure,
  by: z.array(breakdown).optional(),
  expected: z.record(z.string(), z.string()).optional(),
  targets: z.record(z.string(), z.number()).optional(),
  fewest: atLeastOne.optional(),
})
type Written = z.infer<typeof definition>

const schema = z
  .strictObject({
    groups: z.record(
      z.string(),
      z.strictObject({ enters: kind, leaves: kind.optional(), updates: kind.optional(), role: name }),
    ),
    classes: z
      .record(
        z.string(),
        z.strictObject({ group: z.string(), detail, values: z.record(z.string(), z.array(name).min(1)) }),
      )
      .optional(),
    lists: z.record(z.string(), z.array(name).min(1)).optional(),
    indicators: z.array(definition).min(1),
  })
  .superRefine((all, { addIssue }) => {
    const wrong = (path: (string | number)[], fault: FaultCode, given?: string) =>
      addIssue({ code: 'custom', path, message: fault, params: { given } })
    for (const [name, { group }] of Object.entries(all.classes ?? {}))
      if (!Object.hasOwn(all.groups, group)) wrong(['classes', name, 'group'], 'group', group)
    const seen = new Set<string>()
    all.indicators.forEach((one, at) => {
      if (seen.has(one.code)) wrong(['indicators', at, 'code'], 'twice')
      seen.add(one.code)
      for (const [path, fault, given] of faultsWithin(one, all)) wrong(['indicators', at, ...path], fault, given)
    })
  })

type Found = [path: (string | number)[], fault: FaultCode, given?: string]
type Around = Pick<Definitions, 'groups' | 'classes' | 'lists'>

/** What the parts of a definition say of each other and of the whole. */
function faultsWithin(
  { measure, by = [], expected = {} }: Written,
  { groups, classes = {}, lists = {} }: Around,
): Found[] {
  const found: Found[] = []
  const group = (path: (string | number)[], name: string | undefined) => {
    if (name !== undefined && !Object.hasOwn(groups, name)) found.push([path, 'group', name])
  }
  const among = (path: string[], one: Simple) =>
    group([...path, 'among'], typeof one.among === 'object' ? one.among.group : one.among)
  if (measure.what === 'ratio') {
    among(['measure', 'part'], measure.part)
    if (typeof measure.whole === 'object') among(['measure', 'whole'], measure.whole)
  } else if ('among' in measure) among(['measure'], measure)
  if ('group' in measure) group(['measure', 'group'], measure.group)
  if (measure.what === 'pairs' && measure.between) {
    const { classes: name, pair } = measure.between
    const values = Object.hasOwn(classes, name) ? classes[name]?.values : undefined
    if (!values) found.push([['measure', 'between', 'classes'], 'classes', name])
    else
      pair.forEach((one, at) => {
        if (!Object.hasOwn(values, one)) found.push([['measure', 'between', 'pair', at], 'class', one])
      })
  }
  if (['pairs', 'density', 'bridges', 'awaited'].includes(measure.what) && by.length > 0)
    found.push([['by'], 'no-parts'])
  by.forEach((one, at) => {
    if (typeof one === 'string') return
    group(['by', at, 'group'], one.group)
    if (measure.what === 'stock') found.push([['by', at], 'stock-by'])
  })
  for (const [of, list] of Object.entries(expected)) {
    if (!by.some(one => nameOf(one) === of)) found.push([['expected', of], 'no-such-part', of])
    if (!Object.hasOwn(lists, list)) found.push([['expected', of], 'unlisted', list])
  }
  return found
}

/** Definitions as they were written, or everything that is wrong with them. */
export function readDefinitions(
  written: unknown,
): { readonly definitions: Definitions } | { readonly faults: readonly Fault[] } {
  const read = schema.safeParse(written)
  return read.success ? { definitions: read.data } : { faults: faultsOf(read.error.issues, written) }
}
