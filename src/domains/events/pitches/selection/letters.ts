import type { Tx } from '#platform/db.ts'
import { formats, type Language } from '#platform/i18n.ts'
import type { Part } from '#platform/mail/letter.tsx'
import type { EventRow } from '../../queries.ts'
import type { Means } from '../../registrations/letters.ts'
import { hourOf, spanOf } from '../../times.ts'
import { writePitch } from '../call/letters.ts'
import type { Decision } from '../model.ts'
import type { Pitch, Pitching } from '../queries.ts'
import { startOf } from '../stage/model.ts'
import { letters } from './messages.ts'

/** What was decided about a pitch, to those it is of. */
export const tellDecision = (
  tx: Tx,
  means: Means,
  event: EventRow,
  to: Pitch,
  pitching: Pitching,
  words: readonly string[],
) => {
  const state = to.state as Decision
  return writePitch(tx, means, event, to, {
    link: true,
    template: `pitch ${state}`,
    once: to.decided_at?.toISOString() ?? '',
    subject: (_, title) => letters[to.language as Language][`${state}Subject`](title),
    begin: (_, title, language) => {
      const t = letters[language]
      const f = formats(language)
      const parts: Part[] = [t[`${state}Begin`](title)]
      if (state === 'accepted')
        parts.push(
          t.when(spanOf(f, language, event), event.place),
          t.stage(f.number(to.place ?? 0), hourOf(startOf(pitching, to.place ?? 1), event.zone)),
          t.minutes(f.number(pitching.minutes), f.number(pitching.question_minutes)),
        )
      if (words.length) parts.push({ head: t.words }, { list: words.map(text => ({ text })) })
      return parts
    },
  })
}
