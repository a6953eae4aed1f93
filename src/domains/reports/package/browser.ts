import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import * as z from 'zod'
import { Failure } from '#platform/errors.ts'
import type { Language } from '#platform/i18n.ts'
import type { Source } from './archive.ts'
import type { Verified } from './findings.ts'
import { countedText, errors, faultText, findings, MOST_SHOWN, words } from './messages.ts'
import { openPackage } from './opening.ts'
import { type Hashing, verify } from './verify.ts'

// The site lets no script be made out of text, which is how the library would be quicker.
z.config({ jitless: true })

const HASHING: Hashing = {
  sha256: text => bytesToHex(sha256(utf8ToBytes(text))),
  hasher: () => {
    const made = sha256.create()
    return { update: bytes => void made.update(bytes), hex: () => bytesToHex(made.digest()) }
  },
}

type Asked = {
  readonly language: Language
  /** A file of the reader's own; otherwise the package at the address is checked. */
  readonly file: File | undefined
  readonly address: string
  readonly hash: string | undefined
  readonly say: (text: string) => void
  readonly progress: (share: number) => void
}

/** Checks a package here and puts what was found into words and elements. Throws Failure for what is no package. */
export async function checkInBrowser({ language, file, address, hash, say, progress }: Asked) {
  const t = words[language]
  if (!file) say(t.loading)
  const name = file?.name ?? address.split('/').at(-1) ?? ''
  const blob = file ?? (await downloaded(address))
  say(t.checking)
  const files = await openPackage(sourceOf(blob), name)
  const verified = await verify(files, HASHING, {
    hash,
    progress: (done, total) => progress(done / Math.max(total, 1)),
  })
  const [verdict = '', ...more] = findings(language, verified)
  return { holds: verified.holds, verdict, details: detailsOf(language, verified, more) }
}

export const failedIn = (language: Language, error: unknown): string =>
  error instanceof Failure ? error.in(language) : errors.failed[language]

async function downloaded(address: string): Promise<Blob> {
  try {
    const answer = await fetch(address)
    if (answer.ok) return await answer.blob()
  } catch {
    // Said below, as an answer that is none.
  }
  throw new Failure('Unavailable', errors.noDownload)
}

const sourceOf = (blob: Blob): Source => ({
  size: blob.size,
  read: async (at, length) => new Uint8Array(await new Response(blob.slice(at, at + length)).arrayBuffer()),
})

function detailsOf(language: Language, verified: Verified, sentences: readonly string[]): Element[] {
  const t = words[language]
  const { faults, more, figures, hash } = verified
  const list = (items: readonly string[]) => element('ul', {}, ...items.map(item => element('li', {}, item)))
  const wrong = faults.slice(0, MOST_SHOWN).map(fault => faultText(language, fault, figures))
  const left = faults.length - wrong.length + more
  return [
    ...(wrong.length > 0
      ? [element('h3', {}, t.faults), list([...wrong, ...(left > 0 ? [t.more(String(left))] : [])])]
      : []),
    list(sentences),
    ...(hash === undefined ? [] : [element('p', {}, `${t.hash}: `, element('code', { class: 'hash' }, hash))]),
    ...(figures.length > 0 ? [figuresTable(language, verified)] : []),
  ]
}

function figuresTable(language: Language, { figures }: Verified): Element {
  const t = words[language]
  const head = [t.figure, t.value, t.verdict].map((text, at) =>
    element('th', { scope: 'col', ...(at === 1 ? { class: 'number' } : {}) }, text),
  )
  const rows = figures.map(figure =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, figure.name[language]),
      element('td', { class: 'number' }, countedText(language, figure)),
      element('td', {}, figure.holds ? t.good : element('strong', {}, t.bad)),
    ),
  )
  return element(
    'details',
    {},
    element('summary', {}, t.results),
    element(
      'section',
      { class: 'table-wrap', 'aria-label': t.results, tabindex: '0' },
      element(
        'table',
        {},
        element('caption', {}, t.results),
        element('thead', {}, element('tr', {}, ...head)),
        element('tbody', {}, ...rows),
      ),
    ),
  )
}

function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  ...children: (Element | string)[]
): Element {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}
