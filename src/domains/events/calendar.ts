import ical, { type ICalCalendar, ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { Language } from '#platform/i18n.ts'
import { inLanguage } from './model.ts'
import type { EventRow } from './queries.ts'

/**
 * An event as a calendar file, in UTC: whatever clocks do meanwhile, every calendar shows the right local time. Its UID stays, and SEQUENCE grows
 * with every change of time, place or state, so that a calendar takes the newer one.
 */
export function eventCalendar(event: EventRow, language: Language, origin: string, online = ''): string {
  const calendar = ical({
    name: inLanguage(event, 'title', language),
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'Telaio', product: 'events', language: language.toUpperCase() },
  })
  addEvent(calendar, event, language, origin, online)
  return calendar.toString()
}

/** The event itself in a calendar that may hold more. */
export function addEvent(
  calendar: ICalCalendar,
  event: EventRow,
  language: Language,
  origin: string,
  online = '',
): void {
  const url = `${origin}/${language}/events/${event.slug}`
  calendar.createEvent({
    id: `event-${event.id}@telaio`,
    sequence: event.sequence,
    start: event.starts_at,
    end: event.ends_at,
    stamp: event.moved_at ?? event.made_at,
    summary: inLanguage(event, 'title', language),
    description: [inLanguage(event, 'summary', language), online, url].filter(Boolean).join('\n'),
    location: event.place || online || null,
    url,
    status: event.state === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  })
}

export const CALENDAR_TYPE = 'text/calendar; charset=utf-8'
