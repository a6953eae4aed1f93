import { recordAudit } from '#domains/accounts/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { type Part, unlinked } from '#platform/mail/letter.tsx'
import { errors as eventErrors } from '../../messages.ts'
import { type EventRow, lockEvent } from '../../queries.ts'
import { type Means, mineAddress, writeTo } from '../../registrations/letters.ts'
import { dayOf, whenOf } from '../../times.ts'
import { counts } from '../model.ts'
import { type AgendaRow, agendaOf, type PersonRow, peopleOf, type WishRow, wishesOf } from '../queries.ts'
import { readinessOf } from '../readiness/model.ts'
import { eventWithMeetings } from '../setup/actions.ts'
import { letters } from './letter-words.ts'
import { collecting } from './queries.ts'

type Words = (typeof letters)[Language]
type Said = {
  template: string
  once: string
  subject: (t: Words, title: string) => string
  parts: (t: Words, title: string, language: Language) => Part[]
}

/** One letter to one person with a place, which leads to where they say whom they want to meet. */
const send = (tx: Tx, means: Means, event: EventRow, to: PersonRow, said: Said): Promise<boolean> =>
  writeTo(tx, letters, event, to, {
    ...said,
    parts: (t, title, language) => [
      ...said.parts(t, title, language),
      { text: t.page, href: mineAddress(means, to, language, '/wishes') },
    ],
    uselessAfter: event.ends_at,
  })

/** Asks people to say whom they want to meet: all, or only those who have said nothing. Once a day at most; answers how many. Throws Forbidden, NotFound, Conflict. */
export async function invite(
  db: Db,
  means: Means,
  actor: Actor,
  id: number,
  audience: 'all' | 'silent',
): Promise<number> {
  await eventWithMeetings(db, actor, id)
  return inTransaction(db, async tx => {
    const [event, agenda] = [await lockEvent(tx, id), await agendaOf(tx, id)]
    if (!event || !agenda) throw new Failure('NotFound', eventErrors.unknownEvent)
    const late = agenda.wishes_until !== null && means.now >= agenda.wishes_until
    if (late || (event.state !== 'open' && event.state !== 'closed') || means.now >= event.ends_at)
      throw new Failure('Conflict', eventErrors.over)
    let told = 0
    for (const person of readinessOf(await peopleOf(tx, id), await wishesOf(tx, id), means.now)) {
      if (!person.takes_part || (audience === 'silent' && !person.lacks.includes('silent'))) continue
      const sent = await send(tx, means, event, person, {
        template: 'meetings invitation',
        once: dayOf(means.now, event.zone),
        subject: (t, title) => t.inviteSubject(title),
        parts: (t, title, language) => [
          t.invite(title),
          ...(agenda.wishes_until ? [t.until(whenOf(formats(language), agenda.wishes_until, event.zone))] : []),
        ],
      })
      if (sent) told += 1
    }
    await recordAudit(tx, { actor: actor.id ?? '', verb: 'invited', thing: `event ${id}`, details: { told } })
    return told
  })
}

type Collecting = { event: EventRow; agenda: AgendaRow; people: PersonRow[]; wishes: WishRow[] }

/** The events whose wishes are being said, one after the other, each under its lock. */
async function eachCollecting(
  db: Db,
  means: Means,
  work: (tx: Tx, found: Collecting) => Promise<number>,
): Promise<number> {
  let told = 0
  for (const id of await collecting(db, means.now))
    told += await inTransaction(db, async tx => {
      const [event, agenda] = [await lockEvent(tx, id), await agendaOf(tx, id)]
      if (!event || !agenda) return 0
      return work(tx, { event, agenda, people: await peopleOf(tx, id), wishes: await wishesOf(tx, id) })
    })
  return told
}

const CLOSING_MS = 48 * 3_600_000

/** Two days before wishes close: to those who have chosen nobody, or whose answer is waited for. Once for each closing time; answers how many. */
export const remindOfWishes = (db: Db, means: Means): Promise<number> =>
  eachCollecting(db, means, async (tx, { event, agenda, people, wishes }) => {
    const until = agenda.wishes_until
    if (!until || means.now >= until || until.getTime() - means.now.getTime() > CLOSING_MS) return 0
    let told = 0
    for (const person of readinessOf(people, wishes, means.now)) {
      if (!person.lacks.some(lack => lack === 'wishless' || lack === 'unanswered')) continue
      const sent = await send(tx, means, event, person, {
        template: 'meetings closing',
        once: until.toISOString(),
        subject: (t, title) => t.closingSubject(title),
        parts: (t, title, language) => [t.closing(title, whenOf(formats(language), until, event.zone))],
      })
      if (sent) told += 1
    }
    return told
  })

const MOST_NAMED = 10

/** Once a day: who would like to meet somebody and waits for an answer, when there is anybody new since the last such letter. Answers how many were written to. */
export const tellWanted = (db: Db, means: Means): Promise<number> =>
  eachCollecting(db, means, async (tx, { event, people, wishes }) => {
    const byId = new Map(people.map(one => [one.id, one]))
    const said = new Set(wishes.map(one => `${one.from_id} ${one.to_id}`))
    let told = 0
    for (const person of people) {
      const waiting = wishes
        .filter(one => one.to_id === person.id && one.strength !== 'no' && byId.get(one.from_id)?.takes_part)
        .filter(one => !said.has(`${person.id} ${one.from_id}`) && counts(one, false, means.now))
        .toSorted((a, b) => b.said_at.getTime() - a.said_at.getTime())
      const newest = waiting[0]
      if (!newest || !person.takes_part) continue
      const names = waiting.flatMap(one => {
        const from = byId.get(one.from_id)
        return from ? [unlinked([from.name, from.organisation].filter(Boolean).join(', '))] : []
      })
      const sent = await send(tx, means, event, person, {
        template: 'meetings wanted',
        once: newest.said_at.toISOString(),
        subject: (t, title) => t.wantedSubject(String(waiting.length), title),
        parts: (t, title) => [
          t.wanted(title),
          { list: names.slice(0, MOST_NAMED).map(text => ({ text })) },
          ...(names.length > MOST_NAMED ? [t.more(String(names.length - MOST_NAMED))] : []),
        ],
      })
      if (sent) told += 1
    }
    return told
  })
