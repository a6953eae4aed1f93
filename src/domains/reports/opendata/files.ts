import { LANGUAGES, type Language } from '#platform/i18n.ts'
import { CSV_TYPE, XLSX_TYPE } from '#platform/sheets.ts'
import type { Statement } from '../model.ts'
import { packageName } from '../package/model.ts'

/** A file that goes out with an edition. `eu` is its code in the list of file types of the European Union. */
export type Outgoing = {
  readonly name: string
  /** Undefined where it is in no language, or in both. */
  readonly language: Language | undefined
  readonly type: string
  readonly eu: string
  /** Known once it was made. */
  readonly bytes?: number
}

/** The name a file is kept by: what is in a language stands below it. */
export const keptName = (name: string, language: Language | undefined): string =>
  language ? `${language}/${name}` : name

/** One of the files a report goes out as, by the name it is kept by. */
export type Output = { readonly name: string; readonly type: string; readonly bytes: Uint8Array }

/** Whatever holds words for people exists in each language. */
const SPOKEN = [
  { name: 'report.pdf', type: 'application/pdf', eu: 'PDF' },
  { name: 'summary.pdf', type: 'application/pdf', eu: 'PDF' },
  { name: 'report.xlsx', type: XLSX_TYPE, eu: 'XLSX' },
  { name: 'figures.csv', type: CSV_TYPE, eu: 'CSV' },
  { name: 'figures.csv-metadata.json', type: 'application/csvm+json', eu: 'JSON' },
] as const

const BOTH = [
  { name: 'figures.json', type: 'application/json; charset=utf-8', eu: 'JSON' },
  { name: 'figures.jsonld', type: 'application/ld+json; charset=utf-8', eu: 'JSON_LD' },
  { name: 'dictionary.csv', type: CSV_TYPE, eu: 'CSV' },
] as const

export type FileName = (typeof SPOKEN)[number]['name'] | (typeof BOTH)[number]['name']

export const PACKAGE_TYPE = 'application/zip'

/** All files of an edition, the package to check among them. */
export const outgoingFiles = (statement: Statement): Outgoing[] => [
  ...LANGUAGES.flatMap(language => SPOKEN.map(file => ({ ...file, language }))),
  ...BOTH.map(file => ({ ...file, language: undefined })),
  {
    name: packageName(statement.report.period.name, statement.edition),
    type: PACKAGE_TYPE,
    eu: 'ZIP',
    language: undefined,
  },
]
