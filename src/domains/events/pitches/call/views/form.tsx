import type { Language } from '#platform/i18n.ts'
import { TextArea, TextField } from '#ui/forms.tsx'
import { QuestionField } from '../../../registrations/views/form.tsx'
import type { Pitching } from '../../queries.ts'
import { words } from '../messages.ts'
import { LONGEST } from '../model.ts'
import type { Question } from '../queries.ts'

export type Typed = Readonly<Record<string, string | undefined>>
export type FieldsProps = {
  language: Language
  pitching: Pitching
  questions: readonly Question[]
  typed: Typed
  wrong: Readonly<Record<string, string>>
}

/** What a pitch says, and the organiser's questions. */
export function PitchFields({ language, pitching, questions, typed, wrong }: FieldsProps) {
  const t = words[language]
  const most = String(pitching.most_words)
  const field = (name: 'name' | 'organisation' | 'title', label: string, autoComplete: string) => (
    <TextField
      {...{ name, label, autoComplete }}
      value={typed[name]}
      wrong={wrong[name]}
      required
      maxLength={LONGEST[name]}
    />
  )
  return (
    <>
      {field('name', t.name, 'name')}
      {field('organisation', t.organisation, 'organization')}
      {pitching.blind && <p className="small">{t.blindNote}</p>}
      {field('title', t.pitchTitle, 'off')}
      <TextArea
        name="summary"
        label={t.summary}
        hint={t.summaryHint(most)}
        rows={8}
        value={typed.summary}
        wrong={wrong.summary}
        required
        maxLength={LONGEST.long}
      />
      <TextField
        name="deck"
        type="url"
        label={t.deck}
        hint={t.deckHint}
        value={typed.deck}
        wrong={wrong.deck}
        maxLength={LONGEST.deck}
        autoComplete="off"
      />
      {questions.map(question => {
        const name = `q_${question.id}`
        return question.kind === 'long' ? (
          <TextArea
            key={question.id}
            name={name}
            label={question.required ? question[language] : `${question[language]} (${t.optional})`}
            hint={t.wordsHint(most)}
            rows={6}
            value={typed[name]}
            wrong={wrong[name]}
            required={question.required}
            maxLength={LONGEST.long}
          />
        ) : (
          <QuestionField key={question.id} {...{ language, question }} value={typed[name]} wrong={wrong[name]} />
        )
      })}
    </>
  )
}

/** A field that people do not see. */
export const Trap = ({ label }: { label: string }) => (
  <div className="visually-hidden" aria-hidden="true">
    <label htmlFor="website">{label}</label>
    <input id="website" name="website" tabIndex={-1} autoComplete="off" />
  </div>
)
