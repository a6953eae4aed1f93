import { addEndpoint, type OpenAPIHono, z } from '#platform/api.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import type { AppEnv } from '#platform/http.tsx'
import { answerQuery, type Ranker } from './actions.ts'
import { callsFor } from './calls/actions.ts'
import { errors } from './messages.ts'
import { matchQuery } from './model.ts'
import { type WordedMatch, worded } from './worded.ts'

const match = z
  .object({
    key: z.string(),
    name: z.string(),
    country: z.string().nullable(),
    nuts: z.string().nullable(),
    kind: z.string().nullable(),
    member: z.boolean(),
    newcomer: z.boolean().openapi({ description: 'One European project at most' }),
    invented: z.boolean(),
    score: z.number().openapi({ description: 'Only differences within one answer mean something' }),
    why: z.array(
      z.object({
        reason: z.string(),
        text: z.string(),
        projects: z.array(z.object({ id: z.string(), acronym: z.string() })),
        concepts: z.array(z.object({ code: z.string(), label: z.string() })),
        organisations: z.array(z.object({ key: z.string(), name: z.string() })),
      }),
    ),
  })
  .openapi('Match')

const fittingCall = z
  .object({
    id: z.string(),
    title: z.string(),
    action: z.string().nullable(),
    deadline: z.string().nullable(),
    score: z.number().openapi({ description: 'From 0 to 1; see decision 8 for its parts' }),
    covered: z.number().nullable().openapi({ description: 'Share of the fields of science the call needs' }),
    place: z.number().int().nullable().openapi({ description: 'Place among everybody ranked for the call' }),
    member_place: z.number().int().nullable(),
    family: z.number().int().openapi({ description: 'Projects in the same area of calls' }),
    concepts: z.array(z.object({ code: z.string(), label_it: z.string().nullable(), label_en: z.string() })),
    projects: z.array(z.object({ id: z.number().int(), acronym: z.string().nullable() })),
  })
  .openapi('FittingCall')

type Deps = { db: Db; ranker: Ranker; clock: Clock }

export function addEndpoints(app: OpenAPIHono<AppEnv>, { db, ranker, clock }: Deps): void {
  addEndpoint(app, {
    path: '/organisations/{key}/calls',
    tag: 'Matching',
    summary: 'Open calls an organisation should look at, and why',
    query: z.object({}),
    parts: { key: 'PIC or code of the organisation' },
    answer: z.object({ results: z.array(fittingCall) }),
    async read(_, { key = '' }) {
      const { fits } = await callsFor(db, key, clock())
      return {
        results: fits.map(fit => ({
          ...fit,
          concepts: [...fit.concepts],
          projects: [...fit.projects],
          deadline: fit.deadline?.toISOString() ?? null,
        })),
      }
    },
  })
  addEndpoint(app, {
    path: '/matches',
    tag: 'Matching',
    summary: 'Who fits a call or an idea, and why',
    description:
      'Give `call`, `text` or both. The weights `w_…` turn a reason down (0), leave it (1) or double it (2). Newcomers have a list of their own.',
    query: matchQuery,
    answer: z.object({
      call: z.string().nullable(),
      results: z.array(match),
      newcomers: z.array(match),
      searchedAs: z.array(z.string()).openapi({ description: 'English words that an Italian text was searched as' }),
    }),
    async read(query, _, language) {
      const answer = await answerQuery(db, ranker, query)
      if (!answer) throw new Failure('Invalid', errors.nothingAskedApi, {}, { text: errors.nothingAskedApi })
      const [results, newcomers] = await Promise.all([
        worded(db, answer.matches, language),
        worded(db, answer.newcomers, language),
      ])
      return {
        call: answer.call?.id ?? null,
        results: results.map(plain),
        newcomers: newcomers.map(plain),
        searchedAs: [...answer.searchedAs],
      }
    },
  })
}

const plain = (one: WordedMatch): z.input<typeof match> => structuredClone(one) as z.input<typeof match>
