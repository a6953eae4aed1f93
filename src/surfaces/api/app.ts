import { randomBytes } from 'node:crypto'
import { cors } from 'hono/cors'
import { addEndpoints as addConsortia } from '#domains/consortia/api.ts'
import type { Builder } from '#domains/consortia/teams/actions.ts'
import { addEndpoints as addMatching } from '#domains/matching/api.ts'
import { addEndpoints as addNetwork } from '#domains/network/api.ts'
import { addEndpoints as addOpportunities } from '#domains/opportunities/api.ts'
import { addEndpoints as addProjects } from '#domains/projects/api.ts'
import { type ApiContext, emptyApi, failureAnswer } from '#platform/api.ts'
import type { Clock } from '#platform/clock.ts'
import { failureOf } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { errorDetails, log } from '#platform/log.ts'
import { errors } from './messages.ts'

/** For a path under /api that leads nowhere. */
export const noEndpoint = (c: ApiContext): Response =>
  failureAnswer(c, new Failure('NotFound', errors.noEndpoint, { path: c.req.path.slice(0, 100) }))

export type ApiDocument = ReturnType<ReturnType<typeof emptyApi>['getOpenAPI31Document']>

const ANYONE = {
  origin: '*',
  allowMethods: ['GET', 'HEAD', 'OPTIONS'],
  exposeHeaders: ['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset', 'Retry-After'],
  maxAge: 86_400,
}

/** A request to the API that was refused before it got there, as for coming too often: readable by programs of any site too. */
export function refusedBefore(c: ApiContext, failure: Failure): Response {
  c.header('Access-Control-Allow-Origin', '*')
  c.header('Access-Control-Expose-Headers', ANYONE.exposeHeaders.join(','))
  return failureAnswer(c, failure)
}

/** Everything that can be read, as JSON, for anyone: no cookie is looked at, so any site may read it. */
export function makeApi(deps: Builder & { clock: Clock; baseUrl: string; version: string }) {
  const app = emptyApi()
  app.use(cors(ANYONE))
  addNetwork(app, deps)
  addProjects(app, deps)
  addOpportunities(app, deps)
  addMatching(app, deps)
  addConsortia(app, deps)
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Telaio',
      version: deps.version,
      description:
        'Organisations, projects, calls, partner search and teams, for reading. Money is in euro cents, dates are YYYY-MM-DD, instants are UTC. At most 600 requests a minute from one address: the RateLimit headers say how many are left. Teams and proposals are the cluster’s own work and are not here.',
      license: { name: 'EUPL-1.2', url: 'https://joinup.ec.europa.eu/collection/eupl' },
    },
    servers: [{ url: `${deps.baseUrl}/api` }],
  })
  app.get('/openapi.json', c => c.json(document))
  app.onError((error, c) => {
    const failure = error instanceof Failure ? error : failureOf(error)
    if (failure) return failureAnswer(c, failure)
    const reference = randomBytes(4).toString('hex')
    log('error', 'endpoint failed', { reference, path: c.req.path, ...errorDetails(error) })
    return c.json({ kind: 'Fault', message: errors.fault[c.get('language') ?? 'en'], reference }, 500)
  })
  return { app, document }
}
