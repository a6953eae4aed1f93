import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import { type Clock, dateInRome } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { type AppEnv, attachment, idOf, page, parseForm, rawForm, readQuery, seeOther } from '#platform/http.tsx'
import { type Column, CSV_TYPE, toCsv, toXlsx, XLSX_TYPE } from '#platform/sheets.ts'
import { buildTeam } from '../teams/actions.ts'
import { keepDraft } from '../teams/drafts/actions.ts'
import { teamAddress, typedForm, whichTeam } from '../teams/model.ts'
import { type TeamDeps, teamOfForm } from '../teams/website.tsx'
import { moveProposal, proposalsWithTotals, proposeTeam, saveProposal, undoMove, viewProposal } from './actions.ts'
import { meanings, words } from './messages.ts'
import { listQuery, moveForm, proposalForm } from './model.ts'
import type { ListRow } from './queries.ts'
import { ProposalsPage } from './views/list.tsx'
import { ProposalPage } from './views/proposal.tsx'

const undoForm = z.object({ version: z.coerce.number().int().min(1) })
const here = { section: 'proposals', noIndex: true, wide: true } as const

export function workspace(deps: TeamDeps): Hono<AppEnv> {
  const { db, clock } = deps
  const app = new Hono<AppEnv>()

  app.get('/proposals', async c => {
    const query = readQuery(c, listQuery)
    const list = await proposalsWithTotals(db, c.get('actor'), query)
    const language = c.get('language')
    return page(
      c,
      { title: words[language].title, ...here },
      <ProposalsPage language={language} query={query} {...list} />,
    )
  })

  app.get('/proposals.csv', async c => {
    const { rows } = await proposalsWithTotals(db, c.get('actor'), readQuery(c, listQuery))
    return c.body(toCsv(columns(c), rows), 200, attachment('proposals.csv', CSV_TYPE))
  })

  app.get('/proposals.xlsx', async c => {
    const { rows } = await proposalsWithTotals(db, c.get('actor'), readQuery(c, listQuery))
    const { title } = words[c.get('language')]
    const bytes = await toXlsx(title, c.get('language'), [{ name: title, columns: columns(c), rows: rows as never[] }])
    return c.body(bytes as Uint8Array<ArrayBuffer>, 200, attachment('proposals.xlsx', XLSX_TYPE))
  })

  app.post('/proposals/from-team', async c => {
    const raw = await rawForm(c)
    await keepDraft(db, c.get('actor'), parseForm(raw, whichTeam), parseForm(raw, typedForm), clock())
    const query = teamOfForm(raw)
    const view = await buildTeam(deps, query)
    // The page of the team says why, and what would mend it.
    if (view.built.status === 'infeasible') return seeOther(c, `/team${teamAddress(query)}`)
    const id = await proposeTeam(db, c.get('actor'), view, dateInRome(clock()))
    return seeOther(c, `/proposals/${id}`)
  })

  app.get('/proposals/:id{[0-9]+}', async c => show(c, deps, idOf(c)))

  // The page is one form: whichever button is pressed, what was typed beside it is saved first, or refused and shown again.
  const post = (path: string, done: string, work?: (actor: Actor, id: number, raw: Raw) => Promise<void>) =>
    app.post(`/proposals/:id{[0-9]+}${path}`, async c => {
      const id = idOf(c)
      let raw = await rawForm(c)
      const actor = c.get('actor')
      let saved = false
      try {
        if (raw.title !== undefined || !work) {
          const version = await saveProposal(db, actor, id, parseForm(raw, proposalForm), raw, dateInRome(clock()))
          saved = String(version) !== raw.version
          raw = { ...raw, version: String(version), add: '', reason: '' }
        }
        await work?.(actor, id, raw)
      } catch (error) {
        if (!(error instanceof Failure) || !['Invalid', 'Conflict', 'NotFound'].includes(error.kind)) throw error
        return show(c, deps, id, { raw, saved, error })
      }
      // A move that was begun and not recorded stays where it was typed.
      if (path !== '/moves' && (raw.note || raw.project)) return show(c, deps, id, { raw, saved: true })
      return seeOther(c, `/proposals/${id}${done}`)
    })

  post('', '?saved=1')
  post('/moves', '', (actor, id, raw) => moveProposal(db, actor, id, parseForm(raw, moveForm), dateInRome(clock())))
  post('/undo', '', (actor, id, raw) => undoMove(db, actor, id, parseForm(raw, undoForm).version, dateInRome(clock())))

  return app
}

type Raw = Record<string, string | string[]>

/** The page of a proposal; after a form, the form as it was sent, with what is wrong where it was refused. */
async function show(
  c: Context<AppEnv>,
  { db, clock }: { db: Db; clock: Clock },
  id: number,
  sent?: { raw: Raw; saved: boolean; error?: Failure },
) {
  const language = c.get('language')
  const view = await viewProposal(db, c.get('actor'), id)
  const error = sent?.error
  return page(
    c,
    { title: view.proposal.acronym, ...here },
    <ProposalPage
      language={language}
      view={view}
      today={dateInRome(clock())}
      saved={sent ? sent.saved : c.req.query('saved') === '1'}
      raw={sent?.raw}
      refused={error && { text: error.in(language), fields: error.fieldsIn(language) }}
    />,
    error ? (error.kind === 'Conflict' ? 409 : 422) : 200,
  )
}

function columns(c: Context<AppEnv>): Column<ListRow>[] {
  const t = words[c.get('language')]
  return [
    { head: t.acronym, means: meanings.acronym, value: row => row.acronym, width: 24 },
    { head: t.proposalTitle, means: meanings.title, value: row => row.title, width: 60 },
    { head: t.call, means: meanings.call, value: row => row.call_id, width: 34 },
    { head: t.state, means: meanings.state, value: row => t.states[row.state] ?? row.state },
    { head: t.since, means: meanings.since, value: row => row.moved_on },
    { head: t.submittedOn, means: meanings.submittedOn, value: row => row.submitted_on },
    { head: t.coordinator, means: meanings.coordinator, value: row => row.coordinator, width: 50 },
    { head: t.partners, means: meanings.partners, value: row => row.partners },
    { head: t.members, means: meanings.members, value: row => row.members },
    { head: t.budget, means: meanings.budget, value: row => row.budget_cents / 100 },
    { head: `${t.requested} (€)`, means: meanings.requested, value: row => row.requested_cents / 100 },
  ]
}
