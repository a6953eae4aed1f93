import { z } from 'zod'
import type { Change } from '#algorithms/agenda/change.ts'
import type { Wish } from '#algorithms/agenda/problem.ts'
import type { StepChanges } from '../model.ts'
import { faultyIn, type Picture } from '../picture.ts'

const id = () => z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER)
/** A slot, or from now on. */
const slotOrAll = z.preprocess(value => (value === '' ? undefined : value), id().optional())

export const happenedForm = z.discriminatedUnion('what', [
  /** Comes with a slot, leaves with a slot, or is not there any more. */
  z.object({ what: z.literal('late'), person: id(), slot: id() }),
  z.object({ what: z.literal('leaves'), person: id(), slot: id() }),
  z.object({ what: z.literal('ill'), person: id() }),
  z.object({ what: z.literal('table'), table: id(), slot: slotOrAll }),
  z.object({ what: z.literal('slot'), slot: id() }),
  z.object({ what: z.literal('wish'), from: id(), to: id(), strength: z.enum(['must', 'like']).catch('like') }),
  /** Nothing new: what does not fit any more, and the holes that cancellations left. */
  z.object({ what: z.literal('mend') }),
])
export type Happened = z.infer<typeof happenedForm>

export type Meant = {
  readonly changes: readonly Change[]
  /** What the database notes when it is applied. */
  readonly notes: Omit<StepChanges, 'pairs'>
  /** People whose agenda cannot stay as it is. */
  readonly affected: ReadonlySet<number>
}

/** What happened, for the algorithm and for the database, from the present on; undefined when it names what is not there. */
export function meantBy(picture: Picture, happened: Happened): Meant | undefined {
  const { rows, code, at, from } = picture
  const ahead = code.slots.map((_, s) => s).filter(s => s >= from)
  const away = (person: number, slots: readonly number[]): Meant | undefined => {
    const index = at.people.get(person)
    if (index === undefined) return undefined
    const said = rows.people.find(one => one.id === person)?.away ?? []
    const noted = slots.map(s => code.slots[s] as number).filter(slot => !said.includes(slot))
    return withPeople(picture, {
      changes: [{ kind: 'away', person: index, slots }],
      notes: { away: noted.map(slot => [person, slot] as const) },
    })
  }
  const lost = (tables: readonly number[], slots: readonly number[], changes: readonly Change[]): Meant => {
    const noted = tables.flatMap(t => {
      const table = rows.tables[t]
      return slots.flatMap(s => {
        const slot = code.slots[s] as number
        return table && !table.lost.includes(slot) ? [[table.id, slot] as const] : []
      })
    })
    return withPeople(picture, { changes, notes: { lost: noted } })
  }
  switch (happened.what) {
    case 'late':
    case 'leaves': {
      const slot = at.slots.get(happened.slot)
      if (slot === undefined) return undefined
      return away(
        happened.person,
        ahead.filter(s => (happened.what === 'late' ? s < slot : s >= slot)),
      )
    }
    case 'ill':
      return away(happened.person, ahead)
    case 'table': {
      const table = at.tables.get(happened.table)
      const slot = happened.slot === undefined ? undefined : at.slots.get(happened.slot)
      if (table === undefined || (happened.slot !== undefined && slot === undefined)) return undefined
      const slots = slot === undefined ? ahead : ahead.filter(s => s === slot)
      return lost([table], slots, [{ kind: 'tableLost', table, slots }])
    }
    case 'slot': {
      const slot = at.slots.get(happened.slot)
      if (slot === undefined || slot < from) return undefined
      return lost(
        rows.tables.map((_, t) => t),
        [slot],
        [{ kind: 'slotLost', slot }],
      )
    }
    case 'wish': {
      const [one, other] = [at.people.get(happened.from), at.people.get(happened.to)]
      if (one === undefined || other === undefined || one === other) return undefined
      const before = rows.wishes.find(w => w.from_id === happened.from && w.to_id === happened.to)?.strength ?? null
      const { strength } = happened
      return {
        changes: [{ kind: 'wish', wish: { from: one, to: other, strength } }],
        notes: { wish: { from_id: happened.from, to_id: happened.to, before, after: strength } },
        affected: new Set([happened.from, happened.to]),
      }
    }
    case 'mend': {
      const left = bereft(picture)
      const meant = withPeople(picture, { changes: wishesOf(picture, left), notes: {} })
      return { ...meant, affected: new Set([...meant.affected, ...left]) }
    }
  }
}

/** With the people of meetings that cannot be held after it. */
function withPeople(picture: Picture, { changes, notes }: Omit<Meant, 'affected'>): Meant {
  const away = new Set((notes.away ?? []).map(([person, slot]) => `${person} ${slot}`))
  const lost = new Set((notes.lost ?? []).map(([table, slot]) => `${table} ${slot}`))
  const faulty = new Set([...faultyIn(picture).keys()])
  const { code } = picture
  const affected = picture.meetings.flatMap(one => {
    const [slot, table] = [code.slots[one.slot], code.tables[one.table]]
    const people = [code.people[one.a] as number, code.people[one.b] as number]
    const cannot =
      faulty.has(one) || lost.has(`${table} ${slot}`) || people.some(person => away.has(`${person} ${slot}`))
    return cannot ? people : []
  })
  return { changes, notes, affected: new Set([...affected, ...(notes.away ?? []).map(([person]) => person)]) }
}

/** People who lost a meeting because the other one cancelled, and do not meet anybody in that slot. */
function bereft({ rows, at, now }: Picture): ReadonlySet<number> {
  const busy = new Set(
    rows.meetings.flatMap(one =>
      one.state === 'placed' ? [`${one.a_id} ${one.slot_id}`, `${one.b_id} ${one.slot_id}`] : [],
    ),
  )
  return new Set(
    rows.meetings.flatMap(one =>
      one.state === 'cancelled' && one.changed_by === 'registration' && one.starts_at > now
        ? [one.a_id, one.b_id].filter(id => at.people.has(id) && !busy.has(`${id} ${one.slot_id}`))
        : [],
    ),
  )
}

/** Their wishes that are not met, said again: so the algorithm looks for places that push nobody out. */
function wishesOf({ problem, meetings, at }: Picture, people: ReadonlySet<number>): Change[] {
  const indices = new Set([...people].flatMap(id => at.people.get(id) ?? []))
  const met = new Set(meetings.flatMap(({ a, b }) => [`${a} ${b}`, `${b} ${a}`]))
  return problem.wishes.flatMap((wish: Wish): Change[] =>
    wish.strength !== 'no' && (indices.has(wish.from) || indices.has(wish.to)) && !met.has(`${wish.from} ${wish.to}`)
      ? [{ kind: 'wish', wish: { ...wish, strength: 'like' } }]
      : [],
  )
}
