import { z } from 'zod'
import { hasCome } from '../registrations/model.ts'

export const feedbackForm = z.object({
  overall: z.coerce.number().int().min(1).max(5),
  useful: z.coerce.number().int().min(1).max(5),
  words: z.string().trim().max(1000).default(''),
})
export type Feedback = z.infer<typeof feedbackForm>

type Event = { ends_at: Date; starts_at: Date; state: string }
type Person = { attendance: string; feedback_at: Date | null }

/** Who was there has a certificate once the event is over. */
export const mayBeCertified = (event: Event, person: Person, now: Date): boolean =>
  person.attendance === 'present' && event.state !== 'cancelled' && now >= event.ends_at

const DAY_MS = 86_400_000
/** How long people are asked, in days. */
const ASKED_DAYS = 60

/** Who was there says once how it was, from the beginning of the event on. */
export const mayGiveFeedback = (event: Event, person: Person, now: Date): boolean =>
  person.feedback_at === null &&
  hasCome(person) &&
  event.state !== 'cancelled' &&
  now >= event.starts_at &&
  now.getTime() < event.ends_at.getTime() + ASKED_DAYS * DAY_MS
