import type { Db } from '#platform/db.ts'
import { reviewsOf } from '../judging/queries.ts'
import type { Pitch, Pitching } from '../queries.ts'
import { sharedWords } from '../selection/actions.ts'
import { juryTally } from './actions.ts'

/** What those who pitched may read of what was said of them; undefined while nothing was given out. */
export async function feedbackFor(db: Db, pitching: Pitching, pitch: Pitch) {
  const told = pitch.told !== null && pitching.words_released_at !== null
  const selection = told ? sharedWords(await reviewsOf(db, pitching.event_id, 'selection'), pitch.id) : []
  const tally =
    pitching.feedback_released_at !== null && pitch.place !== null ? await juryTally(db, pitching) : undefined
  const line = tally?.lines.find(one => one.key === pitch.id)
  const jury = tally &&
    line && {
      mean: line.mean,
      count: line.count,
      criteria: tally.criteria.map((criterion, at) => ({ ...criterion, mean: line.means[at] })),
      words: sharedWords(tally.reviews, pitch.id),
    }
  return selection.length || jury ? { selection, jury } : undefined
}
export type FeedbackGiven = NonNullable<Awaited<ReturnType<typeof feedbackFor>>>
