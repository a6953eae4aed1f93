import type { Language } from '#platform/i18n.ts'
import { type Column, toCsv } from '#platform/sheets.ts'
import { editionPage } from '../documents/addresses.ts'
import { meanings, words as of, periodName } from '../messages.ts'
import type { Statement } from '../model.ts'
import { figureColumns } from '../sheet.ts'
import { words } from './messages.ts'
import { LICENCE } from './vocabulary.ts'

const said = (it: string, en: string) => ({ it, en })

type Entry = {
  readonly what: 'column' | 'figure'
  readonly name: string
  readonly it: string
  readonly en: string
  readonly meansIt: string
  readonly meansEn: string
  readonly unit: string
}

/** What each column of figures.csv holds, and how each figure is counted. */
export function dictionaryCsv({ definitions }: Statement): string {
  const rows: Entry[] = [
    ...figureColumns('it').map(({ head, means }) => ({
      what: 'column' as const,
      name: head,
      it: head,
      en: head,
      meansIt: means.it,
      meansEn: means.en,
      unit: '',
    })),
    ...definitions.indicators.map(({ code, name, definition, unit }) => ({
      what: 'figure' as const,
      name: code,
      it: name.it,
      en: name.en,
      meansIt: definition.it,
      meansEn: definition.en,
      unit,
    })),
  ]
  return toCsv(columns, rows)
}

const columns: Column<Entry>[] = [
  { head: 'what', means: said('Colonna o cifra.', 'Column or figure.'), value: row => row.what },
  {
    head: 'name',
    means: said('Nome della colonna, codice della cifra.', 'Name of the column, code of the figure.'),
    value: row => row.name,
  },
  { head: 'name_it', means: meanings.name, value: row => row.it },
  { head: 'name_en', means: meanings.name, value: row => row.en },
  { head: 'meaning_it', means: meanings.definition, value: row => row.meansIt },
  { head: 'meaning_en', means: meanings.definition, value: row => row.meansEn },
  { head: 'unit', means: meanings.unit, value: row => row.unit },
]

const NUMBERS: ReadonlySet<string> = new Set(['value', 'before'])

/** The metadata that stands beside figures.csv (W3C, Metadata Vocabulary for Tabular Data, 2015). */
export const csvMetadata = (statement: Statement, language: Language, origin: string) => ({
  '@context': ['http://www.w3.org/ns/csvw', { '@language': language }],
  url: 'figures.csv',
  'dc:title': of[language].report(periodName(language, statement.report.period)),
  'dc:description': words[language].files['figures.csv'],
  'dc:publisher': statement.cluster.name,
  'dc:source': editionPage(origin, language, statement),
  'dc:license': { '@id': LICENCE.uri },
  ...(statement.publishedAt
    ? { 'dc:modified': { '@value': statement.publishedAt.slice(0, 10), '@type': 'date' } }
    : {}),
  dialect: {
    header: true,
    delimiter: ',',
    encoding: 'utf-8',
    lineTerminators: ['\r\n'],
    quoteChar: '"',
    doubleQuote: true,
  },
  tableSchema: {
    columns: figureColumns(language).map(({ head, means }) => ({
      name: head,
      titles: head,
      'dc:description': means[language],
      datatype: NUMBERS.has(head) ? 'number' : head === 'facts' ? 'nonNegativeInteger' : 'string',
      null: '',
      required: head === 'code',
    })),
  },
})
