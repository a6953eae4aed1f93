import { recordAudit } from '#domains/accounts/actions.ts'
import { demand, mayActFor } from '#domains/accounts/policy.ts'
import type { Actor } from '#kernel/actor.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { profileOf } from '../../actions.ts'
import { errors } from './messages.ts'
import type { ContactForm } from './model.ts'
import { type Contact, clearFirst, contactById, endContact, insertContact, updateContact } from './queries.ts'

/** Somebody to speak to at an organisation. Answers the contact's id. Throws Forbidden, NotFound. */
export async function addContact(db: Db, actor: Actor, key: string, form: ContactForm, today: string): Promise<number> {
  const { organisation } = await profileOf(db, key)
  demand(mayActFor(actor, organisation.id))
  return inTransaction(db, async tx => {
    if (form.first) await clearFirst(tx, organisation.id)
    const id = await insertContact(tx, organisation.id, form, today)
    await recordAudit(tx, audit(actor, 'added contact', organisation.key, id))
    return id
  })
}

/** Says anew who a contact is. Throws Forbidden, NotFound. */
export async function changeContact(db: Db, actor: Actor, key: string, id: number, form: ContactForm): Promise<void> {
  const { contact, organisation } = await own(db, actor, key, id)
  await inTransaction(db, async tx => {
    if (form.first && !contact.first) await clearFirst(tx, contact.organisation_id)
    await updateContact(tx, contact, form)
    await recordAudit(tx, audit(actor, 'changed contact', organisation, id))
  })
}

/** They are no longer the one to speak to; who they are is kept until retention or they themselves say otherwise. */
export async function dropContact(db: Db, actor: Actor, key: string, id: number, today: string): Promise<void> {
  const { organisation } = await own(db, actor, key, id)
  await inTransaction(db, async tx => {
    await endContact(tx, id, today)
    await recordAudit(tx, audit(actor, 'ended contact', organisation, id))
  })
}

async function own(db: Db, actor: Actor, key: string, id: number): Promise<{ contact: Contact; organisation: string }> {
  const { organisation } = await profileOf(db, key)
  demand(mayActFor(actor, organisation.id))
  const contact = await contactById(db, id)
  if (contact?.organisation_id !== organisation.id) throw new Failure('NotFound', errors.unknownContact)
  return { contact, organisation: organisation.key }
}

/** Names stay out of the register: it is kept longer than a person may want. */
const audit = (
  actor: Actor,
  verb: 'added contact' | 'changed contact' | 'ended contact',
  key: string,
  contact: number,
) => ({
  actor: actor.id ?? '',
  verb,
  thing: `organisation ${key}` as const,
  details: { contact },
})
