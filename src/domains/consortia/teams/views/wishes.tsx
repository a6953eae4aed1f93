import { readableName } from '#domains/network/naming/model.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { Choices, TextArea, TextField } from '#ui/forms.tsx'
import { Tag } from '#ui/parts.tsx'
import { words } from '../../messages.ts'
import type { TeamView } from '../actions.ts'
import type { Draft } from '../drafts/queries.ts'
import type { SavedTeam } from '../saved/queries.ts'

export const needLabel = (need: { label_it: string | null; label_en: string }, language: Language) =>
  (language === 'it' ? need.label_it : null) ?? need.label_en

/** The team as it was saved, what was typed since and is not, and what is wrong with it. */
export type Keeping = {
  readonly saved: SavedTeam | undefined
  readonly draft: Draft | undefined
  readonly wrong: string | undefined
  /** It has just been saved. */
  readonly kept: boolean
  /** The name is what is wrong. */
  readonly missing: boolean | undefined
}

/** Name and notes of a team that is kept. */
export function Keep({ language, keep: { saved, draft, missing } }: { language: Language; keep: Keeping }) {
  const t = words[language]
  const { name, notes, version } = draft ?? saved ?? { name: '', notes: '', version: '' }
  return (
    <section className="panel no-print">
      <h2>{t.saveTeam}</h2>
      {draft && <p role="status">{t.unsaved}</p>}
      <input type="hidden" name="version" value={version ?? ''} />
      <TextField
        name="name"
        label={t.name}
        value={name}
        maxLength={120}
        {...(missing ? { wrong: t.nameNeeded } : {})}
      />
      <TextArea name="notes" label={t.notes} rows={3} value={notes} maxLength={5000} />
      <button type="submit" className="quiet" formAction={`/${language}/teams`}>
        {saved ? t.saveChanges : t.saveTeam}
      </button>
    </section>
  )
}

export function Wishes({ language, view }: { language: Language; view: TeamView }) {
  const t = words[language]
  const { query, needs, otherNeeds, built } = view
  const lead = view.rows.find(row => row.key === query.lead)
  const chosen = needs.map(need => need.code)
  return (
    <details className="filters panel" open={built.status === 'infeasible' || undefined}>
      <summary>{t.wishes}</summary>
      <input type="hidden" name="call" value={query.call} />
      {query.saved && <input type="hidden" name="saved" value={query.saved} />}
      <TextField name="lead" label={t.coordinator} value={query.lead} {...(lead ? { hint: readableName(lead) } : {})} />
      <TextField name="with" label={t.add} hint={t.addHint} />
      <Named language={language} view={view} />
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
    </details>
  )
}

/** Partners that were asked for, or kept out, and have no line in the team: their wish stays, and can be changed. */
function Named({ language, view: { query, rows, built } }: { language: Language; view: TeamView }) {
  const t = words[language]
  const team = new Set(built.status === 'solved' ? (built.teams[0]?.members ?? []).map(index => rows[index]?.key) : [])
  const keys = [...new Set([...query.with, ...query.associated, ...query.without])]
  const named = rows.filter(row => keys.includes(row.key) && !team.has(row.key) && row.key !== query.lead)
  if (named.length === 0) return null
  return (
    <fieldset>
      <legend>{t.named}</legend>
      {named
        .sort((a, b) => formats(language).compare(a.name, b.name))
        .map(row => (
          <div key={row.key} className="field">
            <span className="small">{readableName(row)}</span>
            <Choice language={language} name={readableName(row)} partner={row.key} query={query} />
          </div>
        ))}
    </fieldset>
  )
}

/** What to do with a partner: a list named after it, read by the page as `partner_KEY`. */
export function Choice({
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
  const current = query.without.includes(partner)
    ? 'out'
    : query.associated.includes(partner)
      ? 'associated'
      : query.with.includes(partner)
        ? 'fixed'
        : 'free'
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
