import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { type Clock, dateInRome } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { type AppEnv, page, parseForm, rawForm, readQuery, seeOther } from '#platform/http.tsx'
import { type Column, CSV_TYPE, toCsv, toXlsx, XLSX_TYPE } from '#platform/sheets.ts'
import { weaver } from '../policy.ts'
import { buildTeam } from '../teams/actions.ts'
import { readTeam, type TeamDeps } from '../teams/website.tsx'
import { moveProposal, proposalsWithTotals, proposeTeam, saveProposal, undoMove, viewProposal } from './actions.ts'
import { words } from './messages.ts'
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
    return c.body(toCsv(columns(c), rows), 200, attachment('csv', CSV_TYPE))
  })

  app.get('/proposals.xlsx', async c => {
    const { rows } = await proposalsWithTotals(db, c.get('actor'), readQuery(c, listQuery))
    const { title } = words[c.get('language')]
    const bytes = await toXlsx(title, [{ name: title, columns: columns(c), rows: rows as never[] }])
    return c.body(bytes as Uint8Array<ArrayBuffer>, 200, attachment('xlsx', XLSX_TYPE))
  })

  app.post('/proposals/from-team', async c => {
    weaver(c.get('actor'))
    const view = await buildTeam(deps, readTeam(c).query)
    const id = await proposeTeam(db, c.get('actor'), view, dateInRome(clock()))
    return seeOther(c, `/proposals/${id}`)
  })

  app.get('/proposals/:id{[0-9]+}', async c => show(c, deps, Number(c.req.param('id'))))

  const post = (path: string, done: string, work: (c: Context<AppEnv>, id: number, raw: Raw) => Promise<void>) =>
    app.post(path, async c => {
      const id = Number(c.req.param('id'))
      const raw = await rawForm(c)
      try {
        await work(c, id, raw)
      } catch (error) {
        if (!(error instanceof Failure) || !['Invalid', 'Conflict', 'NotFound'].includes(error.kind)) throw error
        return show(c, deps, id, { raw, error })
      }
      return seeOther(c, `/proposals/${id}${done}`)
    })

  post('/proposals/:id{[0-9]+}', '?saved=1', (c, id, raw) =>
    saveProposal(db, c.get('actor'), id, parseForm(raw, proposalForm), raw),
  )
  post('/proposals/:id{[0-9]+}/moves', '', (c, id, raw) =>
    moveProposal(db, c.get('actor'), id, parseForm(raw, moveForm), dateInRome(clock())),
  )
  post('/proposals/:id{[0-9]+}/undo', '', (c, id, raw) =>
    undoMove(db, c.get('actor'), id, parseForm(raw, undoForm).version, dateInRome(clock())),
  )

  return app
}

type Raw = Record<string, string | string[]>

/** The page of a proposal; after a refused form, the form as it was sent with what is wrong. */
async function show(
  c: Context<AppEnv>,
  { db, clock }: { db: Db; clock: Clock },
  id: number,
  refused?: { raw: Raw; error: Failure },
) {
  const language = c.get('language')
  const view = await viewProposal(db, c.get('actor'), id)
  return page(
    c,
    { title: view.proposal.acronym, ...here },
    <ProposalPage
      language={language}
      view={view}
      today={dateInRome(clock())}
      saved={c.req.query('saved') === '1'}
      {...(refused
        ? {
            refused: {
              raw: refused.raw,
              text: refused.error.in(language),
              fields: refused.error.fieldsIn(language),
            },
          }
        : {})}
    />,
    refused ? (refused.error.kind === 'Conflict' ? 409 : 422) : 200,
  )
}

const attachment = (extension: string, type: string) => ({
  'Content-Type': type,
  'Content-Disposition': `attachment; filename="proposals.${extension}"`,
})

function columns(c: Context<AppEnv>): Column<ListRow>[] {
  const t = words[c.get('language')]
  return [
    { head: t.acronym, value: row => row.acronym, width: 24 },
    { head: t.proposalTitle, value: row => row.title, width: 60 },
    { head: t.call, value: row => row.call_id, width: 34 },
    { head: t.state, value: row => t.states[row.state] ?? row.state },
    { head: t.since, value: row => row.moved_on },
    { head: t.submittedOn, value: row => row.submitted_on },
    { head: t.coordinator, value: row => row.coordinator, width: 50 },
    { head: t.partners, value: row => row.partners },
    { head: t.members, value: row => row.members },
    { head: t.budget, value: row => row.budget_cents / 100 },
    { head: `${t.requested} (€)`, value: row => row.requested_cents / 100 },
  ]
}
