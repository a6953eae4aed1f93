import { readableName } from '#domains/network/naming/model.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { Choices } from '#ui/forms.tsx'
import { Empty, Notice, Tag } from '#ui/parts.tsx'
import { words } from '../messages.ts'
import { likelihoodOf, type QueueQuery } from '../model.ts'
import type { Counts, DecidedRow, DecisionRow, OpenPair, Side } from '../queries.ts'
import { Decided } from './decided.tsx'
import { Reasons } from './reasons.tsx'
import { Sides } from './sides.tsx'

type Run = { readonly records: number; readonly finished_at: Date } | undefined
export type Done = (DecisionRow & { readonly first: Side; readonly second: Side }) | undefined

type Props = {
  language: Language
  query: QueueQuery
  counts: Counts
  run: Run
  done: Done
  why?: string | undefined
  pair?: OpenPair | undefined
  sides?: readonly Side[]
  /** Projects in which both appear. */
  together?: readonly string[]
  decided?: { rows: readonly DecidedRow[]; page: number; pages: number } | undefined
}

export function DuplicatesPage(props: Props) {
  const { language, query, counts, run, why } = props
  const t = words[language]
  const f = formats(language)
  return (
    <>
      <h1>{t.title}</h1>
      <p className="lead">{t.lead}</p>
      {why && (
        <Notice tone="wrong" role="alert">
          <p>{why}</p>
        </Notice>
      )}
      {run && (
        <>
          <p role="status">
            <strong>{t.left(f.number(query.who === 'members' ? counts.members : counts.left))}</strong>
          </p>
          <Lists {...props} />
        </>
      )}
      {/* Where one lands after a decision: the way back, then the next pair. */}
      <div id="pair" className="stack">
        <DoneNotice {...props} />
        {props.decided ? <Decided language={language} {...props.decided} /> : <Pair {...props} />}
        {run && <Compare {...props} />}
      </div>
    </>
  )
}

function Compare({ language, run }: Props) {
  const t = words[language]
  const f = formats(language)
  return (
    <form method="post" action={`/${language}/duplicates/compare`}>
      <button type="submit" className={run ? 'quiet small' : undefined}>
        {run ? t.compareAgain : t.compare}
      </button>
      <p className="small soft">
        {run && t.lastRun(f.instant(run.finished_at, 'Europe/Rome'), f.number(run.records))} {t.compareHint}
      </p>
    </form>
  )
}

/** The three lists, and members first. */
function Lists({ language, query, counts }: Props) {
  const t = words[language]
  const f = formats(language)
  const show = query.show ?? 'queue'
  const entries = [
    {
      on: show === 'queue' && query.who === 'members',
      href: '?who=members',
      text: t.ofMembers(f.number(counts.members)),
    },
    { on: show === 'queue' && query.who !== 'members', href: '?who=all', text: t.ofAll(f.number(counts.left)) },
    { on: show === 'aside', href: '?show=aside', text: t.aside(f.number(counts.aside)) },
    { on: show === 'decided', href: '?show=decided', text: t.decided(f.number(counts.decided)) },
  ]
  return (
    <nav aria-label={t.lists}>
      <p className="row">
        {entries.map(({ on, href, text }) => (
          <a
            key={href}
            className={on ? 'button small' : 'button quiet small'}
            aria-current={on ? 'page' : undefined}
            href={`/${language}/duplicates${href}`}
          >
            {text}
          </a>
        ))}
      </p>
    </nav>
  )
}

function Where({ query }: { query: QueueQuery }) {
  return (
    <>
      {query.who && <input type="hidden" name="who" value={query.who} />}
      {query.show && <input type="hidden" name="show" value={query.show} />}
    </>
  )
}

function DoneNotice({ language, query, done }: Props) {
  if (!done) return null
  const t = words[language]
  const said = { same: t.saidSame, different: t.saidDifferent, unsure: t.saidUnsure }[done.decision]
  return (
    <Notice tone="good" role="status">
      <form method="post" action={`/${language}/duplicates/undo`} className="row">
        <input type="hidden" name="decision" value={done.id} />
        <Where query={query} />
        <span>{said(readableName(done.first), readableName(done.second))}</span>
        <button type="submit" className="link">
          {t.undo}
        </button>
      </form>
    </Notice>
  )
}

function Pair(props: Props) {
  const { language, query, run, pair, sides = [], together, counts } = props
  const t = words[language]
  const [first, second] = sides
  if (!run)
    return (
      <Empty>
        <p>{t.never}</p>
        <Compare {...props} />
      </Empty>
    )
  if (!pair || !first || !second)
    return (
      <Empty>
        <p>{query.show === 'aside' ? t.nothingAside : t.nothing}</p>
        {query.who === 'members' && counts.left > 0 && (
          <a className="button" href={`/${language}/duplicates?who=all`}>
            {t.seeAll}
          </a>
        )}
      </Empty>
    )
  const likelihood = likelihoodOf(pair.score)
  const ids = `${pair.first_id}-${pair.second_id}`
  const list = [query.who && `who=${query.who}`, query.show && `show=${query.show}`].filter(Boolean)
  return (
    <article>
      <h2>
        {readableName(first)} · {readableName(second)}{' '}
        <Tag tone={likelihood === 'possible' ? 'knot' : 'good'}>{t.likelihoods[likelihood]}</Tag>
      </h2>
      <div className="two">
        <div>
          <Reasons language={language} reasons={pair.reasons} />
          <Sides language={language} first={first} second={second} />
          {together && together.length > 0 && <p>{t.together(formats(language).list(together))}</p>}
        </div>
        <aside>
          <form method="post" action={`/${language}/duplicates`} className="panel">
            <h3>{t.decide}</h3>
            <input type="hidden" name="pair" value={ids} />
            <Where query={query} />
            <Choices
              type="radio"
              name="keep"
              legend={t.keep}
              chosen={[headOf(first, second)]}
              choices={[
                { value: 'first', text: `${readableName(first)} (${first.key})` },
                { value: 'second', text: `${readableName(second)} (${second.key})` },
              ]}
            />
            <p className="small soft">{t.keepHint}</p>
            <p className="row">
              <button type="submit" name="decision" value="same">
                {t.same}
              </button>
              <button type="submit" name="decision" value="different" className="quiet">
                {t.different}
              </button>
              {!pair.aside && (
                <button type="submit" name="decision" value="unsure" className="quiet">
                  {t.unsure}
                </button>
              )}
              <a href={`/${language}/duplicates?${[...list, `after=${ids}`].join('&')}#pair`}>{t.later}</a>
            </p>
          </form>
        </aside>
      </div>
    </article>
  )
}

/** A member keeps its page; otherwise the one with more projects, as for links by VAT number. */
function headOf(first: Side, second: Side): 'first' | 'second' {
  if ((first.category === null) !== (second.category === null)) return first.category === null ? 'second' : 'first'
  return second.project_count > first.project_count ? 'second' : 'first'
}
