import { type Context, Hono } from 'hono'
import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { type AppEnv, page, readForm, readQuery, seeOther } from '#platform/http.tsx'
import type { Refresh } from '../links/actions.ts'
import { decide, decided, findDuplicatesFor, queue, standing, takeBack } from './actions.ts'
import { inBackground } from './background.ts'
import { words } from './messages.ts'
import { decideForm, type QueueQuery, queueQuery, undoForm } from './model.ts'
import { DuplicatesPage } from './views/queue.tsx'

const DECIDED_PER_PAGE = 50

/** The queue of possible duplicates: one pair at a time. */
export function workspace({ db, refresh }: { db: Db; refresh: Refresh }): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const later = inBackground(refresh)

  app.get('/duplicates', async c => show(c, db, readQuery(c, queueQuery)))

  app.post('/duplicates/compare', async c => {
    await findDuplicatesFor(db, c.get('actor'))
    return seeOther(c, '/duplicates')
  })

  app.post('/duplicates', async c => {
    const form = await readForm(c, decideForm)
    return answered(c, db, form, async () => {
      const id = await decide(db, c.get('actor'), form, later)
      return seeOther(c, `/duplicates?${address({ ...form, done: id })}#pair`)
    })
  })

  app.post('/duplicates/undo', async c => {
    const form = await readForm(c, undoForm)
    return answered(c, db, form, async () => {
      await takeBack(db, c.get('actor'), form.decision, later)
      return seeOther(c, `/duplicates?${address(form)}#pair`)
    })
  })

  return app
}

type Where = Pick<QueueQuery, 'who' | 'show'>

/** What others have decided meanwhile is said above the queue as it is now. */
async function answered(c: Context<AppEnv>, db: Db, where: Where, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'Conflict') throw error
    const { who, show: list } = where
    return show(c, db, { who, show: list, after: undefined, done: undefined, page: 1 }, error)
  }
}

const address = ({ who, show: list, done }: Where & { done?: number }): string =>
  [who && `who=${who}`, list && `show=${list}`, done && `done=${done}`].filter(Boolean).join('&')

async function show(c: Context<AppEnv>, db: Db, query: QueueQuery, failure?: Failure): Promise<Response> {
  const actor = c.get('actor')
  const language = c.get('language')
  const done = query.done ? await standing(db, actor, query.done) : undefined
  const common = { language, query, done, why: failure?.in(language) }
  const head = { title: words[language].title, section: 'duplicates', noIndex: true, wide: true }
  const status = failure ? 409 : 200
  if (query.show === 'decided') {
    const { rows, counts, run } = await decided(db, actor, {
      limit: DECIDED_PER_PAGE,
      offset: (query.page - 1) * DECIDED_PER_PAGE,
    })
    const list = { rows, page: query.page, pages: Math.ceil(counts.decided / DECIDED_PER_PAGE) }
    return page(c, head, <DuplicatesPage {...common} counts={counts} run={run} decided={list} />, status)
  }
  const { counts, run, ...found } = await queue(db, actor, {
    aside: query.show === 'aside',
    membersOnly: query.who === 'members',
    after: query.after,
  })
  return page(c, head, <DuplicatesPage {...common} counts={counts} run={run} {...found} />, status)
}
