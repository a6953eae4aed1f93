import type { Tx } from '#platform/db.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { type ListItem, type Part, unlinked } from '#platform/mail/letter.tsx'
import { inLanguage } from '../../model.ts'
import type { EventRow } from '../../queries.ts'
import { type Means, mineAddress, writeTo } from '../../registrations/letters.ts'
import { dayOf, hourOf, spanOf } from '../../times.ts'
import { meetingsCalendar } from './calendar.ts'
import { letters } from './letter-words.ts'
import { guestsOf, markTold, type TellRow, toTell } from './queries.ts'

type Guest = Awaited<ReturnType<typeof guestsOf>>[number]
type Words = (typeof letters)[Language]

/**
 * Tells everybody their whole agenda, once: those who meet somebody, and those who wanted to. Answers how many letters were written. To be called in the
 * transaction that publishes.
 */
export async function tellAgenda(tx: Tx, means: Means, event: EventRow): Promise<number> {
  const meetings = (await toTell(tx, event.id, 'all')).filter(one => one.state === 'placed')
  const of = byPerson(meetings)
  let told = 0
  for (const to of await guestsOf(tx, event.id)) {
    const mine = of.get(to.id) ?? []
    if (mine.length === 0 && !to.spoke) continue
    const letter = (t: Words, title: string): Part[] =>
      mine.length === 0 ? [t.none(title)] : [t.agenda(title), { list: mine.map(one => itemOf(t, event, to, one)) }]
    if (await send(tx, means, event, to, { kind: 'agenda', meetings: mine, letter })) told += 1
  }
  await markTold(
    tx,
    event.id,
    meetings.map(one => one.id),
  )
  return told
}

/**
 * Tells those whose meetings are not as they were told, one letter each with what changed; of a change that was taken back nobody hears. `only`: these
 * meetings alone. Answers how many letters were written. To be called in the transaction of the change.
 */
export async function tellChanges(tx: Tx, means: Means, event: EventRow, only?: ReadonlySet<number>): Promise<number> {
  const changed = (await toTell(tx, event.id, 'changed')).filter(
    one => !only || (only.has(one.a_id) && only.has(one.b_id)),
  )
  const of = byPerson(changed)
  let told = 0
  for (const to of await guestsOf(tx, event.id)) {
    const mine = of.get(to.id)
    if (!mine) continue
    const letter = (t: Words, title: string): Part[] => [
      t.changed(title),
      { list: mine.map(one => changeOf(t, event, to, one)) },
    ]
    if (await send(tx, means, event, to, { kind: 'agenda changed', meetings: mine, letter })) told += 1
  }
  await markTold(
    tx,
    event.id,
    changed.map(one => one.id),
  )
  return told
}

function byPerson(meetings: readonly TellRow[]): ReadonlyMap<number, readonly TellRow[]> {
  const of = new Map<number, TellRow[]>()
  for (const one of meetings) for (const id of [one.a_id, one.b_id]) of.set(id, [...(of.get(id) ?? []), one])
  return of
}

const whoIs = ({ name, organisation }: { name: string; organisation: string }) =>
  organisation ? `${name} (${organisation})` : name
const otherOf = (to: Guest, one: TellRow) =>
  one.a_id === to.id
    ? { name: one.b_name, organisation: one.b_organisation }
    : { name: one.a_name, organisation: one.a_organisation }

function whenOf(event: EventRow, language: Language, { starts_at, ends_at }: TellRow): string {
  return spanOf(formats(language), language, { starts_at, ends_at, zone: event.zone })
}

function itemOf(t: Words, event: EventRow, to: Guest, one: TellRow): ListItem {
  const place = t.place(whenOf(event, to.language as Language, one), one.table_name, one.room)
  return { text: place, note: t.meets(unlinked(whoIs(otherOf(to, one)))) }
}

function changeOf(t: Words, event: EventRow, to: Guest, one: TellRow): ListItem {
  const language = to.language as Language
  const who = unlinked(whoIs(otherOf(to, one)))
  const was = one.told_starts_at
    ? t.was(
        dayOf(one.told_starts_at, event.zone) === dayOf(one.starts_at, event.zone)
          ? hourOf(one.told_starts_at, event.zone)
          : formats(language).instant(one.told_starts_at, event.zone),
        one.told_table ?? '',
      )
    : ''
  if (one.state === 'cancelled') return { text: t.off(who), note: was }
  const now = t.now(whenOf(event, language, one), `${one.table_name} (${one.room})`)
  return was ? { text: t.moved(who), note: `${was}; ${now}` } : { text: t.new(who), note: now }
}

type Said = {
  kind: 'agenda' | 'agenda changed'
  meetings: readonly TellRow[]
  letter: (t: Words, title: string) => Part[]
}

function send(tx: Tx, means: Means, event: EventRow, to: Guest, { kind, meetings, letter }: Said): Promise<boolean> {
  const address = mineAddress(means, to, to.language, '/agenda')
  return writeTo(tx, letters, event, to, {
    template: kind,
    // The meetings as they are told here: the same is never told twice.
    once: meetings.map(one => `${one.id}:${one.sequence}`).join(' '),
    subject: (t, title) => (kind === 'agenda' ? t.agendaSubject(title) : t.changedSubject(title)),
    parts: (t, title) => [
      ...letter(t, title),
      ...(meetings.length > 0 ? [t.file] : []),
      { text: t.mine, href: address },
    ],
    uselessAfter: new Date(Math.max(event.ends_at.getTime(), means.now.getTime())),
    calendar: meetings.length > 0 ? language => calendarOf(event, language, to, meetings, address) : undefined,
  })
}

const calendarOf = (event: EventRow, language: Language, to: Guest, meetings: readonly TellRow[], url: string) =>
  meetingsCalendar(
    inLanguage(event, 'title', language),
    language,
    meetings.map(one => ({
      ...one,
      cancelled: one.state === 'cancelled',
      summary: whoIs(otherOf(to, one)),
      location: `${one.table_name}, ${one.room}`,
      url,
    })),
  )
