import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { type AppEnv, readQuery } from '#platform/http.tsx'
import type { Deps as EventDeps } from '../../website.tsx'
import { whoByLink } from './actions.ts'
import { type Deps as PageDeps, type Place, showWishes, takePerson, takeWish } from './page.tsx'

const tokenQuery = z.object({ token: z.string().max(200).default('') })

/** Wishes by the link of a registration: whoever has it needs no account. Opening it changes nothing. */
export function website(deps: EventDeps & PageDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const path = '/registration/wishes'
  const place = async (c: Context<AppEnv>): Promise<Place> => {
    const { token } = readQuery(c, tokenQuery)
    return { path, keep: { token }, who: await whoByLink(deps.db, deps.secret, token) }
  }

  app.get(path, async c => showWishes(c, deps, await place(c)))
  app.post(path, async c => takePerson(c, deps, await place(c)))
  app.post(`${path}/choose`, async c => takeWish(c, deps, await place(c)))

  return app
}
