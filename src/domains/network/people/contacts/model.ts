import { z } from 'zod'
import { fold } from '#algorithms/retrieval/tokens.ts'
import { blank } from '#kernel/fields.ts'
import { mailAddress, phoneNumber } from '#kernel/identifiers.ts'
import { CONTACT_ROLES, type ContactEntry } from '../../members/model.ts'
import { VISIBILITIES } from '../../profile/model.ts'

const said = <T extends z.ZodType>(schema: T) =>
  z.preprocess(value => (blank(value) === undefined ? null : value), schema.nullable())

/** A form field that is kept in one form, or refused. */
const kept = (max: number, form: (text: string) => string | undefined) =>
  said(
    z
      .string()
      .max(max)
      .transform((text, context) => {
        const value = form(text)
        if (value === undefined) {
          context.addIssue({ code: 'custom', message: 'not understood' })
          return z.NEVER
        }
        return value
      }),
  )

export const contactForm = z.object({
  name: z.string().trim().min(2).max(120),
  role: z.enum(CONTACT_ROLES),
  title: said(z.string().trim().max(120)),
  email: kept(254, mailAddress),
  phone: kept(40, phoneNumber),
  first: z.preprocess(value => value === '1' || value === 'on', z.boolean()),
  visibility: z.enum(VISIBILITIES),
})
export type ContactForm = z.infer<typeof contactForm>

/**
 * Who of the known an entry of a list means: by mail address, else by name, in whatever order first and family name stand, unless the list gives that
 * person's address to somebody else. Of several roles of one person, the same role first.
 */
export function whoIsListed<T extends ContactEntry>(
  known: readonly T[],
  entry: ContactEntry,
  list: readonly ContactEntry[],
): T | undefined {
  const byMail = entry.email === null ? [] : known.filter(one => one.email === entry.email)
  const named = known.filter(
    one =>
      nameKey(one.name) === nameKey(entry.name) &&
      !list.some(other => other !== entry && other.email !== null && other.email === one.email),
  )
  const same = byMail.length ? byMail : named
  return (
    same.find(one => one.role === entry.role) ?? (entry.role === 'other' || same.length === 1 ? same[0] : undefined)
  )
}

const nameKey = (name: string) =>
  fold(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .sort()
    .join(' ')

/**
 * What contacts become when a list says who they are: those it names are changed by what it says of them, others added, nobody removed. Where the list
 * gives no role, "other" stands for that and the known one stays.
 */
export function mergedContacts(known: readonly ContactEntry[], said: readonly ContactEntry[]): ContactEntry[] {
  const merged = [...known]
  for (const entry of said) {
    const before = whoIsListed(merged, entry, said)
    if (!before) {
      merged.push(entry)
      continue
    }
    merged[merged.indexOf(before)] = {
      name: entry.name.includes('@') ? before.name : entry.name,
      role: entry.role === 'other' ? before.role : entry.role,
      title: entry.title ?? before.title,
      email: entry.email ?? before.email,
      phone: entry.phone ?? before.phone,
    }
  }
  return merged
}
