import { formats, type Language } from '#platform/i18n.ts'
import { Select, TextField } from '#ui/forms.tsx'
import { Empty } from '#ui/parts.tsx'
import type { EventRow } from '../../../queries.ts'
import type { Pitch, Pitching } from '../../queries.ts'
import { type Said, StaffFrame } from '../../views/parts.tsx'
import type { JuryTally } from '../actions.ts'
import { words } from '../messages.ts'
import { GIVERS, type Giver, LONGEST, mostVoted } from '../model.ts'
import type { Prize } from '../queries.ts'

type Props = Said & {
  language: Language
  event: EventRow
  pitching: Pitching
  pitches: readonly Pitch[]
  prizes: readonly Prize[]
  tally: JuryTally | undefined
  typed: Readonly<Record<string, string | undefined>>
  wrong: Readonly<Record<string, string>>
}

/** Prizes, what the public sees, and what those who pitched get to read. */
export function ResultsPage(props: Props) {
  const { language, event, pitching, done, alert } = props
  const t = words[language]
  const action = `/${language}/events/${event.id}/pitches/results`
  return (
    <StaffFrame {...{ language, event, done, alert }} part="results" title={t.results}>
      <p className="lead">{t.resultsLead}</p>
      <Prizes {...props} />
      <section className="panel">
        <h2>{t.publish}</h2>
        {pitching.published_at === null ? (
          <form method="post" action={action}>
            <p>{t.publishLead}</p>
            <label className="choice">
              <input type="checkbox" name="ranking" value="1" defaultChecked={pitching.shows_ranking} />
              <span>{t.withRanking}</span>
            </label>
            <button type="submit" name="do" value="publish">
              {t.publish}
            </button>
          </form>
        ) : (
          <form method="post" action={action}>
            <p className="row">
              {t.published} <a href={`/${language}/events/${event.slug}/results`}>{t.publicPage}</a>
            </p>
            <button type="submit" name="do" value="hide" className="quiet">
              {t.hide}
            </button>
          </form>
        )}
      </section>
      <section className="panel">
        <h2>{t.feedback}</h2>
        <p>{t.feedbackLead}</p>
        {pitching.feedback_released_at === null ? (
          <form method="post" action={action}>
            <button type="submit" name="do" value="feedback">
              {t.release}
            </button>
          </form>
        ) : (
          <p>{t.released}</p>
        )}
      </section>
    </StaffFrame>
  )
}

function Prizes({ language, event, pitches, prizes, tally, typed, wrong }: Props) {
  const t = words[language]
  const f = formats(language)
  const action = `/${language}/events/${event.id}/pitches/prizes`
  const leading: Record<Giver, readonly (Pitch | undefined)[]> = {
    jury: tally?.lines.filter(one => one.place === 1).map(one => pitches.find(pitch => pitch.id === one.key)) ?? [],
    audience: mostVoted(pitches),
    cluster: [],
  }
  return (
    <section>
      <h2>{t.prizes}</h2>
      {prizes.length === 0 && (
        <Empty>
          <p>{t.noPrizes}</p>
        </Empty>
      )}
      <ul className="results">
        {prizes.map(prize => {
          const first = leading[prize.given_by as Giver]
          const id = `pitch-${prize.id}`
          return (
            <li key={prize.id}>
              <h3>{prize[language]}</h3>
              <p className="small">
                {t.by[prize.given_by as Giver]}
                {first.length > 0 && `. ${t.suggested(f.list(first.map(one => one?.title ?? '')))}`}
              </p>
              <form method="post" action={action} className="row end">
                <input type="hidden" name="prize" value={prize.id} />
                <div className="field grow">
                  <label htmlFor={id}>{t.to}</label>
                  <select
                    id={id}
                    name="pitch"
                    defaultValue={String(prize.pitch_id ?? (first.length === 1 ? first[0]?.id : '') ?? '')}
                  >
                    <option value="">{t.nobodyYet}</option>
                    {pitches.map(pitch => (
                      <option key={pitch.id} value={pitch.id}>
                        {pitch.title} · {pitch.organisation}
                      </option>
                    ))}
                  </select>
                </div>
                <button type="submit" name="do" value="give" aria-label={`${t.give}: ${prize[language]}`}>
                  {t.give}
                </button>
                <button
                  type="submit"
                  name="do"
                  value="remove"
                  className="quiet"
                  aria-label={`${t.remove}: ${prize[language]}`}
                >
                  {t.remove}
                </button>
              </form>
            </li>
          )
        })}
      </ul>
      <details open={Object.keys(wrong).length > 0}>
        <summary>{t.add}</summary>
        <form method="post" action={action} noValidate>
          <div className="columns">
            <TextField
              name="it"
              label={t.prizeIt}
              value={typed.it}
              wrong={wrong.it}
              required
              maxLength={LONGEST.prize}
            />
            <TextField
              name="en"
              label={t.prizeEn}
              value={typed.en}
              wrong={wrong.en}
              required
              maxLength={LONGEST.prize}
            />
            <Select
              name="given_by"
              label={t.giver}
              value={typed.given_by ?? 'jury'}
              choices={GIVERS.map(value => ({ value, text: t.givers[value] }))}
            />
          </div>
          <button type="submit" name="do" value="add">
            {t.add}
          </button>
        </form>
      </details>
    </section>
  )
}
