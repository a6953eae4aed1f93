import { z } from 'zod'
import { isCents } from '#kernel/money.ts'
import { ACTIONS, callId, STAGES, STATUSES } from '../model.ts'
import { closingOn } from '../sources/deadline.ts'
import type { StagedCall } from './queries.ts'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const cents = z.number().refine(isCents).positive().nullable()

/** A call of starter/calls.json: facts of the portal and our own summaries, without the portal's texts. Deadlines are days that close at 17:00. */
const callFormat = z.object({
  id: callId,
  title: z.string().min(3),
  programme: z.string(),
  call_identifier: z.string().nullable(),
  call_title: z.string().nullable(),
  destination: z.string().nullable(),
  action_label: z.string().nullable(),
  action: z.enum(ACTIONS).nullable(),
  lump_sum: z.boolean(),
  status: z.enum(STATUSES),
  opens_on: day.nullable(),
  stages: z.enum(STAGES),
  deadlines: z.array(day),
  budget_cents: cents,
  grant_min_cents: cents,
  grant_max_cents: cents,
  expected_grants: z.number().int().positive().nullable(),
  portal_url: z.url({ protocol: /^https$/ }),
  keywords: z.array(z.string()).min(5).max(8),
  summary_it: z.string(),
  summary_en: z.string(),
})

export const starterCalls = z.object({ source: z.string(), calls: z.array(callFormat) }).transform(({ calls }) =>
  calls.map(
    (call): StagedCall => ({
      ...call,
      description: null,
      conditions: null,
      deadlines: call.deadlines.map(closingOn),
      deadlines_partial: false,
    }),
  ),
)
