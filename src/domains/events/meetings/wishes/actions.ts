import { recordAudit } from '#domains/accounts/actions.ts'
import { demand, mayWork } from '#domains/accounts/policy.ts'
import type { Actor } from '#kernel/actor.ts'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import { Failure, type Sentence } from '#platform/errors.ts'
import { type EventRow, lockEvent } from '../../queries.ts'
import { registrationOf } from '../../registrations/actions.ts'
import { type Registration, registrationById } from '../../registrations/queries.ts'
import { type AgendaRow, agendaOf, peopleOf, slotsOf } from '../queries.ts'
import { eventWithMeetings } from '../setup/actions.ts'
import { answerBy, whole } from '../setup/model.ts'
import { errors } from './messages.ts'
import { isPhone, LONGEST, MOST_MUSTS, type PersonForm, type WishForm } from './model.ts'
import { deleteWish, ownWishes, personSaid, savePerson, saveWish, wishesFor } from './queries.ts'

const VISITOR = 'visitor'
const MOST_CHAIRS = 20

/** Who says wishes: somebody with a place, by their link or, `by` an account, entered by staff. */
export type Who = {
  readonly event: EventRow
  readonly agenda: AgendaRow
  readonly registration: Registration
  readonly by: string | undefined
}

/** Whoever a link is of. Throws NotFound for a link that is not ours or an event without meetings, Conflict without a place. */
export async function whoByLink(db: Db, secret: string, token: string): Promise<Who> {
  const { registration, event } = await registrationOf(db, secret, token)
  const agenda = await agendaOf(db, event.id)
  if (!agenda) throw new Failure('NotFound', errors.noMeetings)
  return placed({ event, agenda, registration, by: undefined })
}

/** Somebody of an event, for whom staff say. Throws Forbidden, NotFound, Conflict. */
export async function whoByStaff(db: Db, actor: Actor, id: number, person: number): Promise<Who> {
  demand(mayWork(actor))
  const { event, agenda } = await eventWithMeetings(db, actor, id)
  const registration = await registrationById(db, person)
  if (registration?.event_id !== id) throw new Failure('NotFound', errors.unknownPerson)
  return placed({ event, agenda, registration, by: actor.id ?? '' })
}

function placed(who: Who): Who {
  if (who.registration.state !== 'confirmed') throw new Failure('Conflict', errors.noPlace)
  return who
}

/** Whether somebody can still say whom they want to meet; staff can until the event is over. */
export const isOpen = ({ event, agenda, by }: Pick<Who, 'event' | 'agenda' | 'by'>, now: Date): boolean =>
  event.state !== 'cancelled' &&
  event.state !== 'held' &&
  now < event.ends_at &&
  (by !== undefined || agenda.wishes_until === null || now < agenda.wishes_until)

/** Everything the page of somebody's wishes shows. Of others only what those at the event may know. */
export async function wishesPage(db: Db, { event, registration }: Who) {
  const [said, slots, people, mine, theirs] = await Promise.all([
    personSaid(db, registration.id),
    slotsOf(db, event.id),
    peopleOf(db, event.id),
    ownWishes(db, registration.id),
    wishesFor(db, registration.id),
  ])
  const me = people.find(one => one.id === registration.id)
  return { said, slots, mine, theirs, away: me?.away ?? [], others: others(people, registration) }
}
export type WishesPage = Awaited<ReturnType<typeof wishesPage>>
export type Other = WishesPage['others'][number]

/** Those one could meet, by name: neither oneself, nor people of the same organisation, nor who does not take part. No address, no phone. */
function others(people: Awaited<ReturnType<typeof peopleOf>>, of: Registration) {
  return people
    .filter(one => one.id !== of.id && one.takes_part)
    .filter(one => one.organisation_id === null || one.organisation_id !== of.organisation_id)
    .map(({ id, name, organisation, organisation_id, organisation_key, offers, seeks, languages }) => ({
      ...{ id, name, organisation, organisation_id, organisation_key, offers, seeks, languages },
    }))
}

/** Under the lock of the event, with what may have changed since it was looked at. */
async function locked<T>(db: Db, who: Who, work: (tx: Tx, who: Who) => Promise<T>): Promise<T> {
  return inTransaction(db, async tx => {
    const event = await lockEvent(tx, who.event.id)
    const [agenda, registration] = await Promise.all([
      agendaOf(tx, who.event.id),
      registrationById(tx, who.registration.id),
    ])
    if (!event || !agenda || !registration) throw new Failure('NotFound', errors.noMeetings)
    return work(tx, placed({ ...who, event, agenda, registration }))
  })
}

const audit = (tx: Tx, { by, registration }: Who, details: Record<string, number>) =>
  recordAudit(tx, {
    actor: by ?? VISITOR,
    verb: 'said wishes',
    thing: `registration ${registration.id}`,
    details,
  })

/** Keeps what somebody says of themselves. Throws Invalid: fields, too late, or saved meanwhile in another window. */
export async function sayOfMe(db: Db, who: Who, form: PersonForm, now: Date): Promise<void> {
  await locked(db, who, async (tx, current) => {
    if (!isOpen(current, now)) throw new Failure('Invalid', errors.closed)
    const before = await personSaid(tx, who.registration.id)
    if ((before?.said_at?.toISOString() ?? '') !== form.seen) throw new Failure('Invalid', errors.savedMeanwhile)
    const wrong: Record<string, Sentence> = {}
    const [offers, seeks, phone] = [form.offers.trim(), form.seeks.trim(), form.phone.trim()]
    if (offers.length > LONGEST.offers) wrong.offers = errors.tooLong
    if (seeks.length > LONGEST.seeks) wrong.seeks = errors.tooLong
    if (phone !== '' && !isPhone(phone)) wrong.phone = errors.badPhone
    const people = form.people.trim() === '' ? 1 : whole(form.people, 1, MOST_CHAIRS)
    if (people === undefined) wrong.people = errors.badPeople
    const most = form.most_meetings.trim() === '' ? null : whole(form.most_meetings, 0, 100)
    if (most === undefined) wrong.most_meetings = errors.badMost
    if (Object.keys(wrong).length || people === undefined || most === undefined)
      throw new Failure('Invalid', errors.notSaved, { offers: LONGEST.offers }, wrong)
    const there = new Set((await slotsOf(tx, who.event.id)).map(slot => slot.id))
    await savePerson(
      tx,
      who.event.id,
      who.registration.id,
      {
        ...{ offers, seeks, phone, people },
        takes_part: form.takes_part === '1',
        languages: [...new Set(form.languages)],
        most_meetings: most,
        accessible: form.accessible,
        said_at: now,
        said_by: who.by ?? null,
      },
      [...new Set(form.away)].filter(slot => there.has(slot)),
    )
    await audit(tx, who, {})
  })
}

/**
 * Keeps whom somebody wants to meet, or not, or takes it back. An answer to somebody's wish is one too, and may be given as long as it is waited for.
 * Throws Invalid: too late, too many musts, oneself, or somebody who is not there.
 */
export async function wish(db: Db, who: Who, { to, strength }: WishForm, now: Date): Promise<void> {
  const from = who.registration.id
  if (to === from) throw new Failure('Invalid', errors.oneself)
  await locked(db, who, async (tx, current) => {
    const other = await registrationById(tx, to)
    // Somebody of another event is as unknown as nobody at all.
    if (other?.event_id !== current.event.id) throw new Failure('Invalid', errors.unknownOther)
    if (strength === 'none') {
      if (!isOpen(current, now)) throw new Failure('Invalid', errors.closed)
      await deleteWish(tx, from, to)
      return audit(tx, who, { to })
    }
    const isAnswer = strength !== 'must' && (await wishesFor(tx, from)).some(one => waits(one, to, now))
    if (!isOpen(current, now) && !(isAnswer && isRunning(current.event))) throw new Failure('Invalid', errors.closed)
    if (other.state !== 'confirmed') throw new Failure('Invalid', errors.otherGone)
    const sameHouse = other.organisation_id !== null && other.organisation_id === current.registration.organisation_id
    if (sameHouse && strength !== 'no') throw new Failure('Invalid', errors.sameOrganisation)
    const musts = (await ownWishes(tx, from)).filter(one => one.strength === 'must' && one.to_id !== to)
    if (strength === 'must' && musts.length >= MOST_MUSTS)
      throw new Failure('Invalid', errors.tooManyMusts, { most: MOST_MUSTS })
    await saveWish(tx, current.event.id, {
      ...{ from, to, strength },
      by: who.by ?? null,
      at: now,
      expires: strength === 'no' ? null : answerBy(current.event, current.agenda.wishes_until, now),
    })
    return audit(tx, who, { to })
  })
}

const waits = (one: { from_id: number; expires_at: Date | null }, from: number, now: Date) =>
  one.from_id === from && (one.expires_at === null || now < one.expires_at)
const isRunning = (event: EventRow) => event.state !== 'cancelled' && event.state !== 'held'

/** How many wait for an answer of somebody with a place; undefined where there are no meetings, or no place. */
export async function waitingFor(db: Db, registration: Registration, now: Date): Promise<number | undefined> {
  if (registration.state !== 'confirmed' || !(await agendaOf(db, registration.event_id))) return undefined
  const [mine, theirs] = await Promise.all([ownWishes(db, registration.id), wishesFor(db, registration.id)])
  const answered = new Set(mine.map(one => one.to_id))
  return theirs.filter(one => !answered.has(one.from_id) && waits(one, one.from_id, now)).length
}
