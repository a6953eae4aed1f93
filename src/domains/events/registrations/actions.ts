import { recordAudit } from '#domains/accounts/actions.ts'
import { demand, mayWork } from '#domains/accounts/policy.ts'
import { wholeOf } from '#domains/network/actions.ts'
import { whoIsMeant } from '#domains/network/naming/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import { mailAddress } from '#kernel/identifiers.ts'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import { Failure, type Sentence } from '#platform/errors.ts'
import type { Language } from '#platform/i18n.ts'
import { eventNamed, lockedEvent, staffEvent } from '../actions.ts'
import { placesLeft, takesRegistrations } from '../model.ts'
import { questionsOf } from '../programme/queries.ts'
import { type EventRow, eventById, lockEvent } from '../queries.ts'
import { forgetLetters, type Means, tellAgain, tellCancelled, tellConfirmed, tellWaiting } from './letters.ts'
import { errors } from './messages.ts'
import { answersOf, idOfToken, isName, isToken, LONGEST, type RegistrationForm } from './model.ts'
import { promote, promoted } from './promotion.ts'
import {
  cancel,
  eraseRegistration,
  insertRegistration,
  liveRegistration,
  nextInLine,
  placeInLine,
  type Registration,
  registrationById,
  updateRegistration,
} from './queries.ts'

/** Who acts where nobody has signed in: the holder of a link, or whoever filled in a form. */
const VISITOR = 'visitor'

type Raw = Readonly<Record<string, unknown>>
type Outcome = 'confirmed' | 'waiting' | 'again'

/**
 * Registers somebody who has no account: a place, or a number in the line when there is none. Sent twice it is one registration, and the address is
 * written to once more; the page says the same in all cases, so that nobody learns who is registered. Throws Invalid, Conflict, NotFound.
 */
export async function register(
  db: Db,
  means: Means,
  slug: string,
  typed: RegistrationForm,
  raw: Raw,
  language: Language,
): Promise<Outcome> {
  const event = await eventNamed(db, undefined, slug)
  // A field that people do not see: it is answered as if all were well.
  if (typed.website !== '') return 'again'
  if (!takesRegistrations(event, means.now)) throw new Failure('Conflict', errors.notOpen)
  const said = await checked(db, event, typed, raw, true)
  return enter(db, means, event.id, { ...said, language, by: undefined, agreed: typed.consent_version })
}

export type Entered = Awaited<ReturnType<typeof checked>> & {
  language: Language
  by: string | undefined
  /** The wording of the consent that whoever registers has seen. */
  agreed?: number
}

/** Stores one registration under the lock of its event, and writes to whoever it is of. */
async function enter(db: Db, means: Means, id: number, said: Entered): Promise<Outcome> {
  return inTransaction(db, tx => enterIn(tx, means, id, said))
}

export async function enterIn(tx: Tx, means: Means, id: number, said: Entered): Promise<Outcome> {
  const [outcome = 'again'] = await enterAll(tx, means, id, [said])
  return outcome
}

/** Everybody of a list in its order, under one lock; what came of each. */
export async function enterAll(tx: Tx, means: Means, id: number, list: readonly Entered[]): Promise<Outcome[]> {
  // A place that nobody gave on, as after an erasure, is not for whoever comes last.
  let event = await promoted(tx, means, await lockedEvent(tx, id))
  const outcomes: Outcome[] = []
  for (const said of list) {
    const outcome = await enterOne(tx, means, event, said)
    if (outcome === 'confirmed') event = { ...event, taken: event.taken + 1 }
    outcomes.push(outcome)
  }
  return outcomes
}

async function enterOne(tx: Tx, means: Means, event: EventRow, said: Entered): Promise<Outcome> {
  const { id } = event
  if (said.by === undefined && !takesRegistrations(event, means.now)) throw new Failure('Conflict', errors.notOpen)
  if (said.agreed !== undefined && said.agreed !== event.consent_version)
    throw new Failure('Invalid', errors.notRegistered, {}, { consent: errors.consentChanged })
  const before = await liveRegistration(tx, id, said.email)
  if (before) {
    if (said.by === undefined) await tellAgain(tx, means, event, before)
    return 'again'
  }
  const full = placesLeft(event) === 0
  const { by, agreed: _, ...row } = said
  const line = full ? await nextInLine(tx, id) : null
  const registration = await insertRegistration(tx, {
    ...row,
    answers: JSON.stringify(row.answers),
    event_id: id,
    state: full ? 'waiting' : 'confirmed',
    line,
    // Who is entered by hand has agreed to nothing yet.
    consent_version: by === undefined ? event.consent_version : null,
    consented_at: by === undefined ? means.now : null,
    registered_at: means.now,
    registered_by: by ?? null,
  })
  const stored = registration === undefined ? undefined : await registrationById(tx, registration)
  if (!stored) return 'again'
  await recordAudit(tx, {
    actor: by ?? VISITOR,
    verb: 'registered',
    thing: `registration ${stored.id}`,
    details: { event: id },
  })
  if (line === null) await tellConfirmed(tx, means, event, stored)
  else await tellWaiting(tx, means, event, stored, await placeInLine(tx, id, line))
  return line === null ? 'confirmed' : 'waiting'
}

/** The registration a link leads to, with its event. Throws NotFound for a link that is not ours or whose registration is erased. */
export async function registrationOf(
  db: Db,
  secret: string,
  token: string,
): Promise<{ registration: Registration; event: EventRow }> {
  const id = idOfToken(token)
  const registration = id === undefined ? undefined : await registrationById(db, id)
  const event =
    registration && isToken(secret, token, registration) ? await eventById(db, registration.event_id) : undefined
  if (!registration || !event) throw new Failure('NotFound', errors.notOurLink)
  return { registration, event }
}

/** Changes what somebody wrote of themselves. Throws Invalid, Conflict once the event has begun, NotFound. */
export async function changeMine(
  db: Db,
  means: Means,
  token: string,
  typed: RegistrationForm,
  raw: Raw,
): Promise<void> {
  const { registration, event } = await registrationOf(db, means.secret, token)
  if (registration.state === 'cancelled' || means.now >= event.ends_at)
    throw new Failure('Conflict', errors.tooLateToChange)
  const { name, organisation, organisation_id, needs, answers } = await checked(
    db,
    event,
    { ...typed, email: registration.email ?? '', consent: true },
    raw,
    true,
  )
  await inTransaction(db, async tx => {
    await updateRegistration(tx, registration.id, {
      name,
      organisation,
      organisation_id,
      needs,
      answers: JSON.stringify(answers),
    })
    await recordAudit(tx, { actor: VISITOR, verb: 'changed', thing: `registration ${registration.id}`, details: {} })
  })
}

/** Cancels by the link, and gives the place on. Doing it twice is no fault. Throws NotFound, Conflict after the event. */
export async function cancelMine(db: Db, means: Means, token: string): Promise<void> {
  const { registration } = await registrationOf(db, means.secret, token)
  await giveBack(db, means, registration, VISITOR)
}

/** The same by staff, for somebody who calls. Throws Forbidden, NotFound, Conflict after the event. */
export async function cancelFor(db: Db, means: Means, actor: Actor, event: number, id: number): Promise<void> {
  demand(mayWork(actor))
  const registration = await registrationById(db, id)
  if (registration?.event_id !== event) throw new Failure('NotFound', errors.unknownRegistration)
  await giveBack(db, means, registration, actor.id ?? '')
}

/** Where somebody who waits stands in the line. */
export const placeOf = async (db: Db, { event_id, line }: Registration): Promise<number | undefined> =>
  line === null ? undefined : placeInLine(db, event_id, line)

/** Erases at once whatever says who it is; a place is given on. Throws NotFound. */
export async function eraseMine(db: Db, means: Means, token: string): Promise<void> {
  const { registration, event } = await registrationOf(db, means.secret, token)
  await inTransaction(db, async tx => {
    await lockEvent(tx, event.id)
    if (means.now < event.ends_at) await cancel(tx, registration.id, means.now)
    await eraseRegistration(tx, registration.id, means.now)
    await forgetLetters(tx, registration)
    await recordAudit(tx, {
      actor: VISITOR,
      verb: 'erased person',
      thing: `registration ${registration.id}`,
      details: {},
    })
    await promote(tx, means, event.id)
  })
}

async function giveBack(db: Db, means: Means, registration: Registration, by: string): Promise<void> {
  await inTransaction(db, async tx => {
    // The event first: whoever registers or cancels at the same time takes the same lock.
    const event = await lockedEvent(tx, registration.event_id)
    // Whoever calls off what is over would change who came, and what the ledger was told of it.
    if (means.now >= event.ends_at || event.state === 'held') throw new Failure('Conflict', errors.tooLateToChange)
    if (!(await cancel(tx, registration.id, means.now))) return
    await recordAudit(tx, {
      actor: by,
      verb: 'cancelled registration',
      thing: `registration ${registration.id}`,
      details: { event: event.id },
    })
    await tellCancelled(tx, means, event, registration)
    await promote(tx, means, event.id)
  })
}

/** Enters somebody by hand. Answers what came of it. Throws Forbidden, Invalid, NotFound. */
export async function addByHand(
  db: Db,
  means: Means,
  actor: Actor,
  id: number,
  typed: RegistrationForm,
  language: Language,
): Promise<Outcome> {
  const event = await staffEvent(db, actor, id)
  if (event.state !== 'open' && event.state !== 'closed') throw new Failure('Conflict', errors.notRunning)
  const said = await checked(db, event, { ...typed, consent: true }, {}, false)
  return enter(db, means, id, { ...said, language, by: actor.id ?? '' })
}

async function checked(db: Db, event: EventRow, typed: RegistrationForm, raw: Raw, ask: boolean) {
  const name = typed.name.replace(/\s+/g, ' ').trim()
  const organisation = typed.organisation.replace(/\s+/g, ' ').trim()
  const needs = typed.needs.trim()
  const email = mailAddress(typed.email)
  const wrong: Record<string, Sentence> = {}
  if (!email) wrong.email = errors.badEmail
  if (!isName(name)) wrong.name = errors.badName
  if (organisation.length > LONGEST.organisation) wrong.organisation = errors.tooLong
  if (needs.length > LONGEST.needs) wrong.needs = errors.tooLong
  if (!typed.consent) wrong.consent = errors.noConsent
  const given = answersOf(ask ? await questionsOf(db, event.id) : [], raw)
  for (const id of given.missing) wrong[`q_${id}`] = errors.missing
  for (const id of given.wrong) wrong[`q_${id}`] = errors.badAnswer
  if (Object.keys(wrong).length || !email) throw new Failure('Invalid', errors.notRegistered, {}, wrong)
  return { email, name, organisation, organisation_id: await idOf(db, organisation), needs, answers: given.answers }
}

/** The organisation a text names exactly; what could be several, or none, stays a text. */
export async function idOf(db: Db, written: string): Promise<number | null> {
  if (written === '') return null
  try {
    const meant = await whoIsMeant(db, written)
    return 'key' in meant ? (await wholeOf(db, meant.key)).id : null
  } catch (error) {
    if (error instanceof Failure) return null
    throw error
  }
}
