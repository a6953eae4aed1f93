import { type Context, Hono } from 'hono'
import { mayWork } from '#domains/accounts/policy.ts'
import { resolveNames } from '#domains/network/naming/actions.ts'
import { WhichPage } from '#domains/network/views/which.tsx'
import type { Clock } from '#platform/clock.ts'
import { dateInRome } from '#platform/clock.ts'
import { Failure } from '#platform/errors.ts'
import { type AppEnv, attachment, page, parseForm, queryOf, readQuery } from '#platform/http.tsx'
import { XLSX_TYPE } from '#platform/sheets.ts'
import { TextField } from '#ui/forms.tsx'
import { errors, words } from '../messages.ts'
import { type Builder, buildTeam, type TeamView } from './actions.ts'
import { teamBrief } from './brief.ts'
import { findDraft } from './drafts/actions.ts'
import type { Draft } from './drafts/queries.ts'
import { type TeamQuery, teamAddress, teamQuery, withChoices } from './model.ts'
import { requireSaved } from './saved/actions.ts'
import { teamSheet } from './sheet.ts'
import { whyImpossible } from './views/impossible.tsx'
import { TeamPage } from './views/team.tsx'

export type TeamDeps = Builder & { readonly clock: Clock }

/** The team of an address, with what was chosen on the page. */
const readTeam = (c: Context) => withChoices(readQuery(c, teamQuery), queryOf(c))

/** The team of a posted form: the whole page is in it, also what was changed since the team was computed. */
export const teamOfForm = (raw: Raw): TeamQuery => withChoices(parseForm(raw, teamQuery), raw).query

type Raw = Record<string, string | string[]>
/** A form that was refused: what was typed, and why. */
type Refused = { typed: Draft; why: string; missing: boolean; status: 409 | 422 }

/** The page of a team. Whoever may save finds again what they typed and did not save. */
export async function teamPage(
  c: Context<AppEnv>,
  deps: TeamDeps,
  view: TeamView,
  refused?: Refused,
): Promise<Response> {
  const { query, built, call } = view
  const language = c.get('language')
  const maySave = mayWork(c.get('actor')).allowed
  const saved = maySave && query.saved ? await requireSaved(deps.db, query.saved) : undefined
  const kept = saved !== undefined && !refused && c.req.query('kept') === '1'
  const draft = refused?.typed ?? (maySave ? await findDraft(deps.db, c.get('actor'), query) : undefined)
  return page(
    c,
    { title: `${words[language].title}: ${call.id}`, section: 'matching', noIndex: true, wide: true },
    <TeamPage
      language={language}
      view={view}
      keep={maySave ? { saved, draft, wrong: refused?.why, missing: refused?.missing, kept } : undefined}
    />,
    refused?.status ?? (built.status === 'infeasible' ? 422 : 200),
  )
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
    const named = await resolveNames(deps.db, new URL(c.req.url), ['lead', 'with'])
    if (named && 'search' in named) return c.redirect(`/${language}/team${named.search}`, 303)
    if (named) {
      return page(
        c,
        { title: t.title, section: 'matching', noIndex: true },
        <WhichPage language={language} several={named.several} path={`/${language}/team`} />,
        named.several.choices.length > 0 ? 200 : 404,
      )
    }
    const { query, chosen } = readTeam(c)
    // The page's choices are folded into a short address that can be shared and kept.
    if (chosen) return c.redirect(`/${language}/team${teamAddress(query)}`, 303)
    return teamPage(c, deps, await buildTeam(deps, query))
  })

  app.get('/team.pdf', async c => {
    const view = await solved(c, deps)
    const bytes = await teamBrief(view, c.get('language'), dateInRome(deps.clock()))
    return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="${fileName(view.call.id)}.pdf"`,
    })
  })

  app.get('/team.xlsx', async c => {
    const view = await solved(c, deps)
    const bytes = await teamSheet(view, c.get('language'))
    return c.body(bytes as Uint8Array<ArrayBuffer>, 200, attachment(`${fileName(view.call.id)}.xlsx`, XLSX_TYPE))
  })

  return app
}

/** A header holds a name of plain letters: what a source calls a call is not ours to trust. */
const fileName = (id: string): string => id.replace(/[^\w.-]/g, '_')

/** A team for a document: an impossible one is a failure, as there is nothing to print. */
async function solved(c: Context<AppEnv>, deps: TeamDeps): Promise<TeamView> {
  const view = await buildTeam(deps, readTeam(c).query)
  if (view.built.status === 'infeasible') {
    throw new Failure('Invalid', errors.impossible, { why: whyImpossible(view.built, view.rows, c.get('language')) })
  }
  return view
}
