import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { type AppEnv, page, parseForm, rawForm, readForm, readQuery, seeOther } from '#platform/http.tsx'
import { accessOf, endActing, invitePerson, type Place, withdrawInvitation } from './actions.ts'
import { words } from './messages.ts'
import { Access, type FormState } from './views/access.tsx'

type Deps = {
  db: Db
  clock: Clock
  baseUrl: string
  /** The organisation of a key, linked records taken together. Throws NotFound. */
  organisationOf: (key: string) => Promise<Place>
}

const idForm = z.object({ id: z.coerce.number().int().positive() })
export const inviteForm = z.object({
  name: z.string().max(200).default(''),
  email: z.string().max(300).default(''),
  as: z.string().max(40).default(''),
})
const mayForm = z.enum(['represent', 'contribute'])
const doneQuery = z.object({ done: z.enum(['sent', 'done']).optional().catch(undefined) })

/** Who acts for an organisation: for its representatives, and staff. */
export function workspace(deps: Deps): Hono<AppEnv> {
  const { db, clock, baseUrl, organisationOf } = deps
  const app = new Hono<AppEnv>()

  app.get('/organisations/:key/access', async c =>
    accessPage(c, deps, await organisationOf(c.req.param('key')), { typed: {} }),
  )

  app.post('/organisations/:key/access', async c => {
    const organisation = await organisationOf(c.req.param('key'))
    const typed = parseForm(await rawForm(c), inviteForm)
    const may = mayForm.catch('contribute').parse(typed.as)
    const refused = await tried(c, typed, () =>
      invitePerson(
        { db, baseUrl, now: clock() },
        c.get('actor'),
        { ...typed, offer: { organisation, may } },
        c.get('language'),
      ),
    )
    return refused
      ? accessPage(c, deps, organisation, refused)
      : seeOther(c, `/organisations/${organisation.key}/access?done=sent`)
  })

  app.post('/organisations/:key/access/end', async c => {
    const organisation = await organisationOf(c.req.param('key'))
    await endActing(db, c.get('actor'), organisation, (await readForm(c, idForm)).id)
    return seeOther(c, `/organisations/${organisation.key}/access?done=done`)
  })

  app.post('/organisations/:key/access/withdraw', async c => {
    const organisation = await organisationOf(c.req.param('key'))
    await withdrawInvitation(db, c.get('actor'), (await readForm(c, idForm)).id, organisation, clock())
    return seeOther(c, `/organisations/${organisation.key}/access?done=done`)
  })

  return app
}

/** Does the work of a form; what was wrong with it, to show it again with, when a person can mend that. */
export async function tried(
  c: Context<AppEnv>,
  typed: FormState['typed'],
  work: () => Promise<unknown>,
): Promise<FormState | undefined> {
  try {
    await work()
    return undefined
  } catch (error) {
    if (!(error instanceof Failure) || !['Invalid', 'Conflict', 'TooMany'].includes(error.kind)) throw error
    const language = c.get('language')
    return { typed, alert: error.in(language), wrong: error.fieldsIn(language) }
  }
}

async function accessPage(
  c: Context<AppEnv>,
  { db, clock }: Deps,
  organisation: Place,
  form: FormState,
): Promise<Response> {
  const language = c.get('language')
  const { done } = readQuery(c, doneQuery)
  const { acting, invited } = await accessOf(db, c.get('actor'), organisation.id, clock())
  return page(
    c,
    { title: words[language].access, noIndex: true, section: 'organisations' },
    <Access
      {...{ language, organisation, acting, invited, form }}
      done={form.alert === undefined && done ? words[language][done] : undefined}
    />,
    form.alert === undefined ? 200 : 422,
  )
}
