import { addEndpoint, type OpenAPIHono, z } from '#platform/api.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import type { AppEnv } from '#platform/http.tsx'
import { requireCall } from './actions.ts'
import { CALLS_PER_PAGE, callQuery } from './model.ts'
import { conceptsOfCall, listCalls } from './queries.ts'

const call = z
  .object({
    id: z.string(),
    title: z.string(),
    programme: z.string(),
    action: z.string().nullable(),
    status: z.string(),
    stages: z.string(),
    opens_on: z.string().nullable(),
    grant_min_cents: z.number().nullable(),
    grant_max_cents: z.number().nullable(),
    budget_cents: z.number().nullable(),
    summary_it: z.string().nullable(),
    summary_en: z.string().nullable(),
  })
  .openapi('Call')

const detail = call
  .extend({
    call_identifier: z.string().nullable(),
    call_title: z.string().nullable(),
    lump_sum: z.boolean(),
    expected_grants: z.number().nullable(),
    description: z.string().nullable(),
    keywords: z.array(z.string()),
    portal_url: z.string().nullable(),
    deadlines: z.array(z.object({ stage: z.number().int(), at: z.iso.datetime() })),
    vanished: z.boolean().openapi({ description: 'No longer in its source' }),
    concepts: z.array(
      z.object({ code: z.string(), label_it: z.string().nullable(), label_en: z.string(), weight: z.number() }),
    ),
  })
  .openapi('CallDetail')

export function addEndpoints(app: OpenAPIHono<AppEnv>, { db, clock }: { db: Db; clock: Clock }): void {
  addEndpoint(app, {
    path: '/calls',
    tag: 'Opportunities',
    summary: 'Search calls',
    description: `Those still to close, unless past=1. ${CALLS_PER_PAGE} a page.`,
    query: callQuery,
    answer: z.object({
      total: z.number().int(),
      page: z.number().int(),
      pages: z.number().int(),
      results: z.array(call.extend({ deadline: z.iso.datetime().nullable(), vanished: z.boolean() })),
      counts: z.array(z.object({ facet: z.string(), value: z.string(), n: z.number().int() })),
    }),
    async read(query) {
      const { rows, total, facets } = await listCalls(db, query, clock())
      return {
        total,
        page: query.page,
        pages: Math.ceil(total / CALLS_PER_PAGE),
        results: rows.map(row => ({ ...row, deadline: row.deadline?.toISOString() ?? null })),
        counts: facets,
      }
    },
  })
  addEndpoint(app, {
    path: '/calls/{id}',
    tag: 'Opportunities',
    summary: 'One call',
    query: z.object({}),
    parts: { id: 'Topic code, for example HORIZON-HLTH-2027-03-TOOL-02' },
    answer: detail,
    async read(_, { id = '' }) {
      const found = await requireCall(db, id)
      return {
        ...found,
        deadlines: found.deadlines.map(({ stage, at }) => ({ stage, at: at.toISOString() })),
        vanished: found.vanished_at !== null,
        concepts: await conceptsOfCall(db, found.id),
      }
    },
  })
}
