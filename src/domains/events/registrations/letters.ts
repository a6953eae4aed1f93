import type { Tx } from '#platform/db.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { type Part, unlinked } from '#platform/mail/letter.tsx'
import { forgetThread, queueMail } from '#platform/mail/outbox.ts'
import { CALENDAR_TYPE, eventCalendar } from '../calendar.ts'
import { inLanguage } from '../model.ts'
import type { EventRow } from '../queries.ts'
import { spanOf } from '../times.ts'
import { letters } from './letter-words.ts'
import { tokenOf } from './model.ts'
import type { Registration } from './queries.ts'

export type Means = { readonly baseUrl: string; readonly secret: string; readonly now: Date }

const DAY_MS = 86_400_000

/** Where a registration is seen, changed and cancelled; `page`: a page of its own below that. */
export const mineAddress = (
  { baseUrl, secret }: Pick<Means, 'baseUrl' | 'secret'>,
  to: { id: number; email: string | null },
  language: string,
  page: '' | '/agenda' | '/wishes' = '',
) => `${baseUrl}/${language}/registration${page}?token=${encodeURIComponent(tokenOf(secret, to))}`

const threadOf = (registration: number) => `registration-${registration}`

/** The address of a registration leaves the letters about it: those that went, and those that wait, which are not sent. */
export const forgetLetters = (tx: Tx, { id, email }: { id: number; email: string | null }) =>
  email === null ? undefined : forgetThread(tx, email, threadOf(id))

type Addressee = {
  readonly id: number
  readonly name: string
  readonly email: string | null
  readonly language: string
}
type Letter<Words> = {
  template: string
  once: string
  subject: (t: Words, title: string) => string
  parts: (t: Words, title: string, language: Language) => Part[]
  uselessAfter: Date
  /** A calendar file that goes with it. */
  calendar?: ((language: Language) => string) | undefined
}

/** One letter about an event to somebody registered for it, in their language. Answers false when it was written before. */
export async function writeTo<Words extends { hello(name: string): string; foot: string }>(
  tx: Tx,
  words: Readonly<Record<Language, Words>>,
  event: EventRow,
  to: Addressee,
  { template, once, subject, parts, uselessAfter, calendar }: Letter<Words>,
): Promise<boolean> {
  if (to.email === null) return false
  const language = to.language as Language
  const t = words[language]
  const title = inLanguage(event, 'title', language)
  return queueMail(tx, {
    ...{ to: to.email, language, template, uselessAfter },
    subject: subject(t, title),
    parts: [t.hello(unlinked(to.name)), ...parts(t, title, language)],
    foot: [t.foot],
    onceKey: `${template} ${to.id} ${once}`,
    thread: threadOf(to.id),
    ...(calendar
      ? { attachments: [{ filename: `${event.slug}.ics`, contentType: CALENDAR_TYPE, content: calendar(language) }] }
      : {}),
  })
}

type Words = (typeof letters)[Language]
type Said = {
  template: string
  subject: (t: Words, title: string) => string
  begin: (t: Words, title: string) => Part[]
  /** Whether where and when, the calendar file and the link belong to it. */
  facts?: boolean
  calendar?: boolean
  link?: boolean
  once: string
}

function send(tx: Tx, means: Means, event: EventRow, to: Registration, said: Said): Promise<boolean> {
  const { template, once, subject, begin, facts, link } = said
  const online = to.state === 'confirmed' ? event.online_address : ''
  return writeTo(tx, letters, event, to, {
    ...{ template, once, subject },
    parts: (t, title, language) => [
      ...begin(t, title),
      ...(facts ? factsOf(t, event, language, online) : []),
      ...(link ? [t.mineQr, { text: t.mine, href: mineAddress(means, to, language) }] : []),
    ],
    uselessAfter: new Date(Math.max(event.ends_at.getTime(), means.now.getTime()) + 7 * DAY_MS),
    calendar: said.calendar ? language => eventCalendar(event, language, means.baseUrl, online) : undefined,
  })
}

function factsOf(t: Words, event: EventRow, language: Language, online: string): Part[] {
  const f = formats(language)
  return [
    t.when(spanOf(f, language, event)),
    ...(event.place ? [t.where(event.place)] : []),
    ...(online ? [{ text: t.online, href: online }] : []),
  ]
}

type Tell = (tx: Tx, means: Means, event: EventRow, to: Registration) => Promise<boolean>
const full = { facts: true, calendar: true, link: true } as const

export const tellConfirmed: Tell = (tx, means, event, to) =>
  send(tx, means, event, to, {
    ...full,
    template: 'registration confirmed',
    once: '',
    subject: (t, title) => t.confirmedSubject(title),
    begin: (t, title) => [t.confirmed(title)],
  })

export const tellWaiting = (tx: Tx, means: Means, event: EventRow, to: Registration, place: number) =>
  send(tx, means, event, to, {
    facts: true,
    link: true,
    template: 'registration waiting',
    once: '',
    subject: (t, title) => t.waitingSubject(title),
    begin: (t, title) => [t.waiting(title, String(place))],
  })

/** To an address that is registered already: at most once an hour, so that nobody is flooded by somebody else. */
export const tellAgain: Tell = (tx, means, event, to) =>
  send(tx, means, event, to, {
    facts: true,
    link: true,
    template: 'registration again',
    once: means.now.toISOString().slice(0, 13),
    subject: (t, title) => t.againSubject(title),
    begin: (t, title) => [t.again(title)],
  })

export const tellPromoted: Tell = (tx, means, event, to) =>
  send(tx, means, event, to, {
    ...full,
    template: 'registration promoted',
    once: '',
    subject: (t, title) => t.promotedSubject(title),
    begin: (t, title) => [t.promoted(title)],
  })

export const tellCancelled: Tell = (tx, means, event, to) =>
  send(tx, means, event, to, {
    template: 'registration cancelled',
    once: '',
    subject: (t, title) => t.cancelledSubject(title),
    begin: (t, title) => [t.cancelled(title)],
  })

export const tellCallOff = (
  tx: Tx,
  means: Means,
  event: EventRow,
  to: Registration,
  words: { it: string; en: string },
) =>
  send(tx, means, event, to, {
    calendar: true,
    template: 'event cancelled',
    once: '',
    subject: (t, title) => t.callOffSubject(title),
    begin: (t, title) => {
      const language = to.language as Language
      const why = words[language] || words.it || words.en
      return [t.callOff(title, spanOf(formats(language), language, event)), ...(why ? [why] : []), t.callOffFile]
    },
  })

export const tellMoved: Tell = (tx, means, event, to) =>
  send(tx, means, event, to, {
    ...full,
    template: 'event moved',
    once: String(event.sequence),
    subject: (t, title) => t.movedSubject(title),
    begin: (t, title) => [t.moved(title), t.movedAsk],
  })

export const tellReminder = (tx: Tx, means: Means, event: EventRow, to: Registration, which: 'week' | 'day') =>
  send(tx, means, event, to, {
    ...full,
    template: which === 'week' ? 'event in a week' : 'event tomorrow',
    once: event.starts_at.toISOString(),
    subject: (t, title) => (which === 'week' ? t.weekSubject(title) : t.daySubject(title)),
    begin: (t, title) => [t.reminder(title), t.reminderAsk],
  })

export const tellAfter: Tell = (tx, means, event, to) =>
  send(tx, means, event, to, {
    link: true,
    template: 'event feedback',
    once: '',
    subject: (t, title) => t.afterSubject(title),
    begin: (t, title) => [t.after(title)],
  })
