import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Deed, deeds, missing, originOf, type Standing, type Told, whose } from './model.ts'

const TODAY = '2026-06-15'
const member = (more: Partial<Standing> = {}): Standing => ({
  membership: 1,
  organisation: 7,
  key: 'trama',
  category: 'sme',
  joined_on: '2024-01-10',
  left_on: null,
  place: 'ITH55',
  chains: 'dati',
  ...more,
})

/** What the ledger holds after these deeds, as the database would answer it. */
function carried(told: readonly Told[], done: readonly Deed[], day: string): Told[] {
  const facts = told.map(fact => ({ ...fact }))
  for (const deed of done) {
    if (deed.do === 'record') {
      const { place, ...details } = deed.says
      const id = facts.length + 1
      facts.push({
        id,
        kind: deed.kind,
        on: deed.on,
        place,
        details,
        source: 'derived',
        withdrawn: false,
        corrected: false,
        fresh: true,
      })
      continue
    }
    const at = facts.findIndex(fact => fact.id === deed.id)
    const fact = facts[at]!
    if (deed.do === 'withdraw') facts[at] = { ...fact, withdrawn: true, source: 'derived' }
    else {
      const { place, ...details } = deed.says ?? { ...fact.details, place: fact.place }
      facts[at] = { ...fact, on: deed.on ?? fact.on, place, details, source: 'derived' }
    }
  }
  return facts.map(fact => ({ ...fact, fresh: fact.fresh && day === TODAY }))
}

const kinds = (told: readonly Told[]) =>
  told.filter(fact => !fact.withdrawn).map(fact => `${fact.kind} ${fact.on} ${fact.details.category}`)

test('joining, changing on another day and leaving are three facts; a slip of the same day is mended', () => {
  let told = carried([], deeds(undefined, member(), [], { today: TODAY }), TODAY)
  const slip = deeds(member(), member({ category: 'startup' }), told, { today: TODAY })
  expect(slip).toMatchObject([{ do: 'correct', id: 1, says: { category: 'startup' } }])
  told = carried(told, slip, '2026-09-01')
  const later = deeds(member({ category: 'startup' }), member({ place: 'ITH54' }), told, { today: '2026-09-01' })
  told = carried(told, later, '2026-10-01')
  const gone = deeds(member({ place: 'ITH54' }), member({ place: 'ITH54', left_on: '2026-09-30' }), told, {
    today: '2026-10-01',
  })
  told = carried(told, gone, '2026-10-01')
  expect(kinds(told)).toEqual([
    'member-joined 2024-01-10 startup',
    'member-changed 2026-09-01 sme',
    'member-left 2026-09-30 sme',
  ])
})

test('what is still to come waits for its day, and is told then', () => {
  const coming = member({ joined_on: '2026-07-01', left_on: '2026-12-31' })
  expect(deeds(undefined, coming, [], { today: TODAY })).toEqual([])
  expect(missing(coming, [], TODAY)).toEqual([])
  expect(missing(coming, [], '2026-07-01').map(deed => deed.do === 'record' && deed.kind)).toEqual(['member-joined'])
  expect(missing(coming, [], '2027-01-01').map(deed => deed.do === 'record' && deed.kind)).toEqual([
    'member-joined',
    'member-left',
  ])
})

test('an undone act leaves no trace among what stands; an act done the other way round does', () => {
  const before = member()
  const after = member({ category: 'company' })
  const joined = carried([], deeds(undefined, before, [], { today: '2026-01-01' }), '2026-01-01')
  const changed = carried(joined, deeds(before, after, joined, { today: TODAY }), '2026-07-01')
  expect(kinds(changed)).toHaveLength(2)
  const back = carried(changed, deeds(after, before, changed, { today: '2026-07-01', undoing: true }), '2026-07-01')
  expect(kinds(back)).toEqual(['member-joined 2024-01-10 sme'])
  const again = carried(changed, deeds(after, before, changed, { today: '2026-07-01' }), '2026-07-01')
  expect(kinds(again)).toHaveLength(3)
  expect(kinds(carried(changed, deeds(after, undefined, changed, { today: TODAY, undoing: true }), TODAY))).toEqual([])
})

test('what a person withdrew is not said again by itself', () => {
  const [joined] = carried([], deeds(undefined, member(), [], { today: TODAY }), TODAY)
  const denied = [{ ...joined!, withdrawn: true, source: 'typed' }]
  expect(missing(member(), denied, TODAY)).toEqual([])
  expect(missing(member({ joined_on: '2024-02-01' }), denied, TODAY)).toHaveLength(1)
  const corrected = [{ ...joined!, source: 'typed', corrected: true, place: null, details: { category: 'public' } }]
  expect(missing(member(), corrected, TODAY)).toEqual([])
})

test('facts without an origin go to the nearest membership, each to one, and are completed rather than doubled', () => {
  const first = member({ joined_on: '2020-01-01', left_on: '2021-01-01' })
  const second = member({ membership: 2, joined_on: '2023-05-01' })
  const fact = (id: number, kind: string, on: string) => ({
    id,
    kind,
    on,
    place: null,
    details: { category: 'sme' },
    source: 'starter',
    withdrawn: false,
    corrected: false,
    fresh: false,
    origin: null as string | null,
  })
  const facts = [fact(1, 'member-joined', '2023-04-20'), fact(2, 'member-joined', '2020-01-01')]
  const found = whose([first, second], facts)
  expect([found.get(1)?.map(one => one.id), found.get(2)?.map(one => one.id)]).toEqual([[2], [1]])
  expect(whose([first], [fact(3, 'member-joined', '2010-01-01')]).get(1)).toEqual([])
  expect(missing(second, found.get(2) ?? [], TODAY)).toMatchObject([{ do: 'correct', id: 1 }])
  expect(originOf(2)).toBe('membership 2')
})

const standing = fc.record({
  category: fc.constantFrom('sme', 'startup', 'company'),
  joined_on: fc.constantFrom('2024-01-10', '2025-03-01', '2026-06-15', '2027-01-01'),
  left_on: fc.constantFrom(null, '2027-01-01', '2027-06-01'),
  place: fc.constantFrom('ITH55', null),
  chains: fc.constantFrom('', 'dati', 'dati farmaci'),
})

test('after any acts the ledger says what the registry says, once, and a catch-up finds nothing to add', () => {
  fc.assert(
    fc.property(fc.array(fc.option(standing, { nil: undefined }), { minLength: 1, maxLength: 8 }), states => {
      let told: Told[] = []
      let before: Standing | undefined
      for (const [at, state] of states.entries()) {
        const day = `2026-0${Math.min(9, 6 + Math.trunc(at / 2))}-15`
        const after = state && member({ ...state, membership: 1 })
        told = carried(told, deeds(before, after, told, { today: day }), day)
        before = after
        const stands = told.filter(fact => !fact.withdrawn)
        if (!after) expect(stands).toEqual([])
        else {
          expect(missing(after, told, day)).toEqual([])
          expect(stands.filter(fact => fact.kind === 'member-joined')).toHaveLength(after.joined_on <= day ? 1 : 0)
        }
      }
    }),
  )
})
