import { vatNumber } from './identifiers.ts'

/** Eleven digits of which the last makes the others right: an invented VAT number. */
export function madeUpVat(seed: number): string {
  const ten = String(seed % 10_000_000_000).padStart(10, '0')
  const last = [...'0123456789'].find(digit => vatNumber(`IT${ten}${digit}`))
  return `${ten}${last}`
}
