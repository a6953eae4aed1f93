import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { explain } from './explain.ts'
import { within } from './names.ts'
import { readName, siteOf } from './normal.ts'
import type { Entry } from './problem.ts'
import { LIKELY, SUGGESTED, score } from './score.ts'
import { compareAt, index, likeliest, solve } from './solve.ts'

const ROSSI: Entry = {
  names: ['Officine Rossi Biomedicali S.r.l.', 'ORB'],
  country: 'IT',
  city: 'Mirandola',
  postcode: '41037',
  street: 'Via Statale Nord 12',
  site: 'https://www.officinerossi.it/chi-siamo',
}
const OTHERS: Entry[] = [
  { names: ['Università degli Studi di Ferrara', 'UNIFE'], country: 'IT', city: 'Ferrara', postcode: '44121' },
  { names: ['Azienda Ospedaliera di Parma'], country: 'IT', city: 'Parma' },
  {
    names: ['Bianchi Meccanica S.p.A.'],
    country: 'IT',
    city: 'Mirandola',
    postcode: '41037',
    street: 'Via Statale Nord 12',
  },
  { names: ['Universität Regensburg'], country: 'DE', city: 'Regensburg' },
]

describe('names', () => {
  test.each([
    ['Rossi s.r.l.', 'ROSSI SRL'],
    ['Rossi Società a responsabilità limitata', 'Rossi S.R.L.'],
    ['Müller GmbH', 'Mueller Gesellschaft mit beschränkter Haftung'],
    ['Nowak Sp. z o.o.', 'NOWAK SPOLKA Z OGRANICZONA ODPOWIEDZIALNOSCIA'],
    ['Ústav fyziky, v. v. i.', 'Ustav Fyziky VVI'],
    ['Smith & Co. Ltd', 'SMITH AND CO LIMITED'],
    ['Universidad de Vigo', 'Università di Vigo'],
  ])('%s and %s are the same words', (one, other) => {
    expect(readName(one).words).toEqual(readName(other).words)
    expect(readName(one).form).toEqual(readName(other).form)
  })

  test('a partnership is not the company it is made with', () => {
    expect(readName('Bruker GmbH & Co. KG').form).not.toBe(readName('Bruker GmbH').form)
  })

  test('a name that is only a legal form keeps its letters', () => {
    expect(readName('SPA').words).toEqual(['spa'])
  })

  test('sites are known by the domain that was registered', () => {
    expect(siteOf('http://www.dept.unife.it/en?x=1')).toBe('unife.it')
    expect(siteOf('https://www.eng.ox.ac.uk')).toBe('ox.ac.uk')
    expect(siteOf('www.facebook.com/somebody')).toBe('')
    expect(siteOf('no site')).toBe('')
  })

  test('within is the distance with swaps, whichever comes first', () => {
    expect([within('regione', 'regoine', 1), within('regione', 'region', 1), within('abcd', 'efgh', 2)]).toEqual([
      true,
      true,
      false,
    ])
    fc.assert(
      fc.property(
        fc.string({ maxLength: 12 }),
        fc.string({ maxLength: 12 }),
        fc.integer({ min: 0, max: 3 }),
        (a, b, most) => within(a, b, most) === within(b, a, most),
      ),
    )
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 12 }),
        fc.nat(),
        fc.string({ minLength: 1, maxLength: 1 }),
        (text, at, letter) => {
          const place = at % text.length
          return within(text, text.slice(0, place) + letter + text.slice(place + 1), 1)
        },
      ),
    )
  })
})

describe('pairs', () => {
  const COPY: Entry = {
    names: ['OFFICINE ROSSI BIOMEDICALI SRL'],
    country: 'IT',
    city: 'MIRANDOLA',
    postcode: '41037',
    street: 'VIA STATALE NORD 12',
  }

  test('finds the record that was typed again, and not the neighbour', () => {
    const found = solve([...OTHERS, ROSSI, COPY], { least: SUGGESTED })
    expect(found.map(({ first, second }) => [first, second])).toEqual([[4, 5]])
    expect(found[0]!.score).toBeGreaterThan(LIKELY)
  })

  test('one entry against all: with a typing error, by the acronym and in another language', () => {
    const known = index([...OTHERS, ROSSI], { least: SUGGESTED })
    const who = (entry: Entry) => likeliest(known, entry)[0]?.at
    expect(who({ names: ['Oficine Rossi Biomedicali'], country: 'IT', city: 'Mirandola' })).toBe(4)
    expect(who({ names: ['University of Ferrara'], country: 'IT', city: 'Ferrara' })).toBe(0)
    expect(who({ names: ['Verdi Consulting'], country: 'IT', city: 'Parma' })).toBeUndefined()
  })

  test('an equal register raises the odds, a different one lowers them, and neither counts when it is the truth to be found', () => {
    const pair = (vat: string, identifiers: boolean) => {
      const known = index(
        [{ ...ROSSI, identifiers: { vat: 'IT 012' } }, { ...COPY, identifiers: { vat } }, ...OTHERS],
        { identifiers },
      )
      return score(compareAt(known, 0, 1))
    }
    expect(pair('IT012', true)).toBeGreaterThan(pair('', true))
    expect(pair('IT013', true)).toBeLessThan(pair('', true))
    expect(pair('IT012', false)).toBe(pair('IT013', false))
  })

  test('reasons add up to the score and name both spellings', () => {
    const known = index([ROSSI, COPY, ...OTHERS])
    const reasons = explain(compareAt(known, 0, 1))
    expect(reasons[0]).toMatchObject({ about: 'name', verdict: 'equal', evidence: [ROSSI.names[0], COPY.names[0]] })
    expect(reasons.map(reason => reason.about)).toContain('street')
    const bias = score(compareAt(known, 0, 1)) - reasons.reduce((sum, reason) => sum + reason.weight, 0)
    const again =
      score(compareAt(known, 0, 2)) - explain(compareAt(known, 0, 2)).reduce((sum, reason) => sum + reason.weight, 0)
    expect(bias).toBeCloseTo(again, 1)
  })

  const entry: fc.Arbitrary<Entry> = fc.record({
    names: fc.array(
      fc.oneof(fc.string({ maxLength: 30 }), fc.constantFrom('Rossi srl', 'Università di Parma', 'CNR')),
      { minLength: 1, maxLength: 3 },
    ),
    country: fc.constantFrom('IT', 'DE', null),
    city: fc.constantFrom('Parma', 'Modena', '', null),
    postcode: fc.constantFrom('43121', '', null),
    street: fc.constantFrom('Via Emilia 3', '', null),
    site: fc.constantFrom('rossi.it', '', null),
    identifiers: fc.constantFrom({ vat: '1' }, { vat: '2' }, {}),
  })

  test('whichever comes first, the score is the same; nothing is paired with itself; twice the same answer', () => {
    fc.assert(
      fc.property(fc.array(entry, { minLength: 2, maxLength: 8 }), list => {
        const known = index(list)
        for (let a = 0; a < list.length; a++)
          for (let b = 0; b < a; b++) {
            const [there, back] = [compareAt(known, a, b), compareAt(known, b, a)]
            if (Math.abs(score(there) - score(back)) > 1e-6) return false
          }
        const found = solve(list, { least: -100 })
        expect(solve(list, { least: -100 })).toEqual(found)
        return found.every(({ first, second, score: value }) => first < second && Number.isFinite(value))
      }),
      { numRuns: 300 },
    )
  })
})
