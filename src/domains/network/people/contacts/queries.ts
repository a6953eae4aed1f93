import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import type { ContactEntry, ContactRole } from '../../members/model.ts'
import type { Visibility } from '../../profile/model.ts'
import { type ContactForm, whoIsListed } from './model.ts'

export type Contact = {
  readonly id: number
  readonly person_id: number
  readonly organisation_id: number
  readonly name: string
  readonly email: string | null
  readonly phone: string | null
  readonly role: ContactRole
  readonly title: string | null
  readonly first: boolean
  readonly visibility: Visibility
  readonly since: string | null
  readonly until: string | null
}

const CONTACT = [
  'contact.id',
  'person_id',
  'organisation_id',
  'name',
  'email',
  'phone',
  'role',
  'title',
  'first',
  'visibility',
  'since',
  'until',
] as const

const contacts = (db: Db) => db.selectFrom('contact').innerJoin('person', 'person.id', 'contact.person_id')

/** The contacts of an organisation, whom to call first at the head; ended ones are left out. */
export async function contactsOf(db: Db, organisation: number): Promise<Contact[]> {
  const rows = await contacts(db)
    .where('organisation_id', '=', organisation)
    .where('until', 'is', null)
    .select(CONTACT)
    .orderBy('first', 'desc')
    .orderBy('name')
    .orderBy('contact.id')
    .execute()
  return rows as Contact[]
}

export async function contactById(db: Db, id: number): Promise<Contact | undefined> {
  return (await contacts(db).where('contact.id', '=', id).select(CONTACT).executeTakeFirst()) as Contact | undefined
}

export type FirstContact = {
  readonly organisation_id: number
  readonly name: string
  readonly email: string | null
  readonly phone: string | null
  readonly role: ContactRole
}

/** Whom to call first at each organisation: who was said to be, else somebody with a phone number; organisations without contacts are not in it. */
export async function firstContacts(db: Db, organisations: readonly number[]): Promise<Map<number, FirstContact>> {
  const { rows } = await sql<FirstContact>`
    select distinct on (c.organisation_id) c.organisation_id, p.name, p.email, p.phone, c.role
    from contact c join person p on p.id = c.person_id where c.organisation_id = any(${organisations}) and c.until is null
    order by c.organisation_id, c.first desc, p.phone is null, c.role <> 'delegate', c.id`.execute(db)
  return new Map(rows.map(row => [row.organisation_id, row]))
}

/** A person and what they are at an organisation. Whoever is known elsewhere by the same name and mail address is the same person. Answers the contact's id. */
export async function insertContact(
  tx: Tx,
  organisation: number,
  form: ContactForm,
  since: string | null,
): Promise<number> {
  const known = form.email
    ? await tx
        .selectFrom('person')
        .where('email', '=', form.email)
        .where(sql<string>`fold(name)`, '=', sql<string>`fold(${form.name})`)
        .select('id')
        .executeTakeFirst()
    : undefined
  const person =
    known ??
    (await tx
      .insertInto('person')
      .values({ name: form.name, email: form.email, phone: form.phone })
      .returning('id')
      .executeTakeFirstOrThrow())
  if (known && form.phone)
    await tx
      .updateTable('person')
      .set({ phone: form.phone, updated_at: sql`now()` })
      .where('id', '=', known.id)
      .execute()
  const { role, title, first, visibility } = form
  const { id } = await tx
    .insertInto('contact')
    .values({ person_id: person.id, organisation_id: organisation, role, title, first, visibility, since })
    .onConflict(conflict =>
      conflict
        .columns(['person_id', 'organisation_id', 'role'])
        .doUpdateSet({ title, first, visibility, until: null, updated_at: sql`now()` }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** One is called first: whoever was before no longer is. */
export async function clearFirst(tx: Tx, organisation: number): Promise<void> {
  await tx
    .updateTable('contact')
    .set({ first: false })
    .where('organisation_id', '=', organisation)
    .where('first', '=', true)
    .execute()
}

export async function updateContact(tx: Tx, contact: Contact, form: ContactForm): Promise<void> {
  const { name, email, phone, role, title, first, visibility } = form
  await tx
    .updateTable('person')
    .set({ name, email, phone, updated_at: sql`now()` })
    .where('id', '=', contact.person_id)
    .execute()
  await tx
    .updateTable('contact')
    .set({ role, title, first, visibility, updated_at: sql`now()` })
    .where('id', '=', contact.id)
    .execute()
}

export async function endContact(tx: Tx, id: number, until: string): Promise<void> {
  await tx
    .updateTable('contact')
    .set({ until: sql`greatest(${until}::date, since)`, first: false, updated_at: sql`now()` })
    .where('id', '=', id)
    .execute()
}

/**
 * Makes the contacts of an organisation those of a list: people it names are changed or added, and those it does not name go, with the person when nobody else
 * needs them. For lists that were merged with what was known, so that nobody goes by mistake.
 */
export async function writeContacts(tx: Tx, organisation: number, entries: readonly ContactEntry[]): Promise<void> {
  const known = await contactsOf(tx, organisation)
  const left = new Set(known)
  const unmatched: ContactEntry[] = []
  for (const entry of entries) {
    const match = whoIsListed([...left], entry, entries)
    if (!match) {
      unmatched.push(entry)
      continue
    }
    left.delete(match)
    if (JSON.stringify(entryOf(match)) !== JSON.stringify(entry)) await updateContact(tx, match, { ...match, ...entry })
  }
  for (const gone of left) await removeContact(tx, gone)
  for (const [at, entry] of unmatched.entries())
    await insertContact(
      tx,
      organisation,
      { ...entry, first: known.length === 0 && at === 0, visibility: 'staff' },
      null,
    )
}

const entryOf = ({ name, role, title, email, phone }: Contact): ContactEntry => ({ name, role, title, email, phone })

async function removeContact(tx: Tx, contact: Contact): Promise<void> {
  await tx.deleteFrom('contact').where('id', '=', contact.id).execute()
  await sql`delete from person p where id = ${contact.person_id} and account_id is null and listed_at is null
    and not exists (select 1 from contact c where c.person_id = p.id) and not exists (select 1 from consent c where c.person_id = p.id)
    and not exists (select 1 from value_chain v where p.id in (v.chair_id, v.vice_chair_id))`.execute(tx)
}
