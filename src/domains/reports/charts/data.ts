import { shader } from '#domains/network/views/map.tsx'
import type { Language } from '#platform/i18n.ts'
import { inUnit, periodName } from '../messages.ts'
import type { Report, Told } from '../model.ts'
import { theProvinces } from '../provinces.ts'
import { keyText } from '../texts.ts'
import { words } from './messages.ts'

export type Area = { readonly code: string; readonly letters: string; readonly text: string; readonly shade: number }
export type MapData = {
  readonly title: string
  /** The title without the word for a map. */
  readonly name: string
  /** The whole map in words, for whoever does not see it. */
  readonly says: string
  readonly areas: readonly Area[]
  /** What each shade spans, in words, from the lightest. */
  readonly legend: readonly { readonly shade: number; readonly text: string }[]
  readonly elsewhere: string | undefined
}

/** The map of a figure that is parted by place; undefined where no part lies on it. */
export function mapOf(language: Language, report: Report, told: Told): MapData | undefined {
  const t = words[language]
  const { shapes } = theProvinces()
  const found = told.figure.by.find(({ of }) => of === 'place')?.parts ?? []
  const byCode = new Map(found.map(part => [part.key, part]))
  const here = shapes.map(shape => ({ shape, part: byCode.get(shape.code) }))
  if (!here.some(({ part }) => (part?.value ?? 0) > 0)) return undefined
  const said = (value: number) => inUnit(language, told.definition.unit, value)
  const { shade, spans } = shader(here.filter(({ part }) => !part?.withheld).map(({ part }) => part?.value ?? 0))
  const areas = here.map(({ shape, part }) => ({
    code: shape.code,
    letters: shape.letters,
    text: part?.withheld ? '*' : said(part?.value ?? 0),
    shade: shade(part?.value ?? 0),
  }))
  const codes = new Set(shapes.map(({ code }) => code))
  const away = found
    .filter(({ key, value }) => !codes.has(key) && (value ?? 0) > 0)
    .reduce((sum, { value }) => sum + (value ?? 0), 0)
  const nameOfPlace = (code: string) => keyText(language, report, told, 'place', code)
  const elsewhere = away > 0 ? t.elsewhere(said(away)) : undefined
  const each = areas.map(({ code, text }, at) => `${byCode.has(code) ? nameOfPlace(code) : shapes[at]?.name}: ${text}`)
  const name = t.byProvince(told.definition.name[language], periodName(language, report.period))
  return {
    title: t.map(name),
    name,
    says: [t.each(each.join(', ')), elsewhere].filter(Boolean).join(' '),
    areas,
    legend: spans.map(([at, [from, to]]) => ({
      shade: at,
      text: from === to ? said(from) : `${said(from)}–${said(to)}`,
    })),
    elsewhere,
  }
}

/** Whose map stands for the whole report: the first of these that has one. */
const MAPPED = ['activities', 'members_total', 'events_held', 'meetings_held'] as const

export function mapOfSummary(language: Language, report: Report): MapData | undefined {
  for (const code of MAPPED) {
    const told = report.figures.find(({ figure }) => figure.code === code)
    const map = told && mapOf(language, report, told)
    if (map) return map
  }
  return undefined
}

export type Column = { readonly key: string; readonly label: string; readonly text: string; readonly share: number }
export type ColumnData = { readonly title: string; readonly says: string; readonly columns: readonly Column[] }

/** A column for each month of the period, also where nothing happened; undefined for a figure that is not parted by month, and beyond two years. */
export function monthsOf(language: Language, report: Report, told: Told): ColumnData | undefined {
  const found = told.figure.by.find(({ of }) => of === 'month')?.parts ?? []
  const keys = monthsBetween(report.period.from, report.period.until)
  if (found.length === 0 || keys.length > 24 || found.some(({ key }) => !keys.includes(key))) return undefined
  const values = new Map(found.map(({ key, value }) => [key, value ?? 0]))
  const most = Math.max(...values.values(), 0)
  if (most <= 0) return undefined
  const short = new Intl.DateTimeFormat(language, { month: 'short', timeZone: 'UTC' })
  const columns = keys.map(key => {
    const value = values.get(key) ?? 0
    return {
      key,
      label: short.format(new Date(`${key}-01T00:00:00Z`)),
      text: inUnit(language, told.definition.unit, value),
      share: Math.max(0, value / most),
    }
  })
  const t = words[language]
  return {
    title: t.months(told.definition.name[language], periodName(language, report.period)),
    says: t.each(
      columns.map(({ key, text }) => `${keyText(language, report, told, 'month', key)}: ${text}`).join(', '),
    ),
    columns,
  }
}

function monthsBetween(from: string, until: string): string[] {
  const last = until.slice(0, 7)
  const keys: string[] = []
  let [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))]
  for (;;) {
    const key = `${year}-${String(month).padStart(2, '0')}`
    if (key > last || keys.length > 24) return keys
    keys.push(key)
    ;[year, month] = month === 12 ? [year + 1, 1] : [year, month + 1]
  }
}

export type Compared = {
  readonly what: 'now' | 'before' | 'target'
  readonly label: string
  readonly text: string
  readonly share: number
}

/** This period, the one before and the target on one scale that begins at zero; empty where there is nothing to compare. */
export function comparisonOf(
  language: Language,
  report: Report,
  { definition, figure, before, target }: Told,
): Compared[] {
  const rows = [
    { what: 'now' as const, label: report.period.name, value: figure.value },
    { what: 'before' as const, label: report.before.name, value: before.value },
    { what: 'target' as const, label: words[language].target, value: target ?? null },
  ].flatMap(({ value, ...rest }) => (value === null ? [] : [{ ...rest, value }]))
  const most = Math.max(...rows.map(({ value }) => value))
  if (rows.length < 2 || most <= 0) return []
  return rows.map(({ what, label, value }) => ({
    what,
    label,
    text: inUnit(language, definition.unit, value),
    share: Math.max(0, value / most),
  }))
}
