import type { Db } from '#platform/db.ts'

export type Named = {
  readonly key: string
  readonly name: string
  readonly short_name?: string | null
  readonly city?: string | null
}

/** What the ledger asks of whoever knows organisations by their names; handed in by the surface. */
export type Naming = {
  /** The one that is meant, or several to choose from (none when nothing is like it). Throws NotFound for a code that does not exist. */
  meant(db: Db, written: string): Promise<{ readonly key: string } | { readonly choices: readonly Named[] }>
  /** A name as people write it. */
  readable(named: { name: string; short_name?: string | null }): string
}

const WITH_KEY = /\(([a-z0-9][a-z0-9-]{1,80})\)$/

/** A name with its code, as a form shows one that was chosen. */
export const nameWithKey = ({ name, key }: { name: string; key: string }): string => `${name} (${key})`

/** The code that `nameWithKey` wrote, or the text as it is. */
export const writtenKey = (text: string): string => WITH_KEY.exec(text.trim())?.[1] ?? text.trim()
