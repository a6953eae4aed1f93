import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { Language } from '#platform/i18n.ts'

type CalendarMeeting = {
  /** By which calendars know a meeting again, whatever becomes of it. */
  readonly uid: string
  readonly sequence: number
  readonly changed_at: Date
  readonly starts_at: Date
  readonly ends_at: Date
  readonly cancelled: boolean
  readonly summary: string
  readonly location: string
  readonly url: string
}

/** Meetings of one person as a calendar file, in UTC; what is off is in it as cancelled, so that it goes from the calendar too. */
export function meetingsCalendar(name: string, language: Language, meetings: readonly CalendarMeeting[]): string {
  const calendar = ical({
    name,
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'Telaio', product: 'events', language: language.toUpperCase() },
  })
  for (const one of meetings)
    calendar.createEvent({
      id: one.uid,
      sequence: one.sequence,
      start: one.starts_at,
      end: one.ends_at,
      stamp: one.changed_at,
      summary: one.summary,
      location: one.location,
      url: one.url,
      status: one.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    })
  return calendar.toString()
}
