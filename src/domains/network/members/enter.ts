import type { Tx } from '#platform/db.ts'
import { KIND_OF, SME_OF } from '../model.ts'
import { writeContacts } from '../people/contacts/queries.ts'
import { foldName } from '../sheets/model.ts'
import type { Member, MemberChange } from './model.ts'
import { insertMembership, insertOrganisation, setTakenBack, takenKeys, writeMember } from './queries.ts'

export type NewMember = MemberChange & Pick<Member, 'name' | 'category' | 'joined_on'>

/** Makes an organisation that nobody knew a member. The caller has authorised it and writes the audit. */
export async function enterNew(tx: Tx, member: NewMember): Promise<{ id: number; key: string }> {
  const key = await freeKey(tx, member.name)
  const id = await insertOrganisation(tx, {
    key,
    name: member.name,
    kind: KIND_OF[member.category],
    sme: SME_OF[member.category] ?? null,
  })
  await enterKnown(tx, id, member)
  return { id, key }
}

/** Makes an organisation that is known a member, from a day on. */
export async function enterKnown(
  tx: Tx,
  id: number,
  change: MemberChange & Pick<Member, 'category' | 'joined_on'>,
): Promise<void> {
  const { category, joined_on, joined_because, ...rest } = change
  await insertMembership(tx, id, { category, joined_on, joined_because: joined_because ?? null })
  await setTakenBack(tx, id, false)
  await changeMember(tx, id, rest)
}

/** Writes what changes of a member, its people included. */
export async function changeMember(tx: Tx, id: number, change: MemberChange): Promise<void> {
  await writeMember(tx, id, change)
  if (change.contacts) await writeContacts(tx, id, change.contacts)
}

const LONGEST_KEY = 50

/** A short name for the address of its page; with a number where another has it. */
async function freeKey(tx: Tx, name: string): Promise<string> {
  const slug = foldName(name)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_KEY)
    .replace(/^-+|-+$/g, '')
  // Nothing but digits would be taken for a PIC.
  const base = slug.length >= 2 && /[a-z]/.test(slug) ? slug : `m-${slug}`.replace(/-$/, '0')
  const taken = await takenKeys(tx, base)
  if (!taken.has(base)) return base
  for (let n = 2; ; n++) if (!taken.has(`${base}-${n}`)) return `${base}-${n}`
}
