import { z } from 'zod'
import { REASONS, type ReasonCode } from '#algorithms/ranking/problem.ts'
import { blank, field } from '#kernel/fields.ts'

export { REASONS, type ReasonCode }

/** Which organisations may be in an answer. All conditions hold together. */
export type Scope = {
  readonly members?: boolean
  /** Only those with one European project at most. */
  readonly newcomers?: boolean
  readonly countries?: readonly string[]
  /** NUTS prefix: a region or a province. */
  readonly place?: string
  /** Only these, by their keys. */
  readonly keys?: readonly string[]
}

/** A term that texts share or not, whatever their language, and the word of the text it stands for. */
export type Term = { readonly stem: string; readonly word: string }

export type Ask = {
  readonly title?: string
  readonly text: string
  readonly topicId?: string
  readonly topicTitle?: string
  readonly lead?: string
  readonly team?: readonly string[]
  readonly scope: Scope
  readonly weights: Partial<Record<ReasonCode, number>>
  readonly limit: number
}

/** One reason of one result: what it adds compared with the average candidate, its numbers, and evidence that opens. */
export type MatchReason = {
  readonly code: ReasonCode
  readonly contribution: number
  readonly numbers: Readonly<Record<string, number>>
  readonly projects: readonly string[]
  readonly concepts: readonly string[]
  readonly organisations: readonly string[]
}

export type Match = {
  readonly key: string
  readonly score: number
  readonly newcomer: boolean
  readonly reasons: readonly MatchReason[]
}

export const LONGEST_TEXT = 20_000
export const MOST_RESULTS = 200

const weight = z.preprocess(blank, z.coerce.number().min(0).max(2).optional())

/** The address of a matching page: a call or a text, a lead, who may answer, and the weight of each reason. */
export const matchQuery = z.object({
  call: field.text(120),
  text: field.text(LONGEST_TEXT),
  lead: field.text(80),
  members: field.flag(),
  country: field.list(z.string().regex(/^[A-Z]{2}$/)),
  province: field.text(5),
  team: field.list(z.string().max(81)),
  limit: z.preprocess(blank, z.coerce.number().int().min(1).max(MOST_RESULTS).default(30)),
  ...(Object.fromEntries(REASONS.map(code => [`w_${code}`, weight])) as Record<`w_${ReasonCode}`, typeof weight>),
})
export type MatchQuery = z.infer<typeof matchQuery>

/** The weights a person set, only those that are not 1. */
export function weightsOf(query: MatchQuery): Partial<Record<ReasonCode, number>> {
  const weights: Partial<Record<ReasonCode, number>> = {}
  for (const code of REASONS) {
    const value = query[`w_${code}`]
    if (value !== undefined && value !== 1) weights[code] = value
  }
  return weights
}
