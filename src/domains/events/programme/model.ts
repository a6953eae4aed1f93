import { z } from 'zod'
import { field } from '#kernel/fields.ts'

export const QUESTION_KINDS = ['text', 'choice', 'yes-no', 'number'] as const
export type QuestionKind = (typeof QUESTION_KINDS)[number]

export const roomForm = z.object({ name: z.string().trim().max(80).default(''), remove: field.whole(1, 2 ** 52) })
export const sessionForm = z.object({
  id: field.whole(1, 2 ** 52),
  title_it: z.string().trim().max(1000).default(''),
  title_en: z.string().trim().max(1000).default(''),
  starts: z.string().max(40).default(''),
  ends: z.string().max(40).default(''),
  room: field.whole(1, 2 ** 52),
  speakers: z.string().max(5000).default(''),
})
export type SessionForm = z.infer<typeof sessionForm>

export const questionForm = z.object({
  kind: z.enum(QUESTION_KINDS).catch('text'),
  it: z.string().trim().max(1000).default(''),
  en: z.string().trim().max(1000).default(''),
  choices: z.string().max(5000).default(''),
  required: field.flag(),
})
export type QuestionForm = z.infer<typeof questionForm>

export const LONGEST = { title: 160, question: 300, choice: 120, speaker: 160 }
export const MOST = { choices: 30, questions: 20, rooms: 40, sessions: 200, speakers: 30 }

/** Lines of a text, trimmed, each once. */
export const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/\r?\n/)
      .map(line => line.trim())
      .filter(line => line !== ''),
  ),
]

/** A choice as it is shown: written "Italian | English", or once for both. */
export const choiceIn = (choice: string, language: 'it' | 'en'): string => {
  const [it = '', en] = choice.split('|').map(part => part.trim())
  return language === 'en' && en ? en : it
}

export type Part = {
  readonly id: number
  readonly starts_at: Date
  readonly ends_at: Date
  readonly room_id: number | null
  readonly speakers: readonly string[]
}
export type Conflict =
  | { readonly what: 'outside'; readonly session: number }
  | { readonly what: 'room'; readonly session: number; readonly other: number }
  | { readonly what: 'speaker'; readonly session: number; readonly other: number; readonly speaker: string }

const overlap = (a: Part, b: Part) => a.starts_at < b.ends_at && b.starts_at < a.ends_at
const said = (name: string) => (name.split(/[,(–]/)[0] ?? name).trim().toLocaleLowerCase('it')

/** What does not fit in a programme: outside the event, two sessions in one room, one speaker in two places. Each pair is told once. */
export function conflictsOf(event: { starts_at: Date; ends_at: Date }, sessions: readonly Part[]): Conflict[] {
  const outside = sessions
    .filter(one => one.starts_at < event.starts_at || one.ends_at > event.ends_at)
    .map(one => ({ what: 'outside', session: one.id }) as const)
  const pairs = sessions.flatMap((one, at) =>
    sessions.slice(at + 1).flatMap((other): Conflict[] => {
      if (!overlap(one, other)) return []
      const pair = { session: one.id, other: other.id }
      const names = new Set(other.speakers.map(said))
      return [
        ...(one.room_id !== null && one.room_id === other.room_id ? [{ what: 'room', ...pair } as const] : []),
        ...one.speakers
          .filter(speaker => names.has(said(speaker)))
          .map(speaker => ({ what: 'speaker', speaker, ...pair }) as const),
      ]
    }),
  )
  return [...outside, ...pairs]
}
