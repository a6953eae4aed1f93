import type { Context } from 'hono'
import { z } from 'zod'
import type { Readable } from '#domains/ledger/list/views/parts.tsx'
import { field } from '#kernel/fields.ts'
import { type AppEnv, attachment, page, readQuery } from '#platform/http.tsx'
import { CSV_TYPE, toCsv } from '#platform/sheets.ts'
import type { Opened } from './actions.ts'
import { periodName } from './messages.ts'
import { mayOpenFacts } from './policy.ts'
import { factColumns, factData } from './sheet.ts'
import { FigurePage } from './views/figure.tsx'

const FACTS_PER_PAGE = 50
const pageQuery = z.object({ page: field.page() })

/** A figure with a page of its facts. `at` is the address of its report, `open` reads so many of its facts. */
export async function figurePage(
  c: Context<AppEnv>,
  readable: Readable,
  at: string,
  open: (range: { from: number; most: number }) => Promise<Opened>,
): Promise<Response> {
  const language = c.get('language')
  const { page: number } = readQuery(c, pageQuery)
  const opened = await open({ from: (number - 1) * FACTS_PER_PAGE, most: FACTS_PER_PAGE })
  const { definition } = opened.told
  const title = `${definition.name[language]}, ${periodName(language, opened.report.period)}`
  return page(
    c,
    { title, section: 'reports', description: definition.definition[language], noIndex: number > 1 },
    <FigurePage
      {...{ language, opened, readable, at }}
      page={number}
      perPage={FACTS_PER_PAGE}
      mayRead={mayOpenFacts(c.get('actor'))}
    />,
  )
}

/** What the facts behind a figure can be taken away as. */
export const FORMATS = ['json', 'csv'] as const

/** The facts behind a figure, to take away. */
export function factsFile(
  c: Context<AppEnv>,
  format: (typeof FORMATS)[number],
  { report, told, facts }: Opened,
): Response {
  const { code } = told.definition
  const name = `${code}-${report.period.name}.${format}`
  if (format === 'csv') return c.body(toCsv(factColumns(c.get('language')), facts), 200, attachment(name, CSV_TYPE))
  const body = { period: report.period.name, code, value: told.figure.value, facts: facts.map(factData) }
  return c.json(body, 200, attachment(name, 'application/json; charset=utf-8'))
}
