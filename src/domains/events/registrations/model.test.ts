import { expect, test } from 'vitest'
import { pastedRows, readLines } from './model.ts'

test('several people on a line are each entered; a line with more addresses than people is told', () => {
  const text = [
    'Ada <ada@example.org>; Bea <bea@example.org>',
    'Carla;carla@example.org;dora@example.org',
    'Elsa <elsa@example.org> Fina <fina@example.org>',
    'Gaia;gaia@example.org;Ente',
    'Ada;ada@example.org',
  ].join('\n')
  const { lines, bad } = readLines(pastedRows(text))
  expect(lines.map(({ name, email, organisation }) => `${name} ${email} ${organisation}`)).toEqual([
    'Ada ada@example.org ',
    'Bea bea@example.org ',
    'Gaia gaia@example.org Ente',
  ])
  expect(bad.map(({ line }) => line)).toEqual([2, 3])
})
