import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { getConnInfo } from '@hono/node-server/conninfo'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { csrf } from 'hono/csrf'
import { secureHeaders } from 'hono/secure-headers'
import { trimTrailingSlash } from 'hono/trailing-slash'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { workspace as administrationPages } from '#domains/accounts/administration/workspace.tsx'
import { workspace as auditPages } from '#domains/accounts/audit/workspace.tsx'
import { website as invitationPages } from '#domains/accounts/invitations/website.tsx'
import { workspace as accessPages } from '#domains/accounts/invitations/workspace.tsx'
import { workspace as ownAccountPages } from '#domains/accounts/own/workspace.tsx'
import { mayAdminister, mayReadAccounts, maySeeMembersOnly, mayWork } from '#domains/accounts/policy.ts'
import type { Sessions } from '#domains/accounts/sessions.ts'
import { website as accountPages, returns as providerReturns } from '#domains/accounts/website.tsx'
import { workspace as proposalPages } from '#domains/consortia/proposals/workspace.tsx'
import type { Solver } from '#domains/consortia/teams/actions.ts'
import { workspace as savedTeamPages } from '#domains/consortia/teams/saved/workspace.tsx'
import { website as teamPages } from '#domains/consortia/teams/website.tsx'
import { workspace as factEntryPages } from '#domains/ledger/entry/workspace.tsx'
import { LARGEST_FILE } from '#domains/ledger/evidence/model.ts'
import { workspace as factImportPages } from '#domains/ledger/imports/workspace.tsx'
import { workspace as ledgerPages } from '#domains/ledger/list/workspace.tsx'
import type { Ranker } from '#domains/matching/actions.ts'
import { website as fittingCallPages } from '#domains/matching/calls/website.tsx'
import { website as matchingPages } from '#domains/matching/website.tsx'
import { wholeOf } from '#domains/network/actions.ts'
import { workspace as duplicatePages } from '#domains/network/duplicates/workspace.tsx'
import { workspace as linkForms } from '#domains/network/links/workspace.ts'
import { website as directoryPages } from '#domains/network/people/directory/website.tsx'
import type { EraseElsewhere, KnownElsewhere } from '#domains/network/people/own/actions.ts'
import { workspace as ownDataPages } from '#domains/network/people/own/workspace.tsx'
import { workspace as peoplePages } from '#domains/network/people/register/workspace.tsx'
import { website as networkPages } from '#domains/network/website.tsx'
import { website as callPages } from '#domains/opportunities/website.tsx'
import { refreshAll } from '#domains/projects/imports/actions.ts'
import { website as tiePages } from '#domains/projects/ties/website.tsx'
import { website as projectPages } from '#domains/projects/website.tsx'
import { website as reportPages } from '#domains/reports/website.tsx'
import { type Actor, VISITOR } from '#kernel/actor.ts'
import { bundleAssets } from '#platform/assets.ts'
import { blobsIn } from '#platform/blobs.ts'
import type { Clock } from '#platform/clock.ts'
import type { Database } from '#platform/db.ts'
import { failureOf } from '#platform/db.ts'
import type { Env } from '#platform/env.ts'
import { Failure, type Sentence, STATUS } from '#platform/errors.ts'
import { type AppEnv, page } from '#platform/http.tsx'
import { type Language, preferred } from '#platform/i18n.ts'
import { errorDetails, log } from '#platform/log.ts'
import { pageCache } from '#platform/page-cache.ts'
import { makeApi, noEndpoint, refusedBefore } from '#surfaces/api/app.ts'
import { apiPage } from '#surfaces/api/page.tsx'
import { NAMING } from '#surfaces/naming.ts'
import { ensureGuarded, guard } from './access.ts'
import { callPage } from './call.tsx'
import { FailurePage, NotFoundPage } from './errors.tsx'
import { homePage } from './home.tsx'
import { type Entry, Layout } from './layout.tsx'
import { organisationPage } from './organisation.tsx'
import { clusterOf, organisationIdOf } from './queries.ts'
import { statements } from './statements.tsx'
import { words } from './words.ts'

/** 10 sign-in requests in ten minutes and 600 other requests a minute from one address. */
const SIGN_IN_LIMIT = { points: 10, duration: 600 }
const PAGE_LIMIT = { points: 600, duration: 60 }
const LARGEST_BODY = 1024 * 1024
/** A fact's evidence, with the fields of its form. */
const LARGEST_EVIDENCE = LARGEST_FILE + LARGEST_BODY
const WITH_EVIDENCE = /^\/(it|en)\/ledger\/(new|import|\d+\/correct)$/

/**
 * Pages that are the same for every visitor: they depend on their address and the data alone. Not here: the words that somebody
 * searches partners for, teams, and whatever belongs to signing in.
 */
const KEPT_PAGES = [
  '/',
  '/organisations',
  '/organisations/:key',
  '/organisations/:key/calls',
  '/organisations/:key/network',
  '/projects/:id',
  '/calls',
  '/calls/:id',
  '/map',
  '/reports',
  '/reports/:period',
  '/reports/:period/figures/:code',
  '/network',
  '/api',
  '/accessibility',
  '/privacy',
]

export type SiteOptions = {
  database: Database
  env: Env
  sessions: Sessions
  ranker: Ranker
  solver: Solver
  clock: Clock
  baseUrl: string
  version: string
}

export async function makeSite({
  database,
  env,
  sessions,
  ranker,
  solver,
  clock,
  baseUrl,
  version,
}: SiteOptions): Promise<Hono<AppEnv>> {
  const { db } = database
  const assets = await bundleAssets()
  const cluster = await clusterOf(db)
  const signInLimit = new RateLimiterMemory(SIGN_IN_LIMIT)
  const pageLimit = new RateLimiterMemory(PAGE_LIMIT)
  const app = new Hono<AppEnv>()

  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: 'same-origin',
      xFrameOptions: 'DENY',
      strictTransportSecurity: baseUrl.startsWith('https:') ? 'max-age=31536000; includeSubDomains' : false,
      permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
    }),
  )
  // First of all: also what goes wrong before a page is reached is answered in the site's frame.
  app.use(async (c, next) => {
    const first = new URL(c.req.url).pathname.split('/')[1]
    const language: Language = first === 'it' || first === 'en' ? first : preferred(c.req.header('accept-language'))
    c.set('language', language)
    c.set('actor', VISITOR)
    c.set('signedIn', undefined)
    c.set('origin', baseUrl)
    c.set('layout', props => {
      const t = words[props.language]
      const to = (section: string, text: string) => ({
        section: section.split('/')[0] ?? '',
        href: `/${props.language}/${section}`,
        text,
      })
      const entries = [
        to('calls', t.calls),
        to('organisations', t.organisations),
        to('matching', t.matching),
        to('map', t.map),
        to('reports', t.reports),
      ]
      const workbench = workbenchOf(props.actor, to, t)
      return (
        <Layout
          {...props}
          waiting={c.get('signedIn')?.waiting ?? false}
          frame={{ assets, cluster, entries, workbench }}
        />
      )
    })
    await next()
  })
  app.route('/assets', assets.routes)
  app.get('/favicon.svg', c => c.redirect(assets.href('mark.svg'), 302))
  app.get('/healthz', async c => {
    await database.pool.query('select 1')
    return c.json({ ok: true, version })
  })

  app.use(trimTrailingSlash())
  app.use(compress())
  app.use(csrf())
  const limited = (maxSize: number, sentence: Sentence) =>
    bodyLimit({
      maxSize,
      onError: () => {
        throw new Failure('Invalid', sentence)
      },
    })
  const ordinary = limited(LARGEST_BODY, TOO_LARGE)
  const evidence = limited(LARGEST_EVIDENCE, EVIDENCE_TOO_LARGE)
  app.use((c, next) => (WITH_EVIDENCE.test(c.req.path) ? evidence(c, next) : ordinary(c, next)))
  app.use(async (c, next) => {
    const limiter = c.req.method === 'POST' && c.req.path.endsWith('/sign-in') ? signInLimit : pageLimit
    for (const [name, value] of Object.entries(await limit(limiter, addressOf(c, env)))) c.header(name, value)
    const { actor, signedIn } = await sessions.whoIs(c.req.raw.headers)
    c.set('actor', actor)
    c.set('signedIn', signedIn)
    await next()
  })
  app.use(guard(key => organisationIdOf(db, key)))

  const kept = pageCache(database.version)
  const blobs = blobsIn(path.join(env.data, 'evidence'))
  const sheets = blobsIn(path.join(env.data, 'sheets'))
  const api = makeApi({ db, ranker, solver, clock, baseUrl, version })
  app.route('/api', api.app)
  app.route('/', providerReturns({ sessions }))
  app.get('/', c => c.redirect(`/${c.get('language')}`, 302))
  for (const language of ['it', 'en'] as const) {
    const pages = new Hono<AppEnv>()
    for (const path of KEPT_PAGES) pages.use(path, kept)
    pages.get('/', homePage({ db, clock, cluster, version: database.version }))
    pages.get('/organisations/:key', organisationPage({ db }))
    pages.route('/', networkPages({ db }))
    pages.route('/', duplicatePages({ db, refresh: () => refreshAll(database.pool) }))
    pages.route('/', linkForms({ db, refresh: () => refreshAll(database.pool) }))
    pages.route('/', projectPages({ db }))
    pages.route('/', tiePages({ db }))
    pages.route('/', callPages({ db, clock }))
    pages.route('/', fittingCallPages({ db, clock }))
    pages.route('/', matchingPages({ db, ranker }))
    pages.get('/calls/:id', callPage({ db, ranker, clock }))
    pages.route('/', teamPages({ db, ranker, solver, clock }))
    pages.route('/', savedTeamPages({ db, ranker, solver, clock }))
    pages.route('/', proposalPages({ db, ranker, solver, clock }))
    pages.route('/', factEntryPages({ db, blobs, clock, naming: NAMING }))
    pages.route('/', factImportPages({ db, sheets, clock, naming: NAMING }))
    pages.route('/', ledgerPages({ db, blobs, naming: NAMING }))
    pages.route('/', reportPages({ db, clock, readable: NAMING.readable, invented: cluster.invented }))
    pages.get('/api', apiPage(api.document))
    pages.route('/', statements())
    pages.route('/', accountPages({ db, sessions, env, baseUrl, clock }))
    pages.route('/', ownAccountPages({ db, env, sessions, clock }))
    pages.route('/', ownDataPages({ db, clock, sessions, ...ELSEWHERE }))
    pages.route('/', directoryPages({ db }))
    pages.route('/', peoplePages({ db, clock, ...ELSEWHERE }))
    pages.route('/', invitationPages({ db, sessions, clock }))
    pages.route('/', accessPages({ db, clock, baseUrl, organisationOf: key => wholeOf(db, key) }))
    pages.route('/', administrationPages({ db, clock, baseUrl }))
    pages.route('/', auditPages({ db }))
    app.route(`/${language}`, pages)
  }

  ensureGuarded(app)
  app.notFound(c =>
    c.req.path.startsWith('/api/')
      ? noEndpoint(c)
      : page(
          c,
          { title: words[c.get('language')].notFoundTitle, noIndex: true },
          <NotFoundPage language={c.get('language')} />,
          404,
        ),
  )
  app.onError((error, c) => {
    const language = c.get('language') ?? 'it'
    const failure = error instanceof Failure ? error : failureOf(error)
    if (failure) {
      const status = STATUS[failure.kind]
      if (failure.kind === 'TooMany') c.header('Retry-After', String(failure.params.seconds))
      if (c.req.path.startsWith('/api/')) return refusedBefore(c, failure)
      return page(
        c,
        { title: words[language].failedTitle, noIndex: true },
        <FailurePage language={language} text={failure.in(language)} status={status} />,
        status,
      )
    }
    if ('getResponse' in error && typeof error.getResponse === 'function')
      return (error.getResponse as () => Response)()
    const reference = randomBytes(4).toString('hex')
    log('error', 'page failed', { reference, path: c.req.path, ...errorDetails(error) })
    return page(
      c,
      { title: words[language].failedTitle, noIndex: true },
      <FailurePage language={language} reference={reference} status={500} />,
      500,
    )
  })
  return app
}

/** What slices above the network know of a person, and forget with them. */
const ELSEWHERE: { known: KnownElsewhere; erase: EraseElsewhere } = {
  known: async () => ({}),
  erase: async () => undefined,
}

/** The second row of the navigation: what this actor works on. */
function workbenchOf(actor: Actor, to: (section: string, text: string) => Entry, t: (typeof words)['it']): Entry[] {
  if (!mayWork(actor).allowed)
    return [
      ...(maySeeMembersOnly(actor).allowed ? [to('people', t.directory)] : []),
      ...(mayReadAccounts(actor).allowed ? [to('ledger', t.ledger)] : []),
    ]
  const entries = [
    to('teams', t.teams),
    to('proposals', t.proposals),
    to('ledger', t.ledger),
    to('duplicates', t.duplicates),
    to('people/register', t.people),
    to('audit', t.audit),
  ]
  if (mayAdminister(actor).allowed) entries.push(to('accounts', t.accounts))
  return entries
}

const TOO_LARGE = {
  it: 'Quello che hai inviato è troppo grande (al massimo 1 MB). Nulla è stato salvato: accorcia il testo e riprova.',
  en: 'What you sent is too large (1 MB at most). Nothing was saved: shorten the text and try again.',
}
const EVIDENCE_TOO_LARGE = {
  it: 'Il file è più grande di 20 MB: non è stato preso, e nulla è stato registrato. Torna indietro: quello che hai scritto è ancora nella pagina. Riduci il file, o scrivi un indirizzo al suo posto.',
  en: 'The file is larger than 20 MB: it was not taken, and nothing was recorded. Go back: what you wrote is still on the page. Make the file smaller, or give an address instead.',
}
const TOO_MANY = {
  it: 'Troppe richieste in poco tempo. Nulla è andato perso: riprova fra {seconds} secondi.',
  en: 'Too many requests in a short time. Nothing was lost: try again in {seconds} seconds.',
}

/** Counts a request; answers the headers that say how many are left (draft-ietf-httpapi-ratelimit-headers-06). */
async function limit(limiter: RateLimiterMemory, address: string): Promise<Record<string, string>> {
  const headers = ({ remainingPoints, msBeforeNext }: RateLimiterRes) => ({
    'RateLimit-Limit': String(limiter.points),
    'RateLimit-Remaining': String(Math.max(0, remainingPoints)),
    'RateLimit-Reset': String(Math.ceil(msBeforeNext / 1000)),
  })
  try {
    return headers(await limiter.consume(address))
  } catch (reason) {
    if (!(reason instanceof RateLimiterRes)) throw reason
    throw new Failure('TooMany', TOO_MANY, { seconds: Math.ceil(reason.msBeforeNext / 1000) })
  }
}

function addressOf(c: Parameters<typeof getConnInfo>[0], env: Env): string {
  const forwarded = env.trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  if (forwarded) return forwarded
  try {
    return getConnInfo(c).remote.address ?? 'unknown'
  } catch {
    // Requests made in process, as by a test, have no connection.
    return 'in-process'
  }
}
