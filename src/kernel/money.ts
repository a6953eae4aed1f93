/** Money is a whole number of euro cents. */
export type Cents = number

export const euro = (amount: number): Cents => Math.round(amount * 100)

/** A share of an amount, rounded down: what is asked for never exceeds what the share allows. The tiny addition absorbs binary fractions (0.7 x 10). */
export const shareOf = (amount: Cents, share: number): Cents => Math.floor(amount * share + 1e-6)

export const isCents = (value: unknown): value is Cents => Number.isSafeInteger(value)
