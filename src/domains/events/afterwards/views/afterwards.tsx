import { FEWEST } from '#kernel/few.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { Choices, TextArea } from '#ui/forms.tsx'
import { Figures, Notice } from '#ui/parts.tsx'
import type { EventRow } from '../../queries.ts'
import type { Registration } from '../../registrations/queries.ts'
import { words } from '../messages.ts'
import { mayBeCertified, mayGiveFeedback } from '../model.ts'
import type { feedbackOf } from '../queries.ts'

type Props = { language: Language; event: EventRow; registration: Registration; token: string; now: Date }

/** What is left to do for somebody who was there. */
export function Afterwards({ language, event, registration, token, now }: Props) {
  const t = words[language]
  const at = (path: string) => `/${language}/registration/${path}?token=${encodeURIComponent(token)}`
  const scale = t.scale.map((text, index) => ({ value: String(index + 1), text }))
  return (
    <>
      {mayBeCertified(event, registration, now) && (
        <p>
          <a className="button" href={at('certificate.pdf')}>
            {t.certificate}
          </a>
        </p>
      )}
      {registration.feedback_at && (
        <Notice tone="good">
          <p>{t.thanks}</p>
        </Notice>
      )}
      {mayGiveFeedback(event, registration, now) && (
        <section className="panel">
          <h2>{t.title}</h2>
          <p>{t.lead}</p>
          <form method="post" action={at('feedback')}>
            <Choices name="overall" legend={t.overall} type="radio" chosen={['4']} choices={scale} />
            <Choices name="useful" legend={t.useful} type="radio" chosen={['4']} choices={scale} />
            <TextArea name="words" label={t.words} hint={t.wordsHint} rows={2} maxLength={1000} />
            <button type="submit">{t.send}</button>
          </form>
        </section>
      )}
    </>
  )
}

/** What people think, for staff: numbers, and words once they are enough to hide whose they are. */
export function FeedbackPanel({
  language,
  feedback,
}: {
  language: Language
  feedback: Awaited<ReturnType<typeof feedbackOf>>
}) {
  const t = words[language]
  const f = formats(language)
  return (
    <section>
      <h2>{t.answers}</h2>
      {feedback.count === 0 ? (
        <p>{t.none}</p>
      ) : (
        <>
          <Figures
            items={[
              { value: f.number(feedback.count), label: t.count },
              { value: f.number(feedback.overall, 1), label: `${t.overall}, ${t.mean}` },
              { value: f.number(feedback.useful, 1), label: `${t.useful} ${t.mean}` },
            ]}
          />
          {feedback.count < FEWEST ? (
            <p className="small">{t.few}</p>
          ) : (
            feedback.words.length > 0 && (
              <>
                <h3>{t.said}</h3>
                <ul>
                  {feedback.words.map((text, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: rendered once on the server
                    <li key={at} className="lines">
                      {text}
                    </li>
                  ))}
                </ul>
              </>
            )
          )}
        </>
      )}
    </section>
  )
}
