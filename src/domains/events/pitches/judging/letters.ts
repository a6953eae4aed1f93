import type { Tx } from '#platform/db.ts'
import type { Language } from '#platform/i18n.ts'
import { queueMail } from '#platform/mail/outbox.ts'
import { inLanguage } from '../../model.ts'
import type { EventRow } from '../../queries.ts'
import type { Means } from '../../registrations/letters.ts'
import { judgeToken, type Rubric } from '../model.ts'
import type { Pitching } from '../queries.ts'
import { letters } from './messages.ts'
import type { Judge } from './queries.ts'

/** Where a judge scores. */
export const judgeAddress = (
  { baseUrl, secret }: Pick<Means, 'baseUrl' | 'secret'>,
  judge: Pick<Judge, 'id' | 'turn' | 'language'>,
) => `${baseUrl}/${judge.language}/judge?token=${encodeURIComponent(judgeToken(secret, judge))}`

const DAY_MS = 86_400_000

/** The invitation of a judge who has an address. */
export async function tellJudge(
  tx: Tx,
  means: Means,
  event: EventRow,
  pitching: Pitching,
  judge: Judge,
): Promise<boolean> {
  if (judge.email === null) return false
  const language = judge.language as Language
  const t = letters[language]
  const title = inLanguage(event, 'title', language)
  const rubric = judge.rubric as Rubric
  return queueMail(tx, {
    to: judge.email,
    language,
    template: 'pitch judge',
    subject: t[`${rubric}Subject`](title),
    parts: [
      t.hello(judge.name),
      t[`${rubric}Begin`](title),
      ...(rubric === 'selection' && pitching.blind ? [t.blind] : []),
      t.conflict,
      { text: t.link[rubric], href: judgeAddress(means, judge) },
    ],
    foot: [t.foot],
    onceKey: `pitch judge ${judge.id} ${judge.turn}`,
    uselessAfter: new Date(event.ends_at.getTime() + DAY_MS),
  })
}
