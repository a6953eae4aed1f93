import type { Ranker } from '#domains/matching/actions.ts'
import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { errorDetails, log } from '#platform/log.ts'
import type { Other, Who } from '../wishes/actions.ts'
import { fits, type Known, type Standing, type Suggestion, suggested } from './model.ts'
import { kindsOf, metBefore, projectsTogether } from './queries.ts'

type Mine = { readonly offers: string; readonly seeks: string }

/**
 * Whom somebody could meet, with what speaks for it. `others` are those they may see. When the network cannot be asked, as without an index or with too
 * many in the queue, texts alone decide.
 */
export async function suggestionsFor(
  db: Db,
  ranker: Ranker,
  { event, registration }: Pick<Who, 'event' | 'registration'>,
  mine: Mine,
  others: readonly Other[],
): Promise<Suggestion[]> {
  if (mine.offers === '' && mine.seeks === '') return []
  const texts = [mine.offers, mine.seeks, ...others.flatMap(other => [other.offers, other.seeks])]
  const [terms, standings, known] = await Promise.all([
    orNothing(ranker.terms(texts)),
    standingsOf(ranker, registration.organisation_key, mine.seeks, others),
    knownOf(db, event.id, registration, others),
  ])
  if (!terms) return suggested([], standings, known)
  const reader = (id: number, n: number) => ({ id, offers: terms[n] ?? [], seeks: terms[n + 1] ?? [] })
  const fitting = fits(
    reader(registration.id, 0),
    others.map((other, n) => reader(other.id, 2 + 2 * n)),
  )
  return suggested(fitting, standings, known)
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
  const matches = await orNothing(
    (async () => {
      const english = await ranker.translate(seeks)
      return ranker.rank({
        text: english?.text ?? seeks,
        ...(lead === null ? {} : { lead }),
        scope: { keys },
        weights: {},
        limit: MOST_RANKED,
      })
    })(),
  )
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
  return new Map(
    others.map(({ id, organisation_id }) => [
      id,
      {
        met: met.filter(one => one.b === id),
        projects: organisation_id === null ? 0 : (projects.get(organisation_id) ?? 0),
        kinds: [
          own === null ? undefined : kinds.get(own),
          organisation_id === null ? undefined : kinds.get(organisation_id),
        ],
      },
    ]),
  )
}
