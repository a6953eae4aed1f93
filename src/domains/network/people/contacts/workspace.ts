import { type Context, Hono } from 'hono'
import { type Clock, dateInRome } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { type AppEnv, rawForm, seeOther } from '#platform/http.tsx'
import { addContact, changeContact, dropContact } from './actions.ts'
import { errors } from './messages.ts'
import { type ContactForm, contactForm } from './model.ts'

/** The forms are on the page of the member and on its profile; they lead back to where they were sent from. */
export function workspace({ db, clock }: { db: Db; clock: Clock }): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const at = '/organisations/:key/contacts'

  app.post(at, async c => {
    const { form, back } = await read(c, 'c_')
    await addContact(db, c.get('actor'), c.req.param('key'), form, dateInRome(clock()))
    return seeOther(c, `${back}#contacts`)
  })
  app.post(`${at}/:id{[0-9]{1,15}}`, async c => {
    const { form, back } = await read(c, `c${c.req.param('id')}_`)
    await changeContact(db, c.get('actor'), c.req.param('key'), Number(c.req.param('id')), form)
    return seeOther(c, `${back}#contacts`)
  })
  app.post(`${at}/:id{[0-9]{1,15}}/end`, async c => {
    const back = backOf(c, await rawForm(c))
    await dropContact(db, c.get('actor'), c.req.param('key'), Number(c.req.param('id')), dateInRome(clock()))
    return seeOther(c, `${back}#contacts`)
  })
  return app
}

type Raw = Record<string, string | string[]>

async function read(c: Context, prefix: string): Promise<{ form: ContactForm; back: string }> {
  const raw = await rawForm(c)
  const own = Object.fromEntries(
    Object.entries(raw).flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
    ),
  )
  const parsed = contactForm.safeParse(own)
  if (!parsed.success) {
    const names = [
      ...new Set(parsed.error.issues.map(issue => String(own[issue.path[0] as string] || issue.path.join('.')))),
    ].join(', ')
    throw new Failure('Invalid', errors.wrongContact, { names })
  }
  return { form: parsed.data, back: backOf(c, raw) }
}

const backOf = (c: Context, raw: Raw): string =>
  raw.back === 'profile' ? `/organisations/${c.req.param('key')}/profile` : `/registry/${c.req.param('key')}`
