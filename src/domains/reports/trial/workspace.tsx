import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { demand, mayReadAccounts } from '#domains/accounts/policy.ts'
import type { Readable } from '#domains/ledger/list/views/parts.tsx'
import { field } from '#kernel/fields.ts'
import { type Clock, dateInRome } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { type AppEnv, page, rawForm, readQuery } from '#platform/http.tsx'
import { makeReport, openFigure } from '../actions.ts'
import { theDefinitions } from '../definitions.ts'
import { errors as reportErrors } from '../messages.ts'
import { periodOf } from '../model.ts'
import { errors, words } from './messages.ts'
import { readTyped } from './reading.ts'
import { DefinitionsPage } from './views/definitions.tsx'
import { TrialPage, type Tried } from './views/trial.tsx'

/** Far above any definition, far below what would keep a reader busy. */
const LONGEST = 40_000
const FACTS_SHOWN = 20

const query = z.object({ code: field.text(80), period: field.text(60) })

/** What figures are made of, in words, and a page to try others. Nothing is stored. */
export function workspace({ db, clock, readable }: { db: Db; clock: Clock; readable: Readable }): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const lastYear = () => String(Number(dateInRome(clock()).slice(0, 4)) - 1)

  app.get('/reports/definitions', c => {
    demand(mayReadAccounts(c.get('actor')))
    const language = c.get('language')
    return page(
      c,
      { title: words[language].list, section: 'reports', noIndex: true },
      <DefinitionsPage {...{ language }} definitions={theDefinitions()} year={lastYear()} />,
    )
  })

  const show = (c: Context<AppEnv>, typed: { text: string; period: string }, tried: Tried, status: 200 | 422 = 200) => {
    const language = c.get('language')
    return page(
      c,
      { title: words[language].trial, section: 'reports', noIndex: true },
      <TrialPage {...{ language, typed, tried, readable }} definitions={theDefinitions()} longest={LONGEST} />,
      status,
    )
  }

  app.get('/reports/trial', c => {
    demand(mayReadAccounts(c.get('actor')))
    const { code, period } = readQuery(c, query)
    const { indicators } = theDefinitions()
    const found = indicators.find(one => one.code === (code ?? 'events_held'))
    if (!found) throw new Failure('NotFound', reportErrors.noSuchFigure, { code: code ?? '' })
    return show(c, { text: JSON.stringify(found, null, 2), period: period ?? lastYear() }, {})
  })

  app.post('/reports/trial', async c => {
    const actor = c.get('actor')
    demand(mayReadAccounts(actor))
    const raw = await rawForm(c)
    const typed = {
      text: String(raw.text ?? '').replace(/\r\n?/g, '\n'),
      period: String(raw.period ?? '').slice(0, 60),
    }
    if (typed.text.length > LONGEST) throw new Failure('Invalid', errors.long, { most: LONGEST })
    const read = readTyped(typed.text)
    if ('faults' in read) return show(c, typed, { faults: read.faults }, 422)
    const { definitions, warnings } = read
    const now = clock()
    try {
      const asked = { period: periodOf(typed.period), knownOn: now, today: dateInRome(now), definitions }
      const [first, ...rest] = definitions.indicators
      const opened = await openFigure(db, actor, first?.code ?? '', asked, { most: FACTS_SHOWN })
      const others =
        rest.length > 0
          ? (await makeReport(db, { ...asked, definitions: { ...definitions, indicators: rest } })).figures
          : []
      return show(c, typed, { counted: { definitions, warnings, opened, others } })
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'Invalid') throw error
      return show(c, typed, { wrongPeriod: error.in(c.get('language')) }, 422)
    }
  })

  return app
}
