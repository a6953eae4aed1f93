import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { field } from '#kernel/fields.ts'
import { mailAddress } from '#kernel/identifiers.ts'
import { isSame, seal } from '#kernel/seal.ts'

export const REGISTERED = ['confirmed', 'waiting', 'cancelled'] as const
export type Registered = (typeof REGISTERED)[number]
export const ATTENDANCES = ['unknown', 'present', 'stand-in', 'absent'] as const
/** Who came, or somebody in their place. */
export const CAME = ['present', 'stand-in'] as const
export const hasCome = ({ attendance }: { readonly attendance: string }): boolean =>
  CAME.some(one => one === attendance)
export type Attendance = (typeof ATTENDANCES)[number] | 'cancelled'

export const LONGEST = { name: 120, organisation: 200, needs: 500, answer: 500 }

/** Whether a text can be a person's name: no address of a site or of mail, which a letter would carry to whoever is registered by somebody else. */
export const isName = (text: string): boolean =>
  text !== '' && text.length <= LONGEST.name && !/[@/\\<>]|www\./i.test(text)

export const registrationForm = z.object({
  email: z.string().max(400).default(''),
  name: z.string().max(1000).default(''),
  organisation: z.string().max(1000).default(''),
  needs: z.string().max(5000).default(''),
  consent: field.flag(),
  /** Which wording of the consent the form showed. */
  consent_version: z.coerce.number().int().catch(0),
  /** A field people do not see: whoever fills it in is a program. */
  website: z.string().max(1000).default(''),
})
export type RegistrationForm = z.infer<typeof registrationForm>

export const registrationsQuery = z.object({
  q: field.text(120),
  state: field.one(REGISTERED),
  attendance: field.one([...ATTENDANCES, 'cancelled']),
  page: field.page(),
})
export type RegistrationsQuery = z.infer<typeof registrationsQuery>
export const PER_PAGE = 50

type Sealed = { readonly id: number; readonly email: string | null }

/** The link of a registration: made again whenever a mail is written, kept nowhere. Another address, or none, makes it worthless. */
export const tokenOf = (secret: string, { id, email }: Sealed): string =>
  `${id}.${seal(secret, `registration ${id} ${email?.toLowerCase()}`)}`

/** The registration a link is of; whether it is ours `isToken` says. */
export const idOfToken = (token: string): number | undefined => {
  const id = /^(\d{1,15})\.[\w-]{43}$/.exec(token)?.[1]
  return id === undefined ? undefined : Number(id)
}
export const isToken = (secret: string, token: string, row: Sealed): boolean =>
  row.email !== null && isSame(token, tokenOf(secret, row))

/** What the square on a badge says: it opens nothing, it only says who is at the door. */
export const codeOf = (secret: string, event: number, id: number): string =>
  `${id}-${createHmac('sha256', secret).update(`check-in ${event} ${id}`).digest('hex').slice(0, 12).toUpperCase()}`

/** The registration of a code, or undefined for one that was not made for this event by us. */
export function readCode(secret: string, event: number, text: string): number | undefined {
  const id = Number(/^(\d{1,15})-[0-9A-F]{12}$/.exec(text)?.[1])
  return Number.isSafeInteger(id) && isSame(text, codeOf(secret, event, id)) ? id : undefined
}

export type Line = { readonly name: string; readonly email: string; readonly organisation: string }
export type BadLine = { readonly line: number; readonly text: string }

const SEPARATED = /\t|;|,/
const LOOKS_LIKE_HEADINGS = /^(name|nome|e-?mail|organi[sz]|ente|azienda)/i

/**
 * Rows of a sheet or a pasted text: the cell with an address is the address, the first other one the name, the next the organisation. A row of
 * headings is left out; an address that comes twice counts once. Several people in a row, as "Ada <a@x>; Bea <b@x>", are each one; a row with more
 * addresses than that is bad, so that nobody is lost without a word.
 */
export function readLines(rows: readonly (readonly string[])[]): { lines: Line[]; bad: BadLine[] } {
  const lines = new Map<string, Line>()
  const bad: BadLine[] = []
  const told = (at: number, texts: readonly string[]) => {
    bad.push({ line: at + 1, text: texts.join(' · ').slice(0, 120) })
  }
  rows.forEach((cells, at) => {
    const texts = cells.map(cell => cell.trim()).filter(cell => cell !== '')
    if (addressesIn(texts) <= 1) read(texts, at)
    else if (texts.every(text => NAMED.test(text) && addressesIn([text]) === 1))
      for (const one of texts) read([one], at)
    else told(at, texts)
  })
  function read(texts: readonly string[], at: number): void {
    if (texts.length === 0) return
    const address = texts.find(text => mailAddress(bare(text)))
    const email = address && mailAddress(bare(address))
    const [name = '', organisation = ''] = texts.filter(text => text !== address)
    if (!email) {
      if (at > 0 || !texts.some(text => LOOKS_LIKE_HEADINGS.test(text))) told(at, texts)
      return
    }
    const before = NAMED.exec(address ?? '')?.[1]
    const called = (before ?? name).slice(0, LONGEST.name)
    if (!isName(called)) told(at, texts)
    else if (!lines.has(email))
      lines.set(email, {
        name: called,
        email,
        organisation: (before ? name : organisation).slice(0, LONGEST.organisation),
      })
  }
  return { lines: [...lines.values()], bad }
}
/** A name before its address in angle brackets. */
const NAMED = /^(.+?)\s*<.+>$/
const addressesIn = (texts: readonly string[]) => texts.join(' ').match(/[^\s<>]+@[^\s<>]+/g)?.length ?? 0
const bare = (text: string) => /<([^<>]+)>\s*$/.exec(text)?.[1] ?? text

/** A pasted text as rows of cells: tabs, semicolons or commas between them. */
export const pastedRows = (text: string): string[][] => text.split(/\r?\n/).map(line => line.split(SEPARATED))

export const MOST_LINES = 2000

type Asked = { id: number; kind: string; choices: readonly string[]; required: boolean }

/** Answers to an organiser's questions as they are kept, and the questions whose answer is missing or wrong. */
export function answersOf(questions: readonly Asked[], raw: Readonly<Record<string, unknown>>) {
  const answers: Record<string, string> = {}
  const missing: number[] = []
  const wrong: number[] = []
  for (const { id, kind, choices, required } of questions) {
    const given = raw[`q_${id}`]
    const text = (typeof given === 'string' ? given : '').trim().slice(0, LONGEST.answer)
    if (text === '') {
      if (required) missing.push(id)
    } else if (
      kind === 'choice'
        ? !choices.includes(text)
        : kind === 'number'
          ? !/^-?\d+([.,]\d+)?$/.test(text)
          : kind === 'yes-no'
            ? !['yes', 'no'].includes(text)
            : false
    )
      wrong.push(id)
    else answers[id] = text
  }
  return { answers, missing, wrong }
}

/** How many places may be given beyond capacity, from those who did not come before; undefined while too little is known. */
export function overbookingHint(
  capacity: number | null,
  past: { expected: number; absent: number },
): number | undefined {
  if (capacity === null || past.expected < ENOUGH_KNOWN) return undefined
  const came = 1 - past.absent / past.expected
  // Cautious: half of the places that would stay empty on average.
  return came <= 0 ? undefined : Math.floor((capacity / came - capacity) / 2)
}
const ENOUGH_KNOWN = 30
