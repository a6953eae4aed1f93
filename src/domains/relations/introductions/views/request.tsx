import type { ReactNode } from 'react'
import { dateInRome } from '#platform/clock.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { Select, TextArea, TextField } from '#ui/forms.tsx'
import { Crumbs, Facts, Notice, Tag } from '#ui/parts.tsx'
import type { Reachable } from '../../parties/queries.ts'
import type { viewIntroduction } from '../actions.ts'
import { words } from '../messages.ts'
import { LONGEST_WORDS, type MoveName, OUTCOMES, whoCode } from '../model.ts'
import { fromName, TONE, toName } from './list.tsx'

export type RequestProps = {
  language: Language
  view: Awaited<ReturnType<typeof viewIntroduction>>
  done: string | undefined
  alert?: string | undefined
  wrong?: Readonly<Record<string, string>> | undefined
  /** The messages of the two sides, once they have met. */
  conversation: ReactNode
}

export function RequestPage({ language, view, done, alert, wrong = {}, conversation }: RequestProps) {
  const t = words[language]
  const f = formats(language)
  const { one, people } = view
  const about = one.call_title ?? one.need_title
  const aboutHref = one.call_id ? `/calls/${encodeURIComponent(one.call_id)}` : `/needs/${one.need_id}`
  return (
    <>
      <Crumbs label={t.title} trail={[{ href: `/${language}/introductions`, text: t.title }]} />
      <h1>{t.pageTitle(fromName(one), toName(one))}</h1>
      <p className="row">
        <Tag tone={TONE[one.state]}>{t.states[one.state]}</Tag>
        {(one.state === 'asked' || one.state === 'passed') && (
          <span>
            {t.until} <strong>{f.date(dateInRome(one.expires_at))}</strong>
          </span>
        )}
      </p>
      {done && (
        <Notice tone="good" role="status">
          <p>{done}</p>
        </Notice>
      )}
      {alert && (
        <Notice tone="wrong" role="alert">
          <p>{alert}</p>
        </Notice>
      )}
      <div className="two">
        <div>
          <p className="lead">{sentenceOf(view, language)}</p>
          <blockquote className="lines">{one.words}</blockquote>
          {one.staff_note && (
            <>
              <h2>{t.noteOfStaff}</h2>
              <blockquote className="lines">{one.staff_note}</blockquote>
            </>
          )}
          <Answer {...{ language, view, wrong }} />
          {conversation}
          <Outcome {...{ language, view, wrong }} />
        </div>
        <aside className="stack">
          {people.met && (
            <section className="panel">
              <h2>{t.contacts}</h2>
              <Person of={fromName(one)} who={people.from} none={t.noPerson} />
              <Person of={toName(one)} who={people.to} none={t.noPerson} />
            </section>
          )}
          <section className="panel">
            <Facts
              items={[
                [t.from, <Organisation key="f" language={language} code={one.from_key} name={fromName(one)} />],
                [t.toOne, <Organisation key="t" language={language} code={one.to_key} name={toName(one)} />],
                [t.about, about && <a href={`/${language}${aboutHref}`}>{about}</a>],
                [t.outcome, one.outcome && t.outcomes[one.outcome]],
              ]}
            />
            {one.outcome_words && <p className="lines">{one.outcome_words}</p>}
          </section>
          <section className="panel">
            <h2>{t.history}</h2>
            <ol className="small">
              {view.history.map(move => (
                <li key={move.to_state}>
                  {t.events[move.to_state]}, {f.instant(move.moved_at, 'Europe/Rome')}
                  {move.on_behalf && ` (${t.byCluster})`}
                </li>
              ))}
            </ol>
          </section>
        </aside>
      </div>
    </>
  )
}

function sentenceOf({ one, movers, own }: RequestProps['view'], language: Language): string {
  const t = words[language].sentence
  if (one.state === 'asked') return movers.includes('staff') ? t.askedStaff : t.askedFrom
  if (one.state === 'passed') return own.to ? t.passedTo : t.passedFrom
  return t[one.state]
}

const Person = ({ of, who, none }: { of: string; who: Reachable | undefined; none: string }) => (
  <p>
    <span className="small soft">{of}</span>
    <br />
    {who ? (
      <>
        <strong>{who.name}</strong>
        <br />
        <a href={`mailto:${who.email}`}>{who.email}</a>
      </>
    ) : (
      none
    )}
  </p>
)

const Organisation = ({ language, code, name }: { language: Language; code: string; name: string }) => (
  <a href={`/${language}/organisations/${code}`}>{name}</a>
)

type FormProps = Pick<RequestProps, 'language' | 'view'> & { wrong: Readonly<Record<string, string>> }

function MoveButton({ name, quiet, language }: { name: MoveName; quiet?: boolean; language: Language }) {
  return (
    <button type="submit" name="move" value={name} className={quiet ? 'quiet' : undefined}>
      {words[language].moves[name]}
    </button>
  )
}

/** What may be done with a request that has not been answered. */
function Answer({ language, view, wrong }: FormProps) {
  const t = words[language]
  const { one, moves, choices } = view
  const at = `/${language}/introductions/${one.id}/moves`
  return (
    <>
      {moves.includes('pass') && (
        <form method="post" action={at} className="prose" noValidate>
          <TextArea name="note" label={t.note} rows={3} maxLength={LONGEST_WORDS} />
          <p className="row">
            <MoveButton name="pass" language={language} />
            <MoveButton name="refuse" quiet language={language} />
          </p>
        </form>
      )}
      {moves.includes('accept') && (
        <form method="post" action={at} className="prose" noValidate>
          {choices.length > 0 ? (
            <Select
              name="who"
              label={t.whoAnswer}
              wrong={wrong.who}
              choices={choices.map(who => ({ value: whoCode(who), text: `${who.name} (${who.email})` }))}
            />
          ) : (
            <Notice tone="warn">
              <p>{t.nobodyActs(toName(one))}</p>
              <p>
                <a href={`/${language}/organisations/${one.to_key}/access`}>{t.invite}</a>
              </p>
            </Notice>
          )}
          <p className="row">
            {choices.length > 0 && <MoveButton name="accept" language={language} />}
            <MoveButton name="decline" quiet language={language} />
          </p>
        </form>
      )}
      {moves.includes('withdraw') && (
        <form method="post" action={at}>
          <MoveButton name="withdraw" quiet language={language} />
        </form>
      )}
    </>
  )
}

function Outcome({ language, view, wrong }: FormProps) {
  const t = words[language]
  if (!view.moves.includes('meet')) return null
  return (
    <section className="panel">
      <h2>{t.outcomeTitle}</h2>
      <p className="small soft">{t.outcomeHint}</p>
      <form method="post" action={`/${language}/introductions/${view.one.id}/moves`} className="prose" noValidate>
        <fieldset aria-describedby={wrong.outcome && 'outcome-wrong'}>
          <legend>{t.outcome}</legend>
          {wrong.outcome && (
            <span className="wrong" id="outcome-wrong">
              {wrong.outcome}
            </span>
          )}
          {OUTCOMES.map(value => (
            <label className="choice" key={value}>
              <input type="radio" name="outcome" value={value} />
              <span>{t.outcomes[value]}</span>
            </label>
          ))}
        </fieldset>
        <TextField name="note" label={t.outcomeWords} maxLength={300} />
        <MoveButton name="meet" quiet language={language} />
      </form>
    </section>
  )
}
