import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { Language } from '#platform/i18n.ts'
import { words } from './messages.ts'
import type { CalendarEntry } from './queries.ts'

/**
 * RFC 5545 calendar of deadlines, in UTC so that every calendar shows them at the right local time.
 * UIDs are stable: a deadline that moves or is withdrawn changes in the reader's calendar instead of appearing twice.
 */
export function deadlineCalendar(entries: readonly CalendarEntry[], language: Language, origin: string): string {
  const t = words[language]
  const calendar = ical({
    name: t.calendar,
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'Telaio', product: 'deadlines', language: language.toUpperCase() },
  })
  calendar.ttl(12 * 60 * 60)
  for (const entry of entries) {
    const stage = entry.stages === 'two' ? ` (${t.eventStage(entry.stage)})` : ''
    const url = `${origin}/${language}/calls/${encodeURIComponent(entry.id)}`
    const cutoff = entry.stages === 'cutoffs' ? `-${entry.at.toISOString().slice(0, 10)}` : ''
    calendar.createEvent({
      id: `${entry.id}-${entry.stage}${cutoff}@telaio`,
      start: entry.at,
      end: entry.at,
      stamp: entry.last_seen_at,
      summary: `${t.eventTitle(entry.id)}${stage}`,
      description: `${entry.title}\n${url}`,
      url,
      status: entry.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    })
  }
  return calendar.toString()
}
