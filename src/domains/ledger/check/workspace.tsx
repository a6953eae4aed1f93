import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { mayAdminister } from '#domains/accounts/policy.ts'
import { blank } from '#kernel/fields.ts'
import { type Clock, dateInRome } from '#platform/clock.ts'
import type { Database } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { type AppEnv, page, parseForm, rawForm, readQuery, seeOther } from '#platform/http.tsx'
import { readFounding, setFoundingDay } from '../founding/actions.ts'
import { askCheck, readChecks } from './actions.ts'
import { words } from './messages.ts'
import { CheckPage } from './views/check.tsx'

const doneQuery = z.object({ done: z.literal('founding').optional().catch(undefined) })
const foundingForm = z.object({ founded: z.preprocess(blank, z.iso.date().optional()) })

type Deps = { readonly database: Pick<Database, 'db' | 'pool'>; readonly clock: Clock }

/** Whether the chain holds, for whoever reads the ledger; and since when there can be facts. */
export function workspace({ database, clock }: Deps): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.get('/ledger/check', c => show(c, database))

  app.post('/ledger/check', async c => {
    await askCheck(database, c.get('actor'))
    return seeOther(c, '/ledger/check')
  })

  app.post('/ledger/founding', async c => {
    const raw = await rawForm(c)
    try {
      const { founded } = parseForm(raw, foundingForm)
      await setFoundingDay(database.db, c.get('actor'), founded ?? null, dateInRome(clock()))
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'Invalid') throw error
      return show(c, database, { day: String(raw.founded ?? ''), why: error.in(c.get('language')) })
    }
    return seeOther(c, '/ledger/check?done=founding#founding')
  })

  return app
}

async function show(c: Context<AppEnv>, { db }: Deps['database'], sent?: { day: string; why: string }) {
  const language = c.get('language')
  const actor = c.get('actor')
  const [checks, founding] = await Promise.all([readChecks(db, actor), readFounding(db, actor)])
  const { done } = readQuery(c, doneQuery)
  return page(
    c,
    { title: words[language].title, section: 'ledger', noIndex: true },
    <CheckPage {...{ language, ...checks, founding, done, sent }} mayAdminister={mayAdminister(actor).allowed} />,
    sent ? 422 : 200,
  )
}
