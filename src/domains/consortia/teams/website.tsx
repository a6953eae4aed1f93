import { type Context, Hono } from 'hono'
import { mayWork } from '#domains/accounts/policy.ts'
import type { Clock } from '#platform/clock.ts'
import { dateInRome } from '#platform/clock.ts'
import { Failure } from '#platform/errors.ts'
import { type AppEnv, page, readQuery } from '#platform/http.tsx'
import { XLSX_TYPE } from '#platform/sheets.ts'
import { TextField } from '#ui/forms.tsx'
import { errors, words } from '../messages.ts'
import { type Builder, buildTeam, type TeamView } from './actions.ts'
import { teamBrief } from './brief.ts'
import { type TeamQuery, teamAddress, teamQuery } from './model.ts'
import { requireSaved } from './saved/actions.ts'
import { teamSheet } from './sheet.ts'
import { whyImpossible } from './views/impossible.tsx'
import { TeamPage } from './views/team.tsx'

export type TeamDeps = Builder & { readonly clock: Clock }

/** Reads a team from the address; the choices made on the page (`partner_KEY`) become wishes. */
export function readTeam(c: Context): { query: TeamQuery; chosen: boolean } {
  const query = readQuery(c, teamQuery)
  const fixed = new Set(query.with)
  const without = new Set(query.without)
  const associated = new Set(query.associated)
  let chosen = false
  for (const [name, value] of new URL(c.req.url).searchParams) {
    if (!name.startsWith('partner_')) continue
    chosen = true
    const key = name.slice('partner_'.length)
    for (const set of [fixed, without, associated]) set.delete(key)
    if (value === 'fixed') fixed.add(key)
    if (value === 'out') without.add(key)
    if (value === 'associated') associated.add(key)
  }
  return { query: { ...query, with: [...fixed], without: [...without], associated: [...associated] }, chosen }
}

export function website(deps: TeamDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.get('/team', async c => {
    const language = c.get('language')
    const t = words[language]
    if (!c.req.query('call')?.trim()) {
      return page(
        c,
        { title: t.title, section: 'matching' },
        <>
          <h1>{t.title}</h1>
          <p className="lead">{t.lead}</p>
          <form action={`/${language}/team`} className="prose">
            <TextField name="call" label={t.chooseCall} hint={t.chooseHint} />
            <button type="submit">{t.go}</button>
          </form>
        </>,
      )
    }
    const { query, chosen } = readTeam(c)
    // The page's choices are folded into a short address that can be shared and kept.
    if (chosen) return c.redirect(`/${language}/team${teamAddress(query)}`, 303)
    const view = await buildTeam(deps, query)
    const maySave = mayWork(c.get('actor')).allowed
    const saved = maySave && query.saved ? await requireSaved(deps.db, query.saved) : undefined
    return page(
      c,
      { title: `${t.title}: ${view.call.id}`, section: 'matching', noIndex: true, wide: true },
      <TeamPage language={language} view={view} maySave={maySave} saved={saved} />,
      view.built.status === 'infeasible' ? 422 : 200,
    )
  })

  app.get('/team.pdf', async c => {
    const view = await solved(c, deps)
    const bytes = await teamBrief(view, c.get('language'), dateInRome(deps.clock()))
    return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="${view.call.id}.pdf"`,
    })
  })

  app.get('/team.xlsx', async c => {
    const view = await solved(c, deps)
    const bytes = await teamSheet(view, c.get('language'))
    return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
      'Content-Type': XLSX_TYPE,
      'Content-Disposition': `attachment; filename="${view.call.id}.xlsx"`,
    })
  })

  return app
}

/** A team for a document: an impossible one is a failure, as there is nothing to print. */
async function solved(c: Context<AppEnv>, deps: TeamDeps): Promise<TeamView> {
  const view = await buildTeam(deps, readTeam(c).query)
  if (view.built.status === 'infeasible') {
    throw new Failure('Invalid', errors.impossible, { why: whyImpossible(view.built, view.rows, c.get('language')) })
  }
  return view
}
