import type { Language } from '#platform/i18n.ts'
import { inUnit } from '../messages.ts'
import type { Report, Told } from '../model.ts'
import { changeText } from '../texts.ts'

/** `{events_held}`, `{events_held:before}`, `:change`, `:target`, or the key of a part: `{events_held:pitching}`. */
const REFERENCE = /\{([a-z][a-z0-9_]*)(?::([^{}\s]{1,60}))?\}/g

/** Text with each reference in the place of its figure, in words; references that lead nowhere stay as they are. */
export const filled = (language: Language, text: string, report: Report): string =>
  text.replace(
    REFERENCE,
    (whole, code: string, part: string | undefined) => said(language, report, code, part) ?? whole,
  )

/** References of a text that lead to no figure with a value. */
export const unknownIn = (text: string, report: Report): string[] => [
  ...new Set(
    [...text.matchAll(REFERENCE)].flatMap(([whole, code = '', part]) =>
      said('en', report, code, part) === undefined ? [whole] : [],
    ),
  ),
]

/** Numbers typed by hand, which a correction would not reach: years and days of a date are left alone. */
export const typedNumbers = (text: string): string[] => [
  ...new Set(
    (text.replace(REFERENCE, ' ').match(/(?<![\p{L}\p{N}])\d[\d.,]*(?![\p{L}\p{N}])/gu) ?? [])
      .map(number => number.replace(/[.,]+$/, ''))
      .filter(number => !/^(19|20|21)\d\d$/.test(number)),
  ),
]

function said(language: Language, report: Report, code: string, part: string | undefined): string | undefined {
  const told = report.figures.find(({ figure }) => figure.code === code)
  if (!told) return undefined
  const { unit } = told.definition
  const value = (number: number | null | undefined) =>
    number === null || number === undefined ? undefined : inUnit(language, unit, number)
  if (part === undefined) return value(told.figure.value)
  if (part === 'before') return value(told.before.value)
  if (part === 'target') return value(told.target)
  if (part === 'change') return changeText(language, unit, told.figure.value, told.before.value) || undefined
  return value(partOf(told, part))
}

/** A part that is not there counts nothing, when the parts come to the whole and one like it is known from the period before. */
function partOf({ figure, before }: Told, key: string): number | null | undefined {
  const find = (by: Told['figure']['by']) => by.flatMap(({ parts }) => parts).find(part => part.key === key)
  const found = find(figure.by)
  if (found) return found.withheld ? undefined : found.value
  return find(before.by) ? 0 : undefined
}
