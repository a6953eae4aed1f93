import type { Language } from '#platform/i18n.ts'
import { Select, TextArea, TextField } from '#ui/forms.tsx'
import { Notice } from '#ui/parts.tsx'
import { choiceIn } from '../../programme/model.ts'
import type { Question } from '../../programme/queries.ts'
import { words } from '../messages.ts'
import { LONGEST } from '../model.ts'

export type Typed = Readonly<Record<string, string | undefined>>
type FieldsProps = {
  language: Language
  typed: Typed
  wrong: Readonly<Record<string, string>>
  questions: readonly Question[]
}

/** What somebody says of themselves, and the organiser's questions. */
export function PersonFields({ language, typed, wrong, questions }: FieldsProps) {
  const t = words[language]
  return (
    <>
      <TextField
        name="name"
        label={t.name}
        value={typed.name}
        wrong={wrong.name}
        required
        autoComplete="name"
        maxLength={LONGEST.name}
      />
      <TextField
        name="organisation"
        label={t.organisation}
        hint={t.organisationHint}
        value={typed.organisation}
        wrong={wrong.organisation}
        autoComplete="organization"
        maxLength={LONGEST.organisation}
      />
      {questions.map(question => (
        <QuestionField
          key={question.id}
          {...{ language, question }}
          value={typed[`q_${question.id}`]}
          wrong={wrong[`q_${question.id}`]}
        />
      ))}
      <TextArea
        name="needs"
        label={t.needs}
        hint={t.needsHint}
        rows={2}
        value={typed.needs}
        wrong={wrong.needs}
        maxLength={LONGEST.needs}
      />
    </>
  )
}

export function QuestionField({
  language,
  question,
  value,
  wrong,
}: {
  language: Language
  question: Pick<Question, 'id' | 'kind' | 'it' | 'en' | 'choices' | 'required'>
  value: string | undefined
  wrong: string | undefined
}) {
  const t = words[language]
  const name = `q_${question.id}`
  const label = question.required ? question[language] : `${question[language]} (${t.optional})`
  if (question.kind === 'choice' || question.kind === 'yes-no') {
    const choices =
      question.kind === 'choice'
        ? question.choices.map(choice => ({ value: choice, text: choiceIn(choice, language) }))
        : [
            { value: 'yes', text: t.yes },
            { value: 'no', text: t.no },
          ]
    return <Select {...{ name, label, value, wrong, choices }} any={t.chooseOne} />
  }
  if (question.kind === 'number')
    return <TextField {...{ name, label, value, wrong }} type="text" required={question.required} />
  return <TextField {...{ name, label, value, wrong }} required={question.required} maxLength={LONGEST.answer} />
}

type Props = FieldsProps & {
  slug: string
  consent: { readonly version: number; readonly text: string }
  full: boolean
  alert?: string | undefined
}

/** Registering without an account: the purpose and the term stand beside the button. */
export function RegistrationForm({ language, slug, consent, full, typed, wrong, alert, questions }: Props) {
  const t = words[language]
  return (
    <section aria-labelledby="register" id="registration">
      <h2 id="register">{full ? t.joinLine : t.register}</h2>
      <p>{t.registerLead}</p>
      {alert && (
        <Notice tone="wrong" role="alert">
          <p>{alert}</p>
        </Notice>
      )}
      <form method="post" action={`/${language}/events/${slug}/register#registration`} noValidate>
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
        <PersonFields {...{ language, typed, wrong, questions }} />
        <div className="visually-hidden" aria-hidden="true">
          <label htmlFor="website">{t.trap}</label>
          <input id="website" name="website" tabIndex={-1} autoComplete="off" />
        </div>
        <input type="hidden" name="consent_version" value={consent.version} />
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
            defaultChecked={typed.consent === '1' && typed.consent_version === String(consent.version)}
            aria-describedby={wrong.consent ? 'consent-wrong' : undefined}
            aria-invalid={wrong.consent ? true : undefined}
          />
          <span>
            {t.consent} <span className="lines">{consent.text}</span>
          </span>
        </label>
        <button type="submit">{full ? t.joinLine : t.send}</button>
      </form>
    </section>
  )
}

export function RegistrationDone({ language }: { language: Language }) {
  return (
    <section id="registration">
      <Notice tone="good" role="status">
        <p>{words[language].done}</p>
      </Notice>
    </section>
  )
}
