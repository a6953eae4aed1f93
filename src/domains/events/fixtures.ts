import type { Actor } from '#kernel/actor.ts'
import { type EventForm, eventForm } from './model.ts'
import { type RegistrationForm, registrationForm } from './registrations/model.ts'

export const STAFF: Actor = { id: 'anna', name: 'Anna', role: 'staff', actsFor: new Map() }
export const SECRET = 'a secret of tests'

/** The form of an event that could be saved. */
export const anEvent = (more: Partial<EventForm> = {}): EventForm =>
  eventForm.parse({
    kind: 'matchmaking',
    mode: 'presence',
    title_it: 'Giornata di incontri',
    title_en: 'Matchmaking day',
    summary_it: 'Imprese e ospedali si incontrano.',
    summary_en: 'Companies and hospitals meet.',
    starts: '2027-03-12T09:30',
    ends: '2027-03-12T17:00',
    place: 'Sala blu, Bologna',
    capacity: '3',
    consent_it: 'Accetto.',
    consent_en: 'I agree.',
    ...more,
  })

/** The form of a registration that could be sent. */
export const aPerson = (name: string, more: Partial<RegistrationForm> = {}): RegistrationForm =>
  registrationForm.parse({
    name,
    email: `${name.toLowerCase().replace(/\W+/g, '.')}@example.org`,
    consent: '1',
    ...more,
  })
