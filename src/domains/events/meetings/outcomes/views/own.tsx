import { formats, type Language } from '#platform/i18n.ts'
import { Tag } from '#ui/parts.tsx'
import type { FollowUp } from '../../mine/model.ts'
import { words } from '../messages.ts'
import { LONGEST, OUTCOMES, type Outcome, WAYS } from '../model.ts'

type Said = {
  readonly id: number | string
  readonly name: string
  readonly outcome: Outcome | null
  readonly note: string
  readonly follows: readonly FollowUp[]
}

/** What one side says of a meeting, on a phone: one press for how it was, a note for oneself, how to go on. Without a script each is a form. */
export function OwnOutcome({ language, meeting, action }: { language: Language; meeting: Said; action: string }) {
  const t = words[language]
  const fields = (what: string) => (
    <>
      <input type="hidden" name="what" value={what} />
      <input type="hidden" name="meeting" value={meeting.id} />
    </>
  )
  const form = (what: string) => ({ method: 'post', action, 'data-said': what }) as const
  return (
    <div className="outcome no-print" data-outcome>
      <h4 id={`how-${meeting.id}`}>{t.how}</h4>
      <form {...form('outcome')} aria-labelledby={`how-${meeting.id}`} className="big-choices">
        {fields('outcome')}
        {OUTCOMES.map(outcome => (
          <button
            key={outcome}
            type="submit"
            name="outcome"
            value={outcome}
            className={meeting.outcome === outcome ? undefined : 'quiet'}
            aria-pressed={meeting.outcome === outcome}
          >
            {t.outcomes[outcome]}
          </button>
        ))}
      </form>
      <details>
        <summary>{t.note}</summary>
        <form {...form('note')}>
          {fields('note')}
          <label htmlFor={`note-${meeting.id}`} className="visually-hidden">
            {t.note}
          </label>
          <textarea
            id={`note-${meeting.id}`}
            name="text"
            rows={3}
            maxLength={LONGEST.note}
            defaultValue={meeting.note}
            aria-describedby={`note-hint-${meeting.id}`}
          />
          <p className="small soft" id={`note-hint-${meeting.id}`}>
            {t.noteHint}
          </p>
          <button type="submit" className="quiet">
            {t.saveNote}
          </button>
        </form>
      </details>
      <p className="notice good" role="status" data-went hidden>
        {t.went}
      </p>
      {meeting.follows.map(follow => (
        <Follow
          key={follow.kind}
          {...{ language, follow }}
          form={form('answer')}
          fields={fields('answer')}
          id={meeting.id}
        />
      ))}
      <details>
        <summary>{t.goOn}</summary>
        <form {...form('go-on')}>
          {fields('go-on')}
          <p className="small">{t.goOnLead}</p>
          <fieldset>
            <legend>{t.way}</legend>
            {WAYS.map((way, at) => (
              <label className="choice" key={way}>
                <input type="radio" name="kind" value={way} defaultChecked={at === 0} />
                <span>{t.ways[way]}</span>
              </label>
            ))}
          </fieldset>
          <div className="field">
            <label htmlFor={`day-${meeting.id}`}>{t.day}</label>
            <input id={`day-${meeting.id}`} type="date" name="day" />
          </div>
          <div className="field">
            <label htmlFor={`about-${meeting.id}`}>{t.about}</label>
            <input id={`about-${meeting.id}`} name="about" maxLength={LONGEST.about} autoComplete="off" />
          </div>
          <button type="submit">{t.propose}</button>
        </form>
      </details>
    </div>
  )
}

type FollowProps = {
  language: Language
  follow: FollowUp
  form: object
  fields: React.ReactNode
  id: number | string
}

function Follow({ language, follow, form, fields, id }: FollowProps) {
  const t = words[language]
  const way = `${t.ways[follow.kind]}${follow.about ? ` (${follow.about})` : ''}`
  const day = follow.day ? formats(language).date(follow.day) : ''
  const text = {
    asked: follow.mine ? t.youAsked(way) : t.asksYou(way),
    agreed: t.both(way),
    declined: t.none(way),
    held: t.heldOn(way, day),
  }[follow.state]
  const button = (answer: string, label: string, quiet = false) => (
    <button type="submit" name="answer" value={answer} className={quiet ? 'quiet' : undefined}>
      {label}
    </button>
  )
  const open = follow.state === 'asked' || follow.state === 'agreed'
  return (
    <form {...form} className="follow">
      {fields}
      <input type="hidden" name="kind" value={follow.kind} />
      <p>
        <Tag tone={follow.state === 'declined' ? undefined : 'good'}>{t.followed[follow.state]}</Tag> {text}
        {open && day && ` ${day}`}
      </p>
      <p className="row">
        {!follow.mine && (follow.state === 'asked' || follow.state === 'declined') && button('agree', t.agree)}
        {open && button('decline', follow.mine ? t.takeBack : t.decline, true)}
        {follow.state === 'held' && button('not-held', t.notHeld, true)}
      </p>
      {open && follow.kind === 'meeting' && (
        <p className="row end">
          <label htmlFor={`held-${id}`}>{t.heldDay}</label>
          <input id={`held-${id}`} type="date" name="day" defaultValue={follow.day ?? undefined} />
          {button('held', t.weMet, true)}
        </p>
      )}
    </form>
  )
}
