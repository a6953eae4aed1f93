import type { Tx } from '#platform/db.ts'
import type { Language } from '#platform/i18n.ts'
import type { EventRow } from '../../queries.ts'
import type { Means } from '../../registrations/letters.ts'
import { writePitch } from '../call/letters.ts'
import type { Pitch } from '../queries.ts'
import { letters } from './messages.ts'

/** That the jury's feedback is there, to those who were on stage. The scores stand on the page, not in the mail. */
export const tellFeedback = (tx: Tx, means: Means, event: EventRow, to: Pitch): Promise<boolean> =>
  writePitch(tx, means, event, to, {
    link: true,
    template: 'pitch feedback',
    once: '',
    subject: (_, title) => letters[to.language as Language].subject(title),
    begin: (_, title) => [letters[to.language as Language].begin(title)],
  })
