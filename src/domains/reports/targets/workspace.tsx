import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { field } from '#kernel/fields.ts'
import { type Clock, dateInRome } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { Failure, STATUS } from '#platform/errors.ts'
import { type AppEnv, page, rawForm, readQuery, seeOther } from '#platform/http.tsx'
import { makeReport } from '../actions.ts'
import { theDefinitions } from '../definitions.ts'
import { periodOf } from '../model.ts'
import { setTargets, targetsOfYear } from './actions.ts'
import { words } from './messages.ts'
import { cellName, cellsOf, periodsOf } from './model.ts'
import { maySet } from './policy.ts'
import { TargetsPage } from './views/targets.tsx'

const query = z.object({ year: field.whole(1990, 2190), saved: field.whole(0, 1000) })

/** What is aimed at, figure by figure. For staff; the region's auditor reads. */
export function workspace({ db, clock }: { db: Db; clock: Clock }): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const yearOf = (c: Context<AppEnv>) => readQuery(c, query).year ?? Number(dateInRome(clock()).slice(0, 4))

  async function show(c: Context<AppEnv>, sent?: { failure: Failure; typed: Record<string, string> }) {
    const language = c.get('language')
    const year = yearOf(c)
    const now = clock()
    const targets = await targetsOfYear(db, c.get('actor'), year)
    const { figures } = await makeReport(db, { period: periodOf(`${year - 1}`), knownOn: now, today: dateInRome(now) })
    return page(
      c,
      { title: words[language].caption(String(year)), section: 'reports', noIndex: true, wide: true },
      <TargetsPage
        {...{ language, year, targets }}
        last={figures.filter(({ definition }) => definition.measure.what !== 'awaited')}
        typed={sent?.typed ?? {}}
        wrong={sent?.failure.fieldsIn(language) ?? {}}
        refused={sent?.failure.in(language)}
        saved={sent ? undefined : readQuery(c, query).saved}
        mayWrite={maySet(c.get('actor'))}
      />,
      sent ? STATUS[sent.failure.kind] : 200,
    )
  }

  app.get('/reports/targets', c => show(c))

  app.post('/reports/targets', async c => {
    const year = yearOf(c)
    const codes = theDefinitions().indicators.map(({ code }) => code)
    const cells = cellsOf(await rawForm(c), codes, periodsOf(year))
    try {
      const saved = await setTargets(db, c.get('actor'), year, cells)
      return seeOther(c, `/reports/targets?year=${year}&saved=${saved}`)
    } catch (error) {
      if (!(error instanceof Failure) || Object.keys(error.fields).length === 0) throw error
      return show(c, { failure: error, typed: Object.fromEntries(cells.map(cell => [cellName(cell), cell.typed])) })
    }
  })

  return app
}
