import type { Tx } from '#platform/db.ts'
import { formats } from '#platform/i18n.ts'
import { unlinked } from '#platform/mail/letter.tsx'
import type { EventRow } from '../../queries.ts'
import { type Means, mineAddress, writeTo } from '../../registrations/letters.ts'
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
  const { email } = from
  if (email === null) return
  const who = unlinked([from.name, from.organisation].filter(Boolean).join(', '))
  const agreed = one.state === 'agreed'
  await writeTo(tx, letters, event, to, {
    template: agreed ? 'follow-up agreed' : 'follow-up asked',
    once: one.id,
    subject: t => (agreed ? t.agreedSubject(who) : t.askedSubject(who)),
    parts: (t, title, language) => {
      const way = `${words[language].ways[one.kind]}${one.about ? ` (${unlinked(one.about)})` : ''}`
      return [
        agreed ? t.agreed(who, way, title) : t.asked(who, way, title),
        ...(one.on_day ? [t.day(formats(language).date(one.on_day))] : []),
        agreed ? t.reach(unlinked(from.name), email) : t.answer,
        { text: t.agenda, href: mineAddress(means, to, language, '/agenda') },
      ]
    },
    uselessAfter: new Date(means.now.getTime() + USEFUL_DAYS * DAY_MS),
  })
}
