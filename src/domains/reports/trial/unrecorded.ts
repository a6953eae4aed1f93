import type { Definition, Definitions, Earlier, Saying } from '#algorithms/indicators/problem.ts'
import { isKind, ruleOf } from '#domains/ledger/kinds/catalogue.ts'
import type { KindRule } from '#domains/ledger/kinds/model.ts'
import { partsOf } from '../definitions.ts'
import type { AnyFault, Unrecorded } from './faults.ts'

type Path = readonly (string | number)[]
type Found = AnyFault & { readonly fault: Unrecorded }

/** What definitions look for and the ledger never records: a figure that would be 0 for ever, and nobody would know why. */
export function unrecorded({ groups, indicators }: Definitions): Found[] {
  const inGroups = Object.entries(groups).flatMap(([name, { enters, leaves, updates, role }]) => [
    ...Object.entries({ enters, leaves, updates }).flatMap(([key, kind]) =>
      kind === undefined || isKind(kind) ? [] : fault(['groups', name, key], 'no-kind', kind),
    ),
    ...rolesMissing(['groups', name, 'role'], [enters], role),
  ])
  return [...inGroups, ...indicators.flatMap((one, at) => inDefinition(one, ['indicators', at], groups))]
}

const fault = (path: Path, code: Unrecorded, given: string, of?: string): Found[] => [{ path, fault: code, given, of }]

/** The rules of those kinds that exist. */
const rulesOf = (kinds: readonly string[]): KindRule[] => kinds.flatMap(kind => (isKind(kind) ? ruleOf(kind) : []))
const someHas = (kinds: readonly string[], has: (rule: KindRule) => boolean): boolean => {
  const rules = rulesOf(kinds)
  return rules.length === 0 || rules.some(has)
}

const rolesMissing = (path: Path, kinds: readonly string[], role: string, of?: string): Found[] =>
  someHas(kinds, ({ roles }) => Object.hasOwn(roles, role)) ? [] : fault(path, 'no-role', role, of)

function inDefinition({ code, measure, by = [] }: Definition, path: Path, groups: Definitions['groups']): Found[] {
  const entersOf = (group: string): string[] => (Object.hasOwn(groups, group) ? [groups[group]?.enters ?? ''] : [])
  const sides =
    measure.what === 'ratio'
      ? [...partsOf(measure).keys()].map(at => [...path, 'measure', at === 0 ? 'part' : 'whole'])
      : [[...path, 'measure']]
  const counted = partsOf(measure).flatMap((one, at) => {
    const here = sides[at] ?? path
    const among = 'among' in one && typeof one.among === 'object' ? one.among : undefined
    return [
      ...inKinds(here, one, code),
      ...inSaying(here, one.kinds, one, code),
      ...('of' in one ? inField([...here, 'of'], one.kinds, one.of, code) : []),
      ...('earlier' in one ? inKinds([...here, 'earlier'], one.earlier, code) : []),
      ...(among ? inSaying([...here, 'among'], entersOf(among.group), among, code) : []),
    ]
  })
  const stock = measure.what === 'stock' ? inSaying([...path, 'measure'], entersOf(measure.group), measure, code) : []
  const kinds = measure.what === 'stock' ? entersOf(measure.group) : partsOf(measure).flatMap(one => one.kinds)
  const parts = by.flatMap((one, at) => {
    const here = [...path, 'by', at]
    if (typeof one === 'string') return inField(here, kinds, one, code)
    const field = one.detail === 'place' || one.detail.startsWith('list.') ? one.detail : `details.${one.detail}`
    return [
      ...rolesMissing([...here, 'role'], kinds, one.role, code),
      ...inField([...here, 'detail'], entersOf(one.group), field, code),
    ]
  })
  return [...counted, ...stock, ...parts]
}

const inKinds = (path: Path, { kinds, roles = [] }: Pick<Earlier, 'kinds' | 'roles'>, of: string): Found[] => [
  ...kinds.flatMap((kind, at) => (isKind(kind) ? [] : fault([...path, 'kinds', at], 'no-kind', kind, of))),
  ...roles.flatMap((role, at) => rolesMissing([...path, 'roles', at], kinds, role, of)),
]

function inSaying(path: Path, kinds: readonly string[], { details = {}, lists = {} }: Saying, of: string): Found[] {
  const missing = (key: 'details' | 'lists', name: string) =>
    someHas(kinds, rule => Object.hasOwn(rule.details, name)) ? [] : fault([...path, key, name], 'no-detail', name, of)
  return [
    ...Object.entries(details).flatMap(([name, values]) => [
      ...missing('details', name),
      ...values.flatMap((value, at) => {
        const chosen = rulesOf(kinds).flatMap(rule => {
          const detail = rule.details[name]
          return detail?.type === 'choice' ? [detail.choices] : []
        })
        const known = chosen.length === 0 || chosen.some(choices => Object.hasOwn(choices, value))
        return known ? [] : fault([...path, 'details', name, at], 'no-choice', String(value), of)
      }),
    ]),
    ...Object.keys(lists).flatMap(name => missing('lists', name)),
  ]
}

function inField(path: Path, kinds: readonly string[], field: string, of: string): Found[] {
  const [form, name] = field.split('.')
  if (name !== undefined)
    return someHas(kinds, rule => Object.hasOwn(rule.details, name)) ? [] : fault(path, 'no-detail', name, of)
  if (form === 'place' && !someHas(kinds, ({ place }) => place !== 'none')) return fault(path, 'no-place', field, of)
  if (form === 'amount' && !someHas(kinds, ({ amount }) => amount !== 'none'))
    return fault(path, 'no-amount', field, of)
  return []
}
