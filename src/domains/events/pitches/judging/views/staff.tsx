import { formats, type Language } from '#platform/i18n.ts'
import { Select, TextField } from '#ui/forms.tsx'
import { Empty, Notice, Table } from '#ui/parts.tsx'
import { inLanguage } from '../../../model.ts'
import type { EventRow } from '../../../queries.ts'
import type { Rubric } from '../../model.ts'
import type { Pitching } from '../../queries.ts'
import { type Said, StaffFrame } from '../../views/parts.tsx'
import { LONGEST } from '../model.ts'
import type { Criterion, Judge } from '../queries.ts'
import { words } from '../staff-words.ts'

type Shared = Said & {
  language: Language
  event: EventRow
  pitching: Pitching
  rubric: Rubric
  typed: Readonly<Record<string, string | undefined>>
  wrong: Readonly<Record<string, string>>
}

/** The criteria of a rubric with their weights. */
export function RubricPage(props: Shared & { criteria: readonly Criterion[] }) {
  const { language, event, pitching, rubric, criteria, typed, wrong, done, alert } = props
  const t = words[language]
  const f = formats(language)
  const action = `/${language}/events/${event.id}/pitches/rubric/${rubric}`
  const fixed = pitching[rubric] !== 'waiting'
  const total = criteria.reduce((sum, one) => sum + one.weight, 0)
  return (
    <StaffFrame {...{ language, event, done, alert }} part={rubric} title={t.rubric[rubric]}>
      <p className="lead">{t.rubricLead}</p>
      {fixed && (
        <Notice>
          <p>{t.fixed}</p>
        </Notice>
      )}
      {criteria.length === 0 && (
        <Empty>
          <p>{t.noCriteria}</p>
        </Empty>
      )}
      {criteria.map(one => {
        const field = (name: 'it' | 'en' | 'weight', label: string, value: string) => (
          <div className="field">
            <label htmlFor={`${name}-${one.id}`}>{label}</label>
            <input
              id={`${name}-${one.id}`}
              name={name}
              defaultValue={value}
              maxLength={LONGEST.criterion}
              readOnly={name === 'weight' && fixed}
              inputMode={name === 'weight' ? 'numeric' : undefined}
            />
          </div>
        )
        return (
          <form method="post" action={action} className="panel" key={one.id}>
            <input type="hidden" name="id" value={one.id} />
            <div className="columns">
              {field('it', t.it, one.it)}
              {field('en', t.en, one.en)}
              {field('weight', `${t.weight} (${t.share(f.percent(one.weight / total))})`, String(one.weight))}
            </div>
            <p className="row">
              <button
                type="submit"
                name="do"
                value="change"
                className="small"
                aria-label={`${t.save}: ${one[language]}`}
              >
                {t.save}
              </button>
              {!fixed && (
                <button
                  type="submit"
                  name="do"
                  value="remove"
                  className="quiet small"
                  aria-label={`${t.remove}: ${one[language]}`}
                >
                  {t.remove}
                </button>
              )}
            </p>
          </form>
        )
      })}
      {!fixed && (
        <>
          <form method="post" action={action} noValidate>
            <h2>{t.add}</h2>
            <div className="columns">
              <TextField name="it" label={t.it} value={typed.it} wrong={wrong.it} maxLength={LONGEST.criterion} />
              <TextField name="en" label={t.en} value={typed.en} wrong={wrong.en} maxLength={LONGEST.criterion} />
              <TextField name="weight" label={t.weight} hint={t.weightHint} value={typed.weight} wrong={wrong.weight} />
            </div>
            <button type="submit" name="do" value="add">
              {t.add}
            </button>
          </form>
          {criteria.length === 0 && (
            <form method="post" action={action}>
              <button type="submit" name="do" value="copy" className="quiet">
                {t.copy[rubric]}
              </button>
            </form>
          )}
        </>
      )}
    </StaffFrame>
  )
}

/** Who judges, invited and taken out. */
export function JudgesPage(props: Shared & { judges: readonly Judge[] }) {
  const { language, event, pitching, rubric, judges, typed, wrong, done, alert } = props
  const t = words[language]
  const action = `/${language}/events/${event.id}/pitches/judges/${rubric}`
  const open = pitching[rubric] !== 'closed'
  return (
    <StaffFrame {...{ language, event, done, alert }} part={rubric} title={t.judges[rubric]}>
      <p className="lead">{t.judgesLead[rubric]}</p>
      {judges.length === 0 ? (
        <Empty>
          <p>{t.noJudges}</p>
        </Empty>
      ) : (
        <Table
          caption={t.judges[rubric]}
          silent
          heads={[{ text: t.name }, { text: t.email }, { text: t.language }, { text: t.acts }]}
          rows={judges.map(judge => [
            judge.name,
            judge.email ?? t.noMail,
            t.languages[judge.language as Language],
            <form method="post" action={action} className="row" key="acts">
              <input type="hidden" name="id" value={judge.id} />
              <button
                type="submit"
                name="do"
                value="again"
                className="quiet small"
                aria-label={`${t.again}: ${judge.name}`}
              >
                {t.again}
              </button>
              {open && (
                <button
                  type="submit"
                  name="do"
                  value="remove"
                  className="quiet small"
                  aria-label={`${t.removeJudge}: ${judge.name}`}
                >
                  {t.removeJudge}
                </button>
              )}
            </form>,
          ])}
        />
      )}
      <p className="small">{t.againHint}</p>
      {judges.length > 0 && (
        <p>
          <a className="button quiet" href={`${action}/squares`}>
            {t.squares}
          </a>
        </p>
      )}
      {open && (
        <>
          <form method="post" action={action} noValidate>
            <h2>{t.invite}</h2>
            <div className="columns">
              <TextField name="name" label={t.name} value={typed.name} wrong={wrong.name} maxLength={LONGEST.name} />
              <TextField
                name="email"
                type="email"
                label={t.email}
                hint={t.emailHint[rubric]}
                value={typed.email}
                wrong={wrong.email}
                maxLength={254}
              />
              <Select
                name="language"
                label={t.language}
                value={typed.language ?? language}
                choices={(['it', 'en'] as const).map(value => ({ value, text: t.languages[value] }))}
              />
            </div>
            <button type="submit" name="do" value="invite">
              {t.invite}
            </button>
          </form>
          {rubric === 'selection' && (
            <form method="post" action={action}>
              <input type="hidden" name="language" value={language} />
              <p className="small">{t.myselfLead}</p>
              <button type="submit" name="do" value="myself" className="quiet">
                {t.myself}
              </button>
            </form>
          )}
        </>
      )}
    </StaffFrame>
  )
}

export type Card = { judge: Judge; square: string }

/** A card for each judge, to be printed and cut. */
export function SquaresPage({
  language,
  event,
  rubric,
  cards,
}: Pick<Shared, 'language' | 'event' | 'rubric'> & { cards: readonly Card[] }) {
  const t = words[language]
  return (
    <StaffFrame {...{ language, event }} part={rubric} title={t.squares}>
      <p className="no-print">
        {t.squaresLead} {t.print}
      </p>
      <ul className="cards">
        {cards.map(({ judge, square }) => (
          <li className="card" key={judge.id}>
            <h2>{judge.name}</h2>
            <p>
              {inLanguage(event, 'title', judge.language as Language)}: {words[judge.language as Language].scan}
            </p>
            <img
              src={square}
              alt={`${words[judge.language as Language].scan}: ${judge.name}`}
              width="200"
              height="200"
            />
          </li>
        ))}
      </ul>
    </StaffFrame>
  )
}
