import { formats } from '#platform/i18n.ts'
import { TextField } from '#ui/forms.tsx'
import { Notice } from '#ui/parts.tsx'
import { inLanguage } from '../../../model.ts'
import type { EventRow } from '../../../queries.ts'
import { EventCrumbs, type Said, Told } from '../../views/parts.tsx'
import { words } from '../messages.ts'
import { type FieldsProps, PitchFields, Trap } from './form.tsx'

type Props = FieldsProps & Said & { event: EventRow; open: boolean; late: boolean }

/** The call as everybody reads it, with its form while it is open. What somebody wrote too late stays to be copied. */
export function CallPage(props: Props) {
  const { language, event, pitching, open, late, typed, wrong, done, alert } = props
  const t = words[language]
  const f = formats(language)
  const when = `${f.instant(pitching.deadline, event.zone)} (${event.zone})`
  const lead = pitching[`lead_${language}`]
  const kept = alert !== undefined
  return (
    <>
      <EventCrumbs {...{ language, event }} />
      <h1>{t.title}</h1>
      <p className="lead">{inLanguage(event, 'title', language)}</p>
      <Told done={done} />
      {lead && <p className="lines">{lead}</p>}
      <Notice {...(open ? {} : { tone: 'warn' as const })}>
        <p>
          {open ? t.openUntil(when) : late ? t.closedSince(when) : t.notOpen}{' '}
          {t.onStage(f.number(pitching.minutes), f.number(pitching.question_minutes))}
        </p>
      </Notice>
      {(open || kept) && !done && (
        <section id="form" className="entry">
          {open && <p>{t.lead}</p>}
          <Told alert={alert} />
          <form method="post" action={`/${language}/events/${event.slug}/pitch#form`} noValidate>
            <TextField
              name="email"
              type="email"
              label={t.email}
              hint={t.emailHint}
              value={typed.email}
              wrong={wrong.email}
              required
              autoComplete="email"
              maxLength={254}
            />
            <PitchFields {...props} />
            <Trap label={t.trap} />
            <p className="small">{t.purpose}</p>
            {wrong.consent && (
              <p className="wrong" id="consent-wrong">
                {wrong.consent}
              </p>
            )}
            <label className="choice">
              <input
                type="checkbox"
                name="consent"
                value="1"
                defaultChecked={typed.consent === '1'}
                aria-describedby={wrong.consent ? 'consent-wrong' : undefined}
                aria-invalid={wrong.consent ? true : undefined}
              />
              <span>{t.consent}</span>
            </label>
            {open && (
              <p className="row">
                <button type="submit" name="do" value="send">
                  {t.send}
                </button>
                <button type="submit" name="do" value="draft" className="quiet">
                  {t.draft}
                </button>
              </p>
            )}
          </form>
        </section>
      )}
    </>
  )
}
