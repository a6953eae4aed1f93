import { Hono } from 'hono'
import { z } from 'zod'
import { field } from '#kernel/fields.ts'
import { Failure } from '#platform/errors.ts'
import { type AppEnv, idOf, page, parseForm, rawForm, readForm, readQuery, seeOther } from '#platform/http.tsx'
import { formats, type Language } from '#platform/i18n.ts'
import { Empty, Notice, Table } from '#ui/parts.tsx'
import { errors, words } from '../../messages.ts'
import { weaver } from '../../policy.ts'
import { buildTeam } from '../actions.ts'
import { keepDraft } from '../drafts/actions.ts'
import { saveForm, teamAddress, typedForm, whichTeam } from '../model.ts'
import { type TeamDeps, teamOfForm, teamPage } from '../website.tsx'
import { archiveTeam, requireSaved, saveTeam, wishesOf } from './actions.ts'
import { listSaved, type SavedRow } from './queries.ts'

const listQuery = z.object({ archived: field.flag(), aside: field.whole(1, 2_000_000_000) })
const archiveForm = z.object({ aside: field.flag() })

export function workspace(deps: TeamDeps): Hono<AppEnv> {
  const { db, clock } = deps
  const app = new Hono<AppEnv>()

  app.get('/teams', async c => {
    weaver(c.get('actor'))
    const { archived, aside } = readQuery(c, listQuery)
    const language = c.get('language')
    const rows = await listSaved(db, archived)
    return page(
      c,
      { title: words[language].teams, section: 'teams', noIndex: true },
      <TeamsPage language={language} rows={rows} archived={archived} aside={aside} />,
    )
  })

  app.get('/teams/:id{[0-9]{1,9}}', async c => {
    const query = await wishesOf(db, c.get('actor'), idOf(c))
    return seeOther(c, `/team${teamAddress(query)}${c.req.query('kept') === '1' ? '&kept=1' : ''}`)
  })

  // Computed again with what is on the page; name and notes wait beside it, unsaved.
  app.post('/team/again', async c => {
    const raw = await rawForm(c)
    await keepDraft(db, c.get('actor'), parseForm(raw, whichTeam), parseForm(raw, typedForm), clock())
    const query = teamOfForm(raw)
    return seeOther(c, `/team${teamAddress(query)}`)
  })

  app.post('/teams', async c => {
    const actor = c.get('actor')
    const raw = await rawForm(c)
    const typed = parseForm(raw, typedForm)
    // First of all: whatever the rest of the form is refused for, what was typed is still there afterwards.
    await keepDraft(db, actor, parseForm(raw, whichTeam), typed, clock())
    const view = await buildTeam(deps, teamOfForm(raw))
    const { language } = c.var
    if (typed.name.trim() === '')
      return teamPage(c, deps, view, { typed, why: errors.noTeamName[language], missing: true, status: 422 })
    try {
      const id = await saveTeam(db, actor, view, parseForm(raw, saveForm))
      return seeOther(c, `/teams/${id}?kept=1`)
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'Conflict') throw error
      // Saving once more replaces what the other has saved: whoever reads the sentence decides.
      const { version } = await requireSaved(db, view.query.saved ?? 0)
      const again = { ...typed, version }
      return teamPage(c, deps, view, { typed: again, why: error.in(language), missing: false, status: 409 })
    }
  })

  app.post('/teams/:id{[0-9]{1,9}}/archive', async c => {
    const { aside } = await readForm(c, archiveForm)
    const id = idOf(c)
    await archiveTeam(db, c.get('actor'), id, aside, clock())
    return seeOther(c, aside ? `/teams?aside=${id}` : '/teams')
  })

  return app
}

function TeamsPage({
  language,
  rows,
  archived,
  aside,
}: {
  language: Language
  rows: readonly SavedRow[]
  archived: boolean
  aside: number | undefined
}) {
  const t = words[language]
  const f = formats(language)
  const here = `/${language}/teams`
  return (
    <>
      <h1>{archived ? t.teamsAside : t.teams}</h1>
      <p className="lead">{t.teamsLead}</p>
      {aside !== undefined && (
        <Notice role="status">
          <form method="post" action={`${here}/${aside}/archive`} className="row">
            <span>{t.putAside}</span>
            <button type="submit" className="link">
              {t.undo}
            </button>
          </form>
        </Notice>
      )}
      {rows.length === 0 ? (
        <Empty>
          <p>{archived ? t.noTeamsAside : t.noTeams}</p>
          {!archived && (
            <a className="button" href={`/${language}/calls`}>
              {t.chooseACall}
            </a>
          )}
        </Empty>
      ) : (
        <Table
          caption={t.teams}
          heads={[
            { text: t.name },
            { text: t.call },
            { text: t.partners, number: true },
            { text: t.changed },
            { text: t.choice },
          ]}
          rows={rows.map(row => [
            <span key="n">
              <a href={`${here}/${row.id}`}>{row.name}</a>
              {row.notes && (
                <>
                  <br />
                  <span className="small soft">{row.notes.slice(0, 140)}</span>
                </>
              )}
            </span>,
            row.call_id && (
              <a key="c" className="small" href={`/${language}/calls/${encodeURIComponent(row.call_id)}`}>
                {row.call_id}
              </a>
            ),
            f.number(row.partners),
            <span key="d" className="small">
              {f.instant(row.updated_at, 'Europe/Rome')} · {row.by}
            </span>,
            <form key="a" method="post" action={`${here}/${row.id}/archive`}>
              <input type="hidden" name="aside" value={archived ? '' : '1'} />
              <button
                type="submit"
                className="quiet small"
                aria-label={`${archived ? t.bringBack : t.aside}: ${row.name}`}
              >
                {archived ? t.bringBack : t.aside}
              </button>
            </form>,
          ])}
        />
      )}
      <p>
        <a href={archived ? here : `${here}?archived=1`}>{archived ? t.teams : t.teamsAside}</a>
      </p>
    </>
  )
}
