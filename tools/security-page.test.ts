import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')
const text = readFileSync(path.join(root, 'docs/security.md'), 'utf8')
const lines = [...text.matchAll(/^\| (\d+(?:\.\d+){2}) \| ([^|]+) \| (met|n\/a|\*\*open\*\*) \| ([^|]+) \|$/gm)]

test('each line of the standard stands once with its state, and the sums at the top are theirs', () => {
  // ASVS 5.0.0 has 70 requirements of level 1 and 183 of level 2.
  expect(lines).toHaveLength(253)
  expect(new Set(lines.map(([, id]) => id)).size).toBe(253)
  const of = (state: string) => lines.filter(line => line[3] === state).length
  expect(text).toContain(`**${of('met')} met, ${of('n/a')} not applicable, ${of('**open**')} open** of 253`)
})

test('every file that is named as the proof is there', () => {
  const folders = ['', 'src/surfaces/website', 'src/domains/accounts']
  const named = [...text.matchAll(/`((?:[\w.-]+\/)*[\w.-]+\.(?:tsx?|js|sql|md|json|cjs))`/g)].map(
    ([, file]) => file ?? '',
  )
  expect(named.length).toBeGreaterThan(60)
  for (const file of new Set(named)) {
    if (file === 'queries.ts') continue
    expect(
      folders.some(folder => existsSync(path.join(root, folder, file))),
      file,
    ).toBe(true)
  }
})
