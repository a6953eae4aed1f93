import type { Breakdown, Figure } from '#algorithms/indicators/problem.ts'
import { detailsInWords, kindName } from '#domains/ledger/list/views/parts.tsx'
import { words as networkWords } from '#domains/network/messages.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { inUnit, words } from './messages.ts'
import type { Report, Told } from './model.ts'

/** A value, or in words why there is none. */
export function valueText(language: Language, unit: string, { value, why }: Pick<Figure, 'value' | 'why'>): string {
  if (value !== null) return inUnit(language, unit, value)
  return why === 'no-denominator' ? words[language].noDenominator : words[language].noValue
}

/** By how much a figure differs from the one before: shares in points, money short. Empty where one of them has no value. */
export function changeText(language: Language, unit: string, now: number | null, before: number | null): string {
  if (now === null || before === null) return ''
  const f = formats(language)
  const change = now - before
  if (change === 0) return words[language].same
  const points = Math.round(Math.abs(change) * 1000) / 10
  const size =
    unit === 'percent'
      ? `${f.number(points, points < 10 && !Number.isInteger(points) ? 1 : 0)} pp`
      : unit === 'eur'
        ? f.moneyShort(Math.round(Math.abs(change) * 100))
        : f.number(Math.abs(change), Number.isInteger(change) ? 0 : 1)
  return `${change > 0 ? '+' : '−'}${size}`
}

/** What a breakdown goes by: "by province". */
export function byText(language: Language, { definition }: Pick<Told, 'definition'>, by: Breakdown): string {
  const t = words[language]
  if (typeof by !== 'string') return byText(language, { definition }, FIELDS[by.detail] ?? 'details.category')
  if (by === 'list.chains') return t.byChain
  if (by === 'place') return t.byPlace
  if (by === 'month') return t.byMonth
  if (by === 'kind') return t.byKind
  if (by === 'details.category') return t.byCategory
  const [name] = inDetail(language, definition, by, '') ?? []
  return t.bySomething((name ?? by).toLocaleLowerCase(language))
}

/** What an entry says of somebody beside its details. */
const FIELDS: Readonly<Record<string, string>> = { place: 'place', 'list.chains': 'list.chains' }

/** Name and value of a detail, as the ledger says them. */
function inDetail(language: Language, { measure }: Told['definition'], by: string, key: string) {
  const kind = 'kinds' in measure ? measure.kinds[0] : measure.what === 'ratio' ? measure.part.kinds[0] : undefined
  const detail = by.split('.')[1]
  if (kind === undefined || detail === undefined) return undefined
  return detailsInWords(language, { kind: kind as never, details: { [detail]: key } })[0]
}

export function keyText(
  language: Language,
  names: Pick<Report, 'places' | 'chains'>,
  told: Told,
  by: Breakdown,
  key: string,
): string {
  const f = formats(language)
  if (key === '') return words[language].notSaid
  if (typeof by !== 'string') return keyText(language, names, told, FIELDS[by.detail] ?? 'details.category', key)
  // A code without a name is made of one.
  if (by === 'list.chains')
    return (
      names.chains.get(key)?.[language] ??
      `${key.slice(0, 1).toLocaleUpperCase(language)}${key.slice(1).replaceAll('-', ' ')}`
    )
  if (by === 'details.category') return (networkWords[language].categories as Record<string, string>)[key] ?? key
  if (by === 'place') return names.places.get(key) ?? key
  if (by === 'kind') return kindName(language, key)
  if (by === 'month') return f.date(`${key}-01`).replace(/^1[°º]? /, '')
  return inDetail(language, told.definition, by, key)?.[1] ?? key
}

/** How the breakdowns of a figure are called together: "by category of member, by province". */
export const breakdownNames = (language: Language, told: Told): string =>
  (told.definition.by ?? []).map(by => byText(language, told, by)).join(', ')
