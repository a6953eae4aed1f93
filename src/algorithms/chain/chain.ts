import canonicalize from 'canonicalize'

/** SHA-256 over bytes, in small hexadecimal letters: node:crypto here, any other implementation in a browser. */
export type Sha256 = (text: string) => string

/** What JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json | undefined }

/** A place in the chain. Without `content` it is withheld: the chain can still be checked, the content not. */
export type Link = {
  /** From 1, without gaps. */
  readonly seq: number
  /** YYYY-MM-DDTHH:MM:SS.mmmZ */
  readonly recordedAt: string
  readonly digest: string
  readonly hash: string
  readonly content?: Json | undefined
}

export type Head = { readonly seq: number; readonly hash: string }

/** What stands before the first record. */
export const BEGINNING: Head = { seq: 0, hash: '0'.repeat(64) }

/** The one way a value is written down before it is hashed (RFC 8785). */
export function canonical(value: Json): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('a content cannot be undefined')
  return text
}

export const digestOf = (content: Json, sha256: Sha256): string => sha256(canonical(content))

/** What stands in a content for a value that must be provable but is not shown. */
export const sealed = (value: string, salt: string, sha256: Sha256): string => sha256(`${salt}\n${value}`)

/** The hash of the record that comes after `before`. */
export const linkHash = (
  before: string,
  { seq, recordedAt, digest }: Pick<Link, 'seq' | 'recordedAt' | 'digest'>,
  sha256: Sha256,
): string => sha256(`${before}\n${seq}\n${recordedAt}\n${digest}`)
