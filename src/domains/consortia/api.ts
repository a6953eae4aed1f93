import { addEndpoint, type OpenAPIHono, z } from '#platform/api.ts'
import { Failure } from '#platform/errors.ts'
import type { AppEnv } from '#platform/http.tsx'
import { errors } from './messages.ts'
import { type Builder, buildTeam } from './teams/actions.ts'
import { teamQuery } from './teams/model.ts'
import { whyImpossible } from './teams/views/impossible.tsx'
import { inWords } from './teams/worded.ts'

const team = z
  .object({
    call: z.string(),
    title: z.string(),
    value: z.number(),
    proven: z.boolean().openapi({ description: 'No better team exists among the candidates' }),
    gap: z.number().openapi({ description: 'How much better the best possible could be at most, as a share' }),
    partners: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        country: z.string(),
        kind: z.string(),
        role: z.string(),
        points: z.number(),
        adds: z.string(),
      }),
    ),
    coverage: z.array(z.object({ code: z.string(), competence: z.string(), strength: z.string() })),
    missing: z.array(z.object({ competence: z.string(), bringers: z.array(z.string()) })),
    rules: z.array(z.object({ id: z.string(), answer: z.string(), statement: z.string(), why: z.array(z.string()) })),
  })
  .openapi('Team')

export function addEndpoints(app: OpenAPIHono<AppEnv>, deps: Builder): void {
  addEndpoint(app, {
    path: '/team',
    tag: 'Consortia',
    summary: 'The best team for a call, within the rules',
    description:
      'Partners can stay (`with`), be left out (`without`) or be associated. An impossible wish answers 422 with what would mend it.',
    query: teamQuery.omit({ saved: true }),
    answer: team,
    async read(query, _, language) {
      const view = await buildTeam(deps, query)
      if (view.built.status === 'infeasible')
        throw new Failure('Invalid', errors.impossible, { why: whyImpossible(view.built, view.rows, language) })
      return inWords(view, language)
    },
  })
}
