import { randomUUID } from 'node:crypto'
import type { Clock } from '#platform/clock.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import type { Language } from '#platform/i18n.ts'
import { errorDetails, log } from '#platform/log.ts'
import { queueMail } from '#platform/mail/outbox.ts'
import { errors, words } from './messages.ts'
import { emailSchema, FIRST_ADMINISTRATOR, LINK_SECONDS, LINKS_AN_HOUR } from './model.ts'
import { INVITED_AS } from './policy.ts'
import {
  hasSignedInAdministrator,
  insertAccount,
  insertAudit,
  insertFirstAdministrator,
  linksSentSince,
} from './queries.ts'
import type { Sessions } from './sessions.ts'

/**
 * The sign-in address to print at start, while nobody administers this installation yet.
 * @returns an absolute address, or undefined once an administrator has signed in.
 */
export async function firstAdministratorLink(
  db: Db,
  sessions: Sessions,
  baseUrl: string,
  language: Language,
): Promise<string | undefined> {
  if (await hasSignedInAdministrator(db)) return undefined
  return administratorLink(db, sessions, baseUrl, language)
}

/** A fresh one-time link for the administrator who was made at installation. */
export async function administratorLink(
  db: Db,
  sessions: Sessions,
  baseUrl: string,
  language: Language,
): Promise<string | undefined> {
  await inTransaction(db, async tx => {
    await insertFirstAdministrator(tx, randomUUID())
    await insertAudit(tx, { actor: 'system', verb: 'issued sign-in link', thing: `account ${FIRST_ADMINISTRATOR}` })
  })
  const token = await sessions.issueLink(FIRST_ADMINISTRATOR)
  return token && linkOf(baseUrl, language, token)
}

/**
 * Gives somebody an account, from the terminal of the machine: whoever works there administers it. Answers a link for the first sign-in,
 * to hand over. Throws Invalid for an address or role that is none, Conflict when the address has an account.
 */
export async function invite(
  { db, sessions, baseUrl }: { db: Db; sessions: Sessions; baseUrl: string },
  person: { email: string; name: string | undefined; role: string },
  language: Language,
): Promise<{ email: string; role: string; link: string | undefined }> {
  const email = emailSchema.safeParse(person.email)
  if (!email.success) throw new Failure('Invalid', errors.badEmail)
  const role = INVITED_AS.find(known => known === person.role)
  if (!role)
    throw new Failure('Invalid', errors.badRole, { role: person.role.slice(0, 40), roles: INVITED_AS.join(', ') })
  const id = randomUUID()
  await inTransaction(db, async tx => {
    const name = person.name?.trim() || email.data
    if (!(await insertAccount(tx, { id, email: email.data, name, role })))
      throw new Failure('Conflict', errors.hasAccount, { email: email.data })
    await insertAudit(tx, { actor: 'system', verb: 'invited', thing: `account ${id}`, details: { role } })
  })
  const token = await sessions.issueLink(email.data)
  return { email: email.data, role, link: token && linkOf(baseUrl, language, token) }
}

/**
 * Sends a sign-in link to a known address; an unknown one gets the same answer and no mail. What is sent is prepared after the
 * answer, so that the time it takes does not tell known addresses from unknown ones. After a few in an hour nothing is sent, and the answer is
 * still the same: nobody can fill a mailbox, from however many places they ask. Throws Invalid for what is no address.
 */
export async function requestLink(
  { db, sessions, baseUrl, clock }: { db: Db; sessions: Sessions; baseUrl: string; clock: Clock },
  typed: string,
  language: Language,
): Promise<void> {
  const email = emailSchema.safeParse(typed)
  if (!email.success) throw new Failure('Invalid', errors.badEmail, {}, { email: errors.badEmail })
  setImmediate(() => {
    sendLink(db, sessions, baseUrl, email.data, language, clock()).catch(error =>
      log('error', 'sign-in mail not written', errorDetails(error)),
    )
  })
}

async function sendLink(
  db: Db,
  sessions: Sessions,
  baseUrl: string,
  email: string,
  language: Language,
  now: Date,
): Promise<void> {
  const token = await sessions.issueLink(email)
  if (!token) return
  const t = words[language]
  await inTransaction(db, async tx => {
    if ((await linksSentSince(tx, email, new Date(now.getTime() - 3_600_000))) >= LINKS_AN_HOUR) {
      log('warn', 'sign-in mail held back: too many for one address')
      return
    }
    await queueMail(tx, {
      to: email,
      template: 'sign-in',
      language,
      subject: t.mailSubject,
      parts: [t.mailLead, { text: t.enterTitle, href: linkOf(baseUrl, language, token) }],
      foot: [t.mailFoot],
      uselessAfter: new Date(now.getTime() + LINK_SECONDS * 1000),
    })
  })
}

const linkOf = (baseUrl: string, language: Language, token: string) =>
  `${baseUrl}/${language}/sign-in/link?token=${encodeURIComponent(token)}`

/** Writes down who did what to which thing, in the transaction that does it. */
export const recordAudit = insertAudit
