import { localDay, localTime } from '#kernel/zoned.ts'
import type { Formats, Language } from '#platform/i18n.ts'

type Span = { readonly starts_at: Date; readonly ends_at: Date; readonly zone: string }

/** The hour at an instant as clocks of a zone show it: "09:30". */
export const hourOf = (at: Date, zone: string): string => localTime(at, zone).slice(11)

/** From which hour to which: "09:30–09:50". */
export const hoursOf = ({ starts_at, ends_at }: Omit<Span, 'zone'>, zone: string): string =>
  `${hourOf(starts_at, zone)}–${hourOf(ends_at, zone)}`

/** An instant as a cell of a sheet has it, by the clocks of a zone: "2027-03-12 09:30". */
export const cellOf = (at: Date, zone: string): string => localTime(at, zone).replace('T', ' ')

/** The day at an instant in a zone, YYYY-MM-DD. */
export const dayOf = localDay

/** A day and hour as clocks of a zone show it: "12 marzo 2027, 09:30". */
export const whenOf = (f: Formats, at: Date, zone: string): string => `${f.date(dayOf(at, zone))}, ${hourOf(at, zone)}`

/** From when to when, in the event's own zone, which is named: "12 marzo 2027, 09:30–17:00 (CET)". */
export function spanOf(f: Formats, language: Language, { starts_at, ends_at, zone }: Span): string {
  const [from, until] = [dayOf(starts_at, zone), dayOf(ends_at, zone)]
  const [begins, ends] = [shortZone(starts_at, zone, language), shortZone(ends_at, zone, language)]
  const [first, last] = [hourOf(starts_at, zone), hourOf(ends_at, zone)]
  // Where clocks change in between, each hour says by which it is told.
  const [a, b] = begins === ends ? ['', ''] : [` (${begins})`, ` (${ends})`]
  const one =
    from === until
      ? `${f.date(from)}, ${first}${a}–${last}${b}`
      : `${f.date(from)}, ${first}${a} – ${f.date(until)}, ${last}${b}`
  return begins === ends ? `${one} (${ends})` : one
}

/** One for each language and zone: making one takes a hundred times what using it does. */
const zoneNames = new Map<string, Intl.DateTimeFormat>()

function shortZone(at: Date, zone: string, language: Language): string {
  // British English has words for these zones; Italian has them for its own too.
  const key = `${language} ${zone}`
  let named = zoneNames.get(key)
  if (!named) {
    named = new Intl.DateTimeFormat(language === 'it' ? 'it-IT' : 'en-GB', { timeZone: zone, timeZoneName: 'short' })
    zoneNames.set(key, named)
  }
  const parts = named.formatToParts(at)
  return parts.find(part => part.type === 'timeZoneName')?.value ?? zone
}
