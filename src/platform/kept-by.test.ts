import { expect, test } from 'vitest'
import { keptBy } from './data-version.ts'

test('what is kept is made anew when the data change, once for all who ask, and never kept when it failed', async () => {
  let [version, made] = [1, 0]
  const ask = keptBy({ read: async () => version }, async () => {
    made++
    if (version === 3) throw new Error('failed')
    return made
  })
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1])
  version = 2
  expect([await ask(), await ask()]).toEqual([2, 2])
  version = 3
  await expect(ask()).rejects.toThrow('failed')
  await expect(ask()).rejects.toThrow('failed')
  expect(made).toBe(4)
})
