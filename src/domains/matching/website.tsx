import { Hono } from 'hono'
import { profileOf } from '#domains/network/actions.ts'
import { placeNames } from '#domains/network/queries.ts'
import { requireCall } from '#domains/opportunities/actions.ts'
import type { Db } from '#platform/db.ts'
import { type AppEnv, page, readQuery } from '#platform/http.tsx'
import { askOfCall, type Ranker } from './actions.ts'
import { foreignLanguage } from './language.ts'
import { words } from './messages.ts'
import { type Match, matchQuery, weightsOf } from './model.ts'
import { actorCountries, evidenceLabels, shownOrganisations } from './queries.ts'
import { MatchingPage } from './views/page.tsx'

/** Organisations and evidence that a list of results names, for its page. */
export async function dressed(db: Db, matches: readonly Match[], language: 'it' | 'en') {
  const reasons = matches.flatMap(match => match.reasons)
  const keys = new Set([...matches.map(match => match.key), ...reasons.flatMap(reason => reason.organisations)])
  const [shown, labels] = await Promise.all([
    shownOrganisations(db, [...keys]),
    evidenceLabels(
      db,
      [...new Set(reasons.flatMap(reason => reason.projects))],
      [...new Set(reasons.flatMap(reason => reason.concepts))],
      language,
    ),
  ])
  return { shown, labels }
}

export function website({ db, ranker }: { db: Db; ranker: Ranker }): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  app.get('/matching', async c => {
    const query = readQuery(c, matchQuery)
    const language = c.get('language')
    const call = query.call ? await requireCall(db, query.call) : undefined
    const lead = query.lead ? (await profileOf(db, query.lead)).organisation.key : undefined
    const asked = call || query.text
    const ofCall = call && askOfCall(call)
    const matches = asked
      ? await ranker.rank({
          ...ofCall,
          text: [query.text, ofCall?.text].filter(Boolean).join('\n'),
          ...(lead ? { lead } : {}),
          team: query.team,
          scope: {
            members: query.members,
            countries: query.country,
            ...(query.province ? { place: query.province } : {}),
          },
          weights: weightsOf(query),
          limit: query.limit,
        })
      : undefined
    const [dressing, provinces, countries] = await Promise.all([
      dressed(db, matches ?? [], language),
      placeNames(db, 'ITH5'),
      actorCountries(db),
    ])
    return page(
      c,
      { title: words[language].title, description: words[language].lead, section: 'matching', noIndex: Boolean(asked) },
      <MatchingPage
        language={language}
        query={query}
        call={call}
        matches={matches}
        {...dressing}
        provinces={provinces}
        countries={countries}
        foreign={query.text ? foreignLanguage(query.text, language) : undefined}
      />,
    )
  })
  return app
}
