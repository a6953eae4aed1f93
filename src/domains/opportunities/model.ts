import { z } from 'zod'
import { blank, field } from '#kernel/fields.ts'

/** Types of action, as programmes name them. */
export const ACTIONS = [
  'RIA',
  'IA',
  'CSA',
  'COFUND',
  'PCP',
  'PPI',
  'MSCA-DN',
  'MSCA-PF',
  'MSCA-SE',
  'MSCA-COFUND',
  'ERC',
  'EIC-ACC',
  'EIC',
  'PRIZE',
  'OTHER',
] as const
export type Action = (typeof ACTIONS)[number]

export const STATUSES = ['forthcoming', 'open', 'closed'] as const
export const STAGES = ['single', 'two', 'cutoffs'] as const

export const callId = z
  .string()
  .trim()
  .min(2)
  .max(120)
  .regex(/^[\w./() -]+$/)

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const optionalDay = z.preprocess(blank, day.optional())

export const CALL_SORTS = ['deadline', 'budget', 'best', 'title'] as const

/** The filters of the list of calls; all in the address. */
export const callQuery = z.object({
  q: field.text(300),
  programme: field.text(80),
  action: field.list(z.enum(ACTIONS)),
  status: field.one(STATUSES),
  stages: field.one(STAGES),
  from: optionalDay,
  to: optionalDay,
  /** Smallest contribution per project, in whole million euro. */
  million: field.whole(0, 1000),
  area: field.text(40),
  past: field.flag(),
  sort: field.one(CALL_SORTS),
  page: field.page(),
})
export type CallQuery = z.infer<typeof callQuery>

export const CALLS_PER_PAGE = 20

/** What a call needs from those who apply, in words of the rules: the year counts, rules change by work programme. */
export function yearOf(id: string, deadline: Date | undefined): number {
  const year = /-(20\d\d)(?:-|$)/.exec(id)?.[1]
  return year ? Number(year) : (deadline?.getUTCFullYear() ?? 2026)
}

const DAY_MS = 86_400_000
/** Days left, the last one begun counted whole. */
export const daysUntil = (at: Date, now: Date): number => Math.ceil((at.getTime() - now.getTime()) / DAY_MS)

/**
 * Status of a call on a day, from its dates where they tell it: closed after its last deadline, forthcoming before it opens, open from then on.
 * Without dates it is what the source said. The list of calls asks the same of the database.
 */
export function statusAt(
  call: {
    readonly status: string
    readonly opens_on: string | null
    readonly deadlines: readonly { readonly at: Date }[]
  },
  now: Date,
): string {
  if (call.deadlines.length > 0 && call.deadlines.every(deadline => deadline.at < now)) return 'closed'
  if (call.opens_on === null) return call.status
  if (call.opens_on > now.toISOString().slice(0, 10)) return 'forthcoming'
  return call.status === 'forthcoming' ? 'open' : call.status
}

export type Block =
  | { readonly kind: 'heading' | 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }

/** Reads the stored text of a call: paragraphs apart by an empty line, "## " headings, "- " list items. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = []
  for (const part of text.split(/\n{2,}/)) {
    const lines = part.split('\n').filter(line => line.trim() !== '')
    let items: string[] = []
    const flush = () => {
      if (items.length) blocks.push({ kind: 'list', items })
      items = []
    }
    for (const line of lines) {
      if (line.startsWith('- ')) items.push(line.slice(2))
      else {
        flush()
        blocks.push(
          line.startsWith('## ') ? { kind: 'heading', text: line.slice(3) } : { kind: 'paragraph', text: line },
        )
      }
    }
    flush()
  }
  return blocks
}

/** What a call is about, at a glance: the first sentence of its summary. */
export const firstSentence = (text: string): string => /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text
