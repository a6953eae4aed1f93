import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BadBlob, loadIndex, serialiseIndex } from './blob.ts'
import { buildIndex } from './build.ts'
import { EXAMPLE_FIELDS, exampleCorpus } from './example.ts'
import { type Query, REASONS } from './problem.ts'
import { rank } from './solve.ts'

const corpus = exampleCorpus(7)
const index = buildIndex(corpus)
const fieldOf = (actor: number): number => (actor < 90 ? Math.floor(actor / 30) : actor - 90)
const about = (field: number): Query => ({
  text: EXAMPLE_FIELDS[field]!.slice(0, 6).join(' '),
  topicId: `P-F${field}-2024-B1-01-02`,
  topicTitle: EXAMPLE_FIELDS[field]!.slice(0, 2).join(' '),
  lead: field * 30,
})
const actorsOf = (query: Query, options = {}): number[] => rank(index, query, options).map(result => result.actor)

describe('rank', () => {
  it('puts the actors of the field first', () => {
    for (const field of [0, 1, 2]) {
      const top = actorsOf(about(field), { limit: 20 })
      expect(top.filter(actor => fieldOf(actor) === field).length).toBeGreaterThanOrEqual(18)
    }
  })

  it('answers a bare topic too', () => {
    const top = actorsOf({ ...about(1), text: '' }, { limit: 20 })
    expect(top.filter(actor => fieldOf(actor) === 1).length).toBeGreaterThanOrEqual(18)
  })

  it('gives the same answer again, whatever was asked in between', () => {
    const before = rank(index, about(0))
    rank(index, { text: 'harvest' })
    expect(rank(index, about(0))).toEqual(before)
    expect(rank(buildIndex(corpus), about(0))).toEqual(before)
  })

  it('leaves out the lead, the team and whoever the filter excludes, and keeps to the limit', () => {
    fc.assert(
      fc.property(
        fc.nat(89),
        fc.array(fc.nat(92), { maxLength: 4 }),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 2, max: 5 }),
        (lead, team, limit, step) => {
          const filter = (actor: number): boolean => actor % step !== 0
          const found = actorsOf({ text: 'cancer soil', lead, team, filter }, { limit })
          const allowed = Array.from({ length: 93 }, (_, a) => a).filter(
            a => filter(a) && a !== lead && !team.includes(a),
          )
          expect(found.length).toBe(Math.min(limit, allowed.length))
          expect(new Set(found).size).toBe(found.length)
          expect(found.every(actor => allowed.includes(actor))).toBe(true)
        },
      ),
      { numRuns: 30 },
    )
  })

  it('answers an empty query and one in unknown words by what else it knows', () => {
    for (const text of ['', 'zzz qqq', '   ', '\u0000'.repeat(100)]) {
      const found = rank(index, { text }, { limit: 5 })
      expect(found).toHaveLength(5)
      expect(found.every(result => Number.isFinite(result.score))).toBe(true)
    }
  })

  it('ranks actors without documents by what they say of themselves and marks them as newcomers', () => {
    const onlyProfiles = (actor: number): boolean => actor >= 90
    const found = rank(index, { ...about(2), filter: onlyProfiles })
    expect(found[0]!.actor).toBe(92)
    expect(found.every(result => result.newcomer)).toBe(true)
    const lane = rank(index, about(2), { newcomersOnly: true, limit: 5 })
    expect(lane.length).toBeGreaterThan(0)
    expect(lane.every(result => result.newcomer)).toBe(true)
    expect(rank(index, about(2))[0]!.newcomer).toBe(false)
  })

  it('works on key terms instead of texts', () => {
    const documents = corpus.documents.map(d => ({ ...d, title: '', text: '', terms: d.text.split(' ').slice(0, 10) }))
    const top = rank(buildIndex({ ...corpus, documents }), about(0), { limit: 20 }).map(result => result.actor)
    expect(top.filter(actor => fieldOf(actor) === 0).length).toBeGreaterThanOrEqual(18)
  })
})

describe('reasons', () => {
  it('names every reason once, strongest first, with evidence the actor took part in', () => {
    for (const result of rank(index, about(0), { limit: 30 })) {
      expect(new Set(result.reasons.map(reason => reason.code))).toEqual(new Set(REASONS))
      const strengths = result.reasons.map(reason => reason.contribution)
      expect(strengths).toEqual(strengths.toSorted((a, b) => b - a))
      for (const reason of result.reasons) {
        for (const document of reason.documents) {
          expect(corpus.links.some(link => link.document === document && link.actor === result.actor)).toBe(true)
        }
      }
    }
  })

  it('counts what was done together with the lead', () => {
    const lead = 0
    for (const result of rank(index, about(0), { limit: 40 })) {
      const together = corpus.documents.filter((_, d) =>
        [lead, result.actor].every(actor =>
          corpus.links.some(link => link.document === d && link.actor === actor && link.role !== 'other'),
        ),
      )
      const reason = result.reasons.find(one => one.code === 'lead')!
      expect(reason.numbers.together).toBe(together.length)
    }
  })

  it('change the order when a person turns them up or down', () => {
    const plain = actorsOf(about(0))
    const orders = REASONS.filter(code => code !== 'kind').map(code => {
      const muted = rank(index, about(0), { weights: { [code]: 0 } })
      expect(muted.every(result => Math.abs(result.reasons.find(one => one.code === code)!.contribution) === 0)).toBe(
        true,
      )
      return muted.map(result => result.actor)
    })
    expect(orders.filter(order => order.join() !== plain.join()).length).toBe(orders.length)
    expect(actorsOf(about(0), { weights: { similar: 1 } })).toEqual(plain)
  })
})

describe('blob', () => {
  it('gives back an index that ranks the same', () => {
    const loaded = loadIndex(serialiseIndex(index))
    expect(rank(loaded, about(1))).toEqual(rank(index, about(1)))
  })

  it('refuses bytes that are cut short, foreign or of another version', () => {
    const bytes = serialiseIndex(index)
    expect(() => loadIndex(bytes.slice(0, bytes.length - 1))).toThrow(BadBlob)
    expect(() => loadIndex(new Uint8Array(100))).toThrow(BadBlob)
    const other = bytes.slice()
    other[8] = 99
    expect(() => loadIndex(other)).toThrow(/version 99/)
  })
})
