import { z } from 'zod'
import { field } from '#kernel/fields.ts'
import { instantAt, localDay } from '#kernel/zoned.ts'

export const MOST = { slots: 300, tables: 500, days: 31, seats: 50, capacity: 1000 }

/** The form that makes slots, as it is typed: what is wrong is said field by field. */
export const slotsForm = z.object({
  day: z.string().max(20).default(''),
  last_day: z.string().max(20).default(''),
  from: z.string().max(10).default(''),
  until: z.string().max(10).default(''),
  minutes: z.string().max(10).default(''),
  pause: z.string().max(10).default(''),
  lunch_from: z.string().max(10).default(''),
  lunch_until: z.string().max(10).default(''),
  do: z.enum(['preview', 'make']).catch('preview'),
})
export type SlotsForm = z.infer<typeof slotsForm>

export type Span = { readonly starts_at: Date; readonly ends_at: Date }
type Field = Exclude<keyof SlotsForm, 'do'>
type Fault = 'badDay' | 'badDays' | 'badHour' | 'skippedHour' | 'endsBefore' | 'badMinutes' | 'badPause' | 'badLunch'

export type Made = {
  readonly slots: readonly Span[]
  /** Days on which clocks change between the first hour and the last: slots keep their length, so the hours shown jump. */
  readonly changes: readonly string[]
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/**
 * Slots of a form, in order: from the first hour of each day every `minutes` + `pause`, none across lunch, none past the last hour. Lengths are real
 * minutes, also where clocks change. Or what is wrong with which field.
 */
export function slotsOfForm(form: SlotsForm, zone: string): Made | { faults: Partial<Record<Field, Fault>> } {
  const faults: Partial<Record<Field, Fault>> = {}
  const first = dayNumber(form.day)
  const last = form.last_day.trim() === '' ? first : dayNumber(form.last_day)
  if (first === undefined) faults.day = 'badDay'
  if (
    (last === undefined && form.last_day.trim() !== '') ||
    (last !== undefined && first !== undefined && (last < first || last - first >= MOST.days))
  )
    faults.last_day = 'badDays'
  const [minutes, pause] = [whole(form.minutes, 5, 240), form.pause.trim() === '' ? 0 : whole(form.pause, 0, 120)]
  if (minutes === undefined) faults.minutes = 'badMinutes'
  if (pause === undefined) faults.pause = 'badPause'
  for (const name of ['from', 'until'] as const) if (!HOUR.test(form[name])) faults[name] = 'badHour'
  const eats = form.lunch_from !== '' || form.lunch_until !== ''
  if (eats && !(HOUR.test(form.lunch_from) && HOUR.test(form.lunch_until) && form.lunch_from < form.lunch_until))
    faults.lunch_from = 'badLunch'
  if (!faults.from && !faults.until && form.until <= form.from) faults.until = 'endsBefore'
  if (Object.keys(faults).length || first === undefined || last === undefined || minutes === undefined)
    return { faults }
  const slots: Span[] = []
  const changes: string[] = []
  for (let n = first; n <= last; n++) {
    const day = new Date(n * DAY_MS).toISOString().slice(0, 10)
    const at = (hour: string) => instantAt(`${day}T${hour}`, zone)
    const [from, until] = [at(form.from), at(form.until)]
    if (!from) faults.from = 'skippedHour'
    if (!until) faults.until = 'skippedHour'
    const lunch = eats ? ([at(form.lunch_from), at(form.lunch_until)] as const) : undefined
    if (lunch && !(lunch[0] && lunch[1])) faults.lunch_from = 'skippedHour'
    if (!from || !until || (lunch && !(lunch[0] && lunch[1]))) continue
    if (until.getTime() - from.getTime() !== wallMinutes(form.from, form.until) * MINUTE_MS) changes.push(day)
    slots.push(...ofDay(from, until, minutes, pause ?? 0, lunch as readonly [Date, Date] | undefined))
  }
  return Object.keys(faults).length ? { faults } : { slots, changes }
}

function ofDay(from: Date, until: Date, minutes: number, pause: number, lunch?: readonly [Date, Date]): Span[] {
  const slots: Span[] = []
  for (let at = from.getTime(); at + minutes * MINUTE_MS <= until.getTime(); ) {
    const end = at + minutes * MINUTE_MS
    if (lunch && at < lunch[1].getTime() && lunch[0].getTime() < end) {
      at = lunch[1].getTime()
      continue
    }
    slots.push({ starts_at: new Date(at), ends_at: new Date(end) })
    at = end + pause * MINUTE_MS
  }
  return slots
}

const HOUR = /^([01]\d|2[0-3]):[0-5]\d$/
const wallMinutes = (from: string, until: string) => minuteOf(until) - minuteOf(from)
const minuteOf = (hour: string) => Number(hour.slice(0, 2)) * 60 + Number(hour.slice(3))

function dayNumber(text: string): number | undefined {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text ? undefined : at / DAY_MS
}

export function whole(text: string, least: number, most: number): number | undefined {
  const n = /^\d{1,6}$/.test(text.trim()) ? Number(text) : Number.NaN
  return n >= least && n <= most ? n : undefined
}

export const overlaps = (a: Span, b: Span): boolean => a.starts_at < b.ends_at && b.starts_at < a.ends_at

/** Slots by the day on which they begin where the event is, in order. */
export function byDay<Slot extends Span>(slots: readonly Slot[], zone: string): { day: string; slots: Slot[] }[] {
  const days = new Map<string, Slot[]>()
  for (const slot of slots) {
    const day = localDay(slot.starts_at, zone)
    days.set(day, [...(days.get(day) ?? []), slot])
  }
  return [...days].map(([day, own]) => ({ day, slots: own }))
}

/**
 * Names of tables as they are written: a line or a comma for each, and "Tavolo 1-20" for twenty of them, with as many digits as the first number has.
 * Each name once; undefined when there are none or too many.
 */
export function tableNames(text: string): string[] | undefined {
  const names = new Set<string>()
  for (const part of text.split(/[\n,;]/)) {
    const name = part.replace(/\s+/g, ' ').trim()
    if (name === '') continue
    const [, before = '', first = '', last = ''] = /^(.*?)(\d{1,15}) ?[-–] ?(\d{1,15})$/.exec(name) ?? []
    const [low, high] = [Number(first), Number(last)]
    if (first === '' || high < low) names.add(name)
    else if (high - low >= MOST.tables) return undefined
    else for (let n = low; n <= high; n++) names.add(`${before}${String(n).padStart(first.length, '0')}`)
    if (names.size > MOST.tables) return undefined
  }
  const all = [...names]
  return all.length === 0 || all.some(name => name.length > LONGEST_NAME) ? undefined : all
}
export const LONGEST_NAME = 60

export const tablesForm = z.object({
  names: z.string().max(5000).default(''),
  room: field.whole(1, 2 ** 52),
  new_room: z.string().trim().max(200).default(''),
  seats: z.string().max(10).default(''),
  accessible: z.string().max(2000).default(''),
})
export type TablesForm = z.infer<typeof tablesForm>

export const tableForm = z.object({
  name: z.string().max(500).default(''),
  room: field.whole(1, 2 ** 52),
  seats: z.string().max(10).default(''),
  accessible: field.flag(),
  lost: z.preprocess(
    value => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
    z.array(z.coerce.number().int().positive()).max(MOST.slots),
  ),
  do: z.enum(['save', 'remove']).catch('save'),
})
export type TableForm = z.infer<typeof tableForm>

/** Which of new tables are accessible: the names written, or the last number of a name alone ("3"). */
export function accessibleAmong(names: readonly string[], text: string): ReadonlySet<string> {
  const said = new Set((tableNames(text) ?? []).map(name => name.toLocaleLowerCase('it')))
  return new Set(names.filter(name => said.has(name.toLocaleLowerCase('it')) || said.has(/\d+$/.exec(name)?.[0] ?? '')))
}

export const rulesForm = z.object({
  most_meetings: z.string().max(10).default(''),
  most_in_a_row: z.string().max(10).default(''),
  language_matters: field.flag(),
  wishes_until: z.string().max(40).default(''),
})
export type RulesForm = z.infer<typeof rulesForm>

/** Waited for after wishes close, so that whoever makes the agenda still finds them. */
const GRACE_MS = 3 * DAY_MS
const ANSWER_MS = 14 * DAY_MS

/**
 * Until when an answer to a wish is waited for: two weeks, and at least until some days after wishes close; never past the beginning, or past the end
 * for one that is said while the event is on.
 */
export function answerBy(event: Span, wishesUntil: Date | null, said: Date): Date {
  const end = said < event.starts_at ? event.starts_at : event.ends_at
  const wanted = wishesUntil ? Math.max(said.getTime() + ANSWER_MS, wishesUntil.getTime() + GRACE_MS) : end.getTime()
  return new Date(Math.min(end.getTime(), wanted))
}
