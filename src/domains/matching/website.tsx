import { Hono } from 'hono'
import { resolveNames } from '#domains/network/naming/actions.ts'
import { placeNames } from '#domains/network/queries.ts'
import { WhichPage } from '#domains/network/views/which.tsx'
import type { Actor } from '#kernel/actor.ts'
import { addressOf } from '#kernel/address.ts'
import type { Db } from '#platform/db.ts'
import { type AppEnv, page, readQuery } from '#platform/http.tsx'
import { answerQuery, dressed, type Ranker } from './actions.ts'
import { foreignLanguage } from './language.ts'
import { words } from './messages.ts'
import { matchQuery } from './model.ts'
import { actorCountries } from './queries.ts'
import { MatchingPage } from './views/page.tsx'

type Deps = {
  db: Db
  ranker: Ranker
  /** Whether somebody may ask members to be introduced. */
  mayAsk: (actor: Actor) => boolean
}

export function website({ db, ranker, mayAsk }: Deps): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  app.get('/matching', async c => {
    const language = c.get('language')
    const named = await resolveNames(db, new URL(c.req.url), ['lead'])
    if (named && 'search' in named) return c.redirect(`/${language}/matching${named.search}`, 303)
    if (named) {
      return page(
        c,
        { title: words[language].title, section: 'matching', noIndex: true },
        <WhichPage language={language} several={named.several} path={`/${language}/matching`} />,
        named.several.choices.length > 0 ? 200 : 404,
      )
    }
    const query = readQuery(c, matchQuery)
    const answer = await answerQuery(db, ranker, query)
    const [dressing, provinces, countries] = await Promise.all([
      dressed(db, [...(answer?.matches ?? []), ...(answer?.newcomers ?? [])], language),
      placeNames(db, 'ITH5'),
      actorCountries(db),
    ])
    return page(
      c,
      {
        title: words[language].title,
        description: words[language].lead,
        section: 'matching',
        noIndex: Boolean(answer),
      },
      <MatchingPage
        language={language}
        query={query}
        answer={answer}
        {...dressing}
        provinces={provinces}
        countries={countries}
        ask={mayAsk(c.get('actor')) ? addressOf({ call: query.call }).slice(1) : undefined}
        foreign={query.text ? foreignLanguage(query.text, language) : undefined}
      />,
    )
  })
  return app
}
