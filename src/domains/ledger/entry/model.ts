import { z } from 'zod'
import { blank, field } from '#kernel/fields.ts'
import { parseEuro } from '#kernel/money.ts'
import type { Sentence } from '#platform/errors.ts'
import { SHOWN_TO } from '../evidence/model.ts'
import { KIND_CODES, type KindCode, ruleOf } from '../kinds/catalogue.ts'
import { errors } from '../messages.ts'
import type { Evidence } from '../model.ts'
import { nameWithKey, writtenKey } from '../naming.ts'

export type Raw = Readonly<Record<string, string | string[]>>

export const kindField = field.one(KIND_CODES as readonly [KindCode, ...KindCode[]])

/** The parts of the form that every kind has. Parties come as `party_ROLE` (repeated) and `choice_ROLE_AT`, details as `detail_NAME`. */
export const entryForm = z.object({
  day: z.enum(['today', 'yesterday']).catch('today'),
  on: field.text(20),
  amount: field.text(40),
  place: field.text(5),
  address: field.text(2000),
  seen: field.text(20),
  shown: z.enum(SHOWN_TO).catch('staff'),
  kept: field.list(z.string().regex(/^[0-9a-f]{64}$/)),
  kept_address: field.list(z.string().max(2100)),
  once: z.preprocess(blank, z.string().max(60).optional()),
  sure: field.flag(),
  more: field.flag(),
})
export type EntryForm = z.infer<typeof entryForm>

/** The first or only value of a field. */
export const single = (raw: Raw, name: string): string => {
  const value = raw[name]
  return (Array.isArray(value) ? value[0] : value) ?? ''
}
/** All values of a field. */
export const every = (raw: Raw, name: string): readonly string[] => {
  const value = raw[name]
  return value === undefined ? [] : Array.isArray(value) ? value : [value]
}

/** One organisation as somebody wrote it. */
export type WrittenParty = { readonly role: string; readonly at: number; readonly text: string }

/** What was written for each role, several names in one line parted; a choice among several replaces what was written. */
export function writtenParties(raw: Raw, kind: KindCode): WrittenParty[] {
  return Object.entries(ruleOf(kind).roles).flatMap(([role, { most }]) =>
    every(raw, `party_${role}`)
      .flatMap((text, at) => {
        const chosen = single(raw, `choice_${role}_${at}`)
        return chosen ? [chosen] : most > 1 ? text.split(/[;\n]/) : [text]
      })
      .map(text => text.trim())
      .filter(text => text !== '')
      .map((text, at) => ({ role, at, text: writtenKey(text) })),
  )
}

/** The day that is meant: what was typed, else today or yesterday. */
export function dayOf({ day, on }: EntryForm, today: string): string {
  if (on) return on
  const at = new Date(`${today}T00:00:00Z`)
  if (day === 'yesterday') at.setUTCDate(at.getUTCDate() - 1)
  return at.toISOString().slice(0, 10)
}

/** What a choice says that follows nothing: unlike a form that was not asked yet. */
export const NOTHING = 'none'

/** Only what the kind asks for; empty fields say nothing. */
export function detailsOf(raw: Raw, kind: KindCode): Record<string, string> {
  return Object.fromEntries(
    Object.keys(ruleOf(kind).details).flatMap(name => {
      const value = single(raw, `detail_${name}`).trim()
      return value === '' || value === NOTHING ? [] : [[name, value]]
    }),
  )
}

export function amountOf({ amount }: EntryForm): { cents?: number; wrong?: Sentence } {
  if (!amount) return {}
  const cents = parseEuro(amount)
  return cents === undefined || cents < 0 ? { wrong: errors.badAmount } : { cents }
}

/** Files that were kept, addresses that stay, and the one that was typed. */
export function evidenceOf(form: EntryForm, today: string): Evidence[] {
  const stays = form.kept_address.flatMap(line => {
    const [seenOn = '', ...rest] = line.split(' ')
    return [{ address: rest.join(' '), seenOn }]
  })
  const typed = form.address ? [{ address: form.address, seenOn: form.seen || today }] : []
  return [...form.kept.map(sha256 => ({ sha256 })), ...stays, ...typed]
}

type Recorded = {
  readonly happened_on: string
  readonly amount_cents: number | null
  readonly place: string | null
  readonly details: Readonly<Record<string, string | number>>
  readonly parties: readonly { readonly key: string; readonly role: string; readonly name: string }[]
  readonly evidence: readonly {
    readonly sha256: string | null
    readonly address: string | null
    readonly seen_on: string | null
  }[]
}

/** A fact as the form would have it, to correct it. */
export function rawOf(fact: Recorded): Raw {
  const parties: Record<string, string[]> = {}
  for (const party of fact.parties) {
    const field = `party_${party.role}`
    parties[field] = [...(parties[field] ?? []), nameWithKey(party)]
  }
  return {
    on: fact.happened_on,
    amount: fact.amount_cents === null ? '' : (fact.amount_cents / 100).toFixed(2).replace('.', ','),
    place: fact.place ?? '',
    ...parties,
    ...Object.fromEntries(Object.entries(fact.details).map(([name, value]) => [`detail_${name}`, String(value)])),
    kept: fact.evidence.flatMap(one => (one.sha256 ? [one.sha256] : [])),
    kept_address: fact.evidence.flatMap(one => (one.address ? [`${one.seen_on} ${one.address}`] : [])),
  }
}
