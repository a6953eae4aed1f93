import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { except } from 'hono/combine'
import { compress } from 'hono/compress'
import { matchedRoutes } from 'hono/route'
import { workspace as administrationPages } from '#domains/accounts/administration/workspace.tsx'
import { workspace as auditPages } from '#domains/accounts/audit/workspace.tsx'
import { website as invitationPages } from '#domains/accounts/invitations/website.tsx'
import { workspace as accessPages } from '#domains/accounts/invitations/workspace.tsx'
import { secretOf } from '#domains/accounts/library.ts'
import { workspace as ownAccountPages } from '#domains/accounts/own/workspace.tsx'
import { maySeeMembersOnly } from '#domains/accounts/policy.ts'
import type { Sessions } from '#domains/accounts/sessions.ts'
import { website as accountPages, returns as providerReturns } from '#domains/accounts/website.tsx'
import { workspace as proposalPages } from '#domains/consortia/proposals/workspace.tsx'
import type { Solver } from '#domains/consortia/teams/actions.ts'
import { workspace as savedTeamPages } from '#domains/consortia/teams/saved/workspace.tsx'
import { website as teamPages } from '#domains/consortia/teams/website.tsx'
import { pages as eventPages } from '#domains/events/pages.ts'
import { forget as forgetPitches, knownOf as pitchesKnown } from '#domains/events/pitches/people.ts'
import { knownOf as eventsKnown, forget as forgetAtEvents } from '#domains/events/registrations/people.ts'
import { workspace as ledgerCheckPages } from '#domains/ledger/check/workspace.tsx'
import { workspace as factEntryPages } from '#domains/ledger/entry/workspace.tsx'
import { LARGEST_FILE } from '#domains/ledger/evidence/model.ts'
import { foundingDay } from '#domains/ledger/founding/actions.ts'
import { workspace as factImportPages } from '#domains/ledger/imports/workspace.tsx'
import { workspace as ledgerPages } from '#domains/ledger/list/workspace.tsx'
import type { Ranker } from '#domains/matching/actions.ts'
import { website as fittingCallPages } from '#domains/matching/calls/website.tsx'
import { website as matchingPages } from '#domains/matching/website.tsx'
import { wholeOf } from '#domains/network/actions.ts'
import { website as chainPages } from '#domains/network/chains/website.tsx'
import { workspace as documentForms } from '#domains/network/documents/workspace.ts'
import { workspace as duplicatePages } from '#domains/network/duplicates/workspace.tsx'
import { workspace as feePages } from '#domains/network/fees/workspace.tsx'
import { workspace as linkForms } from '#domains/network/links/workspace.ts'
import { workspace as registryPages, showMember } from '#domains/network/members/workspace.tsx'
import { workspace as contactForms } from '#domains/network/people/contacts/workspace.ts'
import { website as directoryPages } from '#domains/network/people/directory/website.tsx'
import type { EraseElsewhere, KnownElsewhere } from '#domains/network/people/own/actions.ts'
import { workspace as ownDataPages } from '#domains/network/people/own/workspace.tsx'
import { workspace as peoplePages } from '#domains/network/people/register/workspace.tsx'
import { workspace as profilePages, showProfile } from '#domains/network/profile/workspace.tsx'
import { workspace as readinessPages } from '#domains/network/readiness/workspace.tsx'
import { workspace as sheetPages } from '#domains/network/sheets/workspace.tsx'
import { website as networkPages } from '#domains/network/website.tsx'
import { website as needPages } from '#domains/opportunities/needs/website.tsx'
import { website as callPages } from '#domains/opportunities/website.tsx'
import { refreshAll, refreshSome } from '#domains/projects/imports/actions.ts'
import { website as tiePages } from '#domains/projects/ties/website.tsx'
import { website as projectPages } from '#domains/projects/website.tsx'
import { website as digestPages } from '#domains/relations/digest/website.tsx'
import { besideNeed, workspace as interestPages } from '#domains/relations/interests/workspace.tsx'
import { workspace as introductionPages } from '#domains/relations/introductions/workspace.tsx'
import { workspace as mailPages } from '#domains/relations/mail/workspace.tsx'
import { forget, knownOf } from '#domains/relations/people/actions.ts'
import { workspace as taskPages } from '#domains/relations/tasks/workspace.tsx'
import { workspace as todayPages } from '#domains/relations/today/workspace.tsx'
import { openData, website as reportPages } from '#domains/reports/editions/website.tsx'
import { workspace as folderPages } from '#domains/reports/folders/workspace.tsx'
import { publisherOf } from '#domains/reports/opendata/catalogue.ts'
import { workspace as targetPages } from '#domains/reports/targets/workspace.tsx'
import { workspace as trialPages } from '#domains/reports/trial/workspace.tsx'
import { workspace as reportWork } from '#domains/reports/workspace.tsx'
import { VISITOR } from '#kernel/actor.ts'
import { bundleAssets } from '#platform/assets.ts'
import { blobsIn } from '#platform/blobs.ts'
import { type Clock, dateInRome } from '#platform/clock.ts'
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
import { ACCESS, ensureGuarded, guard } from './access.ts'
import { callPage } from './call.tsx'
import { FailurePage, NotFoundPage } from './errors.tsx'
import { browserRules, keepPrivate } from './headers.ts'
import { homePage } from './home.tsx'
import { ISLANDS } from './islands.ts'
import { Layout } from './layout.tsx'
import { requestCounter } from './limits.ts'
import { mainEntries, workbenchOf } from './navigation.ts'
import { organisationPage } from './organisation.tsx'
import { oneAddress, sameOrigin } from './origin.ts'
import { clusterOf, organisationIdOf } from './queries.ts'
import { securityTxt } from './security-txt.ts'
import { statements } from './statements.tsx'
import { words } from './words.ts'

const LARGEST_BODY = 1024 * 1024
/** Files that people upload. */
const LARGEST_UPLOAD = 10 * 1024 * 1024
const UPLOADS = /^\/(it|en)\/(registry\/import|organisations\/[^/]+\/documents|events\/\d+\/registrations\/import)$/
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
  '/chains',
  '/chains/:id',
  '/map',
  '/network',
  '/api',
  '/accessibility',
  '/privacy',
  '/reports',
  '/reports/:period',
  '/reports/:period/:edition',
  '/reports/:period/:edition/differences',
  '/reports/:period/:edition/figures/:code',
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
  const assets = await bundleAssets(ISLANDS)
  const cluster = await clusterOf(db)
  const count = requestCounter(env)
  const app = new Hono<AppEnv>()

  app.use(browserRules(baseUrl))
  app.use(keepPrivate())
  // First of all: also what goes wrong before a page is reached is answered in the site's frame.
  app.use(async (c, next) => {
    const first = new URL(c.req.url).pathname.split('/')[1]
    const language: Language = first === 'it' || first === 'en' ? first : preferred(c.req.header('accept-language'))
    c.set('language', language)
    c.set('actor', VISITOR)
    c.set('signedIn', undefined)
    c.set('origin', baseUrl)
    c.set('layout', props => {
      const entries = mainEntries(props.language)
      const workbench = workbenchOf(props.actor, props.language)
      const waiting = c.get('signedIn')?.waiting ?? false
      return <Layout {...props} waiting={waiting} frame={{ assets, cluster, entries, workbench }} />
    })
    await next()
  })
  app.route('/assets', assets.routes)
  app.get('/favicon.svg', c => c.redirect(assets.href('mark.svg'), 302))
  app.get('/.well-known/security.txt', securityTxt(env.securityContact, baseUrl, clock))
  app.get('/healthz', async c => {
    await database.pool.query('select 1')
    return c.json({ ok: true, version })
  })

  app.use(oneAddress())
  app.use(compress())
  // One-click unsubscription comes from mail programs, without any page of ours: its token is what it is checked by.
  app.use(except(['/it/digest/unsubscribe', '/en/digest/unsubscribe'], sameOrigin(baseUrl)))
  const limited = (maxSize: number, sentence: Sentence) =>
    bodyLimit({
      maxSize,
      onError: () => {
        throw new Failure('Invalid', sentence)
      },
    })
  const ordinary = limited(LARGEST_BODY, TOO_LARGE)
  const upload = limited(LARGEST_UPLOAD, FILE_TOO_LARGE)
  const evidence = limited(LARGEST_EVIDENCE, EVIDENCE_TOO_LARGE)
  app.use((c, next) => {
    const at = c.req.path
    return (WITH_EVIDENCE.test(at) ? evidence : UPLOADS.test(at) ? upload : ordinary)(c, next)
  })
  app.use(async (c, next) => {
    for (const [name, value] of Object.entries(await count(c))) c.header(name, value)
    const { actor, signedIn } = await sessions.whoIs(c.req.raw.headers)
    c.set('actor', actor)
    c.set('signedIn', signedIn)
    await next()
  })
  app.use(guard(key => organisationIdOf(db, key), clock))

  const secret = secretOf(env)
  const mailbox = env.mailReplyTo ? { secret, address: env.mailReplyTo } : undefined
  const elsewhere = elsewhereAt(clock)
  const kept = pageCache(database.version)
  const blobs = blobsIn(path.join(env.data, 'evidence'))
  const sheets = blobsIn(path.join(env.data, 'sheets'))
  const api = makeApi({ db, ranker, solver, clock, baseUrl, version })
  app.route('/api', api.app)
  app.route('/', providerReturns({ sessions }))
  // Pages kept on a phone: what changes when they do, and the script that keeps them.
  const release = [version, assets.href('site.css'), assets.href('agenda.js')].join(' ')
  const keeper = () => assets.routes.request(assets.href('keeper.js').replace('/assets', ''))
  const begun = dateInRome(clock())
  const publisher = async () => {
    const since = (await foundingDay(db)).day ?? begun
    return publisherOf({ name: cluster.name, region: cluster.region, since }, env.publisher, baseUrl)
  }
  app.route('/', openData({ db, version: database.version, publisher, origin: baseUrl }))
  app.get('/', c => c.redirect(`/${c.get('language')}`, 302))
  for (const language of ['it', 'en'] as const) {
    const pages = new Hono<AppEnv>()
    for (const path of KEPT_PAGES) pages.use(path, kept)
    pages.get('/', homePage({ db, clock, cluster, version: database.version }))
    pages.get('/organisations/:key', organisationPage({ db }))
    pages.route('/', networkPages({ db }))
    pages.route('/', duplicatePages({ db, refresh: () => refreshAll(database.pool) }))
    pages.route('/', linkForms({ db, refresh: () => refreshAll(database.pool) }))
    const registry = { db, clock, refresh: (ids: readonly number[]) => refreshSome(database.pool, ids) }
    // Before the page of a member, whose address would take theirs.
    pages.route('/', sheetPages(registry))
    pages.route('/', feePages({ db, clock }))
    pages.route('/', readinessPages({ db, clock }))
    pages.route('/', profilePages(registry))
    pages.route('/', registryPages(registry))
    pages.route('/', chainPages({ db, clock }))
    pages.route(
      '/',
      contactForms({
        db,
        clock,
        show: {
          registry: (c, sent) => showMember(c, registry, sent),
          profile: (c, sent) => showProfile(c, registry, sent),
        },
      }),
    )
    pages.route('/', documentForms({ db }))
    pages.route('/', projectPages({ db }))
    pages.route('/', tiePages({ db }))
    pages.route('/', callPages({ db, clock }))
    pages.route('/', needPages({ db, clock, beside: (c, need) => besideNeed(c, { db, clock }, need) }))
    pages.route('/', fittingCallPages({ db, clock }))
    pages.route('/', matchingPages({ db, ranker, mayAsk: actor => maySeeMembersOnly(actor).allowed }))
    pages.get('/calls/:id', callPage({ db, ranker, clock }))
    pages.route('/', teamPages({ db, ranker, solver, clock }))
    pages.route('/', savedTeamPages({ db, ranker, solver, clock }))
    pages.route('/', proposalPages({ db, ranker, solver, clock }))
    pages.route('/', interestPages({ db, clock }))
    pages.route('/', introductionPages({ db, clock, baseUrl, mailbox }))
    pages.route('/', taskPages({ db, clock }))
    pages.route('/', mailPages({ db, clock, env }))
    pages.route('/', digestPages({ db, clock, secret }))
    pages.route('/', todayPages({ db, clock, has: route => route in ACCESS }))
    pages.route('/', eventPages({ db, clock, secret, baseUrl, cluster, ranker, release, keeper }))
    pages.route('/', factEntryPages({ db, blobs, clock, naming: NAMING }))
    pages.route('/', factImportPages({ db, sheets, clock, naming: NAMING }))
    pages.route('/', ledgerCheckPages({ database, clock }))
    pages.route('/', ledgerPages({ db, blobs, naming: NAMING }))
    // Before the reports, whose periods would take their addresses.
    pages.route('/', targetPages({ db, clock }))
    pages.route('/', folderPages({ db, clock }))
    pages.route('/', trialPages({ db, clock, readable: NAMING.readable }))
    // Before the published reports, whose editions would take their addresses.
    pages.route('/', reportWork({ db, clock, readable: NAMING.readable, cluster, origin: baseUrl }))
    pages.route('/', reportPages({ db, clock, readable: NAMING.readable }))
    pages.get('/api', apiPage(api.document))
    pages.route('/', statements())
    pages.route('/', accountPages({ db, sessions, env, baseUrl, clock }))
    pages.route('/', ownAccountPages({ db, env, sessions, clock }))
    pages.route('/', ownDataPages({ db, clock, sessions, ...elsewhere }))
    pages.route('/', directoryPages({ db }))
    pages.route('/', peoplePages({ db, clock, ...elsewhere }))
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
      noteRefusal(c, failure)
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

/** Doors that somebody tried: which and, where they have signed in, by the code of their account. */
function noteRefusal(c: Context<AppEnv>, { kind }: Failure): void {
  if (kind !== 'Forbidden' && kind !== 'TooMany') return
  const route = matchedRoutes(c).find(({ method }) => method !== 'ALL')?.path
  log('info', 'refused', { kind, method: c.req.method, route, account: c.get('signedIn')?.account })
}

/** What slices above the network know of a person, and forget with them. */
const elsewhereAt = (clock: Clock): { known: KnownElsewhere; erase: EraseElsewhere } => ({
  known: async (db, who) => ({
    ...(await knownOf(db, who)),
    ...(await eventsKnown(db, who)),
    ...(await pitchesKnown(db, who)),
  }),
  erase: async (tx, who) => {
    await forget(tx, who)
    await forgetAtEvents(tx, who, clock())
    await forgetPitches(tx, who, clock())
  },
})

const TOO_LARGE = {
  it: 'Quello che hai inviato è troppo grande (al massimo 1 MB). Nulla è stato salvato: accorcia il testo e riprova.',
  en: 'What you sent is too large (1 MB at most). Nothing was saved: shorten the text and try again.',
}
const FILE_TOO_LARGE = {
  it: 'Il file è più grande di 10 MB: non l’abbiamo preso. Nulla è cambiato: togli immagini e fogli che non servono, o salvalo come CSV, e riprova.',
  en: 'The file is larger than 10 MB: we did not take it. Nothing changed: remove pictures and sheets that are not needed, or save it as CSV, and try again.',
}
const EVIDENCE_TOO_LARGE = {
  it: 'Il file è più grande di 20 MB: non è stato preso, e nulla è stato registrato. Torna indietro: quello che hai scritto è ancora nella pagina. Riduci il file, o scrivi un indirizzo al suo posto.',
  en: 'The file is larger than 20 MB: it was not taken, and nothing was recorded. Go back: what you wrote is still on the page. Make the file smaller, or give an address instead.',
}
