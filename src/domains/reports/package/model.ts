import * as z from 'zod'
import { canonical, type Json } from '#algorithms/chain/chain.ts'
import { STATES } from '../model.ts'

/** The files of a package, in their order in the zip. */
export const NAMES = [
  'LEGGIMI.md',
  'README.md',
  'report.json',
  'definitions.json',
  'facts.jsonl',
  'chain.tsv',
  'organisations.csv',
  'manifest.json',
] as const
export type Name = (typeof NAMES)[number]

/** Raised when a package can no longer be read by the program that read the one before. */
export const FORMAT = 1

const hex = z.string().regex(/^[0-9a-f]{64}$/)
const seq = z.int().min(1)
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)

/** What the files are, by size and SHA-256, and of what they tell. Written canonically, its own SHA-256 is the hash of the report. */
const manifest = z.strictObject({
  format: z.literal(FORMAT),
  period: z.string().max(40),
  edition: z.int().min(1),
  state: z.enum(STATES),
  /** Where the ledger ended; null where it was empty. */
  head: z.strictObject({ seq, hash: hex, recorded_at: instant }).nullable(),
  files: z.record(z.string(), z.strictObject({ bytes: z.int().min(0), sha256: hex })),
})
export type Manifest = z.infer<typeof manifest>

/** The text of a manifest: over these very bytes goes the hash of the report. */
export const manifestText = (written: Manifest): string => canonical(written as Json)

/** What a JSON file of a package looks like. Read again and written again it is the same, or it was written by somebody else. */
export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** What report.json says beside the figures. */
const statement = z.looseObject({
  edition: z.int().min(1),
  state: z.enum(STATES),
  published_at: z.string().max(40).nullable(),
  cluster: z.strictObject({ name: z.string(), invented: z.boolean() }),
  blocks: z.array(z.strictObject({ section: z.string(), it: z.string(), en: z.string() })),
  unfinished: z.boolean(),
  figures: z.array(z.looseObject({ code: z.string() })),
  /** The figures of the period before, whole. */
  before_figures: z.array(z.looseObject({ code: z.string() })),
})
export type StatedReport = z.infer<typeof statement>

const content = z.looseObject({
  id: z.int(),
  kind: z.string(),
  on: z.string(),
  amount_cents: z.number().optional(),
  place: z.string().optional(),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
  parties: z.array(z.strictObject({ organisation: z.string(), role: z.string() })),
  amends: z.int().optional(),
  amendment: z.string().optional(),
})
const factLine = z.strictObject({ seq, recorded_at: instant, digest: hex, hash: hex, content })
export type FactLine = z.infer<typeof factLine>

/** A line of facts.jsonl. The content comes last and canonical, so that it can be cut out and hashed by hand. */
export const lineOfFact = (fact: Omit<FactLine, 'content'>, content: string): string =>
  `{"seq":${fact.seq},"recorded_at":"${fact.recorded_at}","digest":"${fact.digest}","hash":"${fact.hash}","content":${content}}`

export const CHAIN_HEADS = 'seq\trecorded_at\tdigest\thash\tin_package'
/** A place of the chain; `told` when facts.jsonl has its content. */
export type Place = {
  readonly seq: number
  readonly recordedAt: string
  readonly digest: string
  readonly hash: string
  readonly told: boolean
}

export function placeFrom(line: string): Place | undefined {
  const [, seq, recordedAt = '', digest = '', hash = '', told] =
    /^([1-9]\d{0,14})\t(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\t([0-9a-f]{64})\t([0-9a-f]{64})\t([01])$/.exec(line) ??
    []
  return seq === undefined ? undefined : { seq: Number(seq), recordedAt, digest, hash, told: told === '1' }
}

/** A fact as facts.jsonl has it with the text of its content, or undefined when the line is not one, or is written in another way: then two readers could read two things. */
export function factFrom(line: string): { readonly fact: FactLine; readonly text: string } | undefined {
  const read = factLine.safeParse(parsed(line))
  if (!read.success) return undefined
  const text = canonical(read.data.content as Json)
  return lineOfFact(read.data, text) === line ? { fact: read.data, text } : undefined
}

export const manifestFrom = (text: string): Manifest | undefined => readBy(manifest, text, manifestText)
export const reportFrom = (text: string): StatedReport | undefined => readBy(statement, text, jsonText)

function readBy<T>(schema: z.ZodType<T>, text: string, write: (value: T) => string): T | undefined {
  const value = parsed(text)
  const read = schema.safeParse(value)
  // As it was parsed, because a schema may put members in another order.
  return read.success && write(value as T) === text ? read.data : undefined
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** "report-2025.zip"; of a further edition "report-2025-edition-2.zip". */
export const packageName = (period: string, edition: number): string =>
  `report-${period}${edition > 1 ? `-edition-${edition}` : ''}.zip`
