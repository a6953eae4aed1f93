import { addressOf } from '#kernel/address.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { Select, TextArea, TextField } from '#ui/forms.tsx'
import { Empty, Notice } from '#ui/parts.tsx'
import type { Answer } from '../actions.ts'
import { words } from '../messages.ts'
import { type MatchQuery, REASONS } from '../model.ts'
import type { Shown } from '../queries.ts'
import { type Labels, MatchList } from './matches.tsx'

type Props = {
  language: Language
  query: MatchQuery
  answer: Answer | undefined
  shown: ReadonlyMap<string, Shown>
  labels: Labels
  provinces: ReadonlyMap<string, string>
  countries: readonly string[]
  /** Name of the language the text seems to be written in, when it is neither of ours. */
  foreign: string | undefined
  /** See MatchList. */
  ask?: string | undefined
}

export function MatchingPage(props: Props) {
  const { language, answer } = props
  const t = words[language]
  return (
    <>
      <h1>{t.title}</h1>
      <p className="lead">{t.lead}</p>
      <form action={`/${language}/matching`} className="with-filters">
        <Question {...props} />
        <div>
          {props.foreign && (
            <Notice tone="warn" role="status">
              <p>{t.otherLanguage(props.foreign)}</p>
            </Notice>
          )}
          {answer && answer.searchedAs.length > 0 && (
            <p className="small soft">
              {t.searchedAs} <span lang="en">{shortened(answer.searchedAs)}</span>
            </p>
          )}
          {answer === undefined ? (
            <Empty>
              <h2>{t.emptyTitle}</h2>
              <p>{t.empty}</p>
            </Empty>
          ) : answer.matches.length === 0 ? (
            <Empty>
              <p>{t.nothing}</p>
            </Empty>
          ) : (
            <Results {...props} answer={answer} />
          )}
        </div>
      </form>
    </>
  )
}

/** English words of a long text, as many as a reader will look at. */
const shortened = (list: readonly string[]) =>
  list.length > MOST_WORDS ? `${list.slice(0, MOST_WORDS).join(', ')}…` : list.join(', ')
const MOST_WORDS = 24

/** The beginning of what was asked, so that the answer can be read alone. */
const glimpse = (text: string) => (text.length > 90 ? `${text.slice(0, 89).trimEnd()}…` : text)

function Question({ language, query, answer, provinces, countries }: Props) {
  const weighed = REASONS.some(code => query[`w_${code}`] !== undefined && query[`w_${code}`] !== 1)
  const unweighed = { ...query, ...Object.fromEntries(REASONS.map(code => [`w_${code}`, undefined])) }
  const t = words[language]
  const f = formats(language)
  return (
    <details className="filters panel" open={answer === undefined || undefined}>
      <summary>{answer ? t.change : t.ask}</summary>
      <TextArea name="text" label={t.text} hint={t.textHint} rows={6} maxLength={20_000} value={query.text} />
      <TextField name="call" label={t.call} hint={t.callHint} value={answer?.call?.id ?? query.call} />
      <TextField name="lead" label={t.leadField} hint={t.leadHint} value={query.lead} />
      <label className="choice">
        <input type="checkbox" name="members" value="1" defaultChecked={query.members} />
        <span>{t.onlyMembers}</span>
      </label>
      <Select
        name="country"
        label={t.country}
        any={t.any}
        value={query.country[0]}
        choices={countries.map(value => ({ value, text: f.country(value) })).sort((a, b) => f.compare(a.text, b.text))}
      />
      <Select
        name="province"
        label={t.province}
        any={t.anyProvince}
        value={query.province}
        choices={[...provinces].filter(([code]) => code.length === 5).map(([value, text]) => ({ value, text }))}
      />
      <p>
        <button type="submit">{t.search}</button>
      </p>
      <details open={weighed || undefined}>
        <summary>{t.weights}</summary>
        <p className="small soft">{t.weightsHint}</p>
        {REASONS.map(code => (
          <div className="field" key={code}>
            <label htmlFor={`w_${code}`}>{t.reasons[code]}</label>
            <input
              id={`w_${code}`}
              name={`w_${code}`}
              type="range"
              min="0"
              max="2"
              step="0.25"
              defaultValue={query[`w_${code}`] ?? 1}
            />
          </div>
        ))}
        <p className="row">
          <button type="submit" className="quiet">
            {t.reorder}
          </button>
          {weighed && <a href={`/${language}/matching${addressOf(unweighed)}`}>{t.reset}</a>}
        </p>
      </details>
    </details>
  )
}

/** Newcomers seen before one asks for more: the lane must not push everybody else off the first screen. */
const LANE = 4

function Results({ language, query, answer, shown, labels, provinces, ask }: Props & { answer: Answer }) {
  const { call, matches, newcomers } = answer
  const t = words[language]
  const f = formats(language)
  const perProvince = new Map<string, number>()
  for (const match of matches) {
    const name = provinces.get(shown.get(match.key)?.nuts ?? '')
    if (name) perProvince.set(name, (perProvince.get(name) ?? 0) + 1)
  }
  const asked = call?.title ?? (query.text && glimpse(query.text))
  const spread = [...perProvince].sort(([, a], [, b]) => b - a).map(([name, n]) => `${name} ${f.number(n)}`)
  return (
    <>
      <p role="status">
        <strong>{t.results(f.number(matches.length))}</strong> {asked && t.forCall(asked)}
      </p>
      <p className="small soft">
        {t.shareNewcomers(f.percent(matches.filter(match => match.newcomer).length / matches.length))}. {t.provinces}:{' '}
        {spread.length ? f.list(spread) : t.noProvinces}.
      </p>
      {query.call && (
        <p className="row no-print">
          <a
            className="button"
            href={`/${language}/team?${new URLSearchParams({ call: query.call, ...(query.lead ? { lead: query.lead } : {}) })}`}
          >
            {t.addToTeam}
          </a>
        </p>
      )}
      {newcomers.length > 0 && (
        <section className="panel">
          <h2>{t.newcomers}</h2>
          <p className="small">{t.newcomersLead}</p>
          <MatchList
            language={language}
            matches={newcomers.slice(0, LANE)}
            shown={shown}
            labels={labels}
            reasons={1}
            lane
          />
          {newcomers.length > LANE && (
            <details>
              <summary>{t.moreNewcomers(f.number(newcomers.length - LANE))}</summary>
              <MatchList
                language={language}
                matches={newcomers.slice(LANE)}
                start={LANE + 1}
                shown={shown}
                labels={labels}
                reasons={1}
                lane
              />
            </details>
          )}
        </section>
      )}
      <h2>{t.everybody}</h2>
      <MatchList language={language} matches={matches} shown={shown} labels={labels} ask={ask} />
    </>
  )
}
