import { type Definition, nameOf } from '#algorithms/indicators/problem.ts'
import type { Sentence } from '#platform/errors.ts'
import type { Language } from '#platform/i18n.ts'
import { type Column, type Sheet, toXlsx } from '#platform/sheets.ts'
import { meanings, words as of, periodName, sections } from '../messages.ts'
import type { Block, Statement, Told } from '../model.ts'
import { byText, keyText } from '../texts.ts'
import { filled } from '../words/references.ts'
import { editionPage } from './addresses.ts'
import { words } from './messages.ts'

const said = (it: string, en: string): Sentence => ({ it, en })

/** A statement as a workbook: figures, their parts, how each is counted, what was written, and where it can be checked. Values are numbers and dates, never formulas. */
export function reportWorkbook(
  statement: Statement,
  language: Language,
  { origin }: { origin: string },
): Promise<Uint8Array> {
  const t = words[language].sheets
  const title = `${of[language].report(periodName(language, statement.report.period))}, ${statement.cluster.name}`
  const { report, definitions, blocks } = statement
  const sheet = <Row>(name: string, columns: Column<Row>[], rows: readonly Row[]) => ({
    name,
    columns,
    rows: rows as never[],
  })
  const sheets: Sheet<never>[] = [
    sheet(t.figures, figureSheet(language), report.figures),
    sheet(t.breakdowns, partSheet(language), partsOf(statement, language)),
    sheet(t.definitions, definitionSheet(language), definitions.indicators),
    sheet(t.words, wordSheet(language, statement), blocks),
    sheet(t.about, aboutSheet(language), aboutOf(statement, language, origin)),
  ]
  return toXlsx(title, language, sheets)
}

const shownAs = (unit: string, value: number | null): string | undefined =>
  value === null
    ? undefined
    : unit === 'eur'
      ? Number.isInteger(value)
        ? '#,##0 "€"'
        : '#,##0.00 "€"'
      : unit === 'percent'
        ? '0.0%'
        : Number.isInteger(value)
          ? '#,##0'
          : '#,##0.0'

const DIFFERENCE = (unit: string): string => {
  const plain = unit === 'percent' ? '0.0%' : unit === 'eur' ? '#,##0 "€"' : '#,##0.##'
  return `+${plain};-${plain};0`
}

const difference = ({ figure, before }: Told): number | null =>
  figure.value === null || before.value === null ? null : figure.value - before.value

function figureSheet(language: Language): Column<Told>[] {
  const [t, r] = [words[language], of[language]]
  const number = (head: string, means: Sentence, value: (told: Told) => number | null): Column<Told> => ({
    head,
    means,
    value,
    format: told => shownAs(told.definition.unit, value(told)),
  })
  return [
    { head: 'code', means: meanings.code, value: told => told.definition.code, width: 30 },
    {
      head: t.section,
      means: said('Capitolo del rapporto.', 'Section of the report.'),
      value: told => sections[told.definition.section]?.[language] ?? told.definition.section,
      width: 22,
    },
    { head: r.figure, means: meanings.name, value: told => told.definition.name[language], width: 44 },
    { head: 'unit', means: meanings.unit, value: told => told.definition.unit, width: 14 },
    number(r.value, meanings.value, told => told.figure.value),
    number('before', meanings.before, told => told.before.value),
    {
      head: t.change,
      means: said('Valore meno quello del periodo prima.', 'Value minus that of the period before.'),
      value: difference,
      format: told => (difference(told) === null ? undefined : DIFFERENCE(told.definition.unit)),
    },
    number(r.target, said('Quanto si voleva raggiungere.', 'What was aimed at.'), told => told.target ?? null),
    { head: 'why', means: meanings.why, value: told => told.figure.why ?? '' },
    { head: r.facts, means: meanings.facts, value: told => told.figure.facts, width: 10 },
  ]
}

type Parted = {
  readonly told: Told
  readonly by: string
  readonly of: string
  readonly key: string
  readonly name: string
  readonly value: number | null
  readonly before: number | null
  readonly withheld: boolean
  readonly facts: number
}

const partsOf = ({ report }: Statement, language: Language): Parted[] =>
  report.figures.flatMap(told =>
    (told.definition.by ?? []).flatMap(by => {
      const earlier = told.before.by.find(one => one.of === nameOf(by))?.parts ?? []
      return (told.figure.by.find(one => one.of === nameOf(by))?.parts ?? []).map(
        ({ key, value, withheld, facts }) => ({
          told,
          by: byText(language, told, by),
          of: nameOf(by),
          key,
          name: keyText(language, report, told, by, key),
          value,
          before: earlier.find(one => one.key === key)?.value ?? null,
          withheld,
          facts,
        }),
      )
    }),
  )

function partSheet(language: Language): Column<Parted>[] {
  const r = of[language]
  return [
    { head: 'code', means: meanings.code, value: row => row.told.definition.code, width: 30 },
    { head: r.figure, means: meanings.name, value: row => row.told.definition.name[language], width: 40 },
    { head: 'by', means: meanings.of, value: row => row.of, width: 20 },
    {
      head: r.in,
      means: said('Come la cifra è divisa, in parole.', 'How the figure is parted, in words.'),
      value: row => row.by,
      width: 26,
    },
    { head: 'part', means: meanings.part, value: row => row.key, width: 20 },
    { head: r.part, means: said('La voce, in parole.', 'The part, in words.'), value: row => row.name, width: 30 },
    {
      head: r.value,
      means: meanings.value,
      value: row => row.value,
      format: row => shownAs(row.told.definition.unit, row.value),
    },
    {
      head: 'before',
      means: meanings.before,
      value: row => row.before,
      format: row => shownAs(row.told.definition.unit, row.before),
    },
    { head: 'why', means: meanings.why, value: row => (row.withheld ? 'withheld' : '') },
    { head: r.facts, means: meanings.facts, value: row => row.facts, width: 10 },
  ]
}

function definitionSheet(language: Language): Column<Definition>[] {
  const t = words[language]
  const kindsOf = ({ measure }: Definition) =>
    'kinds' in measure
      ? measure.kinds.join(', ')
      : measure.what === 'ratio'
        ? measure.part.kinds.join(', ')
        : measure.what === 'stock'
          ? measure.group
          : ''
  return [
    { head: 'code', means: meanings.code, value: one => one.code, width: 30 },
    { head: of[language].figure, means: meanings.name, value: one => one.name[language], width: 40 },
    { head: 'definition', means: meanings.definition, value: one => one.definition[language], width: 100 },
    { head: 'unit', means: meanings.unit, value: one => one.unit },
    {
      head: t.counted,
      means: said(
        'Il modo di contare, dal file delle definizioni.',
        'The way of counting, from the file of definitions.',
      ),
      value: one => one.measure.what,
    },
    {
      head: t.kinds,
      means: said('Generi di fatti, o il gruppo.', 'Kinds of facts, or the group.'),
      value: kindsOf,
      width: 50,
    },
    { head: 'by', means: meanings.of, value: one => (one.by ?? []).map(nameOf).join(', '), width: 30 },
  ]
}

const wordSheet = (language: Language, { report }: Statement): Column<Block>[] => [
  {
    head: words[language].section,
    means: said(
      'Dove sta il testo: opening, un capitolo, closing.',
      'Where the text stands: opening, a section, closing.',
    ),
    value: block => block.section,
    width: 16,
  },
  {
    head: 'it',
    means: said('Testo in italiano, con le cifre al loro posto.', 'Text in Italian, with its figures in place.'),
    value: block => filled('it', block.it, report),
    width: 100,
  },
  {
    head: 'en',
    means: said('Testo in inglese, con le cifre al loro posto.', 'Text in English, with its figures in place.'),
    value: block => filled('en', block.en, report),
    width: 100,
  },
]

type About = { readonly item: string; readonly value: string | number | Date | null; readonly format?: string }

const aboutSheet = (language: Language): Column<About>[] => [
  {
    head: words[language].about.item,
    means: said('Che cosa si dice del rapporto.', 'What is said of the report.'),
    value: row => row.item,
    width: 34,
  },
  {
    head: words[language].about.said,
    means: said('Giorni come date, istanti in UTC.', 'Days as dates, instants in UTC.'),
    value: row => row.value,
    format: row => row.format,
    width: 90,
  },
]

const DAY = 'yyyy-mm-dd'
const INSTANT = 'yyyy-mm-dd hh:mm:ss'

function aboutOf(statement: Statement, language: Language, origin: string): About[] {
  const { report, cluster, edition, state, publishedAt } = statement
  const t = words[language].about
  const day = (text: string) => new Date(`${text}T00:00:00Z`)
  return [
    { item: t.cluster, value: cluster.name },
    ...(cluster.invented ? [{ item: t.invented, value: of[language].invented }] : []),
    { item: t.period, value: periodName(language, report.period) },
    { item: t.from, value: day(report.period.from), format: DAY },
    { item: t.until, value: day(report.period.until), format: DAY },
    { item: t.before, value: periodName(language, report.before) },
    { item: t.edition, value: edition },
    { item: t.state, value: words[language].states[state] },
    { item: t.published, value: publishedAt ? new Date(publishedAt) : null, format: INSTANT },
    { item: t.facts, value: report.head?.seq ?? 0, format: '#,##0' },
    { item: t.recorded, value: report.head ? new Date(report.head.recorded_at) : null, format: INSTANT },
    { item: t.hash, value: report.head?.hash ?? '' },
    { item: t.address, value: editionPage(origin, language, statement) },
    { item: t.check, value: t.checkSays },
    { item: t.licence, value: 'CC BY 4.0, https://creativecommons.org/licenses/by/4.0/' },
  ]
}
