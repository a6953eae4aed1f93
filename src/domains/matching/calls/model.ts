import type { CallFit } from './queries.ts'

/** Worth of each part of a fit. Chosen by hand: there is no record of calls an organisation looked at to learn them from. */
const WORTH = { covered: 0.45, place: 0.25, family: 0.2, words: 0.1 }
/** Places among everybody, and among members, after which being ranked tells nothing. */
const LAST_PLACE = 100
const LAST_MEMBER = 20

/** 1 for the first place, falling evenly to 0 after the last that counts. */
const standing = (place: number | null, last: number) => (place === null ? 0 : Math.max(0, 1 - (place - 1) / last))
/** Projects under one area after which more of them tell little. */
const FAMILIAR = 3
/** Below this a call is not worth a look. */
const LEAST = 0.08

/** Own words count as a reason when they meet a call at least so well, compared with the best of them. */
const TELLING = 0.4

export type Fit = CallFit & { readonly score: number; readonly ownWords: boolean }

/** Calls worth a look, best first. Own words are compared with the best of these calls, as their rank has no scale of its own. */
export function bestCalls(fits: readonly CallFit[], limit: number): Fit[] {
  const most = Math.max(...fits.map(fit => fit.words), Number.MIN_VALUE)
  return fits
    .map(fit => ({
      ...fit,
      ownWords: fit.words > 0 && fit.words / most >= TELLING,
      score:
        WORTH.covered * (fit.covered ?? 0) +
        WORTH.place * Math.max(standing(fit.place, LAST_PLACE), standing(fit.member_place, LAST_MEMBER)) +
        WORTH.family * (1 - Math.exp(-fit.family / FAMILIAR)) +
        WORTH.words * (fit.words / most),
    }))
    .filter(fit => fit.score >= LEAST)
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, limit)
}
