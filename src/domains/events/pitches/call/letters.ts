import type { Tx } from '#platform/db.ts'
import { formats, type Language } from '#platform/i18n.ts'
import type { Part } from '#platform/mail/letter.tsx'
import { queueMail } from '#platform/mail/outbox.ts'
import { inLanguage } from '../../model.ts'
import type { EventRow } from '../../queries.ts'
import type { Means } from '../../registrations/letters.ts'
import { pitchToken } from '../model.ts'
import type { Pitch, Pitching } from '../queries.ts'
import { letters } from './letter-words.ts'

const DAY_MS = 86_400_000

/** Where a pitch is seen, changed and withdrawn. */
export const mineAddress = (
  { baseUrl, secret }: Pick<Means, 'baseUrl' | 'secret'>,
  to: { id: number; email: string | null },
  language: string,
) => `${baseUrl}/${language}/pitch?token=${encodeURIComponent(pitchToken(secret, to))}`

export type LetterWords = (typeof letters)[Language]
type Said = {
  template: string
  subject: (t: LetterWords, title: string) => string
  begin: (t: LetterWords, title: string, language: Language) => Part[]
  link?: boolean
  once: string
}

/** One letter to those of one pitch, in their language. Answers false when it was written before. */
export async function writePitch(tx: Tx, means: Means, event: EventRow, to: Pitch, said: Said): Promise<boolean> {
  if (to.email === null) return false
  const language = to.language as Language
  const t = letters[language]
  const title = inLanguage(event, 'title', language)
  return queueMail(tx, {
    to: to.email,
    language,
    template: said.template,
    subject: said.subject(t, title),
    parts: [
      to.name === '' ? t.helloNobody : t.hello(to.name),
      ...said.begin(t, title, language),
      ...(said.link ? [{ text: t.mine, href: mineAddress(means, to, language) }] : []),
    ],
    foot: [t.foot],
    onceKey: `${said.template} ${to.id} ${said.once}`,
    thread: `pitch-${to.id}`,
    uselessAfter: new Date(Math.max(event.ends_at.getTime(), means.now.getTime()) + 30 * DAY_MS),
  })
}

type Tell = (tx: Tx, means: Means, event: EventRow, to: Pitch, pitching: Pitching) => Promise<boolean>
const until = (t: LetterWords, event: EventRow, { deadline }: Pitching, language: Language) =>
  t.until(`${formats(language).instant(deadline, event.zone)} (${event.zone})`)

export const tellSent: Tell = (tx, means, event, to, pitching) =>
  writePitch(tx, means, event, to, {
    link: true,
    template: 'pitch sent',
    once: '',
    subject: (t, title) => t.sentSubject(title),
    begin: (t, title, language) => [t.sent(title), until(t, event, pitching, language)],
  })

export const tellDraft: Tell = (tx, means, event, to, pitching) =>
  writePitch(tx, means, event, to, {
    link: true,
    template: 'pitch draft',
    once: '',
    subject: (t, title) => t.draftSubject(title),
    begin: (t, title, language) => [t.draft(title), until(t, event, pitching, language)],
  })

/** To an address that has sent this pitch already: at most once an hour, so that nobody is flooded by somebody else. */
export const tellAgain = (tx: Tx, means: Means, event: EventRow, to: Pitch) =>
  writePitch(tx, means, event, to, {
    link: true,
    template: 'pitch again',
    once: means.now.toISOString().slice(0, 13),
    subject: (t, title) => t.againSubject(title),
    begin: (t, title) => [t.again(title)],
  })

export const tellWithdrawn: Tell = (tx, means, event, to) =>
  writePitch(tx, means, event, to, {
    template: 'pitch withdrawn',
    once: '',
    subject: (t, title) => t.withdrawnSubject(title),
    begin: (t, title) => [t.withdrawn(title)],
  })
