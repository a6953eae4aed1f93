import { z } from 'zod'
import { field } from '#kernel/fields.ts'

export const LONGEST = { criterion: 200, name: 120, words: 2000 }
export const MOST = { criteria: 12, judges: 60 }

const id = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER)

export const criterionForm = z.object({
  do: z.enum(['add', 'change', 'remove', 'copy']).catch('add'),
  id: field.whole(1, 2 ** 52),
  it: z.string().trim().max(1000).default(''),
  en: z.string().trim().max(1000).default(''),
  weight: z.string().max(20).default(''),
})
export type CriterionForm = z.infer<typeof criterionForm>

export const judgeForm = z.object({
  do: z.enum(['invite', 'myself', 'again', 'remove']).catch('invite'),
  id: field.whole(1, 2 ** 52),
  name: z.string().max(1000).default(''),
  email: z.string().max(400).default(''),
  language: z.enum(['it', 'en']).catch('it'),
})
export type JudgeForm = z.infer<typeof judgeForm>

/** What a judge said of one pitch, each at an instant of the phone: it may arrive late, twice, and in any order. */
export const marksBody = z.object({
  scores: z
    .array(z.object({ pitch: id, criterion: id, score: z.number().int().min(1).max(5), at: z.iso.datetime() }))
    .max(500)
    .default([]),
  words: z
    .array(z.object({ pitch: id, words: z.string().max(LONGEST.words), shared: z.boolean(), at: z.iso.datetime() }))
    .max(100)
    .default([]),
})
export type Marks = z.infer<typeof marksBody>
export type Score = Marks['scores'][number]
export type Words = Marks['words'][number]

export const keyOfScore = ({ pitch, criterion }: Pick<Score, 'pitch' | 'criterion'>) => `${pitch}-${criterion}`

/** The form of one pitch without a script: "s_12" is the score by criterion 12. */
export const sheetForm = z.object({ pitch: id, words: z.string().max(20_000).default(''), shared: field.flag() })
export const conflictForm = z.object({ pitch: id, conflict: field.flag() })

/** The scores of such a form; what is no score of ours is left out. */
export function scoresIn(raw: Readonly<Record<string, unknown>>, pitch: number, at: string): Score[] {
  return Object.entries(raw).flatMap(([name, value]) => {
    const criterion = Number(/^s_(\d{1,15})$/.exec(name)?.[1])
    const score = typeof value === 'string' && /^[1-5]$/.test(value) ? Number(value) : undefined
    return Number.isSafeInteger(criterion) && score !== undefined ? [{ pitch, criterion, score, at }] : []
  })
}
