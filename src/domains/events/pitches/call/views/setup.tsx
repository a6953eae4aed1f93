import type { Language } from '#platform/i18n.ts'
import { Select, TextArea, TextField } from '#ui/forms.tsx'
import { Table } from '#ui/parts.tsx'
import type { EventRow } from '../../../queries.ts'
import type { Pitching } from '../../queries.ts'
import { type Said, StaffFrame } from '../../views/parts.tsx'
import { words } from '../messages.ts'
import { LONGEST, QUESTION_KINDS, type QuestionKind } from '../model.ts'
import type { Question } from '../queries.ts'

type Typed = Readonly<Record<string, string | undefined>>
type Props = Said & {
  language: Language
  event: EventRow
  pitching: Pitching | undefined
  questions: readonly Question[]
  typed: Typed
  wrong: Readonly<Record<string, string>>
  /** What was typed in the form of a question, where that is at fault. */
  question?: { typed: Typed; wrong: Readonly<Record<string, string>> } | undefined
}

/** The call of an event: deadline, minutes, questions; shown to everybody when it is ready. */
export function SetupPage(props: Props) {
  const { language, event, pitching, typed, wrong, done, alert } = props
  const t = words[language]
  const action = `/${language}/events/${event.id}/pitches/call`
  const text = (name: string, label: string, more: { hint?: string; type?: string } = {}) => (
    <TextField {...{ name, label }} {...more} value={typed[name]} wrong={wrong[name]} autoComplete="off" />
  )
  return (
    <StaffFrame {...{ language, event, done, alert }} part="call" title={t.setup}>
      <p className="lead">{t.setupLead}</p>
      {pitching && (
        <form method="post" action={`${action}/show`} className="panel row">
          <span>{pitching.opened_at === null ? t.hidden : t.shown}</span>
          <button
            type="submit"
            name="shown"
            value={pitching.opened_at === null ? '1' : ''}
            className={pitching.opened_at === null ? undefined : 'quiet'}
          >
            {pitching.opened_at === null ? t.show : t.hide}
          </button>
          {pitching.opened_at !== null && <a href={`/${language}/events/${event.slug}/pitch`}>{t.publicPage}</a>}
        </form>
      )}
      <form method="post" action={action} noValidate>
        <input type="hidden" name="version" value={typed.version ?? '0'} />
        <div className="columns">
          {text('deadline', t.deadline, { hint: t.deadlineHint(event.zone), type: 'datetime-local' })}
          {text('starts', t.starts, { type: 'datetime-local' })}
          {text('minutes', t.minutes)}
          {text('question_minutes', t.questionMinutes)}
          {text('most_words', t.mostWords)}
        </div>
        <div className="columns">
          <TextArea
            name="lead_it"
            label={t.leadIt}
            value={typed.lead_it}
            wrong={wrong.lead_it}
            maxLength={LONGEST.lead}
          />
          <TextArea
            name="lead_en"
            label={t.leadEn}
            value={typed.lead_en}
            wrong={wrong.lead_en}
            maxLength={LONGEST.lead}
          />
        </div>
        <label className="choice">
          <input type="checkbox" name="blind" value="1" defaultChecked={typed.blind === '1'} />
          <span>{t.blind}</span>
        </label>
        <button type="submit">{t.save}</button>
      </form>
      {pitching && <Questions {...props} />}
    </StaffFrame>
  )
}

function Questions({ language, event, questions, question }: Props) {
  const t = words[language]
  const action = `/${language}/events/${event.id}/pitches/call/questions`
  const typed = question?.typed ?? {}
  const wrong = question?.wrong ?? {}
  return (
    <section id="questions">
      <h2>{t.questions}</h2>
      {questions.length === 0 ? (
        <p>{t.noQuestions}</p>
      ) : (
        <>
          <Table
            caption={t.questions}
            silent
            heads={[{ text: t.questions }, { text: t.kind }, { text: t.remove }]}
            rows={questions.map(one => [
              one[language],
              `${t.kinds[one.kind as QuestionKind]}${one.required ? ` (${t.required.toLowerCase()})` : ''}`,
              <form method="post" action={action} key="remove">
                <button
                  type="submit"
                  name="remove"
                  value={one.id}
                  className="quiet small"
                  aria-label={`${t.remove}: ${one[language]}`}
                >
                  {t.remove}
                </button>
              </form>,
            ])}
          />
          <p className="small">{t.removeHint}</p>
        </>
      )}
      <details open={question !== undefined}>
        <summary>{t.addQuestion}</summary>
        <form method="post" action={action} noValidate>
          <div className="columns">
            <TextField name="it" label={t.questionIt} value={typed.it} wrong={wrong.it} maxLength={LONGEST.question} />
            <TextField name="en" label={t.questionEn} value={typed.en} wrong={wrong.en} maxLength={LONGEST.question} />
            <Select
              name="kind"
              label={t.kind}
              value={typed.kind ?? 'text'}
              choices={QUESTION_KINDS.map(value => ({ value, text: t.kinds[value] }))}
            />
          </div>
          <TextArea
            name="choices"
            label={t.choices}
            hint={t.choicesHint}
            rows={3}
            value={typed.choices}
            wrong={wrong.choices}
          />
          <label className="choice">
            <input type="checkbox" name="required" value="1" defaultChecked={typed.required === '1'} />
            <span>{t.required}</span>
          </label>
          <button type="submit">{t.add}</button>
        </form>
      </details>
    </section>
  )
}
