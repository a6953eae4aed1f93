import { type Context, Hono } from 'hono'
import { type AppEnv, idOf } from '#platform/http.tsx'
import { whoByStaff } from './actions.ts'
import { type Deps, type Place, showWishes, takePerson, takeWish } from './page.tsx'

/** The same page for staff, who enter what somebody says by phone. */
export function workspace(deps: Deps): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const at = '/events/:id{[0-9]{1,15}}/meetings/people/:person{[0-9]{1,15}}'
  const place = async (c: Context<AppEnv>): Promise<Place> => {
    const [id, person] = [idOf(c), Number(c.req.param('person'))]
    const who = await whoByStaff(deps.db, c.get('actor'), id, person)
    return { path: `/events/${id}/meetings/people/${person}`, keep: {}, who }
  }

  app.get(at, async c => showWishes(c, deps, await place(c)))
  app.post(at, async c => takePerson(c, deps, await place(c)))
  app.post(`${at}/choose`, async c => takeWish(c, deps, await place(c)))

  return app
}
