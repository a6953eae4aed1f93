import { recordAudit } from '#domains/accounts/actions.ts'
import { demand, mayWork } from '#domains/accounts/policy.ts'
import type { Actor } from '#kernel/actor.ts'
import { instantAt, isZone, localTime } from '#kernel/zoned.ts'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import { Failure, type Sentence } from '#platform/errors.ts'
import { errors } from './messages.ts'
import { type EventForm, LONGEST, MOST_PLACES, slugOf } from './model.ts'
import { copyPitching } from './pitches/queries.ts'
import { copyProgramme } from './programme/queries.ts'
import {
  type EventRow,
  eventById,
  eventBySlug,
  insertEvent,
  lockEvent,
  provinces,
  renewConsent,
  type Said,
  slugsLike,
  updateEvent,
} from './queries.ts'
import { type Means, tellMoved } from './registrations/letters.ts'
import { promote } from './registrations/promotion.ts'
import { liveRegistrations } from './registrations/queries.ts'

const LONGEST_DAYS = 31
const DAY_MS = 86_400_000

/** The event of an address: a draft only for staff. Throws NotFound. */
export async function eventNamed(db: Db, actor: Actor | undefined, slug: string): Promise<EventRow> {
  const event = /^[a-z0-9-]{1,90}$/.test(slug) ? await eventBySlug(db, slug) : undefined
  const hidden = event?.state === 'draft' && !(actor && mayWork(actor).allowed)
  if (!event || hidden) throw new Failure('NotFound', errors.unknownEvent)
  return event
}

/** An event that staff work on. Throws Forbidden, NotFound. */
export async function staffEvent(db: Db, actor: Actor, id: number): Promise<EventRow> {
  demand(mayWork(actor))
  const event = Number.isSafeInteger(id) && id > 0 ? await eventById(db, id) : undefined
  if (!event) throw new Failure('NotFound', errors.unknownEvent)
  return event
}

/** The event with its row locked, as every write begins. Throws NotFound. */
export async function lockedEvent(tx: Tx, id: number): Promise<EventRow> {
  const event = await lockEvent(tx, id)
  if (!event) throw new Failure('NotFound', errors.unknownEvent)
  return event
}

/** What the form of an event shows of one that is there. */
export const typedOf = (event: EventRow): Partial<EventForm> => ({
  ...(event as unknown as EventForm),
  starts: localTime(event.starts_at, event.zone),
  ends: localTime(event.ends_at, event.zone),
  nuts: event.nuts ?? '',
  capacity: event.capacity === null ? '' : String(event.capacity),
  overbooked: String(event.overbooked),
})

/** Makes a draft; answers its number. Throws Forbidden, Invalid. */
export async function createEvent(db: Db, actor: Actor, typed: EventForm, now: Date): Promise<number> {
  demand(mayWork(actor))
  const { said, consent } = await checked(db, typed)
  return inTransaction(db, async tx => {
    const slug = await freeSlug(tx, said)
    const by = actor.id ?? ''
    const id = await insertEvent(tx, { ...said, slug, made_by: by }, consent, now)
    await recordAudit(tx, { actor: by, verb: 'added', thing: `event ${id}`, details: {} })
    return id
  })
}

/** Title and year, and a number where that is taken. */
async function freeSlug(tx: Tx, said: Pick<Said, 'title_it' | 'starts_at' | 'zone'>): Promise<string> {
  const year = localTime(said.starts_at, said.zone).slice(0, 4)
  const base = slugOf(said.title_it)
  const slug = base.endsWith(year) ? base : `${base}-${year}`
  const taken = await slugsLike(tx, slug)
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? slug : `${slug}-${n}`
    if (!taken.has(candidate)) return candidate
  }
}

/**
 * Changes an event. When its time or place change, those registered are told; when there are more places, those who wait get them. Throws Forbidden,
 * Invalid, Conflict (somebody else saved it meanwhile, or it is over), NotFound.
 */
export async function editEvent(db: Db, means: Means, actor: Actor, id: number, typed: EventForm): Promise<void> {
  await staffEvent(db, actor, id)
  const { said, consent } = await checked(db, typed)
  await inTransaction(db, async tx => {
    const event = await lockedEvent(tx, id)
    if (event.state === 'cancelled' || event.state === 'held') throw new Failure('Conflict', errors.over)
    if (event.version !== typed.version) throw new Failure('Invalid', errors.changedMeanwhile)
    if (said.capacity !== null && event.taken > said.capacity + said.overbooked)
      throw new Failure('Invalid', errors.notSaved, { taken: event.taken }, { capacity: errors.placesTaken })
    const moved = isMoved(event, said)
    await updateEvent(tx, id, said, moved)
    if (consent.it !== event.consent_it || consent.en !== event.consent_en)
      await renewConsent(tx, id, event.consent_version + 1, consent, means.now)
    await recordAudit(tx, {
      actor: actor.id ?? '',
      verb: 'changed',
      thing: `event ${id}`,
      details: moved ? { moved: 1 } : {},
    })
    await promote(tx, means, id)
    if (moved && event.state !== 'draft') await tellAllMoved(tx, means, id)
  })
}

const isMoved = (event: EventRow, said: Said) =>
  event.starts_at.getTime() !== said.starts_at.getTime() ||
  event.ends_at.getTime() !== said.ends_at.getTime() ||
  event.place !== said.place ||
  event.online_address !== said.online_address

async function tellAllMoved(tx: Tx, means: Means, id: number): Promise<void> {
  const event = await eventById(tx, id)
  if (!event || means.now > event.ends_at) return
  for (const one of await liveRegistrations(tx, id)) await tellMoved(tx, means, event, one)
}

const COPIED = [
  'kind',
  'mode',
  'title_it',
  'title_en',
  'summary_it',
  'summary_en',
  'description_it',
  'description_en',
  'zone',
  'place',
  'nuts',
  'capacity',
  'overbooked',
] as const

/** Last year's event as a draft of this year: same weekday 52 weeks later, with its rooms, programme and questions; nobody is copied. Throws Forbidden, NotFound. */
export async function copyEvent(db: Db, actor: Actor, id: number, now: Date): Promise<number> {
  const event = await staffEvent(db, actor, id)
  const later = (at: Date) => {
    const local = localTime(new Date(at.getTime() + 364 * DAY_MS), event.zone)
    // The hour that clocks show, also where summer time begins in between.
    return (
      instantAt(`${local.slice(0, 10)}${localTime(at, event.zone).slice(10)}`, event.zone) ??
      new Date(at.getTime() + 364 * DAY_MS)
    )
  }
  const said = {
    ...(Object.fromEntries(COPIED.map(name => [name, event[name]])) as Pick<EventRow, (typeof COPIED)[number]>),
    // Whoever copies last year's event has another link.
    online_address: '',
    starts_at: later(event.starts_at),
    ends_at: later(event.ends_at),
  }
  return inTransaction(db, async tx => {
    const by = actor.id ?? ''
    const slug = await freeSlug(tx, said)
    const copy = await insertEvent(
      tx,
      { ...said, slug, made_by: by, copied_from: id },
      { it: event.consent_it, en: event.consent_en },
      now,
    )
    await copyProgramme(tx, id, copy, later)
    await copyPitching(tx, id, copy, by, later)
    await recordAudit(tx, { actor: by, verb: 'added', thing: `event ${copy}`, details: { copiedFrom: id } })
    return copy
  })
}

async function checked(db: Db, typed: EventForm): Promise<{ said: Said; consent: { it: string; en: string } }> {
  const text = (name: keyof EventForm) => String(typed[name]).trim()
  const wrong: Record<string, Sentence> = {}
  for (const name of ['title_it', 'title_en'] as const)
    if (text(name) === '' || text(name).length > LONGEST.title) wrong[name] = errors.badTitle
  for (const [names, most] of [
    [['summary_it', 'summary_en'], LONGEST.summary],
    [['description_it', 'description_en'], LONGEST.description],
    [['place'], LONGEST.place],
  ] as const)
    for (const name of names) if (text(name).length > most) wrong[name] = errors.tooLong
  for (const name of ['consent_it', 'consent_en'] as const)
    if (text(name) === '' || text(name).length > LONGEST.consent) wrong[name] = errors.noConsent
  const zone = isZone(text('zone')) ? text('zone') : undefined
  if (!zone) wrong.zone = errors.badZone
  const [starts, ends] = [instantAt(typed.starts, zone ?? 'UTC'), instantAt(typed.ends, zone ?? 'UTC')]
  if (!starts) wrong.starts = errors.badTime
  if (!ends) wrong.ends = errors.badTime
  if (starts && ends && (ends <= starts || ends.getTime() - starts.getTime() > LONGEST_DAYS * DAY_MS))
    wrong.ends = errors.endsBefore
  const capacity = text('capacity') === '' ? null : wholeNumber(text('capacity'), 1, MOST_PLACES)
  if (capacity === undefined) wrong.capacity = errors.badCapacity
  const overbooked = text('overbooked') === '' ? 0 : wholeNumber(text('overbooked'), 0, 1000)
  if (overbooked === undefined) wrong.overbooked = errors.badOverbooked
  const nuts = text('nuts') || null
  if (nuts && !(await provinces(db)).some(({ code }) => code === nuts)) wrong.nuts = errors.badProvince
  if (typed.mode !== 'online' && text('place') === '') wrong.place = errors.noPlace
  const address = text('online_address')
  if (address !== '' && (address.length > LONGEST.address || !isWebAddress(address)))
    wrong.online_address = errors.badAddress
  if (Object.keys(wrong).length || !starts || !ends || !zone || capacity === undefined || overbooked === undefined)
    throw new Failure('Invalid', errors.notSaved, {}, wrong)
  const said = {
    kind: typed.kind,
    mode: typed.mode,
    title_it: text('title_it'),
    title_en: text('title_en'),
    summary_it: text('summary_it'),
    summary_en: text('summary_en'),
    description_it: text('description_it'),
    description_en: text('description_en'),
    starts_at: starts,
    ends_at: ends,
    zone,
    place: text('place'),
    nuts,
    online_address: address,
    capacity,
    overbooked,
  }
  return { said, consent: { it: text('consent_it'), en: text('consent_en') } }
}

function wholeNumber(text: string, least: number, most: number): number | undefined {
  const n = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
  return n >= least && n <= most ? n : undefined
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'https:'
}
