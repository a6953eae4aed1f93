import { createHash } from 'node:crypto'
import type { Ranker } from '#domains/matching/actions.ts'
import type { Match } from '#domains/matching/model.ts'
import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { errorDetails, log } from '#platform/log.ts'
import { metBefore } from '../queries.ts'
import type { Other, Who } from '../wishes/actions.ts'
import { fits, type Known, type Standing, type Suggestion, suggested } from './model.ts'
import { kindsOf, projectsTogether } from './queries.ts'

type Mine = { readonly offers: string; readonly seeks: string }

/**
 * Whom somebody could meet, with what speaks for it. `others` are those they may see. When the network cannot be asked, as without an index or with too
 * many in the queue, or does not answer within `patience` milliseconds, texts alone decide; what comes later is there for the next look.
 */
export async function suggestionsFor(
  db: Db,
  ranker: Ranker,
  { event, registration }: Pick<Who, 'event' | 'registration'>,
  mine: Mine,
  others: readonly Other[],
  patience = Number.POSITIVE_INFINITY,
): Promise<Suggestion[]> {
  if (mine.offers === '' && mine.seeks === '') return []
  const texts = [mine.offers, mine.seeks, ...others.flatMap(other => [other.offers, other.seeks])]
  const [terms, standings, known] = await Promise.all([
    within(patience, orNothing(ranker.terms(texts))),
    within(patience, standingsOf(ranker, registration.organisation_key, mine.seeks, others)),
    knownOf(db, event.id, registration, others),
  ])
  if (!terms) return suggested([], standings ?? new Map(), known)
  const reader = (id: number, n: number) => ({ id, offers: terms[n] ?? [], seeks: terms[n + 1] ?? [] })
  const fitting = fits(
    reader(registration.id, 0),
    others.map((other, n) => reader(other.id, 2 + 2 * n)),
  )
  return suggested(fitting, standings ?? new Map(), known).slice(0, MOST)
}

/** Suggestions worth looking at. */
const MOST = 30

/** What is answered in time. */
async function within<T>(ms: number, asked: Promise<T>): Promise<T | undefined> {
  if (!Number.isFinite(ms)) return asked
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>(resolve => {
    timer = setTimeout(() => resolve(undefined), ms)
  })
  return Promise.race([asked, late]).finally(() => clearTimeout(timer))
}

/** Suggestions are a help: a page that has none is a page all the same. */
async function orNothing<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof Failure) return undefined
    log('error', 'suggestions failed', errorDetails(error))
    return undefined
  }
}

const MOST_RANKED = 200

/** Where the organisations of others stand among themselves, for what is sought. */
async function standingsOf(
  ranker: Ranker,
  lead: string | null,
  seeks: string,
  others: readonly Other[],
): Promise<ReadonlyMap<number, Standing>> {
  const keys = [...new Set(others.flatMap(other => other.organisation_key ?? []))]
  if (seeks === '' || keys.length === 0) return new Map()
  const matches = await rankedOnce(ranker, lead, seeks, keys.toSorted())
  const places = new Map(
    matches?.map((match, place) => {
      const near = match.reasons.find(reason => reason.code === 'similar')?.numbers.near ?? 0
      return [match.key, { place, of: matches.length, near }] as const
    }),
  )
  return new Map(
    others.flatMap(other => {
      const standing = other.organisation_key === null ? undefined : places.get(other.organisation_key)
      return standing ? [[other.id, standing] as const] : []
    }),
  )
}

type Ranked = Promise<readonly Match[] | undefined>
/** What was asked lately of each ranker: the same page is looked at again after each choice. */
const asked = new WeakMap<Ranker, Map<string, { at: number; matches: Ranked }>>()
const MOST_ASKED = 1000
const FRESH_MS = 10 * 60_000

function rankedOnce(ranker: Ranker, lead: string | null, seeks: string, keys: readonly string[]): Ranked {
  const known = asked.get(ranker) ?? new Map()
  asked.set(ranker, known)
  const key = createHash('sha256')
    .update(JSON.stringify([lead, seeks, keys]))
    .digest('base64')
  const before = known.get(key)
  if (before && performance.now() - before.at < FRESH_MS) return before.matches
  if (known.size >= MOST_ASKED) known.clear()
  const matches = orNothing(rankedNow(ranker, lead, seeks, keys))
  known.set(key, { at: performance.now(), matches })
  // What failed is asked again the next time.
  void matches.then(found => found === undefined && known.delete(key))
  return matches
}

async function rankedNow(
  ranker: Ranker,
  lead: string | null,
  seeks: string,
  keys: readonly string[],
): Promise<Match[]> {
  const english = await ranker.translate(seeks)
  return ranker.rank({
    text: english?.text ?? seeks,
    ...(lead === null ? {} : { lead }),
    scope: { keys },
    weights: {},
    limit: MOST_RANKED,
  })
}

async function knownOf(
  db: Db,
  event: number,
  me: Who['registration'],
  others: readonly Other[],
): Promise<ReadonlyMap<number, Known>> {
  const organisations = others.flatMap(other => other.organisation_id ?? [])
  const own = me.organisation_id
  const [met, projects, kinds] = await Promise.all([
    metBefore(db, event, me.id),
    own === null ? new Map<number, number>() : projectsTogether(db, own, organisations),
    own === null ? new Map<number, string>() : kindsOf(db, [own, ...organisations]),
  ])
  const titles = new Map(met.map(one => [one.b, one.at]))
  return new Map(
    others.map(({ id, organisation_id }) => [
      id,
      {
        met: titles.get(id) ?? [],
        projects: organisation_id === null ? 0 : (projects.get(organisation_id) ?? 0),
        kinds: [
          own === null ? undefined : kinds.get(own),
          organisation_id === null ? undefined : kinds.get(organisation_id),
        ],
      },
    ]),
  )
}
