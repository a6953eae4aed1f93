import { formats, type Language } from '#platform/i18n.ts'
import { Table } from '#ui/parts.tsx'
import type { EventRow } from '../../../queries.ts'
import type { Question } from '../../call/queries.ts'
import { Written } from '../../call/views/mine.tsx'
import type { Criterion, GivenScore, Judge, Review } from '../../judging/queries.ts'
import type { Pitch } from '../../queries.ts'
import { PitchTag, StaffFrame } from '../../views/parts.tsx'
import { words } from '../messages.ts'

type Props = {
  language: Language
  event: EventRow
  pitch: Pitch
  questions: readonly Question[]
  criteria: readonly Criterion[]
  judges: readonly Judge[]
  reviews: readonly Review[]
  scores: readonly GivenScore[]
}

/** One pitch as staff read it, with what the reviewers said. */
export function PitchPage({ language, event, pitch, questions, criteria, judges, reviews, scores }: Props) {
  const t = words[language]
  const f = formats(language)
  const given = judges.filter(
    judge =>
      reviews.some(one => one.judge_id === judge.id && one.pitch_id === pitch.id) ||
      scores.some(one => one.judge_id === judge.id && one.pitch_id === pitch.id),
  )
  return (
    <StaffFrame {...{ language, event }} part="selection" title={pitch.title || t.one}>
      <p className="row">
        <PitchTag {...{ language }} state={pitch.state} />
        {pitch.email && <a href={`mailto:${pitch.email}`}>{pitch.email}</a>}
      </p>
      <Written {...{ language, pitch, questions }} />
      <h2>{t.reviews}</h2>
      {given.length === 0 ? (
        <p>{t.noReviews}</p>
      ) : (
        <Table
          caption={t.reviews}
          silent
          heads={[
            { text: t.judge },
            ...criteria.map(one => ({ text: one[language], number: true })),
            { text: t.wordsOf },
          ]}
          rows={given.map(judge => {
            const review = reviews.find(one => one.judge_id === judge.id && one.pitch_id === pitch.id)
            const score = (criterion: number) =>
              scores.find(
                one => one.judge_id === judge.id && one.pitch_id === pitch.id && one.criterion_id === criterion,
              )?.score
            return [
              judge.name,
              ...criteria.map(one => {
                const value = score(one.id)
                return value === undefined ? '–' : f.number(value)
              }),
              review?.conflict ? (
                t.hasConflict
              ) : (
                <span className="lines" key="words">
                  {review?.words}
                  {review?.words && !review.shared && ` (${t.private})`}
                </span>
              ),
            ]
          })}
        />
      )}
    </StaffFrame>
  )
}
