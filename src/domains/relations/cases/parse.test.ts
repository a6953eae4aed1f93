import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textOfHtml } from './html.ts'
import { foldQuoted } from './parse.ts'

test.each([
  ['a plain answer', 'Yes.\n\nAnna', 'Yes.\n\nAnna', ''],
  ['an answer above', 'Yes.\n\nOn Tue, Anna wrote:\n> Will you?', 'Yes.', 'On Tue, Anna wrote:\n> Will you?'],
  [
    'in Italian, broken into two',
    'Sì.\nIl giorno mar 24 nov 2026 alle ore 10:00 Anna <a@example.org> ha\nscritto:\n> Vieni?',
    'Sì.',
    'Il giorno mar 24 nov 2026 alle ore 10:00 Anna <a@example.org> ha\nscritto:\n> Vieni?',
  ],
  [
    'as Outlook does',
    'Yes.\n\n________________________________\nFrom: Anna\nSent: today\n\nWill you?',
    'Yes.',
    '________________________________\nFrom: Anna\nSent: today\n\nWill you?',
  ],
  ['between the lines', '> Will you?\nYes.\n> When?\nNow.', '> Will you?\nYes.\n> When?\nNow.', ''],
  ['below', 'On Tue, Anna wrote:\n> Will you?\n\nYes.', 'Yes.', 'On Tue, Anna wrote:\n> Will you?\n\nYes.'],
  [
    'a sentence that only begins like it',
    'On Monday I wrote:\nthe plan is good.',
    'On Monday I wrote:\nthe plan is good.',
    '',
  ],
  ['nothing but a quote', '> Will you?', '', '> Will you?'],
])('%s', (_, text, body, quoted) => {
  expect(foldQuoted(text)).toEqual({ body, quoted })
})

test('no word is lost, whatever is written', () => {
  const line = fc.oneof(
    fc.constantFrom('> quoted', 'On Tue, Anna wrote:', 'Da: Anna', '', '-----Original Message-----', 'ha scritto:'),
    fc.string({ maxLength: 30 }),
  )
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), lines => {
      const { body, quoted } = foldQuoted(lines.join('\n'))
      const bare = (text: string) => text.replace(/[\s\0]/g, '')
      const kept = bare(body) + bare(quoted)
      for (const word of lines) expect(kept).toContain(bare(word))
    }),
  )
})

test('HTML is read as words: no script, no style, quotes marked', () => {
  expect(
    textOfHtml(
      '<html><head><title>x</title><style>p{}</style></head><body><p>Yes,<br>on  <b>Thursday</b> &amp; Friday.</p><script>alert(1)</script><blockquote><p>Will you?</p><div>When?</div></blockquote></body></html>',
    ).trim(),
  ).toBe('Yes,\non Thursday & Friday.\n> Will you?\n> When?')
  fc.assert(
    fc.property(fc.string(), text => {
      const escaped = text.replace(/[&<>]/g, mark => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[mark] ?? '')
      expect(textOfHtml(`<p>${escaped}</p>`).replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
    }),
  )
})
