import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { field } from '#kernel/fields.ts'
import type { Blobs } from '#platform/blobs.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { type AppEnv, page, parseForm, rawForm, readQuery, seeOther } from '#platform/http.tsx'
import type { Naming } from '../naming.ts'
import { applyImport, importer, type Plan, planImport } from './actions.ts'
import { errors, words } from './messages.ts'
import { ImportPage } from './views/import.tsx'

type Deps = { readonly db: Db; readonly sheets: Blobs; readonly clock: Clock; readonly naming: Naming }

/** A sheet waits a day to be recorded. */
const KEPT_MS = 86_400_000

const here = { section: 'ledger', noIndex: true } as const
const doneQuery = z.object({ done: z.coerce.number().int().min(0).optional().catch(undefined) })
const applyForm = z.object({ sheet: z.string().regex(/^[0-9a-f]{64}$/), suspects: field.flag() })

/** Facts from a sheet: looked at first, recorded when somebody says so. */
export function workspace(deps: Deps): Hono<AppEnv> {
  const { db, sheets, clock, naming } = deps
  const app = new Hono<AppEnv>()

  app.get('/ledger/import', c => {
    importer(c.get('actor'))
    return show(c, { done: readQuery(c, doneQuery).done })
  })

  app.post('/ledger/import', async c => {
    const by = importer(c.get('actor'))
    const file = (await c.req.formData()).get('file')
    if (!(file instanceof File) || file.size === 0) return show(c, { wrong: errors.noFile[c.get('language')] }, 422)
    const bytes = Buffer.from(await file.arrayBuffer())
    try {
      // Sheets that somebody looked at and never recorded.
      await sheets.removeBefore(new Date(clock().getTime() - KEPT_MS))
      const plan = await planImport(db, naming, by, bytes, clock())
      return show(c, { plan, sheet: await sheets.keep(bytes) })
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'Invalid') throw error
      return show(c, { wrong: error.in(c.get('language')) }, 422)
    }
  })

  app.post('/ledger/import/record', async c => {
    const by = importer(c.get('actor'))
    const { sheet, suspects } = parseForm(await rawForm(c), applyForm)
    const bytes = await sheets.read(sheet)
    if (!bytes) throw new Failure('NotFound', errors.gone)
    const plan = await planImport(db, naming, by, bytes, clock())
    const done = await applyImport(db, by, plan, suspects, clock())
    await sheets.remove(sheet)
    return seeOther(c, `/ledger/import?done=${done}`)
  })

  return app
}

type Shown = { plan?: Plan; sheet?: string; wrong?: string; done?: number | undefined }

function show(c: Context<AppEnv>, shown: Shown, status: 200 | 422 = 200) {
  const language = c.get('language')
  return page(c, { title: words[language].title, ...here }, <ImportPage language={language} {...shown} />, status)
}
