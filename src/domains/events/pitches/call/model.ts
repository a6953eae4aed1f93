import { z } from 'zod'
import { field } from '#kernel/fields.ts'
import { answersOf } from '../../registrations/model.ts'
import { wordsIn } from '../model.ts'

/** What people agree to when they send a pitch: its words are in messages.ts, and change with this number. */
export const CONSENT_VERSION = 1

export const QUESTION_KINDS = ['text', 'long', 'choice', 'yes-no', 'number'] as const
export type QuestionKind = (typeof QUESTION_KINDS)[number]

/** Longest texts, in characters. */
export const LONGEST = {
  name: 120,
  organisation: 200,
  title: 160,
  deck: 500,
  lead: 4000,
  question: 300,
  choice: 120,
  long: 20_000,
}
export const MOST = { questions: 20, choices: 30, words: 2000, minutes: 60 }

/** The form of a pitch as it is typed. */
export const pitchForm = z.object({
  email: z.string().max(400).default(''),
  name: z.string().max(1000).default(''),
  organisation: z.string().max(1000).default(''),
  title: z.string().max(1000).default(''),
  summary: z.string().max(50_000).default(''),
  deck: z.string().max(2000).default(''),
  consent: field.flag(),
  /** A draft may lack anything but an address. */
  do: z.enum(['draft', 'send']).catch('send'),
  /** A field people do not see: whoever fills it in is a program. */
  website: z.string().max(1000).default(''),
})
export type PitchForm = z.infer<typeof pitchForm>

/** The form of a call as it is typed. */
export const callForm = z.object({
  lead_it: z.string().max(20_000).default(''),
  lead_en: z.string().max(20_000).default(''),
  deadline: z.string().max(40).default(''),
  starts: z.string().max(40).default(''),
  most_words: z.string().max(20).default(''),
  minutes: z.string().max(20).default(''),
  question_minutes: z.string().max(20).default(''),
  blind: field.flag(),
  version: z.coerce.number().int().min(0).catch(0),
})
export type CallForm = z.infer<typeof callForm>

export const questionForm = z.object({
  kind: z.enum(QUESTION_KINDS).catch('text'),
  it: z.string().trim().max(1000).default(''),
  en: z.string().trim().max(1000).default(''),
  choices: z.string().max(5000).default(''),
  required: field.flag(),
  remove: field.whole(1, 2 ** 52),
})
export type QuestionForm = z.infer<typeof questionForm>

type Asked = {
  readonly id: number
  readonly kind: string
  readonly choices: readonly string[]
  readonly required: boolean
}

/** Answers to the organiser's questions by their number; which are missing, do not fit, or have too many words. */
export function pitchAnswers(questions: readonly Asked[], raw: Readonly<Record<string, unknown>>, mostWords: number) {
  const { answers, missing, wrong } = answersOf(
    questions.filter(one => one.kind !== 'long'),
    raw,
  )
  const long: number[] = []
  for (const { id, required } of questions.filter(one => one.kind === 'long')) {
    const given = raw[`q_${id}`]
    const text = (typeof given === 'string' ? given : '').trim().slice(0, LONGEST.long)
    if (text === '' && required) missing.push(id)
    if (wordsIn(text) > mostWords) long.push(id)
    else if (text !== '') answers[id] = text
  }
  return { answers, missing, wrong, long }
}

/** An address of a file on the web, as those who pitch give their slides; empty is none. */
export const isDeck = (text: string): boolean =>
  text === '' || (text.length <= LONGEST.deck && URL.canParse(text) && new URL(text).protocol === 'https:')

export const wholeNumber = (text: string, least: number, most: number): number | undefined => {
  const n = /^\d{1,6}$/.test(text.trim()) ? Number(text) : Number.NaN
  return n >= least && n <= most ? n : undefined
}
