import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Blobs } from '#platform/blobs.ts'
import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { type AppEnv, attachment, page, parseForm, rawForm, readQuery, seeOther } from '#platform/http.tsx'
import { formats } from '#platform/i18n.ts'
import { type Column, CSV_TYPE, toCsv, toXlsx, XLSX_TYPE } from '#platform/sheets.ts'
import { withdrawFact } from '../amendments/actions.ts'
import { openFile, showFileTo } from '../evidence/actions.ts'
import { SHOWN_TO } from '../evidence/model.ts'
import { listQuery } from '../model.ts'
import type { Naming } from '../naming.ts'
import { mayRecord } from '../policy.ts'
import { exportLedger, FACTS_PER_PAGE, readFact, readLedger } from './actions.ts'
import { meanings, words } from './messages.ts'
import type { FactRow } from './queries.ts'
import { FactPage } from './views/fact.tsx'
import { Ledger } from './views/list.tsx'
import { kindName } from './views/parts.tsx'

type Deps = { readonly db: Db; readonly blobs: Blobs; readonly naming: Naming }

const here = { section: 'ledger', noIndex: true } as const
const doneQuery = z.object({ done: z.enum(['correction', 'withdrawal', 'shown']).optional().catch(undefined) })
const withdrawForm = z.object({ reason: z.string().max(2000).catch('') })
const shownForm = z.object({ shown: z.enum(SHOWN_TO), seq: z.coerce.number().int().min(1) })

/** The ledger: to read, filter and take away; each fact with its history and evidence, to withdraw. */
export function workspace({ db, blobs, naming }: Deps): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.get('/ledger', async c => {
    const query = readQuery(c, listQuery)
    const language = c.get('language')
    const read = await readLedger(db, c.get('actor'), query)
    return page(
      c,
      { title: words[language].title, ...here, wide: true },
      <Ledger
        {...{ language, query, ...read }}
        perPage={FACTS_PER_PAGE}
        mayRecord={mayRecord(c.get('actor'))}
        readable={naming.readable}
      />,
    )
  })

  app.get('/ledger.csv', async c => {
    const rows = await exportLedger(db, c.get('actor'), readQuery(c, listQuery))
    return c.body(toCsv(columns(c), rows), 200, attachment('ledger.csv', CSV_TYPE))
  })

  app.get('/ledger.xlsx', async c => {
    const rows = await exportLedger(db, c.get('actor'), readQuery(c, listQuery))
    const { title } = words[c.get('language')]
    const book = await toXlsx(title, c.get('language'), [{ name: title, columns: columns(c), rows: rows as never[] }])
    return c.body(book as Uint8Array<ArrayBuffer>, 200, attachment('ledger.xlsx', XLSX_TYPE))
  })

  app.get('/ledger/evidence/:sha', async c => {
    const { row, bytes } = await openFile({ db, blobs }, c.get('actor'), c.req.param('sha'))
    // A picture may be looked at in its place; whatever could run something is only ever handed over.
    const shown = row.media_type.startsWith('image/') ? 'inline' : 'attachment'
    return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
      'Content-Type': row.media_type,
      'Content-Disposition': `${shown}; filename*=UTF-8''${encodeURIComponent(row.name)}`,
      'Cache-Control': 'private, no-store',
      'Content-Security-Policy': "default-src 'none'; sandbox",
    })
  })

  app.post('/ledger/evidence/:sha/shown', async c => {
    const { shown, seq } = parseForm(await rawForm(c), shownForm)
    await showFileTo(db, c.get('actor'), c.req.param('sha'), shown)
    return seeOther(c, `/ledger/${seq}?done=shown`)
  })

  app.get('/ledger/:seq{[0-9]{1,15}}', async c => factPage(c, { db, naming }))

  app.post('/ledger/:seq{[0-9]{1,15}}/withdraw', async c => {
    const { reason } = parseForm(await rawForm(c), withdrawForm)
    const seq = Number(c.req.param('seq'))
    try {
      await withdrawFact(db, c.get('actor'), seq, reason)
    } catch (error) {
      if (!(error instanceof Failure) || !['Invalid', 'Conflict'].includes(error.kind)) throw error
      return factPage(c, { db, naming }, error)
    }
    return seeOther(c, `/ledger/${seq}?done=withdrawal`)
  })

  return app
}

async function factPage(c: Context<AppEnv>, { db, naming }: Pick<Deps, 'db' | 'naming'>, refused?: Failure) {
  const language = c.get('language')
  const view = await readFact(db, c.get('actor'), Number(c.req.param('seq')))
  const { done } = readQuery(c, doneQuery)
  return page(
    c,
    { title: words[language].factTitle(formats(language).number(view.fact.seq)), ...here },
    <FactPage {...{ language, view, done }} refused={refused?.in(language)} readable={naming.readable} />,
    refused ? (refused.kind === 'Conflict' ? 409 : 422) : 200,
  )
}

function columns(c: Context<AppEnv>): Column<FactRow>[] {
  const language = c.get('language')
  const t = words[language]
  return [
    { head: t.number, means: meanings.seq, value: row => row.seq, width: 8 },
    { head: t.kind, means: meanings.kind, value: row => row.kind, width: 22 },
    { head: t.what, means: meanings.kind, value: row => kindName(language, row.kind), width: 28 },
    { head: t.day, means: meanings.day, value: row => row.happened_on, width: 12 },
    {
      head: t.organisations,
      means: meanings.organisations,
      value: row => row.parties.map(({ key, role }) => `${role}: ${key}`).join('; '),
      width: 50,
    },
    { head: t.who, means: meanings.names, value: row => row.parties.map(({ name }) => name).join('; '), width: 50 },
    {
      head: `${t.amount} (€)`,
      means: meanings.amount,
      value: row => (row.amount_cents === null ? null : row.amount_cents / 100),
    },
    { head: t.place, means: meanings.place, value: row => row.place },
    { head: t.details, means: meanings.details, value: row => JSON.stringify(row.details), width: 50 },
    {
      head: t.evidence,
      means: meanings.evidence,
      value: row => row.evidence.map(one => one.sha256 ?? `${one.address} (${one.seen_on})`).join('; '),
      width: 50,
    },
    { head: t.source, means: meanings.source, value: row => row.source },
    { head: t.correction, means: meanings.amends, value: row => row.amendment },
    { head: t.replaced, means: meanings.replacedBy, value: row => row.amended_seq },
    { head: t.reason, means: meanings.reason, value: row => row.reason, width: 30 },
    { head: t.recorded, means: meanings.recorded, value: row => row.recorded_at.toISOString(), width: 26 },
    { head: t.hash, means: meanings.hash, value: row => row.hash, width: 68 },
  ]
}
