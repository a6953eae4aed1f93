/** The smallest number of people that a public count may give away: fewer could be guessed by who knows one of them. */
export const FEWEST = 5

/** A count of people as the public may see it: the number, or that it is too small to be said. Nobody at all is no secret. */
export type PublicCount = { readonly exact: number } | { readonly fewerThan: number }

export const publicCount = (people: number): PublicCount =>
  people === 0 || people >= FEWEST ? { exact: people } : { fewerThan: FEWEST }
