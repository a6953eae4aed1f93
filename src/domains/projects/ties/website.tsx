import { type Context, Hono } from 'hono'
import { profileOf } from '#domains/network/actions.ts'
import { readableName } from '#domains/network/naming/model.ts'
import type { Db } from '#platform/db.ts'
import { type AppEnv, page, readQuery } from '#platform/http.tsx'
import { layOut } from './layout.ts'
import { words } from './messages.ts'
import { type Node, type TiesQuery, tiesQuery } from './model.ts'
import { busiest, nearest, tiesAmong } from './queries.ts'
import { NetworkPage } from './views/network.tsx'

/** The region whose network is drawn when no organisation is in the middle. */
const REGION = 'ITH5'

export function website({ db }: { db: Db }): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.get('/network', async c => {
    const query = readQuery(c, tiesQuery)
    return draw(c, db, query, undefined, await busiest(db, REGION, query))
  })

  app.get('/organisations/:key/network', async c => {
    const query = readQuery(c, tiesQuery)
    const { organisation, ids, membership } = await profileOf(db, c.req.param('key'))
    const nodes = await nearest(db, ids, query)
    const middle: Node = {
      id: organisation.id,
      key: organisation.key,
      name: organisation.name,
      short_name: organisation.short_name,
      country: organisation.country,
      member: membership !== undefined,
      projects: organisation.project_count,
      first: null,
      last: null,
    }
    return draw(c, db, query, middle, nodes)
  })

  return app
}

async function draw(
  c: Context<AppEnv>,
  db: Db,
  query: TiesQuery,
  middle: Node | undefined,
  nodes: readonly Node[],
): Promise<Response> {
  const language = c.get('language')
  const t = words[language]
  const all = middle ? [middle, ...nodes] : nodes
  const ties = await tiesAmong(
    db,
    all.map(node => node.id),
    query,
  )
  const countries = [
    ...new Set([...nodes.flatMap(node => node.country ?? []), ...(query.country ? [query.country] : [])]),
  ]
  return page(
    c,
    {
      title: middle ? t.of(readableName(middle)) : t.region,
      description: t.lead,
      section: 'organisations',
      noIndex: middle !== undefined,
    },
    <NetworkPage
      language={language}
      here={middle ? `/organisations/${middle.key}/network` : '/network'}
      query={query}
      picture={{ middle, nodes, ties, places: layOut(all, ties), countries }}
    />,
  )
}
