import { Hono } from 'hono'
import { z } from 'zod'
import type { Db } from '#platform/db.ts'
import { type AppEnv, readForm, seeOther } from '#platform/http.tsx'
import { linkRecords, type Refresh, unlinkRecord } from './actions.ts'

const linkForm = z.object({ other: z.string().trim().min(1).max(81) })

/** The forms are on the page of the organisation. */
export function workspace({ db, refresh }: { db: Db; refresh: Refresh }): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  app.post('/organisations/:key/links', async c => {
    const { other } = await readForm(c, linkForm)
    const key = await linkRecords(db, c.get('actor'), c.req.param('key'), other, refresh)
    return seeOther(c, `/organisations/${key}#links`)
  })
  app.post('/organisations/:key/unlink', async c => {
    const { other } = await readForm(c, linkForm)
    const key = c.req.param('key')
    await unlinkRecord(db, c.get('actor'), key, other, refresh)
    return seeOther(c, `/organisations/${key}#links`)
  })
  return app
}
