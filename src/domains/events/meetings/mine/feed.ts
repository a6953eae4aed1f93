import ical, { type ICalCalendar, ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { Language } from '#platform/i18n.ts'
import { addEvent } from '../../calendar.ts'
import { inLanguage } from '../../model.ts'
import type { EventRow } from '../../queries.ts'
import { words } from './messages.ts'
import { type MyMeeting, whyOf } from './model.ts'
import type { MyDay } from './queries.ts'

/** How often a calendar is asked to look again. Most look when they like. */
const LOOK_AGAIN_SECONDS = 15 * 60

/**
 * The personal agenda as a calendar to subscribe to: the event and each meeting, in UTC, so that local times are right on both sides of a clock change. A pair
 * keeps its UID for ever; SEQUENCE grows with each change; what people were told of and was cancelled says so, so that calendars take it away.
 */
export function agendaFeed(day: MyDay, event: EventRow, language: Language, origin: string): string {
  const calendar = ical({
    name: `${words[language].title}: ${inLanguage(day, 'title', language)}`,
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'Telaio', product: 'agenda', language: language.toUpperCase() },
    ttl: LOOK_AGAIN_SECONDS,
  })
  const gone = day.state === 'cancelled'
  addEvent(calendar, gone ? { ...event, state: 'cancelled', sequence: event.sequence + 1 } : event, language, origin)
  for (const meeting of day.meetings) addMeeting(calendar, meeting, day, language)
  return calendar.toString()
}

/** One meeting in a calendar, as feeds and letters have it. */
function addMeeting(calendar: ICalCalendar, meeting: MyMeeting, day: MyDay, language: Language): void {
  const t = words[language]
  const calledOff = day.event_state === 'cancelled'
  const who = meeting.name || t.erased
  const changed = new Date(meeting.stamp)
  calendar.createEvent({
    id: meeting.uid,
    // An event that is called off takes its meetings along, though none of their rows changes.
    sequence: meeting.sequence + (calledOff ? 1 : 0),
    start: new Date(meeting.starts),
    end: new Date(meeting.ends),
    stamp: changed,
    lastModified: changed,
    summary: [who, meeting.organisation].filter(Boolean).join(', '),
    description: t.why[whyOf(meeting)],
    location: [t.table(meeting.table, meeting.room), day.place].filter(Boolean).join(', '),
    status: calledOff || meeting.state === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  })
}
