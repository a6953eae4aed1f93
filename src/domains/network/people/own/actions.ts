import { recordAudit } from '#domains/accounts/actions.ts'
import { eraseAccount } from '#domains/accounts/administration/actions.ts'
import { ownAccount } from '#domains/accounts/own/actions.ts'
import { demand, mayWork } from '#domains/accounts/policy.ts'
import type { Actor } from '#kernel/actor.ts'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { forgetMail } from '#platform/mail/outbox.ts'
import { forgetInSheets } from '../../sheets/queries.ts'
import { recordConsent, type Said } from '../consents/actions.ts'
import { PURPOSES, type Purpose, type Way } from '../consents/model.ts'
import { consentsOf } from '../consents/queries.ts'
import { errors } from '../messages.ts'
import {
  actsOf,
  contactsOf,
  deletePerson,
  forgetInvitations,
  insertPerson,
  linkAccount,
  mailTo,
  type Person,
  personById,
  personOfAccount,
  unlinkedByEmail,
  updatePerson,
} from './queries.ts'

/** What other slices know about a person, under their own names, for the copy that a person takes away. */
export type KnownElsewhere = (
  db: Db,
  who: { account: string | undefined; person: number | undefined; email: string },
) => Promise<Readonly<Record<string, readonly object[]>>>
/** What other slices do when a person is erased: their words go, facts stay without them. */
export type EraseElsewhere = (
  tx: Tx,
  who: { account: string | undefined; person: number | undefined; email: string },
) => Promise<void>

export type PersonView = {
  readonly person: Person
  readonly contacts: Awaited<ReturnType<typeof contactsOf>>
  readonly consents: Awaited<ReturnType<typeof consentsOf>>
}

/** The person behind an account: the one linked to it, or the only one with its address. Undefined: nothing is known but the account. */
export async function personBehind(db: Db, account: { id: string; email: string }): Promise<Person | undefined> {
  const linked = await personOfAccount(db, account.id)
  if (linked) return linked
  const [one, another] = await unlinkedByEmail(db, account.email)
  return one && !another ? one : undefined
}

/** The same, made if there is none, and linked for good. */
async function ensurePerson(
  tx: Tx,
  account: { id: string; email: string; name: string; language: string },
): Promise<number> {
  const known = await personBehind(tx, account)
  if (!known) {
    const { id, email, name, language } = account
    return insertPerson(tx, { name, email, account_id: id, language })
  }
  if (known.account_id === null) await linkAccount(tx, known.id, account.id)
  return known.id
}

/** What is known of whoever has signed in. */
export async function ownView(db: Db, accountId: string, now: Date) {
  const account = await ownAccount(db, accountId, now)
  const person = await personBehind(db, account)
  return { account, view: person && (await viewOf(db, person)) }
}

async function viewOf(db: Db, person: Person): Promise<PersonView> {
  const [contacts, consents] = await Promise.all([contactsOf(db, person.id), consentsOf(db, person.id)])
  return { person, contacts, consents }
}

/** A person of the registry, for staff. Throws Forbidden, NotFound. */
export async function personForStaff(db: Db, actor: Actor, id: number): Promise<PersonView> {
  demand(mayWork(actor))
  const person = await personById(db, id)
  if (!person) throw new Failure('NotFound', errors.personGone)
  return viewOf(db, person)
}

export type Details = {
  readonly name: string
  readonly phone: string | undefined
  readonly says: string | undefined
  readonly language: string
}

const stored = ({ name, phone, says, language }: Details) => ({
  name,
  phone: phone ?? null,
  says: says ?? null,
  language,
})

/** Changes what one says of oneself, and what one agrees to: the purposes named in `agrees` and no other. */
export async function saveOwn(
  db: Db,
  accountId: string,
  details: Details,
  agrees: readonly Purpose[],
  now: Date,
): Promise<void> {
  const account = await ownAccount(db, accountId, now)
  await inTransaction(db, async tx => {
    const person = await ensurePerson(tx, account)
    await updatePerson(tx, person, stored(details))
    await recordAudit(tx, { actor: accountId, verb: 'edited', thing: `person ${person}` })
    for (const purpose of PURPOSES)
      await recordConsent(tx, accountId, { person, purpose, how: 'here' }, agrees.includes(purpose), now)
  })
}

/** What a person said by phone, on paper or face to face, written down by staff. Throws Forbidden, NotFound. */
export async function saveForPerson(
  db: Db,
  actor: Actor,
  id: number,
  details: Details,
  said: { readonly agrees: readonly Purpose[]; readonly how: Way },
  now: Date,
): Promise<void> {
  const { person } = await personForStaff(db, actor, id)
  const by = actor.id ?? ''
  await inTransaction(db, async tx => {
    await updatePerson(tx, person.id, stored(details))
    await recordAudit(tx, {
      actor: by,
      verb: 'edited',
      thing: `person ${id}`,
      details: { on_behalf: 1, how: said.how },
    })
    for (const purpose of PURPOSES) {
      const one: Said = { person: person.id, purpose, how: said.how }
      await recordConsent(tx, by, one, said.agrees.includes(purpose), now)
    }
  })
}

/** Everything that is kept about somebody, by what it is. Whoever calls has asked whose it is. */
export async function everythingAbout(
  db: Db,
  who: { readonly accountId: string | undefined; readonly view: PersonView | undefined },
  elsewhere: KnownElsewhere,
  now: Date,
): Promise<Readonly<Record<string, readonly object[]>>> {
  const account = who.accountId === undefined ? undefined : await ownAccount(db, who.accountId, now)
  const email = account?.email ?? who.view?.person.email ?? ''
  const whoElse = { account: account?.id, person: who.view?.person.id, email }
  const { organisations = [], sessions = [], passkeys = [], ...own } = account ?? {}
  return {
    account: account ? [own] : [],
    organisations,
    sessions: sessions.map(({ id: _, ...session }) => session),
    passkeys: passkeys.map(({ id: _, ...key }) => key),
    person: who.view ? [who.view.person] : [],
    contacts: who.view?.contacts ?? [],
    consents: who.view?.consents ?? [],
    acts: account ? await actsOf(db, account.id) : [],
    mail: email ? await mailTo(db, email) : [],
    ...(await elsewhere(db, whoElse)),
  }
}

/**
 * Erases whoever has signed in: account, sessions, keys, contact details, consents, the words they wrote. What they did for the cluster
 * stays as facts under a code that leads to nobody. Throws Conflict for the last administrator.
 */
export async function eraseOwn(db: Db, accountId: string, erase: EraseElsewhere, now: Date): Promise<void> {
  const account = await ownAccount(db, accountId, now)
  const person = await personBehind(db, account)
  await inTransaction(db, tx => forget(tx, accountId, { account: account.id, email: account.email, person }, erase))
}

/** Erases a person who has asked staff to. Throws Forbidden, NotFound, and Conflict for the last administrator. */
export async function erasePerson(db: Db, actor: Actor, id: number, erase: EraseElsewhere): Promise<void> {
  const { person } = await personForStaff(db, actor, id)
  const who = { account: person.account_id ?? undefined, email: person.email ?? '', person }
  await inTransaction(db, tx => forget(tx, actor.id ?? '', who, erase))
}

async function forget(
  tx: Tx,
  by: string,
  { account, email, person }: { account: string | undefined; email: string; person: Person | undefined },
  erase: EraseElsewhere,
): Promise<void> {
  await erase(tx, { account, person: person?.id, email })
  if (email) {
    await forgetMail(tx, email)
    await forgetInvitations(tx, email)
  }
  if (person) {
    await forgetInSheets(tx, person)
    await deletePerson(tx, person.id)
    await recordAudit(tx, { actor: by, verb: 'erased person', thing: `person ${person.id}` })
  }
  if (account) await eraseAccount(tx, account, by)
}
