/** The hierarchy hidden in topic codes: `P-CL5-2021-D2-01-11` is topic 11 of call 01 of branch D2 of programme part CL5, in 2021. */

/** Levels from particular to general; the year is kept in the first two only. */
export const LEVELS = ['topic', 'call', 'family', 'series', 'branch', 'programme'] as const

const YEAR = /^(19|20)\d\d$/

/** Keys of a code at every level, in the order of `LEVELS`; empty strings when the code is empty. */
export function topicKeys(code: string): string[] {
  const plain = code.replace(/-(two|single)-stage$/i, '')
  if (plain === '') return LEVELS.map(() => '')
  const all = plain.split('-')
  const yearless = all.filter(part => !YEAR.test(part))
  const first = (count: number): string => yearless.slice(0, count).join('-')
  return [plain, all.slice(0, -1).join('-'), yearless.join('-'), first(4), first(3), first(2)]
}
