import { fold } from '#algorithms/retrieval/tokens.ts'
import { mailAddress, phoneNumber } from '#kernel/identifiers.ts'
import type { ContactEntry, ContactRole } from '../members/model.ts'
import { words } from '../people/contacts/messages.ts'
import { Refused } from './model.ts'

const MAIL = /[^\s<>(),;:"[\]\\]+@[^\s<>(),;:"[\]\\]+\.[a-zA-Z]{2,}/
const PHONE = /(?:\+|00)?\(?\d[\d ()./-]{4,}\d/g
const LEADS = /\b(tel(efono)?|cell(ulare)?|mob(ile)?|phone|e-?mail|mail|pec|fax)\b\.?:?/giu

/** What a title says of what somebody is there for; the first that fits. */
const ROLE_WORDS: readonly (readonly [ContactRole, RegExp])[] = [
  [
    'legal',
    /legale|presidente|rettor|amministrator[ei] delegat|\bad\b|\bceo\b|titolare|direttor[ei] generale|legal representative|\blegal\b|chair/,
  ],
  ['projects', /progett|europrogett|project/],
  ['science', /scientific|ricerca|r&s|r&d|\bcto\b|research|tecnic/],
  ['communication', /comunicaz|communication|marketing|stampa|\bpr\b/],
  ['training', /formaz|training|didattic/],
  ['administration', /amministra|segret|contab|administrat|\bcfo\b|\bhr\b/],
  ['delegate', /delegat|referente|delegate|contact/],
]

const LABELS = new Map(
  (['it', 'en'] as const).flatMap(language =>
    Object.entries(words[language].roles).map(([role, label]) => [fold(label), role as ContactRole] as const),
  ),
)

/** What somebody is there for: the label of a role, "label: title", or any title. */
export function readRole(text: string): { role: ContactRole; title: string | null } {
  const clean = text.trim()
  const exact = LABELS.get(fold(clean))
  if (exact) return { role: exact, title: null }
  const colon = clean.indexOf(':')
  const before = colon > 0 ? LABELS.get(fold(clean.slice(0, colon).trim())) : undefined
  if (before) return { role: before, title: clean.slice(colon + 1).trim() || null }
  const guessed = ROLE_WORDS.find(([, pattern]) => pattern.test(fold(clean)))?.[0]
  return { role: guessed ?? 'other', title: clean || null }
}

/** Several people in one cell: one a line, or parted by a semicolon or a stroke. Throws Refused for somebody without a name or an address. */
export function readContacts(text: string): ContactEntry[] {
  const people: ContactEntry[] = []
  for (const piece of pieces(text)) {
    const { role, title } = roleIn(piece)
    const email = MAIL.exec(piece)?.[0]
    const bare = withoutBrackets(piece).replace(MAIL, ' ')
    const phone = (bare.match(PHONE) ?? []).flatMap(one => phoneNumber(one) ?? [])[0] ?? null
    const name = writtenName(piece) ?? nameIn(bare)
    const mail = email ? (mailAddress(email) ?? null) : null
    const last = people.at(-1)
    if (!name && last && (!mail || !last.email) && (!phone || !last.phone) && (mail || phone)) {
      // A line of its own for a number or an address: of whoever stands above.
      people[people.length - 1] = { ...last, email: mail ?? last.email, phone: phone ?? last.phone }
      continue
    }
    if (!name && !mail) throw new Refused('contact', { cell: piece.slice(0, 80) })
    people.push({ name: name || (mail ?? ''), role, title, email: mail, phone })
  }
  return people
}

const pieces = (text: string): string[] =>
  text
    .split(/\n|;|\s\/\s(?![^(]*\))/)
    .map(piece => piece.trim())
    .filter(piece => /[\p{L}\p{N}]/u.test(piece))

function roleIn(piece: string): { role: ContactRole; title: string | null } {
  const inside = /\(([^()]*\p{L}[^()]*)\)/u.exec(piece)?.[1]
  return inside ? readRole(inside) : { role: 'other', title: null }
}

const withoutBrackets = (piece: string) => piece.replace(/\([^()]*\p{L}[^()]*\)/gu, ' ')

/** The name before the label of a role in brackets, as `writeContact` puts it: a person may be called like what leads to a number, Fax or Tel. */
function writtenName(piece: string): string | undefined {
  const [, name, inside = ''] = /^([^()<>@]*\p{L}[^()<>@]*?)\s*\(([^()]*)\)/u.exec(piece) ?? []
  const label = fold((inside.split(':')[0] ?? '').trim())
  return name && LABELS.has(label) ? name.replace(/\s+/g, ' ') : undefined
}

const nameIn = (bare: string): string =>
  bare
    .replace(PHONE, ' ')
    .replace(LEADS, ' ')
    .replace(/[<>,|]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s:.–-]+|[\s:–-]+$/g, '')
    .trim()

/** Contacts whose parts stand in columns of their own: the first name with the first address, and so on. */
export function joinColumns(parts: { name: string; role: string; email: string; phone: string }): ContactEntry[] {
  const split = (text: string) =>
    text
      .split(/\n|;|\s\/\s/)
      .map(part => part.trim())
      .filter(Boolean)
  const [names, roles, emails, phones] = [split(parts.name), split(parts.role), split(parts.email), split(parts.phone)]
  const count = Math.max(names.length, emails.length)
  if (names.length <= 1 && emails.length === 0 && MAIL.test(parts.name)) return readContacts(parts.name)
  return Array.from({ length: count }, (_, at): ContactEntry => {
    const email = emails[at] === undefined ? null : (mailAddress(MAIL.exec(emails[at])?.[0] ?? '') ?? null)
    if (emails[at] !== undefined && !email) throw new Refused('contact', { cell: emails[at].slice(0, 80) })
    const phone = phones[at] === undefined ? null : (phoneNumber(phones[at]) ?? null)
    if (phones[at] !== undefined && !phone) throw new Refused('phone', { cell: phones[at].slice(0, 40) })
    const said = roles[at] ?? (roles.length === 1 ? roles[0] : undefined)
    return {
      name: names[at] ?? email ?? '',
      ...(said ? readRole(said) : { role: 'other' as const, title: null }),
      email,
      phone,
    }
  })
}

/** A contact as `readContacts` reads it back. */
export function writeContact({ name, role, title, email, phone }: ContactEntry, language: 'it' | 'en'): string {
  const label = words[language].roles[role]
  return [name, `(${title ? `${label}: ${title}` : label})`, email && `<${email}>`, phone && `tel. ${phone}`]
    .filter(Boolean)
    .join(' ')
}
