import { randomUUID } from 'node:crypto'
import type { Transporter } from 'nodemailer'
import type { Db, Tx } from '#platform/db.ts'
import { log } from '#platform/log.ts'
import { type Letter, written } from './letter.tsx'
import { forgetAddress, insertMail, markInterrupted, markSent, markUnsent, takeNext, type Waiting } from './queries.ts'

export type Attachment = { readonly filename: string; readonly contentType: string; readonly content: string }

export type Mail = Letter & {
  readonly to: string
  /** What kind of mail it is, for the list of what was sent: "sign-in", "introduction asked". */
  readonly template: string
  /** Two mails with the same key are one: an act repeated says nothing twice. */
  readonly onceKey?: string
  /** What an answer to it belongs to. */
  readonly caseKey?: string
  /** Mails of one conversation have the same thread, so that they are read together. */
  readonly thread?: string
  /** An address that one press unsubscribes at (RFC 8058). */
  readonly unsubscribe?: string
  readonly uselessAfter?: Date
  readonly attachments?: readonly Attachment[]
}

/** Writes a mail in the transaction of the act it tells of. Answers false when it was written before. */
export function queueMail(tx: Tx, mail: Mail): Promise<boolean> {
  const { text, html } = written(mail)
  const headers: Record<string, string> = { 'Content-Language': mail.language, 'Auto-Submitted': 'auto-generated' }
  if (mail.unsubscribe) {
    headers['List-Unsubscribe'] = `<${mail.unsubscribe}>`
    headers['List-Unsubscribe-Post'] = 'List-Unsubscribe=One-Click'
  }
  if (mail.thread) headers.References = referenceOf(mail.thread)
  return insertMail(tx, {
    message_id: `<${randomUUID()}@telaio>`,
    recipient: mail.to,
    template: mail.template,
    subject: oneLine(mail.subject),
    text_body: text,
    html_body: html,
    headers: JSON.stringify(headers),
    attachments: JSON.stringify(mail.attachments ?? []),
    once_key: mail.onceKey ?? null,
    case_key: mail.caseKey ?? null,
    useless_after: mail.uselessAfter ?? null,
  })
}

/** Mail to and from an address keeps no trace of it, and what still waits is not sent. */
export const forgetMail = (tx: Tx, email: string): Promise<void> => forgetAddress(tx, email)

/** The same for the mails of one conversation alone. */
export const forgetThread = (tx: Tx, email: string, thread: string): Promise<void> =>
  forgetAddress(tx, email, referenceOf(thread))

const referenceOf = (thread: string) => `<${thread}@telaio>`

/** A line break in a subject would be a header of its own. */
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim().slice(0, 200)

const MINUTE = 60_000
/** Waits between attempts, in minutes; after the last one it has failed. */
const PATIENCE = [1, 5, 15, 60, 240, 720, 1440]
/** A process that has not come back from the mail server by now is dead. */
const DEAD_AFTER = 10 * MINUTE

export type Post = {
  readonly transport: Pick<Transporter, 'sendMail'>
  readonly from: string
  /** Where answers to a mail go. Undefined: nobody reads answers. */
  readonly replyTo?: ((mail: Pick<Waiting, 'case_key'>) => string | undefined) | undefined
  /** Where reports of mail that could not be delivered go; the sender's own address otherwise. */
  readonly bounceTo?: string | undefined
}

/**
 * Sends what is due, one after the other. A mail is never sent twice: one whose sending was cut in the middle stays "uncertain" until a person
 * says what to do. Answers how many went. Stops between two mails when `stopped` says so.
 */
export async function sendDue(db: Db, post: Post, clock: () => Date, stopped = () => false): Promise<number> {
  await markInterrupted(db, new Date(clock().getTime() - DEAD_AFTER), 'the sender was interrupted')
  let sent = 0
  for (;;) {
    if (stopped()) return sent
    const mail = await takeNext(db, clock())
    if (!mail) return sent
    if (await sendOne(db, post, mail, clock)) sent += 1
  }
}

async function sendOne(db: Db, post: Post, mail: Waiting, clock: () => Date): Promise<boolean> {
  const { transport, from, replyTo, bounceTo } = post
  const now = clock()
  if (mail.useless_after && mail.useless_after <= now) {
    await markUnsent(db, mail.id, 'failed', 'too late to be of use', now)
    return false
  }
  try {
    await transport.sendMail({
      messageId: mail.message_id,
      from,
      to: mail.recipient,
      ...(bounceTo ? { envelope: { from: bounceTo, to: mail.recipient } } : {}),
      replyTo: replyTo?.(mail),
      subject: mail.subject,
      text: mail.text_body ?? '',
      html: mail.html_body ?? '',
      headers: mail.headers as Record<string, string>,
      attachments: mail.attachments as Attachment[],
    })
  } catch (error) {
    const { state, wait } = verdict(error, mail.attempts)
    const problem = String(error instanceof Error ? error.message : error).slice(0, 300)
    await markUnsent(db, mail.id, state, problem, new Date(now.getTime() + wait))
    log('warn', 'mail not sent', { mail: mail.id, state })
    return false
  }
  await markSent(db, mail.id, clock())
  return true
}

/** The mail server was not reached, or did not let us in: the mail has certainly not gone. */
const NEVER_REACHED = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EDNS',
  'ETLS',
  'EAUTH',
])
const NEVER_GREETED = new Set(['CONNECT_TIMEOUT', 'GREETING_TIMEOUT'])
/** The server spoke of this mail, not of us. */
const OF_THIS_MAIL = new Set(['EENVELOPE', 'EMESSAGE'])

type SmtpError = { responseCode?: number | false; code?: string; originalCode?: string; timeoutType?: string }

/**
 * What becomes of a mail that could not be sent. Refused for good: failed. Certainly not gone: it waits, longer each time. Anything else,
 * as a connection that broke, may have gone: uncertain.
 */
export function verdict(error: unknown, attempts: number): { state: 'waiting' | 'failed' | 'uncertain'; wait: number } {
  const { responseCode, code = '', originalCode = '', timeoutType = '' } = error as SmtpError
  if (responseCode && responseCode >= 500 && OF_THIS_MAIL.has(code)) return { state: 'failed', wait: 0 }
  const away = NEVER_REACHED.has(code) || NEVER_REACHED.has(originalCode) || NEVER_GREETED.has(timeoutType)
  if (!responseCode && !away) return { state: 'uncertain', wait: 0 }
  const wait = PATIENCE[attempts - 1]
  return wait === undefined ? { state: 'failed', wait: 0 } : { state: 'waiting', wait: wait * MINUTE }
}

/** How often the outbox is looked at, in milliseconds. */
const ROUND = 2000

/** Sends what is due until it is told to stop. Nothing is lost while the mail server is away. */
export function keepSending(db: Db, post: Post, clock: () => Date): { stop(): Promise<void> } {
  let stopped = false
  let wake = (): void => undefined
  const rounds = (async () => {
    while (!stopped) {
      await sendDue(db, post, clock, () => stopped).catch(error => log('error', 'outbox', { message: String(error) }))
      if (stopped) return
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, ROUND)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  })()
  return {
    async stop() {
      stopped = true
      wake()
      await rounds
    },
  }
}

/**
 * A connection to the mail server of an address such as smtps://user:secret@mail.example.org. With smtp:// it must offer STARTTLS, unless it is on
 * this machine or the address ends in ?requireTLS=false: a letter with a sign-in link does not travel in clear by chance.
 */
export async function postOffice(server: string): Promise<Pick<Transporter, 'sendMail'>> {
  const { createTransport } = await import('nodemailer')
  return createTransport({
    url: server,
    connectionTimeout: 30_000,
    greetingTimeout: 30_000,
    socketTimeout: 120_000,
    requireTLS: !HERE.has(new URL(server).hostname),
    // Attachments are text of ours: a letter never reads a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  } as never)
}

const HERE = new Set(['localhost', '127.0.0.1', '[::1]'])
