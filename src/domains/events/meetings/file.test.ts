import { describe, expect, it } from 'vitest'
import { FAMILIES, generate } from '#algorithms/agenda/generate.ts'
import type { Problem } from '#algorithms/agenda/problem.ts'
import { readInstance, writeInstance } from './file.ts'
import { lineOf } from './lines.ts'
import { agendaAtTerminal } from './terminal.ts'

const SMALL = {
  format: 'telaio-agenda/1',
  slots: [
    { id: 'a', day: '2026-11-25', start: '09:00', end: '09:20' },
    { id: 'b', day: '2026-11-25', start: '09:20', end: '09:40' },
  ],
  rooms: [{ id: 'hall' }],
  tables: [{ id: 't1', room: 'hall' }],
  participants: [{ id: 'Ada' }, { id: 'Bruno', languages: ['it'] }, { id: 'Carla', away: ['a'] }],
  wishes: [{ from: 'Ada', to: 'Bruno', weight: 3 }],
}

const faults = (change: object) => {
  const text = JSON.stringify({ ...SMALL, ...change }, null, 2)
  const read = readInstance(text, 'en')
  return 'faults' in read ? read.faults.map(one => `${one.field}: ${one.message}`) : []
}

describe('an instance from a file', () => {
  for (const family of FAMILIES)
    it(`is what was written: ${family}`, () => {
      const problem = generate({ participants: 30, slots: 25, requests: 120, family, seed: 6 })
      const read = readInstance(JSON.stringify(writeInstance(problem, family)), 'it')
      expect('problem' in read && read.problem).toEqual(problem)
    })

  it('is refused when the wishes ask for more kinds of table than can be told apart', () => {
    const people = Array.from({ length: 33 }, (_, k) => ({ id: `p${k}`, people: k + 1 }))
    const tables = people.map((_, k) => ({ id: `t${k}`, room: 'hall', seats: k + 2 }))
    const wishes = people.slice(1).map(({ id }) => ({ from: 'p0', to: id }))
    expect(faults({ participants: people, tables, wishes })).toEqual([
      'tables: the wishes ask for 32 kinds of table that differ by seats and access, at most 31: use fewer sizes of seats',
    ])
    expect(faults({ participants: people, tables, wishes: wishes.slice(1) })).toEqual([])
  })

  it('keeps locks, breaks and all other fields', () => {
    const problem: Problem = {
      participants: [
        { organisation: 0, groups: [0], languages: [0, 1], accessible: true, people: 2, cap: 3, away: [1] },
        { organisation: 1, groups: [1], languages: [1], breaks: [{ slots: [0, 1], most: 1 }] },
      ],
      slots: [
        { day: 0, start: 540, end: 560 },
        { day: 1, start: 540, end: 1440 },
      ],
      rooms: [{ capacity: 2 }],
      tables: [{ room: 0, accessible: true, seats: 4, slots: [0] }],
      wishes: [{ from: 1, to: 0, strength: 'must', weight: 2 }],
      metBefore: [[0, 1]],
      forbidden: [[1, 0]],
      apart: [[0, 0]],
      locked: [{ a: 0, b: 1, slot: 0, table: 0 }],
    }
    const read = readInstance(JSON.stringify(writeInstance(problem, 'all')), 'it')
    expect('problem' in read && read.problem).toEqual(problem)
  })

  it('names the line of each fault', () => {
    const text = JSON.stringify({ ...SMALL, wishes: [{ from: 'Ada', to: 'Dora' }] }, null, 2)
    const read = readInstance(text, 'en')
    const at = text.split('\n').findIndex(line => line.includes('Dora')) + 1
    expect(read).toEqual({ faults: [{ line: at, field: 'wishes[0].to', message: '“Dora” is not in participants' }] })
  })

  it('tells what is wrong in words', () => {
    expect(faults({ format: 'x' })).toEqual(['format: what belongs here: "telaio-agenda/1"'])
    expect(faults({ extra: 1 })).toEqual([': field that the format does not have: extra'])
    expect(faults({ rooms: [{ id: 'hall' }, { id: 'hall' }] })).toEqual([
      'rooms[1].id: “hall” is there already: every id once',
    ])
    expect(faults({ wishes: [{ from: 'Ada', to: 'Ada' }] })).toEqual(['wishes[0].to: nobody meets themselves'])
    expect(faults({ wishes: [SMALL.wishes[0], SMALL.wishes[0]] })).toHaveLength(1)
    expect(faults({ slots: [...SMALL.slots].reverse() })).toHaveLength(1)
    expect(faults({ participants: 'all' })[0]).toBe('participants: what belongs here: a list')
    expect(faults({ wishes: [{ from: 'Ada', to: 'Bruno', weight: 0 }] })).toEqual([
      'wishes[0].weight: what belongs here: > 0',
    ])
  })

  it('says where JSON ends', () => {
    const read = readInstance('{\n "format": "telaio-agenda/1",\n ]}', 'it')
    expect('faults' in read && read.faults[0]).toMatchObject({ line: 3, field: '' })
    expect('faults' in readInstance('', 'it')).toBe(true)
  })

  it('finds lines whatever stands in texts', () => {
    const text = '{"a": "x\\"}],{",\n "b": [1, {"c":\n 2}, [],\n "d"]}'
    expect([['a'], ['b', 1, 'c'], ['b', 3], ['b', 9], ['z']].map(path => lineOf(text, path))).toEqual([1, 3, 4, 2, 1])
  })
})

describe('telaio agenda', () => {
  it('refuses numbers and families that are none', async () => {
    await expect(agendaAtTerminal(undefined, { generate: 'wild' }, 'en')).rejects.toMatchObject({ kind: 'Invalid' })
    await expect(agendaAtTerminal(undefined, { generate: 'hubs', slots: '0' }, 'en')).rejects.toMatchObject({
      kind: 'Invalid',
    })
    await expect(agendaAtTerminal(undefined, {}, 'en')).rejects.toMatchObject({ kind: 'Invalid' })
    await expect(agendaAtTerminal('/nowhere.json', {}, 'en')).rejects.toMatchObject({ kind: 'NotFound' })
  })
})
