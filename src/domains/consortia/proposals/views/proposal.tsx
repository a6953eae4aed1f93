import { words as network } from '#domains/network/messages.ts'
import { readableName } from '#domains/network/naming/model.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { Select, TextArea, TextField } from '#ui/forms.tsx'
import { Crumbs, Facts, Notice, Tag } from '#ui/parts.tsx'
import { words as consortia } from '../../messages.ts'
import { Rules } from '../../teams/views/rules.tsx'
import type { ProposalView } from '../actions.ts'
import { words } from '../messages.ts'
import { MOVES, ROLES } from '../model.ts'
import { STATE_TONE } from './list.tsx'

type Raw = Readonly<Record<string, string | string[]>>
type Props = {
  language: Language
  view: ProposalView
  today: string
  /** The form as it was sent, where the page answers one. */
  raw: Raw | undefined
  /** What is wrong with it. */
  refused: { text: string; fields: Readonly<Record<string, string>> } | undefined
  saved: boolean
}
type PartProps = Omit<Props, 'saved'>

export function ProposalPage({ saved, ...props }: Props) {
  const { language, view, refused } = props
  const t = words[language]
  const f = formats(language)
  const { proposal, partners } = view
  const sum = (part: 'budget_cents' | 'requested_cents') => partners.reduce((total, one) => total + one[part], 0)
  return (
    <>
      <Crumbs label={t.title} trail={[{ href: `/${language}/proposals`, text: t.title }]} />
      <h1>
        {proposal.acronym} <Tag tone={STATE_TONE[proposal.state]}>{t.states[proposal.state]}</Tag>
      </h1>
      <p className="lead">{proposal.title}</p>
      {refused && (
        <Notice tone="wrong" role="alert">
          <p>{refused.text}</p>
        </Notice>
      )}
      {saved && (
        <Notice tone="good" role="status">
          <p>{refused ? t.restSaved : t.saved}</p>
        </Notice>
      )}
      <Facts
        items={[
          [
            t.call,
            proposal.call_id && (
              <a href={`/${language}/calls/${encodeURIComponent(proposal.call_id)}`}>{proposal.call_id}</a>
            ),
          ],
          [t.planned, f.money(sum('budget_cents'))],
          [t.asked, f.money(sum('requested_cents'))],
          [t.membersInvolved, f.number(partners.filter(partner => partner.member).length)],
          [
            t.project,
            proposal.project_id && (
              <a href={`/${language}/projects/${proposal.project_id}`}>{String(proposal.project_id)}</a>
            ),
          ],
        ]}
      />
      <form method="post" action={`/${language}/proposals/${proposal.id}`} className="sheet">
        <input type="hidden" name="version" value={proposal.version} />
        <Edit {...props} />
        <Moves {...props} />
      </form>
      {view.verdicts.length > 0 && (
        <details open={view.verdicts.some(verdict => verdict.answer === 'notMet')}>
          <summary>{t.rules}</summary>
          <Rules language={language} verdicts={view.verdicts} />
        </details>
      )}
    </>
  )
}

const text = (raw: Raw | undefined, name: string): string | undefined => {
  const value = raw?.[name]
  return Array.isArray(value) ? value[0] : value
}

function Edit({ language, view, raw, refused }: PartProps) {
  const t = words[language]
  const f = formats(language)
  const { proposal, partners } = view
  const shown = (name: string, value: string | undefined) => text(raw, name) ?? value
  return (
    <section>
      <h2>{t.edit}</h2>
      <div className="row end">
        <TextField
          name="acronym"
          label={t.acronym}
          value={shown('acronym', proposal.acronym)}
          required
          maxLength={60}
        />
        <div className="grow">
          <TextField
            name="title"
            label={t.proposalTitle}
            value={shown('title', proposal.title)}
            required
            maxLength={300}
          />
        </div>
        <TextField
          name="starts_on"
          type="date"
          label={t.startsOn}
          value={shown('starts_on', proposal.starts_on ?? undefined)}
        />
        <TextField name="months" type="number" label={t.months} value={shown('months', proposal.months?.toString())} />
      </div>
      {proposal.state !== 'draft' && proposal.state !== 'withdrawn' && (
        <TextField
          name="reason"
          label={t.reason}
          hint={t.reasonHint}
          value={shown('reason', '')}
          wrong={refused?.fields.reason}
          maxLength={300}
        />
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section className="table-wrap" aria-label={t.partnersCaption} tabIndex={0}>
        <table className="dense stacks">
          <caption>{t.partnersCaption}</caption>
          <thead>
            <tr>
              <th scope="col">{t.partners}</th>
              <th scope="col">{t.role}</th>
              <th scope="col" className="number">
                {t.budget}
              </th>
              <th scope="col" className="number">
                {t.rate}
              </th>
              <th scope="col" className="number">
                {t.requested}
              </th>
              <th scope="col">{t.remove}</th>
            </tr>
          </thead>
          <tbody>
            {partners.map(partner => {
              const id = partner.organisation_id
              const wrong = refused?.fields[`budget_${id}`] ?? refused?.fields[`rate_${id}`]
              return (
                <tr key={id}>
                  <th scope="row">
                    <a href={`/${language}/organisations/${partner.key}`}>{readableName(partner)}</a>{' '}
                    {partner.member && <Tag tone="weft">{network[language].memberTag}</Tag>}
                    <br />
                    <span className="small soft">
                      {partner.country && f.country(partner.country)} · {network[language].kinds[partner.kind]}
                    </span>
                  </th>
                  <td data-head={t.role}>
                    <select
                      name={`role_${id}`}
                      defaultValue={shown(`role_${id}`, partner.role)}
                      aria-label={`${t.role}: ${readableName(partner)}`}
                      className="choose"
                    >
                      {ROLES.map(role => (
                        <option key={role} value={role}>
                          {consortia[language].roles[role]}
                        </option>
                      ))}
                    </select>
                  </td>
                  <td className="number" data-head={t.budget}>
                    <input
                      name={`budget_${id}`}
                      inputMode="decimal"
                      defaultValue={shown(`budget_${id}`, amount(partner.budget_cents, f))}
                      aria-label={`${t.budget}: ${readableName(partner)}`}
                      aria-invalid={wrong ? true : undefined}
                    />
                  </td>
                  <td className="number" data-head={t.rate}>
                    <input
                      name={`rate_${id}`}
                      type="number"
                      min={0}
                      max={100}
                      defaultValue={shown(`rate_${id}`, String(partner.rate_percent))}
                      aria-label={`${t.rate}: ${readableName(partner)}`}
                    />
                  </td>
                  <td className="number" data-head={t.requested}>
                    {f.money(partner.requested_cents)}
                  </td>
                  <td data-head={t.remove}>
                    <input
                      type="checkbox"
                      name={`remove_${id}`}
                      value="1"
                      defaultChecked={text(raw, `remove_${id}`) === '1'}
                      aria-label={`${t.remove}: ${readableName(partner)}`}
                    />
                  </td>
                </tr>
              )
            })}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={2}>
                {t.total}
              </th>
              <td className="number" data-head={t.budget}>
                {f.money(partners.reduce((sum, one) => sum + one.budget_cents, 0))}
              </td>
              <td />
              <td className="number" data-head={t.requested}>
                {f.money(partners.reduce((sum, one) => sum + one.requested_cents, 0))}
              </td>
              <td />
            </tr>
          </tfoot>
        </table>
      </section>
      <p className="small soft">{t.rateHint}</p>
      <div className="row end no-print">
        <TextField
          name="add"
          label={t.add}
          hint={consortia[language].addHint}
          value={text(raw, 'add')}
          wrong={refused?.fields.add}
        />
        <div className="field">
          <button type="submit">{t.save}</button>
        </div>
      </div>
    </section>
  )
}

const amount = (cents: number, f: ReturnType<typeof formats>) =>
  cents === 0 ? '' : f.number(cents / 100, cents % 100 === 0 ? 0 : 2)

function Moves({ language, view, today, raw, refused }: PartProps) {
  const t = words[language]
  const f = formats(language)
  const { proposal, moves } = view
  const possible = MOVES[proposal.state]
  const here = `/${language}/proposals/${proposal.id}`
  const state = (value: string | null) => (value && t.states[value as keyof typeof t.states]) ?? ''
  return (
    <section>
      <h2>{t.next}</h2>
      {possible.length > 0 ? (
        <div className="panel no-print">
          <div className="row end">
            <Select
              name="to"
              label={t.moveTo}
              value={text(raw, 'to') ?? possible[0]}
              choices={possible.map(value => ({ value, text: t.states[value] ?? value }))}
            />
            <TextField name="on" type="date" label={t.on} value={text(raw, 'on') ?? today} wrong={refused?.fields.on} />
            {possible.includes('funded') && (
              <TextField
                name="project"
                label={t.grantNumber}
                hint={t.grantHint}
                value={text(raw, 'project')}
                wrong={refused?.fields.project}
              />
            )}
          </div>
          <TextArea name="note" label={t.note} rows={2} value={text(raw, 'note')} maxLength={1000} />
          <button type="submit" formAction={`${here}/moves`}>
            {t.record}
          </button>
        </div>
      ) : (
        <p>{t.final}</p>
      )}
      <h3>{t.history}</h3>
      <ol className="plain">
        {moves.map(move => (
          <li key={String(move.recorded_at) + move.to_state}>
            <span className="nowrap">{f.date(move.moved_on)}</span>:{' '}
            {move.from_state ? `${state(move.from_state)} → ${state(move.to_state)}` : t.begun}
            {move.note && `. ${move.note}`} <span className="small soft">({t.by(move.by)})</span>
          </li>
        ))}
      </ol>
      {moves.length > 1 && (
        <button type="submit" className="quiet small" formAction={`${here}/undo`}>
          {t.undo}
        </button>
      )}
    </section>
  )
}
