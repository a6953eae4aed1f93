import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Actor, Capacity } from '#kernel/actor.ts'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { queueMail } from '#platform/mail/outbox.ts'
import { errors } from '../messages.ts'
import { emailSchema } from '../model.ts'
import { demand, INVITED_AS, mayAdminister, mayRepresent } from '../policy.ts'
import { insertAccount, insertAudit, markVerified } from '../queries.ts'
import { words } from './messages.ts'
import {
  accountByEmail,
  actingFor,
  actsFor,
  deleteRepresentation,
  insertInvitation,
  insertRepresentation,
  invitedSince,
  lockActing,
  markAccepted,
  openByToken,
  openFor,
  openInvitations,
  placeById,
  withdraw,
} from './queries.ts'

const DAYS = 14
/** How many people one person can invite in a day: an account that was taken over must not write to the whole world. */
const MOST_A_DAY = 50
const DAY_MS = 86_400_000

/** What somebody is invited to: a role of the installation, or to act for an organisation. */
export type Offer = { readonly role: string } | { readonly organisation: Place; readonly may: Capacity }

/** An organisation as this slice knows it: its number for what is stored, its key for what is shown. */
export type Place = { readonly id: number; readonly key: string; readonly name: string }

export type Invited = { readonly email: string; readonly name: string; readonly offer: Offer }

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/**
 * Invites somebody by mail: they get an account when they accept, within two weeks. Administrators give roles; representatives, and staff for
 * them, say who acts for an organisation. Throws Forbidden, Invalid, Conflict.
 */
export async function invitePerson(
  { db, baseUrl, now }: { db: Db; baseUrl: string; now: Date },
  actor: Actor,
  typed: Invited,
  language: Language,
): Promise<void> {
  const { offer } = typed
  demand('role' in offer ? mayAdminister(actor) : mayRepresent(actor, offer.organisation.id))
  const email = emailSchema.safeParse(typed.email)
  if (!email.success) throw new Failure('Invalid', errors.badEmail, {}, { email: errors.badEmail })
  const name = typed.name.trim()
  if (name === '' || name.length > 120) throw new Failure('Invalid', errors.noName, {}, { name: errors.noName })
  const role = 'role' in offer ? INVITED_AS.find(known => known === offer.role) : 'visitor'
  if (!role) throw new Failure('Invalid', errors.badRole, { role: '', roles: INVITED_AS.join(', ') })
  const place = 'role' in offer ? undefined : offer.organisation
  const organisation = place?.id ?? null
  const token = randomBytes(32).toString('base64url')
  const expires = new Date(now.getTime() + DAYS * DAY_MS)
  const params = { email: email.data }
  await inTransaction(db, async tx => {
    if ((await invitedSince(tx, actor.id ?? '', new Date(now.getTime() - DAY_MS))) >= MOST_A_DAY)
      throw new Failure('TooMany', errors.tooManyInvited, { most: MOST_A_DAY, seconds: DAY_MS / 1000 })
    const known = await accountByEmail(tx, email.data)
    if (organisation === null && known) throw new Failure('Conflict', errors.hasAccount, params)
    if (organisation !== null && known && (await actsFor(tx, known.id, organisation)))
      throw new Failure('Conflict', errors.actsAlready, params)
    if (await openFor(tx, email.data, organisation, now)) throw new Failure('Conflict', errors.invitedAlready, params)
    const may = 'role' in offer ? null : offer.may
    const by = actor.id ?? ''
    const id = await insertInvitation(tx, {
      ...{ token_hash: hashOf(token), email: email.data, name, role, organisation_id: organisation, may, language },
      ...{ invited_by: by, invited_at: now, expires_at: expires },
    })
    const t = words[language]
    await queueMail(tx, {
      to: email.data,
      template: 'invitation',
      language,
      subject: place ? t.subjectFor(place.name) : t.subject,
      parts: [
        t.hello(name),
        place ? t.mailFor(actor.name, place.name) : t.mail(actor.name),
        { text: t.open, href: `${baseUrl}/${language}/invitation?token=${token}` },
        t.until(formats(language).date(expires.toISOString().slice(0, 10))),
      ],
      foot: [t.foot],
      uselessAfter: expires,
    })
    await insertAudit(tx, {
      actor: by,
      verb: 'invited',
      thing: place ? `organisation ${place.key}` : `invitation ${id}`,
      details: { role, invitation: id, ...(may ? { may } : {}) },
    })
  })
}

/** What an open invitation says. Throws NotFound for one that is used, withdrawn, too old, or never was. */
export async function readInvitation(db: Db, token: string, now: Date) {
  const found = await openByToken(db, hashOf(token), now, false)
  if (!found) throw new Failure('NotFound', errors.invitationGone)
  const place = await placeOf(db, found.organisation_id)
  return { name: found.name, role: found.role, may: found.may as Capacity | null, place: place?.name }
}

/**
 * Accepts an invitation: makes the account, or adds to the one the address has. Answers the address, whose owner has now shown that it is theirs.
 * Of two who accept at once, one does. Throws NotFound.
 */
export async function acceptInvitation(db: Db, token: string, now: Date): Promise<string> {
  return inTransaction(db, async tx => {
    const found = await openByToken(tx, hashOf(token), now, true)
    if (!found) throw new Failure('NotFound', errors.invitationGone)
    await markAccepted(tx, found.id, now)
    const { email, name, role } = found
    await insertAccount(tx, { id: randomUUID(), email, name, role })
    await markVerified(tx, email)
    const account = await accountByEmail(tx, email)
    if (!account) throw new Failure('NotFound', errors.invitationGone)
    await grant(tx, account.id, found)
    return email
  })
}

const placeOf = async (db: Db, id: number | null) => (id === null ? undefined : placeById(db, id))

async function grant(
  tx: Tx,
  account: string,
  found: { id: number; organisation_id: number | null; may: string | null; invited_by: string; role: string },
): Promise<void> {
  const { organisation_id, may, invited_by } = found
  const place = await placeOf(tx, organisation_id)
  if (organisation_id !== null && may !== null)
    await insertRepresentation(tx, { account_id: account, organisation_id, may, granted_by: invited_by })
  await insertAudit(tx, {
    actor: account,
    verb: 'accepted invitation',
    thing: place ? `organisation ${place.key}` : `account ${account}`,
    details: { invitation: found.id, role: found.role, ...(may ? { may } : {}) },
  })
}

/** Takes an open invitation back. Throws Forbidden, NotFound. */
export async function withdrawInvitation(
  db: Db,
  actor: Actor,
  id: number,
  organisation: Place | null,
  now: Date,
): Promise<void> {
  demand(organisation === null ? mayAdminister(actor) : mayRepresent(actor, organisation.id))
  await inTransaction(db, async tx => {
    if (!(await withdraw(tx, id, organisation?.id ?? null, now))) throw new Failure('NotFound', errors.notThere)
    await insertAudit(tx, { actor: actor.id ?? '', verb: 'withdrew invitation', thing: `invitation ${id}` })
  })
}

/** Who acts for an organisation and who is asked to. Throws Forbidden. */
export async function accessOf(db: Db, actor: Actor, organisation: number, now: Date) {
  demand(mayRepresent(actor, organisation))
  const [acting, invited] = await Promise.all([actingFor(db, organisation), openInvitations(db, organisation, now)])
  return { acting, invited }
}

/** Ends that somebody acts for an organisation. The last representative is only taken away by staff. Throws Forbidden, NotFound, Conflict. */
export async function endActing(db: Db, actor: Actor, organisation: Place, id: number): Promise<void> {
  demand(mayRepresent(actor, organisation.id))
  await inTransaction(db, async tx => {
    const rows = await lockActing(tx, organisation.id)
    const row = rows.find(one => one.id === id)
    if (!row) throw new Failure('NotFound', errors.notThere)
    const others = rows.some(one => one.id !== id && one.may === 'represent')
    if (row.may === 'represent' && !others && actor.actsFor.has(organisation.id))
      throw new Failure('Conflict', errors.lastRepresentative)
    await deleteRepresentation(tx, id)
    await insertAudit(tx, {
      actor: actor.id ?? '',
      verb: 'ended acting',
      thing: `organisation ${organisation.key}`,
      details: { account: row.account_id },
    })
  })
}
