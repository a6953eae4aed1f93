import { expect, test } from 'vitest'
import { PROVINCES } from '../model.ts'
import { drawMap } from './shapes.ts'

test('the region is drawn as its nine provinces, by NUTS code', () => {
  const map = drawMap(undefined)
  expect(map.shapes.map(shape => shape.code).sort()).toEqual([...PROVINCES])
  for (const shape of map.shapes) expect(shape.d).toMatch(/^M[\d.,MLZ-]+Z$/)
})

test('every municipality lies in exactly one province', () => {
  const codes = PROVINCES.flatMap(province => drawMap(province).shapes.map(shape => shape.code))
  expect(new Set(codes).size).toBe(codes.length)
  expect(codes.length).toBe(330)
})

test('an unknown province draws nothing instead of failing', () => {
  expect(drawMap('XX').shapes).toEqual([])
})
