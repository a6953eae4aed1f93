import type { Language } from '#platform/i18n.ts'
import { inLanguage, type Mode } from './model.ts'
import type { EventRow } from './queries.ts'

const MODES: Record<Mode, string> = { presence: 'Offline', online: 'Online', mixed: 'Mixed' }

/** An event as schema.org describes one, for those who read pages by program. */
export function schemaOf(
  event: EventRow,
  language: Language,
  origin: string,
  cluster: string,
): Record<string, unknown> {
  const url = `${origin}/${language}/events/${event.slug}`
  const place = {
    '@type': 'Place',
    name: event.place,
    address: event.province
      ? { '@type': 'PostalAddress', addressLocality: event.place, addressRegion: event.province, addressCountry: 'IT' }
      : event.place,
  }
  const online = { '@type': 'VirtualLocation', url }
  return {
    '@context': 'https://schema.org',
    '@type': 'Event',
    name: inLanguage(event, 'title', language),
    description: inLanguage(event, 'summary', language) || undefined,
    inLanguage: language,
    url,
    startDate: event.starts_at.toISOString(),
    endDate: event.ends_at.toISOString(),
    eventStatus: `https://schema.org/${event.state === 'cancelled' ? 'EventCancelled' : 'EventScheduled'}`,
    eventAttendanceMode: `https://schema.org/${MODES[event.mode as Mode]}EventAttendanceMode`,
    location: event.mode === 'online' ? online : event.mode === 'mixed' ? [place, online] : place,
    organizer: { '@type': 'Organization', name: cluster, url: origin },
    ...(event.capacity === null ? {} : { maximumAttendeeCapacity: event.capacity }),
  }
}
