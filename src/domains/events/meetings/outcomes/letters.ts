import type { Tx } from '#platform/db.ts'
import { formats, type Language } from '#platform/i18n.ts'
import type { Part } from '#platform/mail/letter.tsx'
import { queueMail } from '#platform/mail/outbox.ts'
import { inLanguage } from '../../model.ts'
import type { EventRow } from '../../queries.ts'
import { type Means, mineAddress } from '../../registrations/letters.ts'
import { type Registration, registrationById } from '../../registrations/queries.ts'
import { letters } from './letter-words.ts'
import { words } from './messages.ts'
import type { FollowRow, Sides } from './queries.ts'

const DAY_MS = 86_400_000
/** After this nobody needs to be told any more. */
const USEFUL_DAYS = 14

/** Tells the other side what was proposed, and both, once it is agreed to, how they reach each other. Each once. */
export async function tellFollowed(tx: Tx, means: Means, event: EventRow, sides: Sides, one: FollowRow): Promise<void> {
  if (one.state !== 'asked' && one.state !== 'agreed') return
  const other = one.asked_by === sides.a_id ? sides.b_id : sides.a_id
  const [asker, asked] = await Promise.all([registrationById(tx, one.asked_by), registrationById(tx, other)])
  if (!asker || !asked) return
  const pairs =
    one.state === 'asked'
      ? [[asked, asker] as const]
      : ([
          [asker, asked],
          [asked, asker],
        ] as const)
  for (const [to, from] of pairs) await send(tx, means, event, one, to, from)
}

async function send(tx: Tx, means: Means, event: EventRow, one: FollowRow, to: Registration, from: Registration) {
  if (to.email === null || from.email === null) return
  const language = to.language as Language
  const t = letters[language]
  const who = [from.name, from.organisation].filter(Boolean).join(', ')
  const way = `${words[language].ways[one.kind]}${one.about ? ` (${one.about})` : ''}`
  const day: Part[] = one.on_day ? [t.day(formats(language).date(one.on_day))] : []
  const agreed = one.state === 'agreed'
  await queueMail(tx, {
    to: to.email,
    language,
    template: agreed ? 'follow-up agreed' : 'follow-up asked',
    subject: agreed ? t.agreedSubject(who) : t.askedSubject(who),
    parts: [
      t.hello(to.name),
      agreed
        ? t.agreed(who, way, inLanguage(event, 'title', language))
        : t.asked(who, way, inLanguage(event, 'title', language)),
      ...day,
      agreed ? t.reach(from.name, from.email) : t.answer,
      { text: t.agenda, href: mineAddress(means, to, language).replace('/registration?', '/registration/agenda?') },
    ],
    foot: [t.foot],
    onceKey: `follow-up ${one.state} ${one.id} ${to.id}`,
    thread: `registration-${to.id}`,
    uselessAfter: new Date(means.now.getTime() + USEFUL_DAYS * DAY_MS),
  })
}
