import { type Context, Hono } from 'hono'
import { mayWork } from '#domains/accounts/policy.ts'
import { type Clock, dateInRome } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { Failure, type Sentence } from '#platform/errors.ts'
import { type AppEnv, idOf, rawForm, seeOther } from '#platform/http.tsx'
import { addContact, changeContact, dropContact } from './actions.ts'
import { errors } from './messages.ts'
import { type ContactForm, contactForm } from './model.ts'

type Raw = Record<string, string | string[]>
/** Shows the page a form stands on once more: the member's record, or its profile. */
export type ShowAgain = (c: Context<AppEnv>, sent: { raw: Raw; error: Failure }) => Promise<Response>

/**
 * The forms are on the page of the member and on its profile: they lead back to where they were sent from, and are shown there with what was typed when
 * they are refused. Fields carry the prefix of their form.
 */
export function workspace({
  db,
  clock,
  show,
}: {
  db: Db
  clock: Clock
  show: { registry: ShowAgain; profile: ShowAgain }
}): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const at = '/organisations/:key/contacts'

  const post = (
    path: string,
    prefix: (c: Context) => string,
    work: (c: Context<AppEnv>, form: ContactForm) => Promise<unknown>,
  ) =>
    app.post(path, async c => {
      const raw = await rawForm(c)
      try {
        await work(c, readContact(raw, prefix(c)))
      } catch (error) {
        if (!(error instanceof Failure) || error.kind !== 'Invalid') throw error
        return show[backOf(c, raw)](c, { raw, error })
      }
      return seeOther(c, `${addressOf(c, raw)}#contacts`)
    })

  post(
    at,
    () => 'c_',
    (c, form) => addContact(db, c.get('actor'), c.req.param('key') ?? '', form, dateInRome(clock())),
  )
  post(
    `${at}/:id{[0-9]{1,15}}`,
    c => `c${c.req.param('id')}_`,
    (c, form) => changeContact(db, c.get('actor'), c.req.param('key') ?? '', idOf(c), form),
  )
  app.post(`${at}/:id{[0-9]{1,15}}/end`, async c => {
    const raw = await rawForm(c)
    await dropContact(db, c.get('actor'), c.req.param('key'), idOf(c), dateInRome(clock()))
    return seeOther(c, `${addressOf(c, raw)}#contacts`)
  })
  return app
}

function readContact(raw: Raw, prefix: string): ContactForm {
  const own = Object.fromEntries(
    Object.entries(raw).flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
    ),
  )
  const parsed = contactForm.safeParse(own)
  if (parsed.success) return parsed.data
  const wrong = [...new Set(parsed.error.issues.map(issue => String(issue.path[0])))]
  const fields: Record<string, Sentence> = Object.fromEntries(
    wrong.map(name => [`${prefix}${name}`, errors.wrongField]),
  )
  throw new Failure(
    'Invalid',
    errors.wrongContact,
    { names: wrong.map(name => String(own[name] || name)).join(', ') },
    fields,
  )
}

/** The registry is for staff: everybody else stands on the profile. */
const backOf = (c: Context<AppEnv>, raw: Raw): 'registry' | 'profile' =>
  raw.back === 'registry' && mayWork(c.get('actor')).allowed ? 'registry' : 'profile'

const addressOf = (c: Context<AppEnv>, raw: Raw): string =>
  backOf(c, raw) === 'profile' ? `/organisations/${c.req.param('key')}/profile` : `/registry/${c.req.param('key')}`
