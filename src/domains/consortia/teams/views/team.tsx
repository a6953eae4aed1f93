import type { Explanation } from '#algorithms/team/explain.ts'
import { words as network } from '#domains/network/messages.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { Choices, TextArea, TextField } from '#ui/forms.tsx'
import { Crumbs, Table, Tag } from '#ui/parts.tsx'
import { words } from '../../messages.ts'
import type { Need, TeamView } from '../actions.ts'
import { teamAddress } from '../model.ts'
import type { CandidateRow } from '../queries.ts'
import type { SavedTeam } from '../saved/queries.ts'
import { Impossible } from './impossible.tsx'
import { Rules } from './rules.tsx'

type Props = { language: Language; view: TeamView; maySave: boolean; saved: SavedTeam | undefined }

export const needLabel = (need: { label_it: string | null; label_en: string }, language: Language) =>
  (language === 'it' ? need.label_it : null) ?? need.label_en

export function TeamPage({ language, view, maySave, saved }: Props) {
  const t = words[language]
  const { call, query, built } = view
  const address = teamAddress(query)
  return (
    <>
      <Crumbs label={t.title} trail={[{ href: `/${language}/calls/${encodeURIComponent(call.id)}`, text: call.id }]} />
      <h1>{saved?.name ?? t.title}</h1>
      <p className="lead">
        {t.forCall} <a href={`/${language}/calls/${encodeURIComponent(call.id)}`}>{call.title}</a>
      </p>
      <form action={`/${language}/team`} className="with-filters">
        <Wishes language={language} view={view} />
        <div>
          {built.status === 'infeasible' ? (
            <Impossible language={language} view={view} outcome={built} />
          ) : (
            <>
              <Found language={language} view={view} explanation={built.explanation} />
              <p className="row no-print">
                <a className="button quiet" href={`/${language}/team.pdf${address}`}>
                  {t.brief}
                </a>
                <a className="button quiet" href={`/${language}/team.xlsx${address}`}>
                  {t.xlsx}
                </a>
                {maySave && (
                  <button type="submit" formMethod="post" formAction={`/${language}/proposals/from-team${address}`}>
                    {t.propose}
                  </button>
                )}
              </p>
              <Coverage language={language} view={view} explanation={built.explanation} />
            </>
          )}
          <Rules language={language} verdicts={view.verdicts} />
          {maySave && <Keep language={language} address={address} saved={saved} />}
          {built.status === 'solved' && <Alternatives language={language} view={view} />}
        </div>
      </form>
    </>
  )
}

/** Name and notes of a team that is kept; its wishes travel in the address. */
function Keep({ language, address, saved }: { language: Language; address: string; saved: SavedTeam | undefined }) {
  const t = words[language]
  return (
    <section className="panel no-print">
      <h2>{t.saveTeam}</h2>
      <input type="hidden" name="version" value={saved?.version ?? ''} />
      <TextField name="name" label={t.name} value={saved?.name} maxLength={120} />
      <TextArea name="notes" label={t.notes} rows={3} value={saved?.notes} maxLength={5000} />
      <button type="submit" className="quiet" formMethod="post" formAction={`/${language}/teams${address}`}>
        {saved ? t.saveChanges : t.saveTeam}
      </button>
    </section>
  )
}

function Wishes({ language, view }: { language: Language; view: TeamView }) {
  const t = words[language]
  const { query, needs, otherNeeds } = view
  const chosen = needs.map(need => need.code)
  return (
    <div className="filters panel">
      <h2>{t.wishes}</h2>
      <input type="hidden" name="call" value={query.call} />
      {query.saved && <input type="hidden" name="saved" value={query.saved} />}
      <TextField name="lead" label={t.coordinator} value={query.lead} />
      <TextField name="with" label={t.add} hint={t.addHint} />
      {query.without.map(key => (
        <input key={key} type="hidden" name="without" value={key} />
      ))}
      <TextField name="min" type="number" label={t.sizeMin} value={String(query.min)} />
      <TextField name="max" type="number" label={t.sizeMax} value={String(query.max)} />
      <label className="choice">
        <input type="checkbox" name="members" value="1" defaultChecked={query.members} />
        <span>{t.preferMembers}</span>
      </label>
      <p>
        <button type="submit">{t.recompute}</button>
      </p>
      <details>
        <summary>{t.needs}</summary>
        <p className="small soft">{t.needsHint}</p>
        <Choices
          name="need"
          legend={t.needs}
          chosen={chosen}
          choices={[...needs, ...otherNeeds].map(need => ({ value: need.code, text: needLabel(need, language) }))}
        />
      </details>
    </div>
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
              <a href={`/${language}/organisations/${row.key}`}>{row.name}</a>{' '}
              {row.member && <Tag tone="weft">{n.memberTag}</Tag>}{' '}
              {row.invented && <Tag tone="knot">{n.inventedTag}</Tag>}
            </span>,
            row.country ? f.country(row.country) : '',
            n.kinds[row.kind],
            <span key="w" className="small">
              {t.points(f.number(contribution.points, 1))}: {what}
            </span>,
            <Choice key="c" language={language} name={row.name} partner={row.key} query={query} />,
          ]
        })}
      />
    </section>
  )
}

/** What to do with a partner: a group of radio buttons named after it, read by the page as `partner_KEY`. */
function Choice({
  language,
  name,
  partner,
  query,
}: {
  language: Language
  name: string
  partner: string
  query: TeamView['query']
}) {
  const t = words[language]
  if (partner === query.lead) return <Tag tone="warp">{t.asCoordinator}</Tag>
  const current = query.associated.includes(partner) ? 'associated' : query.with.includes(partner) ? 'fixed' : 'free'
  return (
    <select className="choose" name={`partner_${partner}`} defaultValue={current} aria-label={`${t.choice}: ${name}`}>
      {(['free', 'fixed', 'associated', 'out'] as const).map(value => (
        <option key={value} value={value}>
          {t[value]}
        </option>
      ))}
    </select>
  )
}

const LEVELS = [0.05, 0.35, 0.65] as const
/** 0 none, 1 weak, 2 good, 3 strong. */
export const levelOf = (strength: number): number => LEVELS.filter(limit => strength >= limit).length
const MARKS = ['–', '●', '●●', '●●●'] as const

function Coverage({ language, view, explanation }: { language: Language; view: TeamView; explanation: Explanation }) {
  const t = words[language]
  const { rows, needs } = view
  const cell = (strength: number, key: string) => {
    const level = levelOf(strength)
    return (
      <td key={key} className={`s${level}`}>
        <span aria-hidden="true">{MARKS[level]}</span>
        <span className="visually-hidden">{t.strength[level]}</span>
      </td>
    )
  }
  const named = (index: number): Need | undefined => needs[index]
  return (
    <section>
      <h2>{t.coverage}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section className="table-wrap" aria-label={t.coverage} tabIndex={0}>
        <table className="matrix">
          <caption>{t.coverageCaption}</caption>
          <thead>
            <tr>
              <th scope="col">{t.competence}</th>
              <th scope="col">{t.together}</th>
              {explanation.members.map(member => (
                <th key={member} scope="col">
                  <abbr title={rows[member]?.name}>{shortName(rows[member])}</abbr>
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
                            <a
                              href={`/${language}/team${teamAddress(view.query, { with: [...view.query.with, row.key] })}`}
                            >
                              {row.name}
                            </a>
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

/** Points under which two teams are worth the same to a person. */
const EQUAL = 0.05
const LONGEST_HEAD = 18
const shortName = (row: CandidateRow | undefined) => {
  const name = row?.short_name ?? row?.name ?? ''
  return name.length > LONGEST_HEAD ? `${name.slice(0, LONGEST_HEAD - 1).trimEnd()}…` : name
}

function Alternatives({ language, view }: { language: Language; view: TeamView }) {
  const t = words[language]
  const f = formats(language)
  const { built, rows, query } = view
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
              {t.differs} {f.list(team.fresh.flatMap(member => rows[member]?.name ?? []))}
            </p>
            <a
              href={`/${language}/team${teamAddress(query, { with: keys(team.members).filter(key => key !== query.lead && !query.associated.includes(key)) })}`}
            >
              {t.take}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
