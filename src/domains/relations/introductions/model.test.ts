import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ensureSound, FIRST, MOVES, type MoveName, type Mover, mayMove, movesFor, STATES, type State } from './model.ts'

const names = Object.keys(MOVES) as MoveName[]
const MOVERS: Mover[] = ['from', 'to', 'staff', 'time']

test('whatever anybody tries, the side that is asked alone lets itself be reached, and an end is an end', () => {
  const tries = fc.array(
    fc.record({
      name: fc.constantFrom(...names),
      movers: fc.uniqueArray(fc.constantFrom(...MOVERS), { minLength: 1 }),
    }),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(tries, all => {
      let state: State = FIRST
      let passedOn = false
      for (const { name, movers } of all) {
        const may = mayMove(name, state, movers)
        expect(movesFor(state, movers).includes(name)).toBe(may)
        if (!may) continue
        if (['declined', 'expired', 'withdrawn', 'met'].includes(state)) throw new Error(`${state} has ended`)
        if (MOVES[name].to === 'accepted') expect(movers).toContain('to')
        if (MOVES[name].to === 'met') expect(state).toBe('accepted')
        if (MOVES[name].to === 'passed') passedOn = true
        if (MOVES[name].to === 'accepted') expect(passedOn).toBe(true)
        state = MOVES[name].to
      }
    }),
  )
})

test('a table that is not sound keeps the program from starting', () => {
  expect(() => ensureSound(MOVES)).not.toThrow()
  for (const gone of names) {
    const rest = Object.fromEntries(Object.entries(MOVES).filter(([name]) => name !== gone))
    const harmless = gone === 'refuse' || gone === 'decline'
    if (harmless) expect(() => ensureSound(rest)).not.toThrow()
    else expect(() => ensureSound(rest), gone).toThrow()
  }
  expect(() => ensureSound({ ...MOVES, stay: { from: ['asked'], to: 'asked', by: ['staff'] } })).toThrow('stay')
  expect(STATES).toContain(FIRST)
})
