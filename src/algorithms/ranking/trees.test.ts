import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededUniform } from '#algorithms/retrieval/linear.ts'
import { kthOf } from './select.ts'
import { topicKeys } from './topics.ts'
import { attribute, forestOf, predict, type Tree } from './trees.ts'

function someTree(random: () => number, depth: number): Tree {
  const tree = { feature: [0], threshold: [0], left: [0], value: [random() - 0.5] }
  const split = (node: number, levels: number): void => {
    if (levels === 0 || random() < 0.2) return
    const left = tree.left.length
    tree.left[node] = left
    tree.feature[node] = Math.floor(random() * 4)
    tree.threshold[node] = random()
    for (const list of [tree.feature, tree.threshold, tree.left]) list.push(0, 0)
    tree.value.push(random() - 0.5, random() - 0.5)
    split(left, levels - 1)
    split(left + 1, levels - 1)
  }
  split(0, depth)
  return tree
}

describe('trees', () => {
  it('parts credited to groups add up to the prediction less the roots', () => {
    fc.assert(
      fc.property(fc.integer(), seed => {
        const random = seededUniform(seed)
        const trees = Array.from({ length: 5 }, () => someTree(random, 4))
        const forest = forestOf(trees)
        const rows = Float32Array.from({ length: 8 }, random)
        const parts = new Float64Array(3)
        attribute(forest, rows, 4, Uint8Array.of(0, 1, 1, 2), parts, 0)
        const roots = trees.reduce((sum, tree) => sum + tree.value[0]!, 0)
        expect(parts[0]! + parts[1]! + parts[2]! + roots).toBeCloseTo(predict(forest, rows, 4), 5)
      }),
    )
  })

  it('sends a value equal to the threshold to the left', () => {
    const forest = forestOf([{ feature: [0, 0, 0], threshold: [0.1, 0, 0], left: [1, 0, 0], value: [0, -1, 1] }])
    expect(predict(forest, Float32Array.of(Math.fround(0.1)), 0)).toBe(-1)
    expect(predict(forest, Float32Array.of(0.2), 0)).toBe(1)
  })
})

describe('kthOf', () => {
  it('finds what sorting finds', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 50 }), fc.nat(), (list, n) => {
        const k = (n % list.length) + 1
        const sorted = list.toSorted((a, b) => b - a)
        expect(kthOf(Float32Array.from(list), list.length, k)).toBe(sorted[k - 1])
      }),
    )
  })
})

describe('topicKeys', () => {
  it('goes from the topic to the programme and forgets the year on the way', () => {
    expect(topicKeys('P-HLTH-2023-TOOL-05-03')).toEqual([
      'P-HLTH-2023-TOOL-05-03',
      'P-HLTH-2023-TOOL-05',
      'P-HLTH-TOOL-05-03',
      'P-HLTH-TOOL-05',
      'P-HLTH-TOOL',
      'P-HLTH',
    ])
  })

  it('takes the stages of one topic as one, and an empty code as nothing', () => {
    expect(topicKeys('P-HLTH-2024-CARE-04-04-two-stage')).toEqual(topicKeys('P-HLTH-2024-CARE-04-04'))
    expect(topicKeys('').every(key => key === '')).toBe(true)
  })
})
