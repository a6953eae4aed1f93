import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BEGINNING, canonical, digestOf, type Json, type Link, linkHash } from './chain.ts'
import { check, type Fault } from './check.ts'

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')

/** A chain over contents, one record a second. */
function chain(contents: readonly Json[]): Link[] {
  let before = BEGINNING.hash
  return contents.map((content, index) => {
    const place = { seq: index + 1, recordedAt: at(index), digest: digestOf(content, sha256) }
    before = linkHash(before, place, sha256)
    return { ...place, hash: before, content }
  })
}
const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString()
const some = (count: number) => chain(Array.from({ length: count }, (_, index) => ({ kind: 'event', index })))
/** As they come from a database: a few at a time. */
const inBatches = (links: readonly Link[]): Link[][] => [links.slice(0, 3), [], links.slice(3)]
const faultOf = async (links: readonly Link[]): Promise<Fault | undefined> => (await check([links], { sha256 })).fault

test('the canonical form is the one of RFC 8785', () => {
  // Sorting by UTF-16 code units, from the RFC's own example (3.2.3).
  const keys = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 }
  expect(canonical(keys)).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}')
  expect(canonical({ b: [1, 'é"', null, true], a: {}, none: undefined })).toBe('{"a":{},"b":[1,"é\\"",null,true]}')
})

test('the hash is written out in the README: computed here by hand', () => {
  const text = `${'0'.repeat(64)}\n1\n2026-01-01T00:00:00.000Z\n${sha256('{"a":1}')}`
  expect(chain([{ a: 1 }])[0]?.hash).toBe(sha256(text))
})

test('a chain holds; whoever may not see a content can still check its place', async () => {
  const links = some(100)
  expect(await check(inBatches(links), { sha256 })).toMatchObject({ holds: 100, withheld: 0, fault: undefined })
  const partly = links.map(link => (link.seq % 3 ? link : { ...link, content: undefined }))
  expect(await check(inBatches(partly), { sha256 })).toMatchObject({ holds: 100, withheld: 33, fault: undefined })
  expect(await check([], { sha256 })).toMatchObject({ holds: 0, head: BEGINNING, fault: undefined })
})

test('any byte that is changed is found where it is', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.dictionary(fc.string(), fc.jsonValue() as fc.Arbitrary<Json>), { minLength: 1, maxLength: 12 }),
      fc.nat(),
      fc.constantFrom('content', 'digest', 'hash', 'recordedAt'),
      async (contents, where, part) => {
        const links = chain(contents)
        const index = where % links.length
        const link = links[index]!
        links[index] =
          part === 'content'
            ? { ...link, content: { was: link.content } }
            : { ...link, [part]: part === 'recordedAt' ? at(1000) : sha256(link[part as 'hash']) }
        const found = await check(inBatches(links), { sha256 })
        expect(found.holds).toBe(index)
        expect(found.fault).toMatchObject({ seq: index + 1 })
      },
    ),
  )
})

test('a removed record is found by its gap, and also when the numbers after it were moved up', async () => {
  const links = some(20)
  const without = links.filter(link => link.seq !== 7)
  expect(await faultOf(without)).toEqual({ what: 'removed', from: 7, to: 7, hidden: false })
  const renumbered = without.map((link, index) => ({ ...link, seq: index + 1 }))
  expect(await faultOf(renumbered)).toEqual({ what: 'removed', from: 7, to: 7, hidden: true })
  const three = links.filter(({ seq }) => seq < 7 || seq > 9).map((link, index) => ({ ...link, seq: index + 1 }))
  expect(await faultOf(three)).toEqual({ what: 'removed', from: 7, to: 9, hidden: true })
  expect(await faultOf(links.slice(1))).toEqual({ what: 'removed', from: 1, to: 1, hidden: false })
})

test('an inserted record is found, also when the numbers after it were moved down', async () => {
  const links = some(20)
  const forged = { ...links[6]!, content: { forged: true }, digest: digestOf({ forged: true }, sha256) }
  const shifted = [...links.slice(0, 6), forged, ...links.slice(6)].map((link, index) => ({ ...link, seq: index + 1 }))
  expect(await faultOf(shifted)).toEqual({ what: 'inserted', seq: 7 })
  expect(await faultOf([...links.slice(0, 7), links[6]!, ...links.slice(7)])).toEqual({ what: 'inserted', seq: 7 })
})

test('two records that were swapped are named, neighbours or not, whole or only what they say', async () => {
  for (const other of [8, 9, 15]) {
    const links = some(20)
    const [a, b] = [links[6]!, links[other - 1]!]
    const whole = links.map(link => (link === a ? { ...b, seq: 7 } : link === b ? { ...a, seq: other } : link))
    expect(await faultOf(whole)).toEqual({ what: 'swapped', seq: 7, with: other })
    const { content, digest } = a
    const facts = links.map(link =>
      link === a ? { ...a, content: b.content, digest: b.digest } : link === b ? { ...b, content, digest } : link,
    )
    expect(await faultOf(facts)).toEqual({ what: 'swapped', seq: 7, with: other })
  }
})

test('a hash noted elsewhere finds a whole new chain, and an end that was cut off', async () => {
  const links = some(20)
  const anchors = new Map([[15, links[14]!.hash]])
  expect((await check(inBatches(links), { sha256, anchors })).fault).toBeUndefined()
  expect((await check(inBatches(links.slice(0, 12)), { sha256, anchors })).fault).toEqual({
    what: 'anchor',
    seq: 15,
    end: 12,
  })
  const anew = chain(links.map(({ content }) => ({ other: content })))
  expect((await check(inBatches(anew), { sha256, anchors })).fault).toEqual({ what: 'anchor', seq: 15, end: undefined })
})
