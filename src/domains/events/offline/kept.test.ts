import { expect, test } from 'vitest'
import { keptIn } from './kept.ts'

/** What a browser's storage does, shared by the windows that are given it. */
function aStorage(room = Number.POSITIVE_INFINITY) {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (kept.size >= room) throw new DOMException('full', 'QuotaExceededError')
      kept.set(key, value)
    },
    removeItem: (key: string) => void kept.delete(key),
    key: (at: number) => [...kept.keys()][at] ?? null,
    get length() {
      return kept.size
    },
  }
}
const mark = (id: string, at = '2027-03-12T09:00:00Z') => ({ id, registration: 1, attendance: 'present', at })
const ids = (marks: readonly { id: string }[]) => marks.map(one => one.id)

test('two windows at one door keep the marks of both, and neither takes one that is of another event', () => {
  const storage = aStorage()
  const [one, two, other] = [
    keptIn(storage, 'check-in 7 '),
    keptIn(storage, 'check-in 7 '),
    keptIn(storage, 'check-in 70 '),
  ]
  one.put(mark('b', '2027-03-12T09:02:00Z'))
  two.put(mark('a'))
  other.put(mark('c'))
  expect(ids(one.waiting())).toEqual(['a', 'b'])
  one.drop('a')
  expect(ids(two.waiting())).toEqual(['b'])
  expect(ids(other.waiting())).toEqual(['c'])
})

test('what is said anew takes the place of what was, from whichever window', () => {
  const storage = aStorage()
  const [one, two] = [keptIn(storage, 'judge 7 '), keptIn(storage, 'judge 7 ')]
  one.put(mark('3-1'))
  two.put(mark('3-2', '2027-03-12T09:01:00Z'))
  two.put(mark('3-1', '2027-03-12T09:02:00Z'))
  expect(one.waiting().map(({ id, at }) => [id, at])).toEqual([
    ['3-2', '2027-03-12T09:01:00Z'],
    ['3-1', '2027-03-12T09:02:00Z'],
  ])
})

test('what was refused is not sent again, and not lost', () => {
  const queue = keptIn(aStorage(), 'check-in 7 ')
  queue.put(mark('a'))
  queue.put({ ...mark('a'), refused: true })
  expect(ids(queue.waiting())).toEqual([])
  expect(ids(queue.refused())).toEqual(['a'])
})

test('a full storage loses nothing while the page is open; what is damaged in it is passed over', () => {
  const storage = aStorage(1)
  storage.setItem('check-in 7 x', 'no mark')
  const queue = keptIn(storage, 'check-in 7 ')
  queue.put(mark('a'))
  expect(ids(queue.waiting())).toEqual(['a'])
  queue.drop('a')
  expect(ids(queue.waiting())).toEqual([])
})
