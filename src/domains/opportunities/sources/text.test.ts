import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blocksOf } from '../model.ts'
import { readableText } from './text.ts'

/** Letters and digits that a reader must find again; marks of footnotes and the extracts' "null" are none. */
const kept = (text: string): string =>
  text
    .replace(/\[\[|\]\]/g, '')
    .replace(/\[\d{1,3}\]/g, '')
    .replace(/(?<=^|[.;:?!)\]”’"'])null(?=\p{Lu})/gu, '')
    .replace(/[^\p{L}\p{N}]/gu, '')

describe('what was run together', () => {
  test('an outcome list, its items and the scope after it', () => {
    const raw =
      'Expected Outcome:Projects should contribute to all the following outcomes:Weavers have access to finer looms[1].Dyers use fewer colours (e.g. of any kind).Citizens wear better cloth. Scope:Cloth matters[2].Proposals should address all the following:Build a loom;Test it with weavers; and;Publish the plans.Participation of small mills is encouraged.'
    expect(readableText(raw)).toBe(
      `## Expected Outcome

Projects should contribute to all the following outcomes:

- Weavers have access to finer looms.
- Dyers use fewer colours (e.g. of any kind).
- Citizens wear better cloth.

## Scope

Cloth matters.

Proposals should address all the following:

- Build a loom;
- Test it with weavers; and;
- Publish the plans.

Participation of small mills is encouraged.`,
    )
  })

  test('what follows the last item is a paragraph again', () => {
    const raw =
      'Proposals must cover one of the following areas:Spinning of wool.Weaving of linen.Dyeing of silk. Mills differ a lot, and only few studies compare them. More is needed.The consortium should include a mill.'
    expect(blocksOf(readableText(raw)).map(block => block.kind)).toEqual([
      'paragraph',
      'list',
      'paragraph',
      'paragraph',
    ])
  })

  test('names that are written so stay whole', () => {
    const raw =
      'Use of mRNA, eHealth, pH, iPSC and GenAI4EU at LinkedIn by a PhD, see https://example.org/someThing/andMore.html, e.g.Some looms, i.e.The best, U.S.Army or J.Smith of EuroHPC and CanSERV.'
    expect(readableText(raw)).toBe(raw)
  })

  test('words without a mark between them are parted, and so is what a careless extract left', () => {
    expect(
      readableText('It has the following parts:projectsActivities of mills.nullActivities are expected to start.'),
    ).not.toMatch(/null|sActivities/)
    expect(readableText('Profile of the InvestigatorThe grant is open to SMEsProposals from 2027Applicants')).toBe(
      'Profile of the Investigator\n\nThe grant is open to SMEs\n\nProposals from 2027\n\nApplicants',
    )
  })

  test('notes at the end stand on lines of their own; marks of notes that are not there go', () => {
    expect(readableText('Looms[1] and mills[2] matter.[1] https://example.org/loom[2] See the plan.')).toBe(
      'Looms[1] and mills[2] matter.\n\n[1] https://example.org/loom\n\n[2] See the plan.',
    )
    expect(readableText('Looms[1] and mills [2].')).toBe('Looms and mills.')
  })

  test('a note in double brackets becomes an aside, bullets become items', () => {
    expect(readableText('A lump sum [[see the decision of 2021]] is paid:▪ to mills▪ to weavers')).toBe(
      'A lump sum (see the decision of 2021) is paid:\n\n- to mills\n- to weavers',
    )
  })

  test('HTML gives headings, paragraphs and items; entities are read; scripts are left out', () => {
    const html = `<span class="topicdescriptionkind">Expected Outcome</span>:<p>R&amp;D should give <b>looms</b>&nbsp;&lt; 5&nbsp;kg:</p>
      <ul><li><p>finer cloth</p></li><li>fewer <i>threads</i></li></ul><script>alert(1)</script><h3>Scope:</h3><p>Looms.<br>Mills.</p>`
    expect(readableText(html)).toBe(
      '## Expected Outcome\n\nR&D should give looms < 5 kg:\n\n- finer cloth\n- fewer threads\n\n## Scope\n\nLooms.\n\nMills.',
    )
  })
})

const word = fc.constantFrom(
  ...'weavers Proposals mRNA eHealth outcomes following The In order to SMEs EU 2027 e.g. i.e. etc. Scope Expected Outcome Objective (AI) “cloth” R&D 5% 1. 2a. null Activities https://example.org/aB and or ALL CAPS HERE co-design l’Aquila [1] [[a note]] • - ## LinkedIn à È'.split(
    ' ',
  ),
)
const glue = fc.constantFrom(
  ' ',
  ' ',
  ' ',
  '. ',
  '.',
  ':',
  ': ',
  ';',
  '; ',
  ')',
  '',
  '\n',
  '\n\n',
  '\n- ',
  '\n## ',
  ' (',
  '?',
  ',',
)
const runTogether = fc
  .array(fc.tuple(word, glue), { maxLength: 60 })
  .map(parts => parts.map(([text, mark]) => text + mark).join(''))

describe('of any text', () => {
  test('doing it again changes nothing', () => {
    fc.assert(
      fc.property(fc.oneof(runTogether, fc.string({ unit: 'grapheme', maxLength: 200 })), raw => {
        const once = readableText(raw)
        expect(readableText(once)).toBe(once)
      }),
      { numRuns: 1500 },
    )
  })

  test('no letter and no digit is lost, but for marks of notes', () => {
    fc.assert(
      fc.property(
        runTogether.filter(raw => !/null/.test(raw)),
        raw => {
          // A mark may come out of what stood inside another; it is left out in the end on both sides.
          const settle = (text: string): string => (kept(text) === text ? text : settle(kept(text)))
          expect(settle(readableText(raw))).toBe(settle(raw))
        },
      ),
      { numRuns: 1500 },
    )
  })

  test('HTML of any shape keeps its words, in their order', () => {
    const plain = fc.constantFrom('weavers', 'looms', 'The mill', 'R&amp;D', 'eHealth')
    const { node } = fc.letrec<{ node: string }>(tie => ({
      node: fc.oneof(
        { depthSize: 'small' },
        plain,
        fc
          .tuple(
            fc.constantFrom('p', 'div', 'li', 'ul', 'b', 'span', 'td', 'h2'),
            fc.array(tie('node'), { maxLength: 4 }),
          )
          .map(([tag, inner]) => `<${tag}>${inner.join(' ')}</${tag}>`),
      ),
    }))
    fc.assert(
      fc.property(node, html => {
        const once = readableText(html)
        expect(kept(once)).toBe(kept(html.replace(/<[^>]*>/g, '').replaceAll('&amp;', '&')))
        expect(readableText(once)).toBe(once)
      }),
    )
  })
})

const LIST = path.resolve(import.meta.dirname, '../../../../../shared/data/ft-calls-open-2026-08-10.jsonl.gz')

/** A word, or the end of a sentence, right against a capitalised word; some are names (LifeWatch, SoilWise). */
const JOINT = /(?:\p{Ll}{3,}|[.;:)\]”?!])\p{Lu}\p{Ll}{2,}/gu

describe('the texts of real calls', () => {
  test.skipIf(!existsSync(LIST))('629 descriptions (skipped without ../shared/data)', () => {
    const raws = gunzipSync(readFileSync(LIST))
      .toString('utf8')
      .split('\n')
      .filter(Boolean)
      .map(line => (JSON.parse(line) as { description: string }).description)
    const joints = (text: string) => [...text.matchAll(JOINT)].length
    let before = 0
    let after = 0
    let items = 0
    const lengths: number[] = []
    for (const raw of raws) {
      const text = readableText(raw)
      expect(kept(text)).toBe(kept(raw))
      expect(readableText(text)).toBe(text)
      before += joints(raw)
      after += joints(text)
      for (const block of blocksOf(text)) {
        if (block.kind === 'list') items += block.items.length
        else if (block.kind === 'paragraph') lengths.push(block.text.length)
      }
    }
    lengths.sort((a, b) => a - b)
    const p95 = lengths[Math.floor(lengths.length * 0.95)] ?? 0
    console.log(
      `joints ${before} -> ${after}; ${items} items; ${lengths.length} paragraphs, 95 % up to ${p95} characters`,
    )
    expect(raws.length).toBe(629)
    expect(after).toBeLessThan(before * 0.02)
    expect(p95).toBeLessThan(1100)
    expect(items).toBeGreaterThan(3000)
  })
})
