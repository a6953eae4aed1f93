import { fold } from '#algorithms/retrieval/tokens.ts'
import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { type Profile, profileOf } from '../actions.ts'
import { errors } from '../messages.ts'
import { type OrganisationRow, organisationKey } from '../model.ts'
import { organisationByKey } from '../queries.ts'
import { searchQuery } from '../search/model.ts'
import { searchOrganisations } from '../search/queries.ts'

/** Organisations offered for a name that could be several. */
const OFFERED = 8

/** What a person may have meant: the code of one organisation, or several to choose from (none when nothing is like it). */
export type Meant = { readonly key: string } | { readonly choices: readonly OrganisationRow[] }

/**
 * Reads what a person wrote where one organisation is asked for: its code (PIC), or its name or acronym. A name that is exactly one
 * organisation's is that one; otherwise those that are like it, best first. Throws NotFound for a PIC that does not exist.
 */
export async function whoIsMeant(db: Db, written: string): Promise<Meant> {
  const text = written.trim().slice(0, 300)
  if (organisationKey.safeParse(text).success && (await organisationByKey(db, text))) return { key: text }
  if (/^\d+$/.test(text)) throw new Failure('NotFound', errors.unknownOrganisation, { key: text.slice(0, 80) })
  const search = (sort: 'best' | 'projects') => searchOrganisations(db, searchQuery.parse({ q: text, sort }))
  const [alike, busy] = await Promise.all([search('best'), search('projects')])
  const rows = inTurn(alike.rows, busy.rows)
  const same = rows.filter(row => [row.name, row.short_name].some(name => name && fold(name) === fold(text)))
  const [only] = same
  if (only && same.length === 1) return { key: only.key }
  return { choices: (same.length > 1 ? same : rows).slice(0, OFFERED) }
}

/**
 * Those most like the word and those with most projects, in turn: who writes a city mostly means its university, though other names have it
 * closer to their beginning.
 */
function inTurn(alike: readonly OrganisationRow[], busy: readonly OrganisationRow[]): OrganisationRow[] {
  const both = alike.flatMap((row, at) => [row, ...busy.slice(at, at + 1)])
  return [...new Map(both.map(row => [row.key, row])).values()]
}

/** A field of an address that could mean several organisations: the query string of each choice, and of going on without it. */
export type Several = {
  readonly written: string
  readonly choices: readonly { readonly row: OrganisationRow; readonly search: string }[]
  readonly without: string
}

/**
 * Replaces names by codes in the fields of an address. Answers the new query string, or the first name that could be several;
 * undefined when there is nothing to replace.
 */
export async function resolveNames(
  db: Db,
  address: URL,
  fields: readonly string[],
): Promise<{ readonly search: string } | { readonly several: Several } | undefined> {
  const params = new URLSearchParams(address.search)
  let changed = false
  for (const field of fields) {
    const values = params.getAll(field).filter(value => value.trim() !== '')
    for (const [at, written] of values.entries()) {
      const meant = await whoIsMeant(db, written)
      const having = (key: string | undefined): string => {
        const next = new URLSearchParams(params)
        next.delete(field)
        for (const [i, value] of values.entries()) {
          const kept = i === at ? key : value
          if (kept !== undefined) next.append(field, kept)
        }
        return `?${next}`
      }
      if ('choices' in meant) {
        const choices = meant.choices.map(row => ({ row, search: having(row.key) }))
        return { several: { written: written.trim(), choices, without: having(undefined) } }
      }
      if (meant.key === written) continue
      values[at] = meant.key
      params.delete(field)
      for (const value of values) params.append(field, value)
      changed = true
    }
  }
  return changed ? { search: `?${params}` } : undefined
}

/** Where nobody can be asked to choose (a command, the API, a posted form): throws Invalid with those a name could be, NotFound when nothing is like it. */
export async function profileNamed(db: Db, written: string): Promise<Profile> {
  const meant = await whoIsMeant(db, written)
  if ('key' in meant) return profileOf(db, meant.key)
  const name = written.trim().slice(0, 80)
  if (meant.choices.length === 0) throw new Failure('NotFound', errors.unknownName, { name })
  const choices = meant.choices.map(row => `${row.name} (${row.key})`).join('; ')
  throw new Failure('Invalid', errors.severalNamed, { name, choices })
}
