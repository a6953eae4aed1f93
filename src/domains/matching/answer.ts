import type { Index } from '#algorithms/ranking/build.ts'
import { rank } from '#algorithms/ranking/solve.ts'
import type { Ask, Match } from './model.ts'

/** Everything a thread needs to answer, in plain data. `keys` are the only organisations allowed, when given. */
export type Question = Ask & { readonly keys?: readonly string[] }

/** Encodes a question into the ranking's indices, asks it, and decodes the answer into keys and codes. Pure. */
export function answer(
  index: Index,
  numbers: ReadonlyMap<string, number>,
  conceptCodes: readonly string[],
  question: Question,
): Match[] {
  const { scope, team = [] } = question
  const allowed = question.keys && new Set(question.keys.flatMap(key => numbers.get(key) ?? []))
  const countries = scope.countries?.length ? new Set(scope.countries) : undefined
  const lead = question.lead === undefined ? undefined : numbers.get(question.lead)
  const filter = (actor: number) =>
    (!allowed || allowed.has(actor)) &&
    (!countries || countries.has(index.countries[index.actorCountries[actor] ?? -1] ?? '')) &&
    (!scope.place || (index.regions[index.actorRegions[actor] ?? -1] ?? '').startsWith(scope.place))
  const ranked = rank(
    index,
    {
      text: question.text,
      ...(question.title === undefined ? {} : { title: question.title }),
      ...(question.topicId === undefined ? {} : { topicId: question.topicId }),
      ...(question.topicTitle === undefined ? {} : { topicTitle: question.topicTitle }),
      ...(lead === undefined ? {} : { lead }),
      team: team.flatMap(key => numbers.get(key) ?? []),
      filter,
    },
    { limit: question.limit, weights: question.weights, newcomersOnly: scope.newcomers ?? false },
  )
  const name = (list: readonly string[]) => (at: number) => list[at] ?? ''
  return ranked.map(result => ({
    key: name(index.actorIds)(result.actor),
    score: result.score,
    newcomer: result.newcomer,
    reasons: result.reasons.map(reason => ({
      code: reason.code,
      contribution: reason.contribution,
      numbers: reason.numbers,
      projects: reason.documents.map(name(index.documentIds)),
      concepts: reason.concepts.map(name(conceptCodes)),
      organisations: reason.actors.map(name(index.actorIds)),
    })),
  }))
}
