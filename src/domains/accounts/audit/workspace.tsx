import { Hono } from 'hono'
import type { Db } from '#platform/db.ts'
import { type AppEnv, attachment, page, readQuery } from '#platform/http.tsx'
import type { Language } from '#platform/i18n.ts'
import { type Column, CSV_TYPE, toCsv, toXlsx, XLSX_TYPE } from '#platform/sheets.ts'
import { allAudit, LINES_PER_PAGE, readAudit } from './actions.ts'
import { meanings, words } from './messages.ts'
import { auditQuery } from './model.ts'
import type { AuditRow } from './queries.ts'
import { Audit } from './views/audit.tsx'

/** The register of who did what: to read, to filter, to take away. There is nothing to write here. */
export function workspace({ db }: { db: Db }): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.get('/audit', async c => {
    const query = readQuery(c, auditQuery)
    const language = c.get('language')
    const { rows, count } = await readAudit(db, c.get('actor'), query)
    return page(
      c,
      { title: words[language].title, noIndex: true, section: 'audit', wide: true },
      <Audit {...{ language, query, rows, count, perPage: LINES_PER_PAGE }} />,
    )
  })

  app.get('/audit.csv', async c => {
    const rows = await allAudit(db, c.get('actor'), readQuery(c, auditQuery))
    return c.body(toCsv(columns(c.get('language')), rows), 200, attachment('audit.csv', CSV_TYPE))
  })

  app.get('/audit.xlsx', async c => {
    const language = c.get('language')
    const rows = await allAudit(db, c.get('actor'), readQuery(c, auditQuery))
    const { title } = words[language]
    const book = await toXlsx(title, language, [{ name: title, columns: columns(language), rows } as never])
    return c.body(book as Uint8Array<ArrayBuffer>, 200, attachment('audit.xlsx', XLSX_TYPE))
  })

  return app
}

function columns(language: Language): Column<AuditRow>[] {
  const t = words[language]
  return [
    { head: t.at, means: meanings.at, value: row => row.at.toISOString(), width: 26 },
    { head: t.who, means: meanings.who, value: row => row.name, width: 26 },
    { head: t.account, means: meanings.account, value: row => row.actor, width: 38 },
    { head: t.verb, means: meanings.verb, value: row => row.verb, width: 24 },
    { head: t.thing, means: meanings.thing, value: row => row.thing, width: 34 },
    { head: t.details, means: meanings.details, value: row => JSON.stringify(row.details), width: 50 },
  ]
}
