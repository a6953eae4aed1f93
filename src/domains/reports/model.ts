import * as z from 'zod'
import type { Definition, Definitions, Figure, Words } from '#algorithms/indicators/problem.ts'
import { blank } from '#kernel/fields.ts'
import { type Period, periodBefore, readPeriod } from '#kernel/period.ts'
import { Failure } from '#platform/errors.ts'
import { errors } from './messages.ts'

/** A figure with its definition and what it was in the period before. */
export type Told = {
  readonly definition: Definition
  readonly figure: Figure
  readonly before: Figure
  readonly target: number | undefined
}

export type Report = {
  readonly period: Period
  readonly before: Period
  /** The last day is still to come: the figures may change. */
  readonly unfinished: boolean
  /** Up to where the ledger was read; undefined where it was empty. */
  readonly head: { readonly seq: number; readonly hash: string; readonly recorded_at: string } | undefined
  readonly figures: readonly Told[]
  /** Names of the places that breakdowns mention, by code. */
  readonly places: ReadonlyMap<string, string>
  /** Names of the value chains that they mention, by code, also of those renamed or closed since. */
  readonly chains: ReadonlyMap<string, Words>
}

/** What staff write about a part of the report, in both languages. Figures stand in it as references (`words/references.ts`), never as typed numbers. */
export type Block = {
  /** `opening`, a section of the report, or `closing`. */
  readonly section: string
  readonly it: string
  readonly en: string
}

/** draft: its figures move with the ledger. From reviewed on they are those of one head of the ledger; published, nothing of it changes any more. */
export const STATES = ['draft', 'reviewed', 'approved', 'published'] as const
export type State = (typeof STATES)[number]

/** A report as it goes out: figures, the definitions they were counted by, and words. The same for pages, documents, open data and the package. */
export type Statement = {
  readonly report: Report
  readonly definitions: Definitions
  readonly blocks: readonly Block[]
  /** From 1; a period that is published again gets the next. */
  readonly edition: number
  readonly state: State
  /** ISO 8601 in UTC; null until it is published. */
  readonly publishedAt: string | null
  readonly cluster: { readonly name: string; readonly invented: boolean }
}

/** A year, a half year or two dates, as they stand in an address or a command. Throws Invalid. */
export function periodOf(text: string): Period {
  const period = readPeriod(text)
  if (period === 'unreadable') throw new Failure('Invalid', errors.unreadablePeriod, { text: text.slice(0, 60) })
  if (period === 'backwards') throw new Failure('Invalid', errors.backwards, {}, { until: errors.backwards })
  return period
}

const day = z.preprocess(blank, z.string().max(20).optional())
export const datesForm = z.object({ from: day, until: day })

/** The year that ended last and its halves, the running half year and the two before: what somebody asks for first. */
export function usualPeriods(today: string): Period[] {
  const half = Number(today.slice(5, 7)) <= 6 ? '1' : '2'
  const halves = [periodOf(`${today.slice(0, 4)}-H${half}`)]
  while (halves.length < 4) halves.push(periodBefore(halves.at(-1) as Period))
  const year = periodOf(today.slice(0, 4))
  return [year, periodBefore(year), periodBefore(periodBefore(year)), ...halves]
}
