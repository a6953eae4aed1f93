import { type DrawnMap, drawMap } from '#domains/network/territory/shapes.ts'

/** The two letters everybody in Italy knows a province by: on a small map there is no room for its name. */
const LETTERS: Readonly<Record<string, string>> = {
  ITH51: 'PC',
  ITH52: 'PR',
  ITH53: 'RE',
  ITH54: 'MO',
  ITH55: 'BO',
  ITH56: 'FE',
  ITH57: 'RA',
  ITH58: 'FC',
  ITH59: 'RN',
}

export type Provinces = { readonly width: number; readonly height: number; readonly shapes: readonly Province[] }
type Province = DrawnMap['shapes'][number] & { readonly letters: string }

let drawn: Provinces | undefined

/** The provinces of the region, drawn once. */
export function theProvinces(): Provinces {
  if (drawn) return drawn
  const { width, height, shapes } = drawMap(undefined)
  drawn = { width, height, shapes: shapes.map(shape => ({ ...shape, letters: LETTERS[shape.code] ?? shape.name })) }
  return drawn
}
