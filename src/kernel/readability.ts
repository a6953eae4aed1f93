/** Below it, text for the public is worth simplifying: Gulpease 60 is about what somebody with eight years of school reads with ease. */
export const PLAIN_FROM = 60

/**
 * The Gulpease index of an Italian text, from 0 (hard) to 100 (easy): 89 + (300 sentences - 10 letters) / words.
 * Source: P. Lucisano, M. E. Piemontese, "GULPEASE: una formula per la predizione della difficoltà dei testi in lingua italiana", 1988.
 * Undefined for a text without words. Digits count as letters of their word; what stands in braces will be a number, and counts as a short one.
 */
export function gulpease(written: string): number | undefined {
  const text = written.replace(/\{[^{}\n]*\}/g, '10')
  const words = text.match(/[\p{L}\p{N}]+(?:[.,](?=\p{N})\p{N}+)*/gu) ?? []
  if (words.length === 0) return undefined
  const letters = words.reduce((sum, word) => sum + word.replace(/[^\p{L}\p{N}]/gu, '').length, 0)
  const index = 89 + (300 * sentencesOf(text) - 10 * letters) / words.length
  return Math.round(Math.min(100, Math.max(0, index)))
}

/** How many sentences: ends of sentence before a space or the end, and line breaks; a point within a number ends nothing. */
const sentencesOf = (text: string): number =>
  text.split(/[.!?;:]+(?=\s|["»”')\]]|$)|\n+/u).filter(part => /[\p{L}\p{N}]/u.test(part)).length
