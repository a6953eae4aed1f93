import { z } from 'zod'
import type { Meeting, Pair, Problem } from '#algorithms/agenda/problem.ts'
import { kindsAsked, MOST_KINDS } from '#algorithms/agenda/seating.ts'
import { fill, type Sentence } from '#platform/errors.ts'
import type { Language } from '#platform/i18n.ts'
import { lineAt, lineOf } from './lines.ts'
import { FILE_FAULTS } from './messages.ts'

export const FORMAT = 'telaio-agenda/1'
/** Most faults told at once: whoever has more has one cause for all. */
const MOST_FAULTS = 20

const id = z.union([z.string().min(1).max(200), z.number().int()]).transform(String)
const ids = z.array(id)
const pair = z.tuple([id, id])
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/)
const count = z.number().int().min(0).max(10_000)

const Instance = z.strictObject({
  format: z.literal(FORMAT),
  name: z.string().max(200).optional(),
  slots: z.array(z.strictObject({ id, day: z.iso.date(), start: clock, end: clock })).max(500),
  rooms: z.array(z.strictObject({ id, capacity: count.optional() })).max(1_000),
  tables: z
    .array(
      z.strictObject({
        id,
        room: id,
        accessible: z.boolean().default(false),
        seats: z.number().int().min(1).max(100).default(2),
        slots: ids.optional(),
      }),
    )
    .max(10_000),
  participants: z
    .array(
      z.strictObject({
        id,
        organisation: id.optional(),
        groups: ids.optional(),
        languages: ids.optional(),
        accessible: z.boolean().optional(),
        people: z.number().int().min(1).max(50).optional(),
        cap: count.optional(),
        away: ids.optional(),
        breaks: z.array(z.strictObject({ slots: ids, most: count })).optional(),
      }),
    )
    .max(10_000),
  wishes: z
    .array(
      z.strictObject({
        from: id,
        to: id,
        strength: z.enum(['must', 'like', 'no']).default('like'),
        weight: z.number().positive().max(1_000_000).optional(),
      }),
    )
    .max(500_000),
  metBefore: z.array(pair).optional(),
  forbidden: z.array(pair).optional(),
  apart: z.array(pair).optional(),
  locked: z.array(z.strictObject({ people: pair, slot: id, table: id })).optional(),
})

export type InstanceFile = z.output<typeof Instance>

export interface FileFault {
  readonly line: number
  /** As in `wishes[3].to`; empty for the whole file. */
  readonly field: string
  readonly message: string
}

export interface Named {
  readonly problem: Problem
  readonly participants: readonly string[]
  readonly slots: readonly string[]
  readonly tables: readonly string[]
  readonly rooms: readonly string[]
}

/** An instance read from its text, names turned into indices; or every fault with its line, in words. */
export function readInstance(text: string, language: Language): Named | { readonly faults: readonly FileFault[] } {
  const say = (sentence: Sentence, params: Record<string, string | number> = {}) => fill(sentence[language], params)
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    const at = Number(/position (\d+)/.exec(String(error))?.[1] ?? text.length)
    return { faults: [{ line: lineAt(text, at), field: '', message: say(FILE_FAULTS.notJson) }] }
  }
  const read = Instance.safeParse(json)
  if (!read.success)
    return {
      faults: read.error.issues.slice(0, MOST_FAULTS).map(issue => ({
        line: lineOf(text, issue.path),
        field: fieldName(issue.path),
        message:
          issue.code === 'unrecognized_keys'
            ? say(FILE_FAULTS.unknownField, { names: issue.keys.join(', ') })
            : say(FILE_FAULTS.notAsExpected, { expected: expectedOf(issue, language) }),
      })),
    }
  const faults: FileFault[] = []
  const named = resolve(read.data, (path, sentence, params) => {
    if (faults.length < MOST_FAULTS)
      faults.push({ line: lineOf(text, path), field: fieldName(path), message: say(sentence, params) })
  })
  if (faults.length > 0) return { faults }
  const kinds = kindsAsked(named.problem)
  if (kinds <= MOST_KINDS) return named
  const message = say(FILE_FAULTS.tooManyKinds, { kinds, most: MOST_KINDS })
  return { faults: [{ line: lineOf(text, ['tables']), field: 'tables', message }] }
}

const fieldName = (path: readonly PropertyKey[]): string =>
  path
    .map(step => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '')

function expectedOf(issue: z.core.$ZodIssue, language: Language): string {
  const words = FILE_FAULTS.expected[language]
  switch (issue.code) {
    case 'invalid_type':
      return words[issue.expected as keyof typeof words] ?? issue.expected
    case 'invalid_value':
      return issue.values.map(one => `"${String(one)}"`).join(', ')
    case 'too_small':
      return `${issue.inclusive ? '≥' : '>'} ${issue.minimum}`
    case 'too_big':
      return `≤ ${issue.maximum}`
    case 'invalid_format':
      return issue.format === 'date' ? '2026-11-25' : '09:30'
    default:
      return words.other
  }
}

type Tell = (path: readonly PropertyKey[], sentence: Sentence, params?: Record<string, string | number>) => void

/** Indices for names. Tells of every name that is not there or is there twice, and of what makes no sense. */
function resolve(file: InstanceFile, tell: Tell): Named {
  const index = (list: 'slots' | 'rooms' | 'tables' | 'participants') => {
    const known = new Map<string, number>()
    file[list].forEach((one, k) => {
      if (known.has(one.id)) tell([list, k, 'id'], FILE_FAULTS.twice, { name: one.id })
      known.set(one.id, k)
    })
    return (name: string, path: readonly PropertyKey[]): number => {
      const found = known.get(name)
      if (found === undefined) tell(path, FILE_FAULTS.unknown, { name, list })
      return found ?? 0
    }
  }
  const slot = index('slots')
  const room = index('rooms')
  const table = index('tables')
  const person = index('participants')
  const numbers = () => {
    const known = new Map<string, number>()
    return (name: string) => known.get(name) ?? known.set(name, known.size).size - 1
  }
  const organisation = numbers()
  const group = numbers()
  const tongue = numbers()
  const each = (names: readonly string[] | undefined, path: readonly PropertyKey[], of: typeof slot) =>
    names?.map((name, k) => of(name, [...path, k]))
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  const days = [...new Set(file.slots.map(one => one.day))].sort()

  file.slots.forEach((one, k) => {
    const before = file.slots[k - 1]
    if (minutes(one.end) <= minutes(one.start)) tell(['slots', k, 'end'], FILE_FAULTS.endsBeforeStart)
    if (before && (before.day > one.day || (before.day === one.day && minutes(before.end) > minutes(one.start))))
      tell(['slots', k, 'start'], FILE_FAULTS.slotOrder)
  })
  const wishes = new Set<string>()
  const pairs = (list: 'metBefore' | 'forbidden'): Pair[] | undefined =>
    file[list]?.map(([a, b], k) => {
      if (a === b) tell([list, k], FILE_FAULTS.oneself)
      return [person(a, [list, k, 0]), person(b, [list, k, 1])]
    })
  const optional = <K extends string, V>(key: K, value: V | undefined) =>
    (value === undefined ? {} : { [key]: value }) as { [k in K]?: V }

  const problem: Problem = {
    slots: file.slots.map(one => ({ day: days.indexOf(one.day), start: minutes(one.start), end: minutes(one.end) })),
    rooms: file.rooms.map(one => optional('capacity', one.capacity)),
    tables: file.tables.map((one, k) => ({
      room: room(one.room, ['tables', k, 'room']),
      accessible: one.accessible,
      seats: one.seats,
      ...optional('slots', each(one.slots, ['tables', k, 'slots'], slot)),
    })),
    participants: file.participants.map((one, k) => {
      const path = ['participants', k]
      return {
        ...optional('organisation', one.organisation === undefined ? undefined : organisation(one.organisation)),
        ...optional('groups', one.groups?.map(group)),
        ...optional(
          'languages',
          one.languages?.map(name => tongue(name.toLowerCase())),
        ),
        ...optional('accessible', one.accessible),
        ...optional('people', one.people),
        ...optional('cap', one.cap),
        ...optional('away', each(one.away, [...path, 'away'], slot)),
        ...optional(
          'breaks',
          one.breaks?.map((each_, b) => ({
            slots: each(each_.slots, [...path, 'breaks', b, 'slots'], slot) ?? [],
            most: each_.most,
          })),
        ),
      }
    }),
    wishes: file.wishes.map((one, k) => {
      const name = JSON.stringify([one.from, one.to])
      if (wishes.has(name)) tell(['wishes', k], FILE_FAULTS.wishTwice, { from: one.from, to: one.to })
      wishes.add(name)
      if (one.from === one.to) tell(['wishes', k, 'to'], FILE_FAULTS.oneself)
      return {
        from: person(one.from, ['wishes', k, 'from']),
        to: person(one.to, ['wishes', k, 'to']),
        strength: one.strength,
        ...optional('weight', one.weight),
      }
    }),
    ...optional('metBefore', pairs('metBefore')),
    ...optional('forbidden', pairs('forbidden')),
    ...optional(
      'apart',
      file.apart?.map(([a, b]): Pair => [group(a), group(b)]),
    ),
    ...optional(
      'locked',
      file.locked?.map(({ people: [x, y], ...one }, k): Meeting => {
        if (x === y) tell(['locked', k, 'people'], FILE_FAULTS.oneself)
        const a = person(x, ['locked', k, 'people', 0])
        const b = person(y, ['locked', k, 'people', 1])
        return {
          a: Math.min(a, b),
          b: Math.max(a, b),
          slot: slot(one.slot, ['locked', k, 'slot']),
          table: table(one.table, ['locked', k, 'table']),
        }
      }),
    ),
  }
  const names = (list: readonly { readonly id: string }[]) => list.map(one => one.id)
  return {
    problem,
    participants: names(file.participants),
    slots: file.slots.map(one => one.id),
    tables: names(file.tables),
    rooms: names(file.rooms),
  }
}

/** A problem as a file, everything named by its number from 1. Days count from the one given. */
export function writeInstance(problem: Problem, name: string, firstDay = '2026-01-12'): z.input<typeof Instance> {
  const one = (k: number) => String(k + 1)
  const all = (list: readonly number[]) => list.map(one)
  const time = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  const day = (number: number) =>
    new Date(Date.parse(`${firstDay}T00:00:00Z`) + number * 86_400_000).toISOString().slice(0, 10)
  const pairs = (list: readonly Pair[]) => list.map(([a, b]): [string, string] => [one(a), one(b)])
  return {
    format: FORMAT,
    name,
    slots: problem.slots.map((slot, k) => ({
      id: one(k),
      day: day(slot.day),
      start: time(slot.start),
      end: time(slot.end),
    })),
    rooms: problem.rooms.map((room, k) => ({ id: one(k), ...room })),
    tables: problem.tables.map(({ room, slots, ...table }, k) => ({
      id: one(k),
      room: one(room),
      ...table,
      ...(slots ? { slots: all(slots) } : {}),
    })),
    participants: problem.participants.map(({ organisation, groups, languages, away, breaks, ...person }, k) => ({
      id: one(k),
      ...person,
      ...(organisation === undefined ? {} : { organisation: one(organisation) }),
      ...(groups ? { groups: all(groups) } : {}),
      ...(languages ? { languages: all(languages) } : {}),
      ...(away ? { away: all(away) } : {}),
      ...(breaks ? { breaks: breaks.map(each => ({ ...each, slots: all(each.slots) })) } : {}),
    })),
    wishes: problem.wishes.map(({ from, to, ...wish }) => ({ from: one(from), to: one(to), ...wish })),
    ...(problem.metBefore ? { metBefore: pairs(problem.metBefore) } : {}),
    ...(problem.forbidden ? { forbidden: pairs(problem.forbidden) } : {}),
    ...(problem.apart ? { apart: pairs(problem.apart) } : {}),
    ...(problem.locked
      ? {
          locked: problem.locked.map(({ a, b, slot, table }) => ({
            people: [one(a), one(b)],
            slot: one(slot),
            table: one(table),
          })),
        }
      : {}),
  }
}
