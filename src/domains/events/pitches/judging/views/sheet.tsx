import { formats, type Language } from '#platform/i18n.ts'
import { Empty, Notice, Tag } from '#ui/parts.tsx'
import { inLanguage } from '../../../model.ts'
import { Written } from '../../call/views/mine.tsx'
import { words as ofPitches } from '../../messages.ts'
import { SCALE } from '../../model.ts'
import type { Pitch } from '../../queries.ts'
import { EventCrumbs, type Said, Told } from '../../views/parts.tsx'
import { words } from '../messages.ts'
import { LONGEST } from '../model.ts'
import type { Sheet } from '../sheets.ts'

type Props = Said & {
  language: Language
  sheet: Sheet
  token: string
  /** Who is on stage now. */
  current: number | null
  /** Which pitch is opened: the one that was just saved. */
  opened: number | undefined
}

const inScores = (sheet: Sheet, pitch: number) =>
  new Map(sheet.scores.filter(one => one.pitch_id === pitch).map(one => [one.criterion_id, one.score]))

/** The score sheet of a judge: works as forms, one for each pitch; with a script each press is kept on the phone until it is saved. */
export function SheetPage({ language, sheet, token, current, opened, done, alert }: Props) {
  const t = words[language]
  const f = formats(language)
  const { event, judge, pitching, rubric, pitches, criteria } = sheet
  const step = pitching[rubric]
  const free = pitches.filter(pitch => !sheet.reviews.some(one => one.pitch_id === pitch.id && one.conflict))
  const complete = free.filter(pitch => inScores(sheet, pitch.id).size === criteria.length)
  const on = pitches.find(one => one.id === current)
  const address = (path: string) => `/${language}/judge${path}?token=${encodeURIComponent(token)}`
  return (
    <div
      data-judge={step === 'open' ? address('/marks') : undefined}
      data-key={`pitch-judge ${judge.id} ${judge.turn}`}
      data-now={rubric === 'jury' ? `/${language}/events/${event.slug}/pitches/now` : undefined}
      data-criteria={criteria.length}
    >
      <EventCrumbs {...{ language, event }} />
      <h1>{t.title[rubric]}</h1>
      <p className="lead">
        {t.hello(judge.name)} {inLanguage(event, 'title', language)}
      </p>
      <Told {...{ done, alert }} />
      {step === 'open' ? (
        <>
          <p>
            {t.lead[rubric]} <span data-plain>{t.leadPlain}</span>
          </p>
          <p className="small">{t.ends}</p>
        </>
      ) : (
        <Notice tone="warn">
          <p>{step === 'waiting' ? t.waiting : t.closed}</p>
        </Notice>
      )}
      <p className="row" role="status">
        <strong data-done={t.done('{done}', '{all}')}>
          {t.done(f.number(complete.length), f.number(free.length))}
        </strong>
        <span data-sync={t.allSaved} data-pending={t.pending} data-refused={t.refused} data-lost={t.lost} />
      </p>
      {rubric === 'jury' && (
        <p className="row" aria-live="polite" data-on-line hidden={!on}>
          <Tag tone="weft">{t.now}</Tag>
          <a href={on ? `#pitch-${on.id}` : '#main'} data-on>
            {on?.title}
          </a>
        </p>
      )}
      {pitches.length === 0 ? (
        <Empty>
          <p>{t.nobody}</p>
        </Empty>
      ) : (
        pitches.map((pitch, at) => (
          <PitchSheet
            key={pitch.id}
            {...{ language, sheet, pitch, address }}
            number={rubric === 'jury' ? (pitch.place ?? at + 1) : at + 1}
            open={pitch.id === (opened ?? current ?? pitches[0]?.id)}
          />
        ))
      )}
    </div>
  )
}

type OneProps = Pick<Props, 'language' | 'sheet'> & {
  pitch: Pitch
  number: number
  open: boolean
  address: (path: string) => string
}

function PitchSheet({ language, sheet, pitch, number, open, address }: OneProps) {
  const t = words[language]
  const { criteria, questions, pitching, rubric } = sheet
  const blind = rubric === 'selection' && pitching.blind
  const scores = inScores(sheet, pitch.id)
  const review = sheet.reviews.find(one => one.pitch_id === pitch.id)
  const taking = pitching[rubric] === 'open'
  const complete = scores.size === criteria.length && criteria.length > 0
  return (
    <details className="panel judged" id={`pitch-${pitch.id}`} open={open} data-pitch={pitch.id}>
      <summary>
        <span className="row">
          <span>
            {number}. <span data-title>{pitch.title}</span>{' '}
            {!blind && <span className="soft">{pitch.organisation}</span>}
          </span>
          {review?.conflict ? (
            <Tag tone="weft">{t.conflict}</Tag>
          ) : (
            <>
              <span data-complete hidden={!complete}>
                <Tag tone="good">{t.complete}</Tag>
              </span>
              <span data-incomplete hidden={complete}>
                <Tag>{t.incomplete}</Tag>
              </span>
            </>
          )}
        </span>
      </summary>
      {rubric === 'selection' ? (
        <Written {...{ language, pitch, questions, blind }} />
      ) : (
        <details className="rule">
          <summary>{t.read}</summary>
          <div>
            <Written {...{ language, pitch, questions }} />
          </div>
        </details>
      )}
      {review?.conflict ? (
        <p>{t.hasConflict}</p>
      ) : (
        <form method="post" action={address('')} data-sheet>
          <input type="hidden" name="pitch" value={pitch.id} />
          {criteria.map(criterion => (
            <Scale
              key={criterion.id}
              {...{ language, taking }}
              name={`s_${criterion.id}`}
              id={`s-${pitch.id}-${criterion.id}`}
              criterion={criterion}
              chosen={scores.get(criterion.id)}
              share={criterion.weight / criteria.reduce((sum, one) => sum + one.weight, 0)}
            />
          ))}
          {taking ? (
            <>
              <div className="field">
                <label htmlFor={`words-${pitch.id}`}>{t.words}</label>
                <span className="hint" id={`words-${pitch.id}-hint`}>
                  {t.wordsHint}
                </span>
                <textarea
                  id={`words-${pitch.id}`}
                  name="words"
                  rows={3}
                  maxLength={LONGEST.words}
                  defaultValue={review?.words}
                  aria-describedby={`words-${pitch.id}-hint`}
                />
              </div>
              <label className="choice">
                <input type="checkbox" name="shared" value="1" defaultChecked={review?.shared ?? true} />
                <span>{t.shared}</span>
              </label>
              <button type="submit" data-plain>
                {t.save}
              </button>
            </>
          ) : (
            review?.words && <p className="lines">{review.words}</p>
          )}
        </form>
      )}
      {taking && (
        <details className="rule">
          <summary>{t.conflict}</summary>
          <form method="post" action={address('/conflict')}>
            <input type="hidden" name="pitch" value={pitch.id} />
            <p>{t.conflictLead}</p>
            <button type="submit" name="conflict" value={review?.conflict ? '' : '1'} className="quiet small">
              {review?.conflict ? t.noConflict : t.conflict}
            </button>
          </form>
        </details>
      )}
    </details>
  )
}

type ScaleProps = {
  language: Language
  name: string
  id: string
  criterion: { it: string; en: string }
  chosen: number | undefined
  share: number
  taking: boolean
}

/** One criterion: five boxes as large as a thumb. */
function Scale({ language, name, id, criterion, chosen, share, taking }: ScaleProps) {
  const t = words[language]
  const scale = ofPitches[language].scale
  return (
    <fieldset className="scale">
      <legend>
        {criterion[language]} <span className="small">({t.weight(formats(language).percent(share))})</span>
      </legend>
      <div className="scale-boxes">
        {SCALE.map(score => (
          <label key={score} htmlFor={`${id}-${score}`}>
            <input
              type="radio"
              id={`${id}-${score}`}
              name={name}
              value={score}
              defaultChecked={chosen === score}
              disabled={!taking}
            />
            <span>
              {score}
              <span className="visually-hidden">, {scale[score]}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
