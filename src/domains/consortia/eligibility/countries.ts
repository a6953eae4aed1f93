import { z } from 'zod'
import data from './countries.json' with { type: 'json' }
import { CountryList } from './model.ts'

/** Country lists by name; see countries.json for their sources. */
export const COUNTRY_LISTS = z.record(z.string(), CountryList).parse(data)

/** Whether a country is on one of the lists (or named itself); undefined when an incomplete list cannot say. */
export function onList(country: string, lists: readonly string[]): boolean | undefined {
  let sure = true
  for (const name of lists) {
    const list = COUNTRY_LISTS[name]
    if (list ? list.countries.includes(country) : name === country) return true
    if (list && !list.complete) sure = false
  }
  return sure ? false : undefined
}
