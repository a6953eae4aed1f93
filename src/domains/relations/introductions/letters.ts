import { readableShortName } from '#domains/network/naming/model.ts'
import { dateInRome } from '#platform/clock.ts'
import type { Tx } from '#platform/db.ts'
import { formats, type Language } from '#platform/i18n.ts'
import type { Part } from '#platform/mail/letter.tsx'
import { queueMail } from '#platform/mail/outbox.ts'
import { type Reachable, reachableAt, reachableOne } from '../parties/queries.ts'
import { letters } from './letter-words.ts'
import { type Introduction, namedBy } from './queries.ts'

export type Side = 'from' | 'to'
export type Letters = { readonly tx: Tx; readonly baseUrl: string }

const organisationOf = (one: Introduction, side: Side) =>
  side === 'from'
    ? {
        id: one.from_id,
        key: one.from_key,
        name: readableShortName({ name: one.from_name, short_name: one.from_short }),
      }
    : { id: one.to_id, key: one.to_key, name: readableShortName({ name: one.to_name, short_name: one.to_short }) }

/** What an answer to a mail belongs to: the introduction, and the side whose answer it would be. */
export const caseKeyOf = (introduction: number, side: Side) => `introduction ${introduction} ${side}`

type Say = (language: Language, names: { from: string; to: string }, who: Reachable) => Said
type Said = { template: string; subject: string; parts: readonly Part[]; reply?: boolean; once?: string }

/** One letter to one person of a side, in their language. */
async function send({ tx, baseUrl }: Letters, one: Introduction, side: Side, who: Reachable, say: Say): Promise<void> {
  const { language } = who
  const t = letters[language]
  const own = organisationOf(one, side)
  const { template, subject, parts, reply, once } = say(
    language,
    {
      from: organisationOf(one, 'from').name,
      to: organisationOf(one, 'to').name,
    },
    who,
  )
  await queueMail(tx, {
    to: who.email,
    template,
    language,
    subject,
    parts: [t.hello(who.name), ...parts],
    foot: [t.foot(own.name), { text: t.stop, href: `${baseUrl}/${language}/organisations/${own.key}/introductions` }],
    onceKey: once ?? `${template} ${one.id} ${who.email}`,
    thread: `introduction-${one.id}`,
    ...(reply ? { caseKey: caseKeyOf(one.id, side) } : {}),
  })
}

const link = (baseUrl: string, language: Language, one: Introduction, text: string): Part => ({
  text,
  href: `${baseUrl}/${language}/introductions/${one.id}`,
})

const context = (one: Introduction, language: Language): string[] => {
  const t = letters[language]
  const title = one.call_title ?? one.need_title
  return [
    ...(title ? [t.about(title)] : []),
    t.theySay(one.words),
    ...(one.staff_note ? [t.staffAdds(one.staff_note)] : []),
  ]
}

/** Everybody of a side: those who act for it and contacts who agreed to be asked; of the asking side, whoever it named. */
async function people(tx: Tx, one: Introduction, side: Side): Promise<Reachable[]> {
  if (side === 'to') return reachableAt(tx, one.to_id)
  const named = await reachableOne(tx, namedBy(one, 'from'))
  return named ? [named] : reachableAt(tx, one.from_id)
}

/** To everybody of a side the same letter. */
async function tell(means: Letters, one: Introduction, side: Side, say: Say): Promise<void> {
  for (const who of await people(means.tx, one, side)) await send(means, one, side, who, say)
}

/** What is asked of the side that is looked for, at first and once more: the letters differ in how they begin. */
const ask = (means: Letters, one: Introduction, begin: (language: Language, from: string, to: string) => Beginning) =>
  tell(means, one, 'to', (language, { from, to }, who) => {
    const t = letters[language]
    const { template, subject, said } = begin(language, from, to)
    const day = formats(language).date(dateInRome(one.expires_at))
    return {
      template,
      subject,
      parts: [
        said,
        ...context(one, language),
        t.decide(day),
        ...(who.account === null ? [t.noAccount] : []),
        link(means.baseUrl, language, one, t.answer),
      ],
    }
  })

type Beginning = { readonly template: string; readonly subject: string; readonly said: string }

export const tellAsked = (means: Letters, one: Introduction) =>
  ask(means, one, (language, from, to) => ({
    template: 'introduction asked',
    subject: letters[language].askedSubject(from),
    said: letters[language].asked(from, to),
  }))

export const tellReminder = (means: Letters, one: Introduction) =>
  ask(means, one, (language, from, to) => ({
    template: 'introduction reminder',
    subject: letters[language].reminderSubject(from),
    said: letters[language].reminder(from, to),
  }))

/** To each side's person, who the other's is. */
export async function tellAccepted(means: Letters, one: Introduction): Promise<void> {
  const [from, to] = await Promise.all([
    reachableOne(means.tx, namedBy(one, 'from')),
    reachableOne(means.tx, namedBy(one, 'to')),
  ])
  const card = (who: Reachable): Part => ({ list: [{ text: who.name, note: who.email }] })
  if (from && to) {
    await send(means, one, 'from', from, (language, names) => {
      const t = letters[language]
      return {
        template: 'introduction accepted',
        subject: t.acceptedSubject(names.to),
        parts: [t.accepted(names.to), card(to), t.howToWrite, link(means.baseUrl, language, one, t.open)],
        reply: true,
      }
    })
    await send(means, one, 'to', to, (language, names) => {
      const t = letters[language]
      return {
        template: 'introduction made',
        subject: t.introducedSubject(names.from),
        parts: [t.introduced(names.from), card(from), t.howToWrite, link(means.baseUrl, language, one, t.open)],
        reply: true,
      }
    })
  }
}

export const tellDeclined = (means: Letters, one: Introduction) =>
  tell(means, one, 'from', (language, { to }) => ({
    template: 'introduction declined',
    subject: letters[language].declinedSubject(to),
    parts: [letters[language].declined(to)],
  }))

export async function tellExpired(means: Letters, one: Introduction): Promise<void> {
  await tell(means, one, 'from', (language, { to }) => ({
    template: 'introduction expired',
    subject: letters[language].expiredFromSubject(to),
    parts: [letters[language].expiredFrom(to)],
  }))
  // Staff never passed it on: the other side does not know of it.
  if (one.passed_at)
    await tell(means, one, 'to', (language, { from }) => ({
      template: 'introduction over',
      subject: letters[language].expiredToSubject(from),
      parts: [letters[language].expiredTo(from)],
    }))
}

export const tellWithdrawn = (means: Letters, one: Introduction) =>
  tell(means, one, 'to', (language, { from }) => ({
    template: 'introduction withdrawn',
    subject: letters[language].withdrawnSubject(from),
    parts: [letters[language].withdrawn(from)],
  }))

/** A message of one side to the person of the other. False when there is nobody to write to any more. */
export async function tellMessage(
  means: Letters,
  one: Introduction,
  message: { readonly id: number; readonly side: Side; readonly author: string; readonly body: string },
  answersComeBack: boolean,
): Promise<boolean> {
  const other: Side = message.side === 'from' ? 'to' : 'from'
  const who = await reachableOne(means.tx, namedBy(one, other))
  if (!who) return false
  await send(means, one, other, who, (language, names) => {
    const t = letters[language]
    return {
      template: 'case message',
      subject: t.messageSubject(names.from, names.to),
      parts: [
        t.message(message.author, names[message.side]),
        message.body,
        answersComeBack ? t.replyHere : t.replyThere,
        link(means.baseUrl, language, one, t.open),
      ],
      reply: true,
      once: `case message ${message.id}`,
    }
  })
  return true
}
