import { createHmac, timingSafeEqual } from 'node:crypto'

/** A seal over words (HMAC-SHA-256) that only the holder of the secret can make. */
export const seal = (secret: string, words: string): string =>
  createHmac('sha256', secret).update(words).digest('base64url')

/** Whether two texts are the same, in a time that does not tell how much of them is. */
export function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
