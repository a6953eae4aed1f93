import { z } from 'zod'
import { field } from '#kernel/fields.ts'
import type { Language } from '#platform/i18n.ts'

export const KINDS = ['matchmaking', 'pitching', 'visibility', 'training', 'table'] as const
export type Kind = (typeof KINDS)[number]
export const MODES = ['presence', 'online', 'mixed'] as const
export type Mode = (typeof MODES)[number]
export const STATES = ['draft', 'open', 'closed', 'cancelled', 'held'] as const
export type State = (typeof STATES)[number]

/** From which states staff move an event to another. What is cancelled or held stays so. */
const MOVES: Readonly<Record<State, readonly State[]>> = {
  draft: ['open'],
  open: ['closed', 'cancelled', 'held'],
  closed: ['open', 'cancelled', 'held'],
  cancelled: [],
  held: [],
}
export const movesFrom = (state: string): readonly State[] => MOVES[state as State] ?? []

/** Longest texts, in characters. */
export const LONGEST = { title: 160, summary: 400, description: 6000, consent: 2000, place: 200, address: 500 }
export const MOST_PLACES = 5000

/** The form of an event as it is typed: what is wrong is said field by field by the action. */
export const eventForm = z.object({
  kind: z.enum(KINDS).catch('matchmaking'),
  mode: z.enum(MODES).catch('presence'),
  title_it: z.string().max(1000).default(''),
  title_en: z.string().max(1000).default(''),
  summary_it: z.string().max(5000).default(''),
  summary_en: z.string().max(5000).default(''),
  description_it: z.string().max(30_000).default(''),
  description_en: z.string().max(30_000).default(''),
  starts: z.string().max(40).default(''),
  ends: z.string().max(40).default(''),
  zone: z.string().max(60).default('Europe/Rome'),
  place: z.string().max(1000).default(''),
  nuts: z.string().max(10).default(''),
  online_address: z.string().max(2000).default(''),
  capacity: z.string().max(20).default(''),
  overbooked: z.string().max(20).default(''),
  consent_it: z.string().max(10_000).default(''),
  consent_en: z.string().max(10_000).default(''),
  version: z.coerce.number().int().min(0).catch(0),
})
export type EventForm = z.infer<typeof eventForm>

export const WHEN = ['coming', 'past', 'drafts'] as const
export const eventsQuery = z.object({
  q: field.text(120),
  when: z.enum(WHEN).catch('coming'),
  page: field.page(),
})
export type EventsQuery = z.infer<typeof eventsQuery>
export const EVENTS_PER_PAGE = 20

/** Where a page, a mail or a file finds the text of its language. */
export const inLanguage = <Name extends string>(
  row: Readonly<Record<`${Name}_it` | `${Name}_en`, string>>,
  name: Name,
  language: Language,
): string => row[`${name}_${language}`]

/** An address made of a title: small letters, digits and dashes. */
export function slugOf(title: string): string {
  const slug = title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 70)
    .replace(/-+$/, '')
  return slug === '' || slug === 'new' ? 'evento' : slug
}

/** Places still to give: undefined when there is no limit. */
export const placesLeft = (event: {
  capacity: number | null
  overbooked: number
  taken: number
}): number | undefined =>
  event.capacity === null ? undefined : Math.max(0, event.capacity + event.overbooked - event.taken)

/** Whether somebody can register now: until the event has ended. */
export const takesRegistrations = (event: { state: string; ends_at: Date }, now: Date): boolean =>
  event.state === 'open' && now < event.ends_at

const DAY_MS = 86_400_000
/** Until when a phone may keep a page of an event: a day after it. */
export const keepUntil = (event: { readonly ends_at: Date }): Date => new Date(event.ends_at.getTime() + DAY_MS)
