import type { Language } from '#platform/i18n.ts'
import { inLanguage } from '../../../model.ts'
import type { EventRow } from '../../../queries.ts'
import type { Pitch, Pitching } from '../../queries.ts'
import { type Clock, lengthOf, signalOf, told } from '../clock.ts'
import { words } from '../messages.ts'

type Props = {
  language: Language
  event: EventRow
  pitching: Pitching
  pitches: readonly Pitch[]
  clock: Clock & { turn: number }
  /** The square that leads to the vote of the room, until it is closed; shown while it is open. */
  square: string | undefined
  voting: boolean
}

/** The screen of the room: who is on and how much time is left, in colour, words and shape. */
export function TimerPage({ language, event, pitching, pitches, clock, square, voting }: Props) {
  const t = words[language]
  const at = `/${language}/events/${event.id}/pitches`
  const minutes = { pitch: pitching.minutes, questions: pitching.question_minutes }
  const on = pitches.findIndex(one => one.id === clock.pitch)
  const pitch = pitches[on]
  const whole = lengthOf(clock, minutes)
  const left = whole - clock.elapsed
  const signal = signalOf(left, whole)
  const button = (act: string, text: string, quiet = true) => (
    <button type="submit" name="act" value={act} className={quiet ? 'quiet small' : 'small'} data-act={act}>
      {text}
    </button>
  )
  return (
    <div
      className="stage"
      data-stage={`${at}/clock/state`}
      data-event={event.id}
      data-now={`/${language}/events/${event.slug}/pitches/now`}
      data-signal={pitch ? signal : 'fine'}
      data-clock={JSON.stringify(clock)}
      data-minutes={JSON.stringify(minutes)}
      data-pitches={JSON.stringify(pitches.map(one => ({ id: one.id, title: one.title, who: one.organisation })))}
      data-words={JSON.stringify({
        ...t.phases,
        ...t.signals,
        start: t.start,
        pause: t.pause,
        before: t.before,
        after: t.after,
      })}
    >
      <p className="stage-event">{inLanguage(event, 'title', language)}</p>
      <h1 className="stage-title" data-title>
        {pitch ? pitch.title : pitches.length === 0 ? t.none2 : t.before}
      </h1>
      <p className="stage-who" data-who>
        {pitch?.organisation}
      </p>
      <div data-face hidden={!pitch}>
        <p className="stage-phase" data-phase>
          {t.phases[clock.phase]}
        </p>
        <p className="stage-time" role="timer" data-time>
          {told(left)}
        </p>
        <p className="stage-signal" role="status">
          <Shapes signal={signal} /> <strong data-signal-said>{t.signals[signal]}</strong>
        </p>
      </div>
      <p className="stage-next" data-next-line hidden={!pitches[on + 1]}>
        {t.upNext} <span data-next>{pitches[on + 1]?.title}</span>
      </p>
      {square && (
        <figure className="stage-vote" data-vote hidden={!voting}>
          <img src={square} alt={t.voteAlt} width="180" height="180" />
          <figcaption>{t.vote}</figcaption>
        </figure>
      )}
      <form method="post" action={`${at}/clock`} className="row stage-buttons no-print">
        {button('toggle', clock.running ? t.pause : t.start, false)}
        {button('next', t.next)}
        {button('previous', t.previous)}
        {button('again', t.again)}
        <button type="button" className="quiet small" data-full hidden>
          {t.full}
        </button>
      </form>
      <p className="small stage-keys" data-keys hidden>
        {t.keys}
      </p>
      <p className="small" role="status" data-offline={t.offline} />
    </div>
  )
}

/** A shape for each signal, so that it is not told by colour alone. */
const Shapes = ({ signal }: { signal: string }) => (
  <>
    {(['fine', 'soon', 'over'] as const).map(one => (
      <span key={one} className="stage-shape" data-shape={one} hidden={one !== signal}>
        <svg viewBox="0 0 40 40" aria-hidden="true" focusable="false">
          {one === 'fine' && <circle cx="20" cy="20" r="17" />}
          {one === 'soon' && <path d="M20 3 L38 36 H2 Z" />}
          {one === 'over' && <rect x="4" y="4" width="32" height="32" />}
        </svg>
      </span>
    ))}
  </>
)
