import { type Context, Hono } from 'hono'
import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { type AppEnv, idOf, parseForm, postedFile, rawForm, seeOther } from '#platform/http.tsx'
import { addDocument, openDocument, removeDocument } from './actions.ts'
import { errors } from './messages.ts'
import { documentForm } from './model.ts'

/** Files are given out as downloads and never shown inside the site. */
export function workspace({ db }: { db: Db }): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const at = '/organisations/:key/documents'

  app.post(at, async c => {
    const raw = await rawForm(c)
    const file = await postedFile(c, 'file')
    if (!file) throw new Failure('Invalid', errors.noFile)
    await addDocument(db, c.get('actor'), c.req.param('key'), file, parseForm(raw, documentForm))
    return seeOther(c, backOf(c, raw))
  })

  app.get(`${at}/:id{[0-9]{1,15}}`, async c => {
    const { name, bytes } = await openDocument(db, c.get('actor'), c.req.param('key'), idOf(c))
    return c.body(bytes as unknown as Uint8Array<ArrayBuffer>, 200, {
      // Whatever it is, a browser keeps it and does not run it.
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'Cache-Control': 'private, no-store',
    })
  })

  app.post(`${at}/:id{[0-9]{1,15}}/remove`, async c => {
    const raw = await rawForm(c)
    await removeDocument(db, c.get('actor'), c.req.param('key'), idOf(c))
    return seeOther(c, backOf(c, raw))
  })

  return app
}

const backOf = (c: Context, raw: Record<string, string | string[]>): string =>
  `${raw.back === 'profile' ? `/organisations/${c.req.param('key')}/profile` : `/registry/${c.req.param('key')}`}#documents`
