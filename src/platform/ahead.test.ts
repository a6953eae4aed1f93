import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { ahead } from './ahead.ts'

test('every batch comes once, in order, the next one read while one is used', async () => {
  const begun: number[] = []
  const got: number[][] = []
  const read = async (at: number) => {
    begun.push(at)
    return at
  }
  for await (const from of ahead(5, 2, read)) got.push([from, begun.length])
  expect(got).toEqual([
    [0, 2],
    [2, 3],
    [4, 3],
  ])
  for await (const one of ahead(0, 2, async at => at)) throw new Error(`nothing was asked for, ${one} came`)
})

test('a read ahead that fails is told to whoever goes on, and ends nothing else meanwhile', async () => {
  const unhandled: unknown[] = []
  const note = (reason: unknown) => unhandled.push(reason)
  process.on('unhandledRejection', note)
  try {
    const used: number[] = []
    const use = async () => {
      for await (const from of ahead(4, 2, async at => {
        if (at > 0) throw new Error('the connection is gone')
        return at
      })) {
        used.push(from)
        // Long enough for a rejection to be called unhandled.
        await sleep(20)
      }
    }
    await expect(use()).rejects.toThrow('the connection is gone')
    expect(used).toEqual([0])
    expect(unhandled).toEqual([])
  } finally {
    process.off('unhandledRejection', note)
  }
})

test('whoever stops early leaves nothing that still reads', async () => {
  let reading = 0
  for await (const _ of ahead(9, 1, async at => {
    reading += 1
    await sleep(5)
    reading -= 1
    return at
  }))
    break
  expect(reading).toBe(0)
})
