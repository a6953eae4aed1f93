import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Comparison } from '#algorithms/linkage/problem.ts'
import { candidates, compareAt, type Index, index } from '#algorithms/linkage/solve.ts'
import { type CordisOrganisation, readOrganisations } from './cordis.ts'

export type Judgement = 'same' | 'part' | 'unsure' | 'other'
export type Half = 'learn' | 'aside'

/** A pair worth comparing and what is known of it. */
export interface Sample {
  readonly first: number
  readonly second: number
  readonly comparison: Comparison
  /** undefined: one of the two has no VAT number. */
  readonly sameVat: boolean | undefined
  readonly judged: Judgement
  readonly half: Half
}

export interface Truth {
  readonly organisations: readonly CordisOrganisation[]
  readonly known: Index
  readonly samples: readonly Sample[]
  /** Pairs that share a VAT number, compared or not. */
  readonly sharing: Readonly<Record<Half, number>>
  readonly groups: number
  /** Pairs judged to be the same, compared or not. */
  readonly same: Readonly<Record<Half, number>>
  readonly seconds: { readonly index: number; readonly compare: number }
}

const JUDGED = path.join(import.meta.dirname, 'linkage-judged.tsv')

/** Judgements made by reading both records, by the two PICs in order; what is not listed was judged to be another organisation or never came near. */
function judgements(): Map<string, Judgement> {
  const lines = readFileSync(JUDGED, 'utf8').trim().split('\n').slice(1)
  return new Map(
    lines.map(line => {
      const [pic = '', other = '', judgement = 'other'] = line.split('\t')
      return [`${pic} ${other}`, judgement as Judgement]
    }),
  )
}

/** Letters and digits of a VAT number; empty where it is a placeholder (no four digits in it). */
export function bareVat(vat: string): string {
  const bare = vat.toUpperCase().replace(/[^A-Z0-9]/g, '')
  return /[0-9]{4}/.test(bare) ? bare : ''
}

/** FNV-1a, to halve pairs by. */
function hash(text: string): number {
  let value = 2166136261
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 16777619)
  return value >>> 0
}

export async function truthOf(file: string): Promise<Truth> {
  const organisations = await readOrganisations(file)
  const judged = judgements()
  const owner = organisations.map(({ country, vat, pic }) =>
    bareVat(vat) ? `${country} ${bareVat(vat)}` : `pic ${pic}`,
  )
  const halfOf = (a: number, b: number): Half => (hash([owner[a]!, owner[b]!].sort()[0]!) % 2 === 0 ? 'learn' : 'aside')
  const started = performance.now()
  const known = index(
    organisations.map(each => ({
      names: [each.name, each.shortName].filter(Boolean),
      country: each.country,
      city: each.city,
      postcode: each.postcode,
      street: each.street,
      region: each.nuts,
      site: each.site,
    })),
    // The VAT number is the truth, so it is no input.
    { identifiers: false },
  )
  const read = performance.now()
  const samples: Sample[] = []
  for (const code of candidates(known)) {
    const [first, second] = [Math.floor(code / organisations.length), code % organisations.length]
    const [a, b] = [organisations[first]!, organisations[second]!]
    const both = bareVat(a.vat) !== '' && bareVat(b.vat) !== ''
    samples.push({
      first,
      second,
      comparison: compareAt(known, first, second),
      sameVat: both ? owner[first] === owner[second] : undefined,
      judged: judged.get(a.pic < b.pic ? `${a.pic} ${b.pic}` : `${b.pic} ${a.pic}`) ?? 'other',
      half: halfOf(first, second),
    })
  }
  const compared = performance.now()
  const groups = new Map<string, number[]>()
  for (const [at, key] of owner.entries()) if (!key.startsWith('pic')) groups.set(key, [...(groups.get(key) ?? []), at])
  const sharing = { learn: 0, aside: 0 }
  for (const members of groups.values())
    if (members.length > 1) sharing[halfOf(members[0]!, members[1]!)] += (members.length * (members.length - 1)) / 2
  const same = { learn: 0, aside: 0 }
  const at = new Map(organisations.map(({ pic }, place) => [pic, place]))
  for (const [pics, judgement] of judged) {
    const [a, b] = pics.split(' ').map(pic => at.get(pic))
    if (judgement === 'same' && a !== undefined && b !== undefined) same[halfOf(a, b)] += 1
  }
  return {
    organisations,
    known,
    samples,
    sharing,
    groups: [...groups.values()].filter(each => each.length > 1).length,
    same,
    seconds: { index: (read - started) / 1000, compare: (compared - read) / 1000 },
  }
}

export interface Figures {
  readonly precision: number
  readonly recall: number
  readonly found: number
  readonly right: number
  readonly truth: number
}

const figures = (right: number, found: number, truth: number): Figures => ({
  precision: found === 0 ? 1 : right / found,
  recall: truth === 0 ? 1 : right / truth,
  found,
  right,
  truth,
})

/** Against the plain truth: pairs without both VAT numbers are not counted. */
export function plain(truth: Truth, halves: readonly Half[], said: (sample: Sample) => boolean): Figures {
  const counted = truth.samples.filter(each => halves.includes(each.half) && each.sameVat !== undefined && said(each))
  return figures(
    counted.filter(each => each.sameVat).length,
    counted.length,
    halves.reduce((sum, half) => sum + truth.sharing[half], 0),
  )
}

/** Against the judgements: a part of an organisation is not that organisation, and what could not be judged is not counted. */
export function read(truth: Truth, halves: readonly Half[], said: (sample: Sample) => boolean): Figures {
  const counted = truth.samples.filter(each => halves.includes(each.half) && each.judged !== 'unsure' && said(each))
  return figures(
    counted.filter(each => each.judged === 'same').length,
    counted.length,
    halves.reduce((sum, half) => sum + truth.same[half], 0),
  )
}

/** The lowest score from which on the judged precision of a half is what is asked. */
export function thresholdFor(truth: Truth, half: Half, method: (c: Comparison) => number, precision: number): number {
  const sorted = truth.samples
    .filter(each => each.half === half && each.judged !== 'unsure')
    .map(each => ({ value: method(each.comparison), same: each.judged === 'same' }))
    .sort((a, b) => b.value - a.value)
  let right = 0
  let least = Number.POSITIVE_INFINITY
  for (const [at, { value, same }] of sorted.entries()) {
    right += Number(same)
    if (sorted[at + 1]?.value !== value && right / (at + 1) >= precision) least = value
  }
  return least
}
