import { recordAudit } from '#domains/accounts/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { errorDetails, log } from '#platform/log.ts'
import { insertMailIn, isOurs, markBounced } from '#platform/mail/queries.ts'
import { type Means, required, viewIntroduction } from '../introductions/actions.ts'
import { caseKeyOf, tellMessage } from '../introductions/letters.ts'
import { errors } from '../introductions/messages.ts'
import { mayWrite } from '../introductions/model.ts'
import { type Introduction, namedBy } from '../introductions/queries.ts'
import { reachableAt, reachableOne } from '../parties/queries.ts'
import { type CaseSide, readReplyAddress, type Side } from './address.ts'
import { refusals } from './messages.ts'
import { type Bounce, type Incoming, readIncoming } from './parse.ts'
import { countSince, insertMessage, messagesOf } from './queries.ts'

const LONGEST_MESSAGE = 10_000
const MOST_AN_HOUR = 30
const HOUR_MS = 3_600_000

/** Where answers by mail arrive, and what their addresses are sealed with; undefined where nobody reads them. */
export type Mailbox = { readonly secret: string; readonly address: string } | undefined

/** The messages of a request that somebody may see. Throws NotFound. */
export async function conversation(db: Db, actor: Actor, id: number) {
  const { one } = await viewIntroduction(db, actor, id)
  return messagesOf(db, one.id)
}

/** Writes to the person of the other side, by mail. Throws Forbidden, NotFound, Invalid, Conflict. */
export async function writeMessage(
  means: Means,
  mailbox: Mailbox,
  actor: Actor,
  id: number,
  typed: string,
): Promise<void> {
  const { one, own } = await viewIntroduction(means.db, actor, id)
  const side: Side | undefined = own.from ? 'from' : own.to ? 'to' : undefined
  if (!side) throw new Failure('Forbidden', errors.notYours)
  const body = typed.replaceAll('\r\n', '\n').trim()
  if (body === '' || body.length > LONGEST_MESSAGE)
    throw new Failure('Invalid', errors.emptyMessage, {}, { body: errors.emptyMessage })
  await ensureOpen(means, one, side)
  await inTransaction(means.db, async tx => {
    const message = await insertMessage(tx, {
      introduction_id: id,
      side,
      written_by: actor.id ?? null,
      body,
      written_at: means.now,
    })
    const told = await tellMessage(
      { tx, baseUrl: means.baseUrl },
      one,
      { id: message, side, author: actor.name, body },
      mailbox !== undefined,
    )
    if (!told) throw new Failure('Conflict', errors.nobodyThere)
    await recordAudit(tx, { actor: actor.id ?? '', verb: 'wrote message', thing: `introduction ${id}` })
  })
}

async function ensureOpen({ db, now }: Means, one: Introduction, side: Side): Promise<void> {
  if (!mayWrite(one, now)) throw new Failure('Conflict', errors.notOpen)
  if ((await countSince(db, one.id, side, new Date(now.getTime() - HOUR_MS))) >= MOST_AN_HOUR)
    throw new Failure('Conflict', errors.tooManyMessages)
}

export type Received = 'taken in' | 'bounce noted' | 'ignored' | 'seen before'

/**
 * Takes in a mail that arrived: an answer goes into its case and on to the other side, a report of failure marks the mail that failed.
 * What a program sent is ignored. Throws Invalid for what cannot be read or is too large, NotFound for an address that is none of
 * ours, Conflict when the case is over.
 */
export async function receiveMail(
  means: Means,
  mailbox: NonNullable<Mailbox>,
  raw: Buffer,
  to: string | undefined,
): Promise<Received> {
  let mail: Incoming
  try {
    mail = await readIncoming(raw)
  } catch (error) {
    log('warn', 'mail not read', errorDetails(error))
    throw new Failure('Invalid', refusals.unreadable)
  }
  if (mail.bounce) return noteBounce(means, mail, mail.bounce)
  if (mail.automatic || (mail.messageId !== '' && (await isOurs(means.db, mail.messageId)))) return 'ignored'
  const addresses = [...(to ? [to] : []), ...mail.recipients]
  const found = addresses.map(address => readReplyAddress(mailbox.secret, mailbox.address, address)).find(Boolean)
  if (!found) throw new Failure('NotFound', refusals.notOurs)
  return takeIn(means, mail, found)
}

async function takeIn(means: Means, mail: Incoming, { introduction, side }: CaseSide): Promise<Received> {
  const one = await required(means.db, introduction).catch(() => {
    throw new Failure('NotFound', refusals.notOurs)
  })
  await ensureOpen(means, one, side)
  if (mail.body === '') throw new Failure('Invalid', refusals.empty)
  const author = await authorOf(means.db, one, side, mail.sender)
  return inTransaction(means.db, async tx => {
    const stored = await insertMailIn(tx, {
      message_id: mail.messageId || `<none-${introduction}-${means.now.toISOString()}>`,
      received_at: means.now,
      sender: mail.sender,
      subject: mail.subject,
      // What it says is kept with the case.
      body: '',
      case_key: caseKeyOf(introduction, side),
      bounce_of: null,
    })
    // The mail server hands a mail over again when it did not hear that we had it.
    if (stored === undefined) return 'seen before'
    const message = await insertMessage(tx, {
      introduction_id: introduction,
      side,
      written_by: author.account,
      body: mail.body,
      quoted: mail.quoted,
      attachments_left: mail.attachments,
      mail_in_id: stored,
      other_address: author.name === undefined,
      written_at: means.now,
    })
    await tellMessage(
      { tx, baseUrl: means.baseUrl },
      one,
      { id: message, side, author: author.name ?? nameOf(one, side), body: mail.body },
      true,
    )
    await recordAudit(tx, {
      actor: author.account ?? 'system',
      verb: 'took mail in',
      thing: `introduction ${introduction}`,
      details: { side },
    })
    return 'taken in'
  })
}

const nameOf = (one: Introduction, side: Side) => (side === 'from' ? one.from_name : one.to_name)

/** Who of a side a mail is from; nobody when its address is none of theirs. */
async function authorOf(
  db: Db,
  one: Introduction,
  side: Side,
  sender: string,
): Promise<{ account: string | null; name: string | undefined }> {
  const [people, named] = await Promise.all([
    reachableAt(db, side === 'from' ? one.from_id : one.to_id),
    reachableOne(db, namedBy(one, side)),
  ])
  const found = [...people, ...(named ? [named] : [])].find(who => who.email.toLowerCase() === sender)
  return { account: found?.account ?? null, name: found?.name }
}

async function noteBounce(means: Means, mail: Incoming, bounce: Bounce): Promise<Received> {
  const { of, lasting, reason } = bounce
  // Only that it takes longer: the mail server goes on trying.
  if (!of || !lasting) return 'ignored'
  return inTransaction(means.db, async (tx: Tx) => {
    const failed = await markBounced(tx, of, reason)
    if (failed === undefined) return 'ignored'
    const stored = await insertMailIn(tx, {
      message_id: mail.messageId || `<bounce-${failed}>`,
      received_at: means.now,
      sender: mail.sender,
      subject: mail.subject,
      body: '',
      case_key: null,
      bounce_of: failed,
    })
    return stored === undefined ? 'seen before' : 'bounce noted'
  })
}
