import type { ReactNode } from 'react'
import { formats } from '#platform/i18n.ts'
import { Facts, Notice } from '#ui/parts.tsx'
import { inLanguage } from '../../../model.ts'
import { choiceIn } from '../../../programme/model.ts'
import type { EventRow } from '../../../queries.ts'
import type { PitchState } from '../../model.ts'
import type { Pitch } from '../../queries.ts'
import { EventCrumbs, PitchTag, type Said, Told } from '../../views/parts.tsx'
import { words } from '../messages.ts'
import { type FieldsProps, PitchFields } from './form.tsx'

type Props = FieldsProps &
  Said & {
    event: EventRow
    pitch: Pitch
    token: string
    open: boolean
    /** Which decision its people have been told of; before, they see that it was received. */
    shown: PitchState
    hour: string | undefined
    /** What reviewers and jury had to say, once it is given. */
    feedback: ReactNode
    mayWithdraw: boolean
  }

/** A pitch by the link in its mail. */
export function MinePage(props: Props) {
  const { language, event, pitching, pitch, token, open, shown, hour, feedback, mayWithdraw, done, alert } = props
  const t = words[language]
  const f = formats(language)
  const to = (path: string) => `/${language}/pitch${path}?token=${encodeURIComponent(token)}`
  const when = `${f.instant(pitching.deadline, event.zone)} (${event.zone})`
  return (
    <>
      <EventCrumbs {...{ language, event }} />
      <h1>{t.mine}</h1>
      <p className="lead">{inLanguage(event, 'title', language)}</p>
      <Told {...{ done, alert }} />
      <section className="panel">
        <p className="row">
          <PitchTag {...{ language }} state={shown} />
          <strong>{[pitch.title, pitch.organisation].filter(Boolean).join(' · ')}</strong>
        </p>
        <p>
          {t.stateLong[shown]} {shown === 'accepted' && hour && t.place(f.number(pitch.place ?? 0), hour)}
        </p>
        <p className="small">{open ? t.openUntil(when) : t.closedSince(when)}</p>
      </section>
      {feedback}
      {pitch.state !== 'withdrawn' && open && <Change {...props} action={to('')} />}
      {pitch.state !== 'withdrawn' && !open && (
        <section>
          <h2>{t.what}</h2>
          {alert ? <Change {...props} action={to('')} /> : <Written {...props} />}
        </section>
      )}
      {pitch.state !== 'withdrawn' && mayWithdraw && (
        <section>
          <h2>{t.withdraw}</h2>
          <form method="post" action={to('/withdraw')}>
            <p>{t.withdrawLead}</p>
            <button type="submit" className="quiet">
              {t.withdraw}
            </button>
          </form>
        </section>
      )}
      <section>
        <h2>{t.erase}</h2>
        <form method="post" action={to('/erase')}>
          <p>{t.eraseLead}</p>
          <button type="submit" className="quiet small">
            {t.erase}
          </button>
        </form>
      </section>
    </>
  )
}

function Change(props: Props & { action: string }) {
  const { language, pitch, open, action } = props
  const t = words[language]
  const draft = pitch.state === 'draft'
  return (
    <section className="entry">
      <h2>{draft ? t.continue : t.change}</h2>
      {draft && (
        <Notice tone="warn">
          <p>{t.isDraft}</p>
        </Notice>
      )}
      <form method="post" action={action} noValidate>
        <PitchFields {...props} />
        {open && (
          <p className="row">
            <button type="submit" name="do" value="send">
              {draft ? t.send : t.save}
            </button>
            {draft && (
              <button type="submit" name="do" value="draft" className="quiet">
                {t.draft}
              </button>
            )}
          </p>
        )}
      </form>
    </section>
  )
}

type WrittenProps = Pick<Props, 'language' | 'pitch' | 'questions'> & { blind?: boolean }

/** A pitch as it was written. Blind: without whatever says whose it is. */
export function Written({ language, pitch, questions, blind = false }: WrittenProps) {
  const t = words[language]
  const answers = pitch.answers as Record<string, string>
  const shown = (kind: string, text: string | undefined) =>
    kind === 'choice' && text ? (
      choiceIn(text, language)
    ) : kind === 'yes-no' ? (
      text && t[text as 'yes' | 'no']
    ) : (
      <span className="lines">{text}</span>
    )
  return (
    <>
      <p className="lines">{pitch.summary}</p>
      <Facts
        items={[
          ...(blind
            ? []
            : ([
                [t.organisation, pitch.organisation],
                [t.name, pitch.name],
                [
                  t.deck,
                  pitch.deck && (
                    <a href={pitch.deck} rel="noreferrer nofollow">
                      {pitch.deck}
                    </a>
                  ),
                ],
              ] as const)),
          ...questions.map(one => [one[language], answers[one.id] && shown(one.kind, answers[one.id])] as const),
        ]}
      />
    </>
  )
}
