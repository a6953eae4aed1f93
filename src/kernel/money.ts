/** Money is a whole number of euro cents. */
export type Cents = number

export const euro = (amount: number): Cents => Math.round(amount * 100)

/** A share of an amount, rounded down: what is asked for never exceeds what the share allows. The tiny addition absorbs binary fractions (0.7 x 10). */
export const shareOf = (amount: Cents, share: number): Cents => Math.floor(amount * share + 1e-6)

export const isCents = (value: unknown): value is Cents => Number.isSafeInteger(value)

/**
 * An amount as people type it, Italian or English: "1.234.567,89", "1,234,567.89", "1234567", "€ 1 200". Where one kind of mark stands once before
 * exactly three digits it parts thousands. Undefined when it is no amount.
 */
export function parseEuro(text: string): Cents | undefined {
  const bare = text.replace(/[€\s\u00a0']|EUR/gi, '')
  if (!/^-?\d[\d.,]*$/.test(bare)) return undefined
  const last = Math.max(bare.lastIndexOf('.'), bare.lastIndexOf(','))
  const mark = bare[last]
  const once = mark !== undefined && bare.indexOf(mark) === last
  const mixed = bare.includes('.') && bare.includes(',')
  const decimal = last >= 0 && once && (mixed || bare.length - last - 1 !== 3)
  const whole = decimal ? bare.slice(0, last) : bare
  const rest = decimal ? bare.slice(last + 1) : ''
  if (rest.length > 2 || !/^-?\d{1,3}([.,]\d{3})*$|^-?\d+$/.test(whole)) return undefined
  const cents = Number(whole.replace(/[.,]/g, '')) * 100 + Number(rest.padEnd(2, '0')) * (bare.startsWith('-') ? -1 : 1)
  return isCents(cents) ? cents : undefined
}
