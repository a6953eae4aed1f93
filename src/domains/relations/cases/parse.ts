import { type AddressObject, type HeaderValue, type ParsedMail, simpleParser } from 'mailparser'
import { textOfHtml } from './html.ts'

/** What is read of a mail that arrives. */
export type Incoming = {
  readonly messageId: string
  readonly sender: string
  readonly subject: string
  /** Everybody it was delivered to, by any header that says so. */
  readonly recipients: readonly string[]
  readonly body: string
  readonly quoted: string
  readonly attachments: number
  /** Sent by a program: an absence note, a list, ourselves. Answering it could go on for ever. */
  readonly automatic: boolean
  readonly bounce: Bounce | undefined
}

export type Bounce = { readonly of: string | undefined; readonly reason: string; readonly lasting: boolean }

const RECIPIENTS = ['to', 'cc', 'delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to']

/** Reads a raw mail (RFC 5322, MIME). What cannot be read is empty, never an error of ours. */
export async function readIncoming(raw: Buffer): Promise<Incoming> {
  const mail = await simpleParser(raw, { skipTextToHtml: true, skipImageLinks: true, keepDeliveryStatus: true })
  const bounce = bounceOf(mail, raw)
  const { body, quoted } = foldQuoted(mail.text || textOfHtml(mail.html || ''))
  return {
    messageId: mail.messageId ?? '',
    sender: mail.from?.value[0]?.address?.toLowerCase() ?? '',
    subject: (mail.subject ?? '').replace(/\s+/g, ' ').slice(0, 300),
    recipients: RECIPIENTS.flatMap(name => addressesIn(mail.headers.get(name))),
    body,
    quoted,
    attachments: mail.attachments.filter(each => !each.related).length,
    automatic: isAutomatic(mail),
    bounce,
  }
}

function addressesIn(value: HeaderValue | undefined): string[] {
  if (value === undefined) return []
  if (typeof value === 'string') return [value.replace(/^<|>$/g, '')]
  if (Array.isArray(value)) return value.flatMap(each => addressesIn(each))
  if (typeof value === 'object' && 'value' in value && Array.isArray(value.value))
    return (value as AddressObject).value.flatMap(({ address }) => (address ? [address] : []))
  return []
}

/** RFC 3834, and what programs did before it. */
function isAutomatic(mail: ParsedMail): boolean {
  const header = (name: string) => String(mail.headers.get(name) ?? '').toLowerCase()
  const auto = header('auto-submitted')
  if (auto !== '' && !auto.startsWith('no')) return true
  if (/^(bulk|junk|list|auto_reply)/.test(header('precedence'))) return true
  if (mail.headers.has('list-id') || mail.headers.has('list') || mail.headers.has('x-autoreply')) return true
  return (
    header('return-path') === '<>' ||
    /^(mailer-daemon|postmaster)@/.test(mail.from?.value[0]?.address?.toLowerCase() ?? '')
  )
}

/** A report that a mail could not be delivered (RFC 3464): of which, why, and whether for good. */
function bounceOf(mail: ParsedMail, raw: Buffer): Bounce | undefined {
  const report = mail.attachments.find(({ contentType }) => contentType === 'message/delivery-status')
  if (!report) return undefined
  const status = report.content.toString('utf8').replaceAll('\r\n', '\n')
  const action = /^action:\s*(\S+)/im.exec(status)?.[1]?.toLowerCase()
  const code = /^status:\s*([\d.]+)/im.exec(status)?.[1] ?? ''
  const diagnostic = /^diagnostic-code:\s*(?:[\w-]+;)?\s*(.*(?:\n[ \t].*)*)/im.exec(status)?.[1] ?? ''
  // The mail that failed, or its headers, come along as a part that is never encoded: its Message-ID is one of ours.
  const of = /^message-id:\s*(<[^>\s]+@telaio>)/im.exec(raw.toString('latin1'))?.[1]
  return {
    of,
    reason: `${code} ${diagnostic}`.replace(/\s+/g, ' ').trim().slice(0, 300) || 'undeliverable',
    lasting: action === 'failed' || (action === undefined && code.startsWith('5')),
  }
}

/** How programs introduce what they repeat. */
const INTRODUCES = [
  /^(on|il|le|am)\b.{0,200}(wrote|ha scritto|a écrit|schrieb)\s*:$/i,
  /^-{2,}\s*(original message|messaggio originale|forwarded message|messaggio inoltrato)\s*-{2,}$/i,
  /^_{10,}$/,
  /^(from|da|de|von):\s.+$/i,
]
const LONGEST_BODY = 20_000

/**
 * Parts an answer from what it repeats of earlier mails. Lines that begin with ">" and what introduces them are folded away from where
 * nothing new follows; what was written between them stays.
 */
export function foldQuoted(text: string): { body: string; quoted: string } {
  const lines = text.replaceAll('\r\n', '\n').replaceAll('\0', '').split('\n')
  const begins = lines.findIndex(
    (line, at) => introduces(lines, at) || (line.startsWith('>') && restIsQuoted(lines, at)),
  )
  const cut = begins < 0 ? lines.length : begins
  const body = lines.slice(0, cut).join('\n').trim()
  const quoted = lines.slice(cut).join('\n').trim()
  // Somebody answered below: then all of it is the answer.
  if (body === '' && quoted !== '') {
    const own = lines
      .filter((line, at) => !line.startsWith('>') && !introduces(lines, at))
      .join('\n')
      .trim()
    return { body: own.slice(0, LONGEST_BODY), quoted: quoted.slice(0, LONGEST_BODY) }
  }
  return { body: body.slice(0, LONGEST_BODY), quoted: quoted.slice(0, LONGEST_BODY) }
}

/** "On Monday, Anna wrote:", on one line or broken into two, with what it introduces after it. */
function introduces(lines: readonly string[], at: number): boolean {
  const line = (lines[at] ?? '').trim()
  if (
    line === '' ||
    !INTRODUCES.some(pattern => pattern.test(line) || pattern.test(`${line} ${(lines[at + 1] ?? '').trim()}`))
  )
    return false
  // A sentence of one's own may begin like it: only what is followed by quoted or older text counts.
  const next = lines.slice(at + 1).find(each => each.trim() !== '')
  return (
    next === undefined ||
    next.startsWith('>') ||
    /:$/.test(next.trim()) ||
    /^(from|da|to|a|sent|inviato|date|data|subject|oggetto):/i.test(next.trim()) ||
    /^[-_]{2,}/.test(line)
  )
}

const restIsQuoted = (lines: readonly string[], at: number) =>
  lines.slice(at).every(line => line.startsWith('>') || line.trim() === '')
