import { localDay, offsetAt } from '#kernel/zoned.ts'

/** Hour at which calls of the European Union close when only the day is told. */
const CLOSING_HOUR = 17
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

const BRUSSELS = 'Europe/Brussels'

/** A calendar date that exists, as YYYY-MM-DD, from the beginning of a text; undefined otherwise. */
export function dayOf(text: unknown): string | undefined {
  const day = typeof text === 'string' ? /^\d{4}-\d{2}-\d{2}/.exec(text.trim())?.[0] : undefined
  if (day === undefined) return undefined
  const at = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? day : undefined
}

/** The instant at which clocks in Brussels show 17:00 on a day, in ISO 8601; summer time is taken into account. */
export function closingOn(day: string): string {
  const wall = Date.parse(`${day}T00:00:00Z`) + CLOSING_HOUR * HOUR_MS
  return new Date(wall - offsetAt(wall - HOUR_MS, BRUSSELS)).toISOString()
}

/**
 * A deadline as the portal writes it: a date, an instant, or milliseconds since 1970. Midnight, in UTC or in Brussels, stands for a day
 * without an hour: it closes at 17:00 there. Undefined for anything else.
 */
export function deadlineOf(value: unknown): string | undefined {
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value.trim())) {
    const day = dayOf(value)
    return day && closingOn(day)
  }
  const at = typeof value === 'number' ? value : typeof value === 'string' ? instant(value) : Number.NaN
  if (!Number.isFinite(at) || at < Date.UTC(2000) || at > Date.UTC(2100)) return undefined
  if (at % DAY_MS === 0) return closingOn(new Date(at).toISOString().slice(0, 10))
  const local = at + offsetAt(at, BRUSSELS)
  return local % DAY_MS === 0 ? closingOn(new Date(local).toISOString().slice(0, 10)) : new Date(at).toISOString()
}

/** Dates with an hour; "+0000" is written without a colon by the portal. */
const instant = (text: string): number =>
  dayOf(text) === undefined ? Number.NaN : Date.parse(text.trim().replace(/([+-]\d{2})(\d{2})$/, '$1:$2'))

/** The calendar date in Brussels at milliseconds since 1970, or of a text that begins with a date. */
export function openingOf(value: unknown): string | undefined {
  if (typeof value !== 'number') return dayOf(value)
  if (!Number.isFinite(value) || value < Date.UTC(2000) || value > Date.UTC(2100)) return undefined
  return localDay(new Date(value), BRUSSELS)
}
