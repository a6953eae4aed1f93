import type { Entry } from '#algorithms/linkage/problem.ts'

export type ComparedRow = {
  readonly id: number
  readonly names: readonly string[]
  readonly country: string | null
  readonly city: string | null
  readonly postcode: string | null
  readonly street: string | null
  readonly nuts: string | null
  readonly website: string | null
  readonly vat: string | null
  readonly ror_id: string | null
  readonly invented: boolean
}

/** VAT numbers as sources write them: NOTAPPLICABLE and the like are none. */
const vatOf = (vat: string | null | undefined): string | null =>
  vat && /[0-9]{4}/.test(vat.replace(/\W/g, '')) ? vat : null

/** Organisations as entries. PICs are not compared: one organisation with several of them is what is looked for. */
export function entryOf(row: Omit<ComparedRow, 'id' | 'invented'>): Entry {
  return {
    names: row.names,
    country: row.country,
    city: row.city,
    postcode: row.postcode,
    street: row.street,
    region: row.nuts,
    site: row.website,
    identifiers: { vat: vatOf(row.vat), ror: row.ror_id },
  }
}
