import { requireCall } from '#domains/opportunities/actions.ts'
import { field } from '#kernel/fields.ts'
import { addEndpoint, type OpenAPIHono, z } from '#platform/api.ts'
import { Failure } from '#platform/errors.ts'
import type { AppEnv } from '#platform/http.tsx'
import { PROGRAMMES } from './eligibility/model.ts'
import { RULES, rulesFor } from './eligibility/rules.ts'
import { errors } from './messages.ts'
import { type Builder, buildTeam } from './teams/actions.ts'
import { ruleCallOf } from './teams/encode.ts'
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

const rule = z
  .object({
    id: z.string(),
    version: z.string(),
    programme: z.enum(PROGRAMMES),
    typesOfAction: z.array(z.string()).openapi({ description: 'Empty: every type of action' }),
    years: z.object({ from: z.number().int(), to: z.number().int() }),
    statement: z.object({ it: z.string(), en: z.string() }),
    condition: z.record(z.string(), z.unknown()).openapi({ description: 'What one evaluator reads, as data' }),
    source: z.object({ document: z.string(), version: z.string(), page: z.string().optional() }),
    confidence: z.enum(['confirmed', 'secondary', 'draft']),
    topicMayOverride: z.boolean(),
  })
  .openapi('Rule')

const rulesQuery = z.object({
  call: field.text(120).openapi({ description: 'Only the rules that hold for this call' }),
  programme: field.one(PROGRAMMES),
  action: field.text(20).openapi({ description: 'Type of action, e.g. RIA' }),
  year: field.whole(2000, 2100),
})

export function addEndpoints(app: OpenAPIHono<AppEnv>, deps: Builder): void {
  addEndpoint(app, {
    path: '/rules',
    tag: 'Consortia',
    summary: 'Eligibility rules, as versioned data with their source',
    query: rulesQuery,
    answer: z.object({ total: z.number().int(), results: z.array(rule) }),
    async read({ call, programme, action, year }) {
      const holding = call ? rulesFor(ruleCallOf(await requireCall(deps.db, call))) : RULES
      const results = holding.filter(
        one =>
          (!programme || one.programme === programme) &&
          (!action || one.typesOfAction.length === 0 || one.typesOfAction.includes(action)) &&
          (!year || (one.years.from <= year && year <= one.years.to)),
      )
      return { total: results.length, results: structuredClone(results) }
    },
  })
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
