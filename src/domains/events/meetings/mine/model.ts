import type { Followed, Outcome, Way } from '../outcomes/model.ts'

type Why = 'both' | 'mine' | 'theirs' | 'organiser'

export type FollowUp = {
  readonly kind: Way
  readonly state: Followed
  readonly about: string
  readonly day: string | null
  /** Whether it was the reader who asked. */
  readonly mine: boolean
}

/** A meeting as one of the two sees it; instants as ISO 8601. */
export type MyMeeting = {
  readonly id: number
  readonly uid: string
  readonly sequence: number
  readonly state: 'placed' | 'cancelled'
  readonly starts: string
  readonly ends: string
  /** When it changed after the agenda was published, if it did. */
  readonly changed: string | null
  readonly stamp: string
  readonly table: string
  readonly room: string
  readonly name: string
  readonly organisation: string
  readonly offers: string
  readonly seeks: string
  readonly languages: readonly string[]
  /** Whether the reader asked for it, and whether the other side did. */
  readonly mine: boolean
  readonly theirs: boolean
  readonly outcome: Outcome | null
  readonly note: string
  readonly follows: readonly FollowUp[]
}

export const whyOf = ({ mine, theirs }: Pick<MyMeeting, 'mine' | 'theirs'>): Why =>
  mine && theirs ? 'both' : mine ? 'mine' : theirs ? 'theirs' : 'organiser'

export type Span = { readonly starts: string; readonly ends: string }
export type MySession = Span & { readonly title_it: string; readonly title_en: string; readonly room: string | null }

export type Line =
  | { readonly what: 'meeting'; readonly at: string; readonly meeting: MyMeeting }
  | { readonly what: 'session'; readonly at: string; readonly session: MySession }
  | { readonly what: 'free'; readonly at: string; readonly until: string }

const ms = (iso: string) => Date.parse(iso)
const order = (a: string, b: string) => ms(a) - ms(b)

/** The meeting that is on, and the one after; what is cancelled is neither. */
export function nextOf(
  meetings: readonly MyMeeting[],
  now: Date,
): { on: MyMeeting | undefined; next: MyMeeting | undefined } {
  const placed = meetings.filter(one => one.state === 'placed').toSorted((a, b) => order(a.starts, b.starts))
  const at = now.getTime()
  return {
    on: placed.find(one => ms(one.starts) <= at && at < ms(one.ends)),
    next: placed.find(one => ms(one.starts) > at),
  }
}

/** Whole minutes until an instant, a begun one counted whole. */
export const minutesUntil = (iso: string, now: Date): number =>
  Math.max(0, Math.ceil((ms(iso) - now.getTime()) / 60_000))

/** Things by the day they are on, in their order. */
export function byDay<T extends { readonly at: string }>(
  lines: readonly T[],
  dayOf: (at: Date) => string,
): [string, T[]][] {
  const days = new Map<string, T[]>()
  for (const line of lines) {
    const day = dayOf(new Date(line.at))
    days.set(day, [...(days.get(day) ?? []), line])
  }
  return [...days]
}

/** Slots of this many minutes apart make one break. */
const APART_MS = 20 * 60_000

/** Everything of the day in the order of time: meetings, the programme, and the slots with neither, put together to breaks. */
export function linesOf(
  meetings: readonly MyMeeting[],
  sessions: readonly MySession[],
  slots: readonly Span[],
): Line[] {
  const placed = meetings.filter(one => one.state === 'placed')
  // Read once: each slot is held against all of them.
  const taken = [...placed, ...sessions].map(({ starts, ends }) => ({ from: ms(starts), until: ms(ends) }))
  const isFree = (from: number, until: number) => !taken.some(one => one.from < until && from < one.until)
  const breaks: { starts: string; ends: string }[] = []
  for (const { starts, ends } of slots.toSorted((a, b) => order(a.starts, b.starts))) {
    const from = ms(starts)
    if (!isFree(from, ms(ends))) continue
    const last = breaks.at(-1)
    const before = ms(last?.ends ?? '')
    if (last && from - before <= APART_MS && isFree(before, from)) last.ends = ends
    else breaks.push({ starts, ends })
  }
  return [
    ...sessions.map(session => ({ what: 'session', at: session.starts, session }) as const),
    ...meetings.map(meeting => ({ what: 'meeting', at: meeting.starts, meeting }) as const),
    ...breaks.map(({ starts, ends }) => ({ what: 'free', at: starts, until: ends }) as const),
  ].sort((a, b) => order(a.at, b.at))
}
