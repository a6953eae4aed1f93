import type { Context } from 'hono'
import type { Ranker } from '#domains/matching/actions.ts'
import { addressOf } from '#kernel/address.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { type AppEnv, orShow, page, parseForm, rawForm, readQuery, seeOther } from '#platform/http.tsx'
import { suggestionsFor } from '../suggestions/actions.ts'
import { isOpen, sayOfMe, type Who, wish, wishesPage } from './actions.ts'
import { words } from './messages.ts'
import { type PersonForm, type PlaceQuery, personForm, placeQuery, wishForm } from './model.ts'
import { WishesPage } from './views/wishes.tsx'

/** Where the page of one person is: by its link, or for staff. `keep` is what stays in every address of it. */
export type Place = { readonly path: string; readonly keep: Readonly<Record<string, string>>; readonly who: Who }
export type Deps = { readonly db: Db; readonly clock: Clock; readonly ranker: Ranker }

type Shown = { typed?: PersonForm; alert?: string; wrong?: Readonly<Record<string, string>> }

/** The page on which somebody says whom they want to meet. */
export async function showWishes(
  c: Context<AppEnv>,
  { db, clock, ranker }: Deps,
  { path, keep, who }: Place,
  shown: Shown = {},
): Promise<Response> {
  const language = c.get('language')
  const query = readQuery(c, placeQuery)
  const now = clock()
  const known = await wishesPage(db, who)
  const none = { offers: '', seeks: '' }
  const patience = query.show === 'suggested' ? undefined : PATIENCE_MS
  const suggestions = asksFor(query)
    ? await suggestionsFor(db, ranker, who, known.said ?? none, known.others, patience)
    : []
  const t = words[language]
  return page(
    c,
    {
      title: who.by === undefined ? t.title : t.titleOf(who.registration.name),
      noIndex: true,
      section: 'events',
      islands: ['in-place'],
    },
    <WishesPage
      {...{ language, who, query, now, suggestions, ...known, ...shown }}
      open={isOpen(who, now)}
      to={(part, more = {}) => `/${language}${path}${part}${addressOf({ ...keep, ...more })}`}
    />,
    shown.alert === undefined ? 200 : 422,
  )
}

/** The page does not wait longer than this for suggestions that were not asked for. */
const PATIENCE_MS = 200

/** Suggestions stand before the whole list, and where they are asked for. */
const asksFor = ({ show, q, lang, page }: PlaceQuery) =>
  show === 'suggested' || (show === 'all' && q === undefined && lang === undefined && page === 1)

/** Keeps what a posted form says of the person. */
export const takePerson = (c: Context<AppEnv>, deps: Deps, place: Place) =>
  orWishes(c, deps, place, async raw => {
    await sayOfMe(deps.db, place.who, parseForm(raw, personForm), deps.clock())
    return seeOther(c, `${place.path}${addressOf({ ...place.keep, done: 'saved' })}`)
  })

/** Keeps one choice, and leads back to where it was made. */
export const takeWish = (c: Context<AppEnv>, deps: Deps, place: Place) =>
  orWishes(c, deps, place, async raw => {
    const form = parseForm(raw, wishForm)
    await wish(deps.db, place.who, form, deps.clock())
    const { done: _done, ...list } = readQuery(c, placeQuery)
    const address = addressOf({ ...place.keep, ...list, at: form.to, done: 'wish' })
    return seeOther(c, `${place.path}${address}#${form.back}-${form.to}`)
  })

async function orWishes(
  c: Context<AppEnv>,
  deps: Deps,
  place: Place,
  work: (raw: Record<string, string | string[]>) => Promise<Response>,
): Promise<Response> {
  const raw = await rawForm(c)
  return orShow(
    () => work(raw),
    error => {
      const language = c.get('language')
      // A choice that was refused leaves the form about oneself as it is stored.
      const typed = 'seen' in raw ? { typed: parseForm(raw, personForm) } : {}
      return showWishes(c, deps, place, { ...typed, alert: error.in(language), wrong: error.fieldsIn(language) })
    },
    ['Invalid'],
  )
}
