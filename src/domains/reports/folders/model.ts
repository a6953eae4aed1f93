import { z } from 'zod'
import { plainText } from '#domains/ledger/kinds/model.ts'
import { blank } from '#kernel/fields.ts'
import { readPeriod } from '#kernel/period.ts'

export const STATES = ['missing', 'work', 'ready'] as const
export type ItemState = (typeof STATES)[number]

export type Folder = {
  readonly id: number
  readonly name: string
  readonly label: string
  readonly due_on: string | null
  readonly put_aside: boolean
  /** How many items there are, and how many are ready. */
  readonly items: number
  readonly ready: number
}

/** What shows an item: one of the three. */
export type Evidence = { readonly id: number } & (
  | { readonly code: string; readonly period: string }
  | { readonly fact: number }
  | { readonly address: string }
)

export type Item = {
  readonly id: number
  readonly name: string
  readonly state: ItemState
  readonly note: string
  readonly version: number
  readonly put_aside: boolean
  readonly evidence: readonly Evidence[]
}

/** A line left empty is the empty text; markup and what looks personal are refused. */
const line = (most: number) => z.preprocess(value => blank(value) ?? '', z.union([z.literal(''), plainText(most)]))

export const folderForm = z.object({
  name: plainText(150),
  label: line(150),
  due_on: z.preprocess(blank, z.iso.date().optional()),
})
export type FolderForm = z.infer<typeof folderForm>

export const itemForm = z.object({
  name: plainText(300),
  note: line(500),
  state: z.enum(STATES),
  version: z.coerce.number().int().min(1),
})
export type ItemForm = z.infer<typeof itemForm>

const MOST_LINES = 300
/** Names of items, one a line; numbering and bullets at their beginning stay as they are, empty lines go. */
export const linesForm = z.object({
  lines: z
    .string()
    .max(60_000)
    .transform(text => text.split(/\r?\n/).filter(one => one.trim() !== ''))
    .pipe(z.array(plainText(300)).min(1).max(MOST_LINES)),
})

export const moveForm = z.object({ way: z.enum(['up', 'down']) })

const isAddress = (text: string) => /^https?:\/\/[^\s]{3,2000}$/.test(text) && URL.canParse(text)
export const evidenceForm = z
  .object({
    code: z.preprocess(blank, z.string().max(80).optional()),
    period: z.preprocess(blank, z.string().max(60).optional()),
    fact: z.preprocess(
      value => (typeof value === 'string' ? blank(value.replace(/^\s*n\.?º?\s*|[.\s]/gi, '')) : value),
      z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
    ),
    address: z.preprocess(blank, z.string().trim().refine(isAddress).optional()),
  })
  .refine(({ code, fact, address }) => [code, fact, address].some(one => one !== undefined), { path: ['code'] })
  .refine(({ code, period }) => code === undefined || typeof readPeriod(period ?? '') !== 'string', {
    path: ['period'],
  })
export type EvidenceForm = z.infer<typeof evidenceForm>

export const figureKey = (period: string, code: string): string => `${period} ${code}`

/** The order after one item has changed places with its neighbour. */
export function moved(ids: readonly number[], id: number, way: 'up' | 'down'): number[] {
  const at = ids.indexOf(id)
  const to = way === 'up' ? at - 1 : at + 1
  if (at < 0 || to < 0 || to >= ids.length) return [...ids]
  return ids.with(at, ids[to] as number).with(to, id)
}
