import { parseEuro } from '#kernel/money.ts'
import { type Period, readPeriod } from '#kernel/period.ts'

/** A figure and a period. */
export type Cell = { readonly code: string; readonly period: string }
export type Target = Cell & { readonly value: number }

/** What somebody typed into a cell, and what the page had shown there. */
export type TypedCell = Cell & { readonly typed: string; readonly seen: string }

/** A change to store: `value` undefined takes the target away. */
export type Change = Cell & { readonly before: number | undefined; readonly value: number | undefined }

export const cellName = ({ code, period }: Cell): string => `${code}.${period}`

/** The year and its halves. */
export const periodsOf = (year: number): Period[] =>
  [`${year}`, `${year}-H1`, `${year}-H2`].flatMap(name => {
    const period = readPeriod(name)
    return typeof period === 'string' ? [] : [period]
  })

const LARGEST = 1e12

/** A target as people type it, Italian or English: "1.500", "55 000 000 €", "35%" or "35" where a share is asked for. Undefined when it is none. */
export function readTarget(unit: string, text: string): number | undefined {
  const hundredths = parseEuro(text.replace(/%\s*$/, ''))
  if (hundredths === undefined || hundredths < 0 || hundredths > LARGEST * 100) return undefined
  const value = unit === 'percent' ? hundredths / 10_000 : hundredths / 100
  return unit === 'percent' && value > 1 ? undefined : value
}

/** A target as it stands in its field, to be read again as the same. */
export const fieldText = (language: string, unit: string, value: number | undefined): string =>
  value === undefined
    ? ''
    : new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(unit === 'percent' ? value * 100 : value)

/** The cells of a posted form: those of the figures and periods the page has, whatever else was sent. */
export const cellsOf = (
  raw: Readonly<Record<string, string | string[]>>,
  codes: readonly string[],
  periods: readonly Period[],
): TypedCell[] =>
  codes.flatMap(code =>
    periods.flatMap(({ name: period }) => {
      const at = cellName({ code, period })
      const [typed, seen] = [raw[at], raw[`seen.${at}`]]
      if (typeof typed !== 'string') return []
      return [{ code, period, typed: typed.trim().slice(0, 60), seen: typeof seen === 'string' ? seen : '' }]
    }),
  )

export type Reading = {
  readonly changes: readonly Change[]
  /** Cells that hold no number, and cells that somebody else has changed since the page was opened. */
  readonly unreadable: readonly string[]
  readonly overtaken: readonly string[]
}

/** What is to change. A cell that still says what the page showed is left alone, also when somebody else has changed it meanwhile. */
export function readCells(
  cells: readonly TypedCell[],
  unitOf: (code: string) => string,
  stored: ReadonlyMap<string, number>,
): Reading {
  const [changes, unreadable, overtaken]: [Change[], string[], string[]] = [[], [], []]
  for (const { code, period, typed, seen } of cells) {
    if (typed === seen) continue
    const [name, unit] = [cellName({ code, period }), unitOf(code)]
    const value = typed === '' ? undefined : readTarget(unit, typed)
    const before = stored.get(name)
    const known = seen === '' ? undefined : readTarget(unit, seen)
    if (typed !== '' && value === undefined) unreadable.push(name)
    else if (before !== known && before !== value) overtaken.push(name)
    else if (before !== value) changes.push({ code, period, before, value })
  }
  return { changes, unreadable, overtaken }
}
