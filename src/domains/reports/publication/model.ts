import { z } from 'zod'
import { gulpease, PLAIN_FROM } from '#kernel/readability.ts'
import { LANGUAGES, type Language } from '#platform/i18n.ts'
import { sections } from '../messages.ts'
import { type Block, type Report, STATES, type State, type Statement } from '../model.ts'
import { typedNumbers, unknownIn } from '../words/references.ts'

/** A report on its way, as it is stored. */
export type Work = {
  readonly id: number
  readonly period: string
  readonly edition: number
  readonly state: State
  readonly blocks: readonly Block[]
  /** Fixed from reviewed on; null for a draft, or when the ledger was empty. */
  readonly head_seq: number | null
  readonly reviewed_by: string | null
  readonly version: number
}

/** Where a report may go from a state. Back is always to the draft, with a reason. */
export const MOVES: Readonly<Record<State, readonly State[]>> = {
  draft: ['reviewed'],
  reviewed: ['approved', 'draft'],
  approved: ['published', 'draft'],
  published: [],
}

export const moveForm = z.object({
  to: z.enum(STATES),
  version: z.coerce.number().int().min(1),
  note: z.string().trim().max(500).default(''),
})
export type MoveForm = z.infer<typeof moveForm>

/** Parts of a report that words can be written for, in their order. */
export const BLOCKS: readonly string[] = ['opening', ...Object.keys(sections), 'closing']

export const LONGEST_BLOCK = 6000

/** The form of the words: `it.SECTION` and `en.SECTION`. Empty ones are left out. */
export function blocksOf(raw: Readonly<Record<string, string | string[]>>): Block[] {
  const typed = (name: string) => {
    const value = raw[name]
    return (typeof value === 'string' ? value : '').replace(/\r\n?/g, '\n').normalize('NFC').trim()
  }
  return BLOCKS.map(section => ({ section, it: typed(`it.${section}`), en: typed(`en.${section}`) })).filter(
    ({ it, en }) => it !== '' || en !== '',
  )
}

export const wordsForm = z.object({ version: z.coerce.number().int().min(1) })

export type Remark = {
  readonly section: string
  readonly language: Language
  readonly what: 'missing' | 'unknown' | 'long' | 'typed' | 'hard'
  readonly said: string
}

/** What keeps words from going out: the other language is missing, a reference leads nowhere, more than fits. */
export const BLOCKING: ReadonlySet<Remark['what']> = new Set(['missing', 'unknown', 'long'])

/** All there is to say about the words of a report, in the order of its sections. */
export function remarksOn(blocks: readonly Block[], report: Report): Remark[] {
  return blocks.flatMap(({ section, ...texts }) =>
    LANGUAGES.flatMap((language): Remark[] => {
      const text = texts[language]
      const remark = (what: Remark['what'], said: string): Remark => ({ section, language, what, said })
      if (text === '') return [remark('missing', '')]
      const index = language === 'it' ? gulpease(text) : undefined
      return [
        ...(text.length > LONGEST_BLOCK ? [remark('long', String(text.length))] : []),
        ...unknownIn(text, report).map(reference => remark('unknown', reference)),
        ...typedNumbers(text).map(number => remark('typed', number)),
        ...(index !== undefined && index < PLAIN_FROM ? [remark('hard', String(index))] : []),
      ]
    }),
  )
}

/** A statement as it is kept: the names of places and chains as lists. */
export const freeze = ({ report, ...rest }: Statement) => ({
  ...rest,
  report: { ...report, places: [...report.places], chains: [...report.chains] },
})
type Kept = ReturnType<typeof freeze>
/** Those frozen first hold no names of chains. */
export type Frozen = Omit<Kept, 'report'> & {
  readonly report: Omit<Kept['report'], 'chains'> & Partial<Pick<Kept['report'], 'chains'>>
}

export const thaw = ({ report, ...rest }: Frozen): Statement => ({
  ...rest,
  report: { ...report, places: new Map(report.places), chains: new Map(report.chains ?? []) },
})
