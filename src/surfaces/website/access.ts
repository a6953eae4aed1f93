import type { Context, Hono, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import {
  demand,
  hasJustSignedIn,
  mayActFor,
  mayAdminister,
  mayReadAccounts,
  mayRepresent,
  maySeeMembersOnly,
  mayUseAccount,
  mayVisit,
  mayWork,
  type Permission,
} from '#domains/accounts/policy.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Clock } from '#platform/clock.ts'
import type { AppEnv } from '#platform/http.tsx'

/** The sentence of policy.ts that guards a page or endpoint; for the last two the organisation is the one of `:key`. */
const SENTENCES = {
  visit: mayVisit,
  useAccount: mayUseAccount,
  seeMembersOnly: maySeeMembersOnly,
  work: mayWork,
  administer: mayAdminister,
  readAccounts: mayReadAccounts,
  actFor: mayActFor,
  represent: mayRepresent,
} satisfies Record<string, (actor: Actor, organisation: number) => Permission>

export type Access = keyof typeof SENTENCES

/**
 * Every page and endpoint of the site, without its language, and who may come in. A route that is not here keeps the site from
 * starting. Actions ask again, each for its own thing: this is the outer door.
 */
export const ACCESS: Readonly<Record<string, Access>> = {
  'GET /': 'visit',
  'GET /assets/:file': 'visit',
  'GET /favicon.svg': 'visit',
  'GET /healthz': 'visit',
  'GET /.well-known/security.txt': 'visit',
  'GET /map': 'visit',
  'GET /network': 'visit',
  'GET /accessibility': 'visit',
  'GET /privacy': 'visit',
  'GET /api': 'visit',
  'GET /api/organisations': 'visit',
  'GET /api/organisations/:key': 'visit',
  'GET /api/territory': 'visit',
  'GET /api/projects': 'visit',
  'GET /api/projects/:id': 'visit',
  'GET /api/organisations/:key/projects': 'visit',
  'GET /api/organisations/:key/competences': 'visit',
  'GET /api/organisations/:key/partners': 'visit',
  'GET /api/calls': 'visit',
  'GET /api/calls/:id': 'visit',
  'GET /api/organisations/:key/calls': 'visit',
  'GET /api/matches': 'visit',
  'GET /api/rules': 'visit',
  'GET /api/team': 'visit',
  'GET /api/openapi.json': 'visit',
  'GET /auth/callback/oidc': 'visit',
  'GET /organisations/:key': 'visit',
  'GET /organisations': 'visit',
  'GET /organisations.csv': 'visit',
  'GET /organisations.xlsx': 'visit',
  'POST /organisations/:key/links': 'work',
  'POST /organisations/:key/unlink': 'work',
  'GET /duplicates': 'work',
  'POST /duplicates': 'work',
  'POST /duplicates/compare': 'work',
  'POST /duplicates/undo': 'work',
  'GET /projects/:id': 'visit',
  'GET /organisations/:key/network': 'visit',
  'GET /calls': 'visit',
  'GET /calls.ics': 'visit',
  'GET /organisations/:key/calls': 'visit',
  'GET /matching': 'visit',
  'GET /calls/:id': 'visit',
  'GET /team': 'visit',
  'GET /team.pdf': 'visit',
  'GET /team.xlsx': 'visit',
  'GET /teams': 'work',
  'GET /teams/:id': 'work',
  'POST /team/again': 'visit',
  'POST /teams': 'work',
  'POST /teams/:id/archive': 'work',
  'GET /proposals': 'work',
  'GET /proposals.csv': 'work',
  'GET /proposals.xlsx': 'work',
  'POST /proposals/from-team': 'work',
  'GET /proposals/:id': 'work',
  'POST /proposals/:id': 'work',
  'POST /proposals/:id/moves': 'work',
  'POST /proposals/:id/undo': 'work',
  'GET /ledger': 'readAccounts',
  'GET /ledger.csv': 'readAccounts',
  'GET /ledger.xlsx': 'readAccounts',
  'GET /ledger/check': 'readAccounts',
  'POST /ledger/check': 'readAccounts',
  'POST /ledger/founding': 'administer',
  'GET /ledger/new': 'work',
  'POST /ledger/new': 'work',
  'GET /ledger/import': 'work',
  'POST /ledger/import': 'work',
  'POST /ledger/import/record': 'work',
  'GET /ledger/:seq': 'readAccounts',
  'GET /ledger/:seq/correct': 'work',
  'POST /ledger/:seq/correct': 'work',
  'POST /ledger/:seq/withdraw': 'work',
  'POST /ledger/:seq/undo': 'work',
  // Each file says who may open it.
  'GET /ledger/evidence/:sha': 'visit',
  'POST /ledger/evidence/:sha/shown': 'work',
  'GET /reports/definitions': 'readAccounts',
  'GET /reports/trial': 'readAccounts',
  'POST /reports/trial': 'readAccounts',
  'GET /reports/folders': 'readAccounts',
  'POST /reports/folders': 'work',
  'GET /reports/folders/:id': 'readAccounts',
  'GET /reports/folders/:id/print': 'readAccounts',
  'GET /reports/folders/:id/items.csv': 'readAccounts',
  'POST /reports/folders/:id': 'work',
  'POST /reports/folders/:id/aside': 'work',
  'POST /reports/folders/:id/back': 'work',
  'POST /reports/folders/:id/items': 'work',
  'GET /reports/folders/:id/items/:item': 'work',
  'POST /reports/folders/:id/items/:item': 'work',
  'POST /reports/folders/:id/items/:item/move': 'work',
  'POST /reports/folders/:id/items/:item/aside': 'work',
  'POST /reports/folders/:id/items/:item/back': 'work',
  'POST /reports/folders/:id/items/:item/evidence': 'work',
  'POST /reports/folders/:id/items/:item/evidence/:evidence/remove': 'work',
  'GET /reports/targets': 'readAccounts',
  'POST /reports/targets': 'work',
  'GET /reports/:period/now': 'readAccounts',
  'GET /reports/:period/now/:file': 'readAccounts',
  'GET /reports/:period/now/figures/:code': 'readAccounts',
  'GET /reports/:period/now/figures/:code/facts.json': 'readAccounts',
  'GET /reports/:period/now/figures/:code/facts.csv': 'readAccounts',
  'POST /reports/:period/begin': 'work',
  'POST /reports/:period/moves': 'work',
  'GET /reports/:period/words': 'work',
  'POST /reports/:period/words': 'work',
  'GET /catalog': 'visit',
  'GET /catalog.ttl': 'visit',
  'GET /catalog.jsonld': 'visit',
  'GET /reports': 'visit',
  // What is not published is refused by the page.
  'GET /reports/:period': 'visit',
  'GET /reports/:period/:edition': 'visit',
  'GET /reports/:period/:edition/differences': 'visit',
  'GET /reports/:period/:edition/summary': 'visit',
  'GET /reports/:period/:edition/figures/:code': 'visit',
  'GET /reports/:period/:edition/figures/:code/facts.json': 'visit',
  'GET /reports/:period/:edition/figures/:code/facts.csv': 'visit',
  'GET /reports/:period/:edition/:file': 'visit',
  'GET /sign-in': 'visit',
  'POST /sign-in': 'visit',
  'GET /sign-in/link': 'visit',
  'POST /sign-in/link': 'visit',
  'GET /sign-in/provider': 'visit',
  'GET /sign-in/refused': 'visit',
  'POST /sign-out': 'visit',
  'GET /sign-in/next': 'visit',
  'GET /sign-in/code': 'visit',
  'POST /sign-in/code': 'visit',
  'POST /sign-in/passkey/options': 'visit',
  'POST /sign-in/passkey': 'visit',
  'GET /invitation': 'visit',
  'POST /invitation': 'visit',
  'GET /account': 'useAccount',
  'POST /account/name': 'useAccount',
  'POST /account/sessions/end': 'useAccount',
  'POST /account/sessions/end-others': 'useAccount',
  'POST /account/second-factor/begin': 'useAccount',
  'POST /account/second-factor/confirm': 'useAccount',
  'POST /account/second-factor/end': 'useAccount',
  'POST /account/passkeys/remove': 'useAccount',
  'POST /account/passkeys/options': 'useAccount',
  'POST /account/passkeys': 'useAccount',
  'GET /account/data': 'useAccount',
  'POST /account/data': 'useAccount',
  'GET /account/data.json': 'useAccount',
  'GET /account/data.csv': 'useAccount',
  'GET /account/data.vcf': 'useAccount',
  'POST /account/data/erase': 'useAccount',
  'GET /goodbye': 'visit',
  // What a visitor sees of it is a number.
  'GET /people': 'visit',
  'GET /people/register': 'work',
  'GET /people/register.xlsx': 'work',
  'GET /people/:id': 'work',
  'POST /people/:id': 'work',
  'GET /people/:id/data.json': 'work',
  'POST /people/:id/erase': 'work',
  'GET /organisations/:key/access': 'represent',
  'POST /organisations/:key/access': 'represent',
  'POST /organisations/:key/access/end': 'represent',
  'POST /organisations/:key/access/withdraw': 'represent',
  'GET /today': 'useAccount',
  'GET /needs': 'visit',
  'GET /needs/:id': 'visit',
  'GET /needs/new': 'seeMembersOnly',
  'POST /needs': 'seeMembersOnly',
  'GET /needs/:id/edit': 'seeMembersOnly',
  'POST /needs/:id': 'seeMembersOnly',
  'POST /needs/:id/close': 'seeMembersOnly',
  'POST /calls/:id/interest': 'seeMembersOnly',
  'POST /calls/:id/interest/withdraw': 'seeMembersOnly',
  'POST /needs/:id/interest': 'seeMembersOnly',
  'POST /needs/:id/interest/withdraw': 'seeMembersOnly',
  'GET /interests': 'work',
  'GET /interests.csv': 'work',
  'GET /interests.xlsx': 'work',
  'GET /introductions': 'seeMembersOnly',
  'GET /introductions/new': 'seeMembersOnly',
  'POST /introductions': 'seeMembersOnly',
  'POST /introductions/setting': 'administer',
  'GET /introductions/:id': 'seeMembersOnly',
  'POST /introductions/:id/moves': 'seeMembersOnly',
  'POST /introductions/:id/messages': 'seeMembersOnly',
  'GET /organisations/:key/introductions': 'actFor',
  'POST /organisations/:key/introductions': 'represent',
  'GET /tasks': 'work',
  'POST /tasks': 'work',
  'POST /tasks/:id': 'work',
  'GET /organisations/:key/notes': 'work',
  'POST /organisations/:key/notes': 'work',
  'POST /organisations/:key/notes/remove': 'work',
  'GET /mail': 'work',
  'POST /mail/:id': 'work',
  // By the seal of a letter, not by who comes.
  'GET /digest/unsubscribe': 'visit',
  'POST /digest/unsubscribe': 'visit',
  'GET /events': 'visit',
  'GET /events/new': 'work',
  'POST /events/new': 'work',
  // A draft is refused by the page.
  'GET /events/:slug': 'visit',
  'POST /events/:slug/register': 'visit',
  'GET /events/:slug/calendar.ics': 'visit',
  'GET /events/:slug/poster.pdf': 'visit',
  'GET /events/:id/manage': 'work',
  'GET /events/:id/edit': 'work',
  'POST /events/:id/edit': 'work',
  'POST /events/:id/moves': 'work',
  'POST /events/:id/copy': 'work',
  'POST /events/:id/rooms': 'work',
  'POST /events/:id/sessions': 'work',
  'POST /events/:id/questions': 'work',
  'GET /events/:id/badges.pdf': 'work',
  'GET /events/:id/registrations': 'work',
  'GET /events/:id/registrations.csv': 'work',
  'GET /events/:id/registrations.xlsx': 'work',
  'POST /events/:id/registrations': 'work',
  'POST /events/:id/registrations/import': 'work',
  'POST /events/:id/registrations/:registration': 'work',
  'GET /events/:id/check-in': 'work',
  'POST /events/:id/check-in': 'work',
  'POST /events/:id/check-in/absent': 'work',
  'POST /events/:id/check-in/marks': 'work',
  // By the seal of its link, not by who comes.
  'GET /registration': 'visit',
  'POST /registration': 'visit',
  'POST /registration/cancel': 'visit',
  'POST /registration/erase': 'visit',
  'POST /registration/feedback': 'visit',
  'GET /registration/calendar.ics': 'visit',
  'GET /registration/certificate.pdf': 'visit',
  'GET /registration/agenda': 'visit',
  'POST /registration/agenda': 'visit',
  'POST /registration/agenda/said': 'visit',
  'GET /registration/agenda.ics': 'visit',
  'GET /registration/keep.js': 'visit',
  'GET /events/:id/keep.js': 'visit',
  'GET /registry': 'work',
  'GET /registry.csv': 'work',
  'GET /registry.xlsx': 'work',
  'GET /registry/new': 'work',
  'POST /registry/new': 'work',
  'GET /registry/readiness': 'work',
  'GET /registry/form.pdf': 'work',
  'GET /registry/fees': 'work',
  'GET /registry/fees.csv': 'work',
  'GET /registry/fees.xlsx': 'work',
  'POST /registry/fees': 'work',
  'GET /registry/import': 'work',
  'POST /registry/import': 'work',
  'GET /registry/import/:id': 'work',
  'POST /registry/import/:id/columns': 'work',
  'POST /registry/import/:id/answers': 'work',
  'POST /registry/import/:id/apply': 'work',
  'POST /registry/import/:id/drop': 'work',
  'POST /registry/import/:id/undo': 'work',
  'GET /registry/:key': 'work',
  'POST /registry/:key': 'work',
  'POST /registry/:key/leave': 'work',
  'POST /registry/:key/rejoin': 'work',
  'POST /registry/:key/fees': 'work',
  'POST /registry/:key/payments': 'work',
  'POST /chains': 'work',
  'POST /chains/:id': 'work',
  'POST /chains/:id/close': 'work',
  'POST /organisations/:key/profile/mandate': 'work',
  'GET /organisations/:key/profile': 'actFor',
  'GET /organisations/:key/profile.pdf': 'actFor',
  'POST /organisations/:key/profile': 'actFor',
  'POST /organisations/:key/profile/confirm': 'actFor',
  'POST /organisations/:key/profile/known': 'actFor',
  'POST /organisations/:key/profile/visibility': 'actFor',
  'POST /organisations/:key/profile/mandate/end': 'actFor',
  'POST /organisations/:key/contacts': 'actFor',
  'POST /organisations/:key/contacts/:id': 'actFor',
  'POST /organisations/:key/contacts/:id/end': 'actFor',
  'POST /organisations/:key/documents': 'actFor',
  'POST /organisations/:key/documents/:id/remove': 'actFor',
  // The action asks once more, for files that only staff and the member itself see.
  'GET /organisations/:key/documents/:id': 'seeMembersOnly',
  'GET /registry/readiness.csv': 'work',
  'GET /registry/readiness.xlsx': 'work',
  'GET /chains': 'visit',
  'GET /chains.csv': 'visit',
  'GET /chains.xlsx': 'visit',
  'GET /chains/:id': 'visit',
  'GET /accounts': 'administer',
  'POST /accounts': 'administer',
  'POST /accounts/withdraw': 'administer',
  'POST /accounts/role': 'administer',
  'POST /accounts/remove': 'administer',
  'POST /accounts/sessions/end': 'administer',
  'POST /accounts/second-factor/end': 'administer',
  'GET /audit': 'work',
  'GET /audit.csv': 'work',
  'GET /audit.xlsx': 'work',
}

/** What cannot be undone, or opens an account to somebody else: it needs a recent sign-in besides. */
export const RECENT: ReadonlySet<string> = new Set([
  'POST /account/second-factor/begin',
  'POST /account/second-factor/end',
  'POST /account/passkeys/remove',
  'POST /account/passkeys/options',
  'POST /account/passkeys',
  'POST /account/data/erase',
  'POST /people/:id/erase',
  'POST /accounts',
  'POST /accounts/role',
  'POST /accounts/remove',
  'POST /accounts/second-factor/end',
])

const LANGUAGE = /^\/(it|en)(?=\/|$)/
/** Without the language, and without what a part of the path must look like. */
const nameOf = (method: string, path: string) =>
  `${method} ${path.replace(LANGUAGE, '').replace(/(:\w+)\{[^/]*\}/g, '$1') || '/'}`

/** Names of the routes that answer: `use` registers for ALL methods, and only stands before them. */
export function routeNames(app: Hono<AppEnv>): string[] {
  const names = app.routes.filter(route => route.method !== 'ALL').map(({ method, path }) => nameOf(method, path))
  return [...new Set(names)]
}

/** Throws when a route has no sentence: a new page is closed until somebody has said whom it is for. */
export function ensureGuarded(app: Hono<AppEnv>): void {
  const open = routeNames(app).filter(name => !(name in ACCESS))
  if (open.length)
    throw new Error(`No access is named for ${open.join(', ')}: add it to src/surfaces/website/access.ts.`)
}

/** Asks the sentence of the route before anything of it runs. `organisationOf` finds the organisation that a `:key` stands for. */
export function guard(
  organisationOf: (key: string) => Promise<number | undefined>,
  clock: Clock,
): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const route = matchedRoutes(c).find(({ method }) => method !== 'ALL')
    // Nothing answers here: the page that says so is for everybody.
    if (!route) return next()
    const name = nameOf(route.method, route.path)
    const access = ACCESS[name]
    if (access === undefined) throw new Error(`No access is named for ${route.method} ${route.path}`)
    const ofOne = access === 'actFor' || access === 'represent'
    const organisation = ofOne ? await organisationOf(keyIn(c, route.path)) : undefined
    // No such organisation: to staff the page says so; others learn nothing about what exists.
    demand(SENTENCES[access](c.get('actor'), organisation ?? -1))
    if (RECENT.has(name)) demand(hasJustSignedIn(c.get('signedIn')?.since, clock()))
    return next()
  }
}

/** What stands in the address where the route has `:key`. */
function keyIn(c: Context<AppEnv>, route: string): string {
  const at = route.split('/').indexOf(':key')
  const typed = new URL(c.req.url).pathname.split('/')[at] ?? ''
  try {
    return decodeURIComponent(typed)
  } catch {
    // Bytes that are no text are the key of nothing.
    return ''
  }
}
