import { createHmac, timingSafeEqual } from 'node:crypto'

export type Side = 'from' | 'to'
export type CaseSide = { readonly introduction: number; readonly side: Side }

const LETTER = { from: 'f', to: 't' } as const

/** Half of a SHA-256: what fits beside the rest before the at sign (64 characters, RFC 5321), and nobody guesses. */
function sealOf(secret: string, { introduction, side }: CaseSide): string {
  return createHmac('sha256', secret).update(`case ${introduction} ${side}`).digest('hex').slice(0, 32)
}

/** "introduction 12 to", as the outbox keeps what an answer belongs to. */
export function readCaseKey(key: string | null): CaseSide | undefined {
  const found = /^introduction (\d{1,15}) (from|to)$/.exec(key ?? '')
  return found ? { introduction: Number(found[1]), side: found[2] as Side } : undefined
}

/** The address at which one side answers: case@example.org becomes case+12t-SEAL@example.org. */
export function replyAddress(secret: string, mailbox: string, one: CaseSide): string {
  const at = mailbox.lastIndexOf('@')
  return `${mailbox.slice(0, at)}+${one.introduction}${LETTER[one.side]}-${sealOf(secret, one)}${mailbox.slice(at)}`
}

/** Reads such an address, whatever has become of its letters' case on the way; undefined for one that we did not make. */
export function readReplyAddress(secret: string, mailbox: string, address: string): CaseSide | undefined {
  const at = mailbox.lastIndexOf('@')
  const [local, domain] = [mailbox.slice(0, at).toLowerCase(), mailbox.slice(at).toLowerCase()]
  const text = address.trim().toLowerCase()
  if (!text.startsWith(`${local}+`) || !text.endsWith(domain)) return undefined
  const found = /^(\d{1,15})([ft])-([0-9a-f]{32})$/.exec(text.slice(local.length + 1, text.length - domain.length))
  if (!found) return undefined
  const [, number, letter, seal = ''] = found
  const one: CaseSide = { introduction: Number(number), side: letter === 'f' ? 'from' : 'to' }
  return timingSafeEqual(Buffer.from(seal), Buffer.from(sealOf(secret, one))) ? one : undefined
}
