import type {
  Among,
  Definition,
  Definitions,
  Earlier,
  Group,
  Measure,
  Saying,
  Simple,
} from '#algorithms/indicators/problem.ts'
import { isKind, ruleOf } from '#domains/ledger/kinds/catalogue.ts'
import { kindName } from '#domains/ledger/list/views/parts.tsx'
import { formats, type Language } from '#platform/i18n.ts'
import { movesOf, partsOf } from '../definitions.ts'
import { byText } from '../texts.ts'
import { words } from './messages.ts'

export type Explained = {
  readonly what: string
  /** Kinds of facts that are counted, in words. */
  readonly kinds: readonly string[]
  /** What must hold for them. */
  readonly only: readonly string[]
  readonly by: readonly string[]
}

/** A definition in plain words: what is counted of which facts, what they must say, and how the figure is parted. */
export function explain(language: Language, definition: Definition, { groups }: Definitions): Explained {
  const { measure, by = [] } = definition
  const kinds =
    measure.what === 'stock'
      ? movesIn(groups[measure.group])
      : partsOf(measure).flatMap(one => [...one.kinds, ...('earlier' in one ? one.earlier.kinds : [])])
  return {
    what: whatText(language, measure),
    kinds: [...new Set(kinds)].map(kind => kindName(language, kind)),
    only: onlyIn(language, measure),
    by: by.map(one => byText(language, { definition }, one)),
  }
}

export type Listed = {
  readonly code: string
  readonly section: string
  readonly name: string
  readonly unit: string
  /** In words, on one line. */
  readonly counted: string
  readonly definition: string
}

/** All definitions, in the order of a report. */
export const listed = (language: Language, definitions: Definitions): Listed[] =>
  definitions.indicators.map(one => {
    const { what, kinds, only } = explain(language, one, definitions)
    return {
      ...{ code: one.code, section: one.section, name: one.name[language], unit: one.unit },
      counted: [[what, kinds.join(', ')].filter(Boolean).join(': '), ...only].join('; '),
      definition: one.definition[language],
    }
  })

const movesIn = (group: Group | undefined): string[] => (group ? movesOf(group) : [])

function whatText(language: Language, measure: Measure): string {
  const t = words[language]
  const kinds = ({ kinds }: Pick<Earlier, 'kinds'>) =>
    new Intl.ListFormat(language, { type: 'disjunction' }).format(kinds.map(kind => `“${kindName(language, kind)}”`))
  switch (measure.what) {
    case 'facts':
      return t.facts
    case 'parties':
      return t.parties
    case 'values':
      return t.values(fieldText(language, measure, measure.of))
    case 'sum':
      return t.sum(fieldText(language, measure, measure.of))
    case 'median':
      return t.median(fieldText(language, measure, measure.of))
    case 'again':
      return t.again(kinds(measure.earlier), measure.earlier.within)
    case 'newcomers':
      return t.newcomers(kinds(measure.earlier), measure.earlier.within)
    case 'pairs':
      return measure.fresh ? t.newPairs : t.pairs
    case 'density':
      return t.density(measure.group ?? '')
    case 'bridges':
      return t.bridges(measure.group ?? '')
    case 'stock':
      return t.stock(measure.group)
    case 'awaited':
      return t.awaited
    case 'ratio': {
      const { part, whole } = measure
      const below = typeof whole === 'number' ? formats(language).number(whole) : whatText(language, whole)
      const sides = typeof whole === 'number' ? [part] : [part, whole]
      const differ =
        JSON.stringify(sides[0] && onlyIn(language, sides[0])) !==
        JSON.stringify(sides[1] && onlyIn(language, sides[1]))
      const said = (one: Simple | number) =>
        typeof one === 'object' && differ && sides.length > 1
          ? ` (${[kinds(one), ...onlyIn(language, one)].join('; ')})`
          : ''
      return t.ratio(`${whatText(language, part)}${said(part)}`, `${below}${said(whole)}`)
    }
  }
}

/** The name of a field, as the kinds it is read from call it. */
function fieldText(language: Language, { kinds }: Pick<Simple, 'kinds'>, field: string): string {
  const t = words[language]
  const fixed: Readonly<Record<string, string>> = { amount: t.amount, place: t.place, kind: t.kind, month: t.month }
  const [form, name] = field.split('.')
  if (name === undefined) return fixed[field] ?? field
  const said = nameOfDetail(language, kinds, name)
  return form === 'days' ? t.daysFrom(said) : said
}

function nameOfDetail(language: Language, kinds: readonly string[], name: string): string {
  const rule = kinds.flatMap(kind => (isKind(kind) ? ruleOf(kind) : [])).find(one => Object.hasOwn(one.details, name))
  return (rule?.details[name]?.name[language] ?? name).toLocaleLowerCase(language)
}

function onlyIn(language: Language, measure: Measure): string[] {
  const t = words[language]
  if (measure.what === 'ratio') return onlyIn(language, measure.part)
  if (measure.what === 'awaited') return []
  const kinds = 'kinds' in measure ? measure.kinds : ['member-joined']
  return [
    ...saying(language, kinds, measure),
    ...('places' in measure && measure.places ? [t.onlyPlaces(measure.places.join(', '))] : []),
    ...('roles' in measure && measure.roles
      ? [t.onlyRoles(measure.roles.map(role => roleName(language, kinds, role)).join(', '))]
      : []),
    ...('among' in measure && measure.among !== undefined ? [amongText(language, measure.among)] : []),
    ...('group' in measure && measure.what === 'pairs' && measure.group !== undefined
      ? [t.onlyGroup(measure.group)]
      : []),
    ...('between' in measure && measure.between ? [t.onlyBetween(...measure.between.pair)] : []),
    ...('years' in measure && measure.years !== undefined
      ? [t.onlyYears(formats(language).number(measure.years))]
      : []),
  ]
}

function saying(language: Language, kinds: readonly string[], { details = {}, lists = {} }: Saying): string[] {
  return [...Object.entries(details), ...Object.entries(lists)].map(([name, values]) => {
    const rule = kinds.flatMap(kind => (isKind(kind) ? ruleOf(kind) : [])).find(one => Object.hasOwn(one.details, name))
    const detail = rule?.details[name]
    const said = values.map(value =>
      detail?.type === 'choice' ? (detail.choices[String(value)]?.[language] ?? String(value)) : String(value),
    )
    return `${nameOfDetail(language, kinds, name)}: ${new Intl.ListFormat(language, { type: 'disjunction' }).format(said)}`
  })
}

function amongText(language: Language, among: Among): string {
  const t = words[language]
  if (typeof among === 'string') return t.onlyAmong(among)
  return [t.onlyAmong(among.group), ...saying(language, ['member-joined'], among)].join(', ')
}

function roleName(language: Language, kinds: readonly string[], role: string): string {
  const rule = kinds.flatMap(kind => (isKind(kind) ? ruleOf(kind) : [])).find(({ roles }) => Object.hasOwn(roles, role))
  return (rule?.roles[role]?.name[language] ?? role).toLocaleLowerCase(language)
}
