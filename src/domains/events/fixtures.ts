import type pg from 'pg'
import type { Actor } from '#kernel/actor.ts'
import { testDatabase } from '../../../tools/test-database.ts'
import { createEvent, staffEvent } from './actions.ts'
import { type EventForm, eventForm } from './model.ts'
import { moveEvent } from './moves.ts'
import { register } from './registrations/actions.ts'
import { type RegistrationForm, registrationForm, tokenOf } from './registrations/model.ts'
import { allRegistrations } from './registrations/queries.ts'

export const STAFF: Actor = { id: 'anna', name: 'Anna', role: 'staff', actsFor: new Map() }
export const SECRET = 'a secret of tests'
export const NOW = new Date('2027-02-01T10:00:00Z')
export const at = (iso: string) => ({ baseUrl: 'https://cluster.example', secret: SECRET, now: new Date(iso) })
export const MEANS = at(NOW.toISOString())
export const MOVE = { sure: true, why: { it: 'Piove.', en: 'It rains.' } }

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
    consent_version: '1',
    ...more,
  })

/** A database of its own with the verbs tests of events begin with. `index` makes organisations known by their names. */
export async function eventsOnADatabase(index?: (client: pg.PoolClient) => Promise<unknown>) {
  const { db, pool } = await testDatabase()
  await pool.query(`
    insert into nuts (code, name) values ('ITH55', 'Bologna') on conflict do nothing;
    insert into organisation (key, name, source) values ('alfa', 'Alfa Sensori Srl', 'hand');
    update cluster set founded_on = '2017-01-01' where id = 1`)
  const client = await pool.connect()
  await index?.(client)
  client.release()
  const people = (id: number) => allRegistrations(db, id)
  const named = async (id: number, name: string) => {
    const found = (await people(id)).find(one => one.name === name)
    if (!found) throw new Error(`nobody is called ${name}`)
    return found
  }
  return {
    db,
    pool,
    people,
    named,
    /** An event that takes registrations. */
    open: async (more: Partial<EventForm> = {}) => {
      const id = await createEvent(db, STAFF, anEvent(more), NOW)
      await moveEvent(db, MEANS, STAFF, id, { to: 'open', ...MOVE })
      return staffEvent(db, STAFF, id)
    },
    join: (slug: string, name: string, means = MEANS) => register(db, means, slug, aPerson(name), {}, 'it'),
    token: async (id: number, name: string) => tokenOf(SECRET, await named(id, name)),
    mails: async (template: string, id: number) =>
      (
        await pool.query<{ recipient: string; text_body: string; attachments: { content: string }[] }>(
          `select recipient, text_body, attachments from mail_outbox where template = $1 and once_key in
            (select $1 || ' ' || id || ' ' from registration where event_id = $2)`,
          [template, id],
        )
      ).rows,
  }
}
