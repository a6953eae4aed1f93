import type { Explanation } from '#algorithms/team/explain.ts'
import { words as network } from '#domains/network/messages.ts'
import { readableName, readableShortName } from '#domains/network/naming/model.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { Crumbs, Dots, Notice, Table, Tag } from '#ui/parts.tsx'
import { words } from '../../messages.ts'
import type { Need, TeamView } from '../actions.ts'
import { teamAddress } from '../model.ts'
import type { CandidateRow } from '../queries.ts'
import { Impossible } from './impossible.tsx'
import { Rules } from './rules.tsx'
import { Choice, Keep, type Keeping, needLabel, Wishes } from './wishes.tsx'

/** `keep` for whoever may save. */
type Props = { language: Language; view: TeamView; keep: Keeping | undefined }

export function TeamPage({ language, view, keep }: Props) {
  const t = words[language]
  const { call, query, built } = view
  const address = teamAddress(query)
  return (
    <>
      <Crumbs
        label={t.title}
        trail={[
          ...(keep?.saved ? [{ href: `/${language}/teams`, text: t.teams }] : []),
          { href: `/${language}/calls/${encodeURIComponent(call.id)}`, text: call.id },
        ]}
      />
      {keep?.kept && (
        <Notice tone="good" role="status">
          <p>{t.kept}</p>
        </Notice>
      )}
      <h1>{keep?.saved?.name ?? t.title}</h1>
      <p className="lead">
        {t.forCall}{' '}
        <a href={`/${language}/calls/${encodeURIComponent(call.id)}`} lang="en">
          {call.title}
        </a>
      </p>
      {keep?.wrong && (
        <Notice tone="wrong" role="alert">
          <p>{keep.wrong}</p>
        </Notice>
      )}
      {/* Posted where there are notes: they are too long, and nobody's business, for an address. */}
      <form
        {...(keep ? { method: 'post', action: `/${language}/team/again` } : { action: `/${language}/team` })}
        className="with-filters"
      >
        <Wishes language={language} view={view} />
        <div>
          {built.status === 'infeasible' ? (
            <Impossible language={language} view={view} outcome={built} />
          ) : (
            <>
              <Found language={language} view={view} explanation={built.explanation} />
              <p className="row no-print">
                <button type="submit">{t.recompute}</button>
                <a className="button quiet" href={`/${language}/team.pdf${address}`}>
                  {t.brief}
                </a>
                <a className="button quiet" href={`/${language}/team.xlsx${address}`}>
                  {t.xlsx}
                </a>
                {keep && (
                  <button type="submit" formAction={`/${language}/proposals/from-team`}>
                    {t.propose}
                  </button>
                )}
              </p>
              <Coverage language={language} view={view} explanation={built.explanation} />
            </>
          )}
          <Rules language={language} verdicts={view.verdicts} />
          {keep && <Keep language={language} keep={keep} />}
          {built.status === 'solved' && <Alternatives language={language} view={view} />}
        </div>
      </form>
    </>
  )
}

function Found({ language, view, explanation }: { language: Language; view: TeamView; explanation: Explanation }) {
  const t = words[language]
  const f = formats(language)
  const n = network[language]
  const { rows, needs, query, built } = view
  if (built.status !== 'solved') return null
  const best = built.teams[0]
  const names = (list: readonly number[]) =>
    f.list(list.slice(0, 3).flatMap(index => (needs[index] ? [needLabel(needs[index], language)] : [])))
  return (
    <section>
      <h2>{t.team}</h2>
      {best && (
        <p className="small soft" role="status">
          {t.found(f.number(best.value, 1), f.number(best.ms))} {best.proven ? t.proven : t.gap(f.percent(best.gap))}
        </p>
      )}
      <Table
        caption={t.teamCaption(f.number(explanation.members.length))}
        heads={[{ text: t.partner }, { text: t.country }, { text: t.kind }, { text: t.adds }, { text: t.choice }]}
        rows={explanation.contributions.map(contribution => {
          const row = rows[contribution.member]
          if (!row) return []
          const what = contribution.onlyOneFor.length
            ? t.only(names(contribution.onlyOneFor))
            : contribution.bestAt.length
              ? t.best(names(contribution.bestAt))
              : t.nothingOwn
          return [
            <span key="n">
              <a href={`/${language}/organisations/${row.key}`}>{readableName(row)}</a>{' '}
              {row.member && <Tag tone="weft">{n.memberTag}</Tag>}{' '}
              {row.invented && <Tag tone="knot">{n.inventedTag}</Tag>}
            </span>,
            row.country ? f.country(row.country) : '',
            n.kinds[row.kind],
            <span key="w" className="small">
              {contribution.points < EQUAL ? t.addsNothing : `${t.points(f.number(contribution.points, 1))}: ${what}`}
            </span>,
            <Choice key="c" language={language} name={readableName(row)} partner={row.key} query={query} />,
          ]
        })}
      />
    </section>
  )
}

const LEVELS = [0.05, 0.35, 0.65] as const
/** 0 none, 1 weak, 2 good, 3 strong. */
export const levelOf = (strength: number): number => LEVELS.filter(limit => strength >= limit).length

function Coverage({ language, view, explanation }: { language: Language; view: TeamView; explanation: Explanation }) {
  const t = words[language]
  const { rows, needs } = view
  const cell = (strength: number, key: string) => {
    const level = levelOf(strength)
    return (
      <td key={key} className={`s${level}`}>
        {level === 0 ? <span aria-hidden="true">–</span> : <Dots count={level} />}
        <span className="visually-hidden">{t.strength[level]}</span>
      </td>
    )
  }
  const named = (index: number): Need | undefined => needs[index]
  return (
    <section>
      <h2>{t.coverage}</h2>
      <p>
        {t.coverageCaption}{' '}
        {[3, 2, 1].map(level => (
          <span key={level} className="nowrap">
            <Dots count={level} /> {t.strength[level]},{' '}
          </span>
        ))}
        <span className="nowrap">– {t.strength[0]}</span>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section className="table-wrap" aria-label={t.coverage} tabIndex={0}>
        <table className="matrix">
          <caption className="visually-hidden">{t.coverage}</caption>
          <thead>
            <tr>
              <th scope="col">{t.competence}</th>
              <th scope="col">{t.together}</th>
              {explanation.members.map(member => (
                <th key={member} scope="col">
                  <abbr title={nameOf(rows[member])}>{shortName(rows[member])}</abbr>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {explanation.coverage.map(row => {
              const need = named(row.competence)
              return (
                <tr key={row.competence}>
                  <th scope="row">{need && needLabel(need, language)}</th>
                  {cell(row.best, 'team')}
                  {row.strengths.map((strength, index) => cell(strength, String(explanation.members[index])))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </section>
      <h3>{t.missing}</h3>
      {explanation.missing.length === 0 ? (
        <p>{t.nothingMissing}</p>
      ) : (
        <ul>
          {explanation.missing.map(missing => {
            const need = named(missing.competence)
            return (
              <li key={missing.competence}>
                <strong>{need && needLabel(need, language)}</strong>:{' '}
                {missing.bringers.length === 0
                  ? t.nobody
                  : missing.bringers.map((bringer, index) => {
                      const row = rows[bringer.candidate]
                      return (
                        row && (
                          <span key={row.key}>
                            {index === 0 ? `${t.couldBring} ` : ', '}
                            <button type="submit" className="link" name="with" value={row.key}>
                              {readableName(row)}
                            </button>
                          </span>
                        )
                      )
                    })}
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}

const nameOf = (row: CandidateRow | undefined) => row && readableName(row)

/** Points under which two teams are worth the same to a person. */
const EQUAL = 0.05
const LONGEST_HEAD = 18
const shortName = (row: CandidateRow | undefined) => {
  const name = row ? readableShortName(row) : ''
  return name.length > LONGEST_HEAD ? `${name.slice(0, LONGEST_HEAD - 1).trimEnd()}…` : name
}

function Alternatives({ language, view }: { language: Language; view: TeamView }) {
  const t = words[language]
  const f = formats(language)
  const { built, rows } = view
  if (built.status !== 'solved' || built.teams.length < 2) return null
  const best = built.teams[0]?.value ?? 0
  const worth = (value: number) =>
    best - value < EQUAL ? t.alternativeEqual : t.alternativeWorth(f.number(best - value, 1))
  const keys = (members: readonly number[]) => members.flatMap(member => rows[member]?.key ?? [])
  return (
    <section>
      <h2>{t.alternatives}</h2>
      <ul className="cards">
        {built.teams.slice(1).map((team, index) => (
          <li key={team.members.join('-')} className="card">
            <h3>
              {t.alternative(f.number(index + 1))}, {worth(team.value)}
            </h3>
            <p className="small">
              {t.differs} {f.list(team.fresh.flatMap(member => shortName(rows[member])))}
            </p>
            <button type="submit" className="link" name="take" value={keys(team.members).join(' ')}>
              {t.take}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
