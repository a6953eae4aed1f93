import { LANGUAGES, type Language } from '#platform/i18n.ts'
import { toCsv } from '#platform/sheets.ts'
import { reportPdf } from '../documents/report-pdf.ts'
import { summaryPdf } from '../documents/summary-pdf.ts'
import { reportWorkbook } from '../documents/workbook.ts'
import type { Statement } from '../model.ts'
import { figureColumns, reportData, rowsOf } from '../sheet.ts'
import { csvMetadata, dictionaryCsv } from './dictionary.ts'
import { type FileName, keptName, type Output, outgoingFiles } from './files.ts'
import { statementJsonLd } from './observations.ts'

type Maker = (statement: Statement, language: Language, origin: string) => string | Uint8Array | Promise<Uint8Array>

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

const MAKERS: Record<FileName, Maker> = {
  'report.pdf': (statement, language, origin) => reportPdf(statement, language, { origin }),
  'summary.pdf': (statement, language, origin) => summaryPdf(statement, language, { origin }),
  'report.xlsx': (statement, language, origin) => reportWorkbook(statement, language, { origin }),
  'figures.csv': ({ report }, language) => toCsv(figureColumns(language), rowsOf(report)),
  'figures.csv-metadata.json': (statement, language, origin) => json(csvMetadata(statement, language, origin)),
  'figures.json': ({ report }) => json(reportData(report)),
  'figures.jsonld': (statement, _, origin) => `${JSON.stringify(statementJsonLd(statement, origin))}\n`,
  'dictionary.csv': statement => dictionaryCsv(statement),
}

/** One file of an edition, by the name in its address. What is in no language is the same in each. */
export async function makeFile(
  statement: Statement,
  name: FileName,
  language: Language,
  origin: string,
): Promise<Uint8Array> {
  const made = await MAKERS[name](statement, language, origin)
  return typeof made === 'string' ? new TextEncoder().encode(made) : made
}

/** Whether a name in an address is a file made here; the package is made elsewhere. */
export const isFileName = (name: string): name is FileName => Object.hasOwn(MAKERS, name)

/** All files of a statement but the package, in the order of `outgoingFiles`. */
export async function makeAllFiles(statement: Statement, origin: string): Promise<Output[]> {
  const made: Output[] = []
  for (const { name, language, type } of outgoingFiles(statement))
    if (isFileName(name)) {
      const bytes = await makeFile(statement, name, language ?? LANGUAGES[0], origin)
      made.push({ name: keptName(name, language), type, bytes })
    }
  return made
}
