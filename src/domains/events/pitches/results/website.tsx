import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { field } from '#kernel/fields.ts'
import { type Failure, STATUS } from '#platform/errors.ts'
import { type AppEnv, idOf, orShow, page, parseForm, rawForm, readForm, readQuery, seeOther } from '#platform/http.tsx'
import { staffPitching } from '../actions.ts'
import type { Deps } from '../call/website.tsx'
import { openScoring, unopenScoring } from '../judging/actions.ts'
import { onStage } from '../queries.ts'
import {
  closeJury,
  juryTally,
  keepPrize,
  moveVote,
  progressOf,
  publish,
  releaseFeedback,
  resultsNamed,
} from './actions.ts'
import { words } from './messages.ts'
import { juryForm, prizeForm, resultsForm, voteForm } from './model.ts'
import { countVotes, prizesOf } from './queries.ts'
import { JuryPage } from './views/jury.tsx'
import { PublicResults, VotePage } from './views/public.tsx'
import { ResultsPage } from './views/results.tsx'
import { ballotOf, castVote } from './vote.ts'

const here = { section: 'events', noIndex: true } as const
const doneQuery = z.object({
  done: z.enum(['saved']).optional().catch(undefined),
  told: field.whole(0, 100_000).catch(undefined),
})
const voteQuery = z.object({
  token: z.string().max(200).default(''),
  code: z.string().max(100).default(''),
  voted: field.flag(),
})

/** Jury and vote of the room, and what comes of them. */
export function website(deps: Deps): Hono<AppEnv> {
  const { db, clock, secret, baseUrl } = deps
  const app = new Hono<AppEnv>()
  const at = '/events/:id{[0-9]{1,15}}/pitches'
  const means = () => ({ secret, baseUrl, now: clock() })

  app.get(`${at}/jury`, c => showJury(c, deps, undefined))

  app.post(`${at}/jury`, async c => {
    const { do: what, sure } = await readForm(c, juryForm)
    const [actor, id] = [c.get('actor'), idOf(c)]
    const work = async () => {
      if (what === 'open') await openScoring(db, actor, id, 'jury')
      else if (what === 'unopen') await unopenScoring(db, actor, id, 'jury')
      else if (what === 'close') await closeJury(db, actor, id, sure)
      else await moveVote(db, actor, id, what === 'open-vote' ? 'open' : 'closed', sure)
      return seeOther(c, `/events/${id}/pitches/jury?done=saved`)
    }
    return orShow(work, error => showJury(c, deps, error))
  })

  app.get(`${at}/results`, c => showResults(c, deps, {}))

  app.post(`${at}/results`, async c => {
    const { do: what, ranking } = await readForm(c, resultsForm)
    const [actor, id] = [c.get('actor'), idOf(c)]
    const work = async () => {
      if (what === 'feedback') {
        const told = await releaseFeedback(db, means(), actor, id)
        return seeOther(c, `/events/${id}/pitches/results?told=${told}`)
      }
      await publish(db, actor, id, { shown: what === 'publish', ranking }, clock())
      return seeOther(c, `/events/${id}/pitches/results?done=saved`)
    }
    return orShow(work, error => showResults(c, deps, { error }))
  })

  app.post(`${at}/prizes`, async c => {
    const raw = await rawForm(c)
    const work = async () => {
      await keepPrize(db, c.get('actor'), idOf(c), parseForm(raw, prizeForm))
      return seeOther(c, `/events/${idOf(c)}/pitches/results?done=saved`)
    }
    return orShow(work, error => showResults(c, deps, { typed: raw, error }))
  })

  app.get('/events/:slug/results', async c => {
    const results = await resultsNamed(db, c.req.param('slug'))
    const language = c.get('language')
    return page(
      c,
      { title: words[language].publicTitle, section: 'events' },
      <PublicResults {...{ language, results }} />,
    )
  })

  const vote = async (c: Context<AppEnv>, typed: Record<string, string | string[]>, error?: Failure) => {
    const ballot = await ballotOf(db, c.req.param('slug') ?? '')
    const language = c.get('language')
    const { voted } = readQuery(c, voteQuery)
    return page(
      c,
      { title: words[language].voteTitle, ...here },
      <VotePage
        {...{ language, ballot }}
        typed={typed as Record<string, string>}
        wrong={error?.fieldsIn(language) ?? {}}
        alert={error?.in(language)}
        done={voted && !error ? words[language].voted : undefined}
      />,
      error ? STATUS[error.kind] : 200,
    )
  }

  app.get('/events/:slug/vote', c => {
    const { token, code } = readQuery(c, voteQuery)
    return vote(c, { token, code })
  })

  app.post('/events/:slug/vote', async c => {
    const raw = await rawForm(c)
    const slug = c.req.param('slug')
    const work = async () => {
      await castVote(db, secret, slug, parseForm(raw, voteForm), clock())
      return seeOther(c, `/events/${slug}/vote?voted=1`)
    }
    return orShow(work, error => vote(c, raw, error))
  })

  return app
}

async function showJury(c: Context<AppEnv>, { db }: Deps, error: Failure | undefined): Promise<Response> {
  const progress = await progressOf(db, c.get('actor'), idOf(c))
  const language = c.get('language')
  const [tally, votes] = await Promise.all([juryTally(db, progress.pitching), countVotes(db, progress.event.id)])
  const { done } = readQuery(c, doneQuery)
  return page(
    c,
    { title: words[language].title, ...here, wide: true },
    <JuryPage
      {...{ language, progress, tally, votes }}
      alert={error?.in(language)}
      done={error ? undefined : done && words[language][done]}
    />,
    error ? STATUS[error.kind] : 200,
  )
}

type Shown = { typed?: Record<string, string | string[]>; error?: Failure }

async function showResults(c: Context<AppEnv>, { db }: Deps, { typed = {}, error }: Shown): Promise<Response> {
  const { event, pitching } = await staffPitching(db, c.get('actor'), idOf(c))
  const language = c.get('language')
  const [pitches, prizes, tally] = await Promise.all([
    onStage(db, event.id),
    prizesOf(db, event.id),
    juryTally(db, pitching),
  ])
  const t = words[language]
  const { done, told } = readQuery(c, doneQuery)
  const said = told === undefined ? done && t[done] : t.told(String(told))
  return page(
    c,
    { title: t.results, ...here },
    <ResultsPage
      {...{ language, event, pitching, pitches, prizes, tally }}
      typed={typed as Record<string, string>}
      wrong={error?.fieldsIn(language) ?? {}}
      alert={error?.in(language)}
      done={error ? undefined : said}
    />,
    error ? STATUS[error.kind] : 200,
  )
}
