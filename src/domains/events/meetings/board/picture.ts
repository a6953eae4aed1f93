import { barrier } from '#algorithms/agenda/pairs.ts'
import type { Barrier, Meeting } from '#algorithms/agenda/problem.ts'
import { fill, type Params, type Sentence } from '#platform/errors.ts'
import type { Language } from '#platform/i18n.ts'
import { dayOf, hourOf } from '../../times.ts'
import { words as algorithmWords } from '../messages.ts'
import { decode, type Encoded, encode, encodePlace, type Indices, indicesOf, type Place } from './encode.ts'
import { obstacleWords, words } from './messages.ts'
import type { Pair } from './model.ts'
import { type Obstacle, Occupied } from './obstacles.ts'
import type { BoardRows } from './queries.ts'

/** The agenda at a moment, as rows and as the algorithm sees it. */
export type Picture = Encoded & {
  readonly rows: BoardRows
  readonly at: Indices
  readonly now: Date
  /** The first slot that has not begun; what is before it stays. */
  readonly from: number
}

export function pictureOf(rows: BoardRows, now: Date): Picture {
  const encoded = encode(rows, { now, keep: true })
  return { ...encoded, rows, now, at: indicesOf(encoded.code), from: firstToCome(rows, now) }
}

export const firstToCome = ({ slots }: Pick<BoardRows, 'slots'>, now: Date): number =>
  slots.filter(one => one.starts_at <= now).length

/** A meeting that can still be moved: its slot is not over. */
export const isOver = ({ rows, now }: Pick<Picture, 'rows' | 'now'>, slot: number): boolean =>
  rows.slots.some(one => one.id === slot && one.ends_at <= now)

export const meetingOf = (picture: Picture, place: Place): Meeting | undefined => encodePlace(place, picture.at)[0]
export const placeOf = (picture: Picture, meeting: Meeting): Place => decode([meeting], picture.code)[0] as Place

/** Names of people, slots and tables, as messages say them. */
export function namesOf(rows: Pick<BoardRows, 'people' | 'slots' | 'tables' | 'zone'>) {
  const people = new Map(rows.people.map(one => [one.id, one.name]))
  const tables = new Map(rows.tables.map(one => [one.id, one.name]))
  const several = new Set(rows.slots.map(one => dayOf(one.starts_at, rows.zone))).size > 1
  const slots = new Map(
    rows.slots.map(({ id, starts_at }) => [
      id,
      `${several ? `${shortDay(starts_at, rows.zone)} ` : ''}${hourOf(starts_at, rows.zone)}`,
    ]),
  )
  const person = (id: number) => people.get(id) ?? '…'
  return {
    person,
    table: (id: number) => tables.get(id) ?? '…',
    slot: (id: number) => slots.get(id) ?? '…',
    pair: ({ a_id, b_id }: Pair) => `${person(a_id)} – ${person(b_id)}`,
  }
}
export type Names = ReturnType<typeof namesOf>

/** Day and month, as both languages write them: "12/03". */
const shortDay = (at: Date, zone: string) => dayOf(at, zone).slice(5).split('-').toReversed().join('/')

export const placeText = (names: Names, language: Language, place: { slot_id: number; table_id: number }): string =>
  words[language].at(names.slot(place.slot_id), names.table(place.table_id))

/** An obstacle in words. */
export function obstacleText(
  picture: Picture,
  names: Names,
  language: Language,
  obstacle: Obstacle,
  of?: Pair,
): string {
  const person = 'person' in obstacle ? (picture.code.people[obstacle.person] ?? 0) : 0
  const who = person === 0 ? '' : names.person(person)
  const by = 'by' in obstacle ? placeOf(picture, obstacle.by) : undefined
  const others = by ? [by.a_id, by.b_id].filter(id => id !== person && id !== of?.a_id && id !== of?.b_id) : []
  return fill(obstacleWords[language][obstacle.kind], {
    who,
    with: others.map(names.person).join(' – '),
  })
}

/** The same for a failure, in both languages. */
export const whyNot = (picture: Picture, obstacles: readonly Obstacle[], of?: Pair): Sentence => {
  const names = namesOf(picture.rows)
  const say = (language: Language) =>
    [...new Set(obstacles.map(one => obstacleText(picture, names, language, one, of)))].join('; ')
  return { it: say('it'), en: say('en') }
}

export const barrierText = (language: Language, why: Barrier): string => algorithmWords[language].why[why]

/** Why the rules would never put two people together, or that nobody wants it; undefined when they would. */
export function barredBy(picture: Picture, { a, b }: Pick<Meeting, 'a' | 'b'>): Barrier | undefined {
  return barrier(picture.problem)(a, b)
}

/** Meetings still to come that cannot be where they are any more, each with why: the problem changed after they were placed. */
export function faultyIn({ problem, meetings, from }: Picture): ReadonlyMap<Meeting, readonly Obstacle[]> {
  const occupied = new Occupied(problem, meetings)
  const faulty = new Map<Meeting, Obstacle[]>()
  for (const one of meetings) {
    if (one.slot < from) continue
    occupied.remove(one)
    const found = occupied.against(one)
    occupied.add(one)
    if (found.length > 0) faulty.set(one, found)
  }
  return faulty
}

/** A sentence with a reason in it. */
export const because = (sentence: Sentence, why: Sentence, more: Params = {}): Sentence => ({
  it: fill(sentence.it, { ...more, why: why.it }),
  en: fill(sentence.en, { ...more, why: why.en }),
})
