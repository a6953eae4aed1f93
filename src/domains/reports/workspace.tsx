import { type Context, Hono } from 'hono'
import type { Readable } from '#domains/ledger/list/views/parts.tsx'
import { type Clock, dateInRome } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { type AppEnv, attachment, page, parseForm, rawForm, seeOther } from '#platform/http.tsx'
import { openFigure } from './actions.ts'
import { isPublished } from './editions/actions.ts'
import { FORMATS, factsFile, figurePage } from './figure-pages.tsx'
import { periodName, words } from './messages.ts'
import { type Block, periodOf } from './model.ts'
import { outgoingFiles } from './opendata/files.ts'
import { isFileName, makeFile } from './opendata/make.ts'
import { buildPackage } from './package/actions.ts'
import {
  basisNow,
  beginReport,
  type Cluster,
  moveOn,
  saveWords,
  statementNow,
  viewWork,
} from './publication/actions.ts'
import { errors, words as workWords } from './publication/messages.ts'
import { blocksOf, moveForm, wordsForm } from './publication/model.ts'
import { outputsOf } from './publication/outputs.ts'
import { mayWrite } from './publication/policy.ts'
import { Standing } from './publication/views/standing.tsx'
import { WordsPage } from './publication/views/words.tsx'
import { Files } from './views/files.tsx'
import { ReportPage } from './views/report.tsx'

type Deps = {
  readonly db: Db
  readonly clock: Clock
  readonly readable: Readable
  readonly cluster: Cluster
  /** Where the site stands: documents name it. */
  readonly origin: string
}

/** Reports as they are made: the figures of this moment, their words, and the way to publication. For staff and the region's auditor. */
export function workspace({ db, clock, readable, cluster, origin }: Deps): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const asked = (c: Context<AppEnv>) => {
    const now = clock()
    return { period: periodOf(c.req.param('period') ?? ''), now, today: dateInRome(now), cluster }
  }
  /** A figure with its facts, counted as the report is now. */
  const open = async (c: Context<AppEnv>, range?: { from: number; most: number }) =>
    openFigure(db, c.get('actor'), c.req.param('code') ?? '', await basisNow(db, asked(c)), range)

  async function show(c: Context<AppEnv>, refused?: { error: Failure; note: string }) {
    const language = c.get('language')
    const { period } = asked(c)
    const at = `/${language}/reports/${period.name}`
    const actor = c.get('actor')
    const view = await viewWork(db, actor, asked(c))
    const statement = view?.statement ?? (await statementNow(db, asked(c)))
    const { report, blocks } = statement
    const published = await isPublished(db, period)
    const error = refused && { text: refused.error.in(language), note: refused.note }
    return page(
      c,
      { title: words[language].report(periodName(language, period)), section: 'reports', noIndex: true },
      <ReportPage
        {...{ language, report, blocks }}
        invented={cluster.invented}
        at={`${at}/now`}
        standing={<Standing {...{ language, at, view, published }} mayWrite={mayWrite(actor)} refused={error} />}
        files={<Files language={language} path={`/reports/${period.name}/now`} files={outgoingFiles(statement)} />}
      />,
      refused ? (refused.error.kind === 'Conflict' ? 409 : 422) : 200,
    )
  }

  app.get('/reports/:period/now', c => show(c))

  app.get('/reports/:period/now/figures/:code', c =>
    figurePage(c, readable, `/${c.get('language')}/reports/${asked(c).period.name}/now`, range => open(c, range)),
  )

  for (const format of FORMATS)
    app.get(`/reports/:period/now/figures/:code/facts.${format}`, async c => factsFile(c, format, await open(c)))

  app.get('/reports/:period/now/:file', async c => {
    const { file } = c.req.param()
    const statement = await statementNow(db, asked(c))
    const found = outgoingFiles(statement).find(({ name }) => name === file)
    if (!found) throw new Failure('NotFound', errors.noSuchFile, { name: file.slice(0, 80) })
    const bytes = isFileName(file)
      ? await makeFile(statement, file, c.get('language'), origin)
      : (await buildPackage(db, statement)).bytes
    return c.body(
      bytes as Uint8Array<ArrayBuffer>,
      200,
      attachment(isFileName(file) ? `${asked(c).period.name}-${file}` : file, found.type),
    )
  })

  app.post('/reports/:period/begin', async c => {
    const { period, now } = asked(c)
    await beginReport(db, c.get('actor'), period, now)
    return seeOther(c, `/reports/${period.name}/now`)
  })

  app.post('/reports/:period/moves', async c => {
    const raw = await rawForm(c)
    const { period } = asked(c)
    try {
      const form = parseForm(raw, moveForm)
      await moveOn(db, c.get('actor'), form, asked(c), statement => outputsOf(db, statement, origin))
      return seeOther(c, form.to === 'published' ? `/reports/${period.name}` : `/reports/${period.name}/now`)
    } catch (error) {
      if (!(error instanceof Failure) || error.kind === 'NotFound') throw error
      if (error.kind === 'Forbidden' && !mayWrite(c.get('actor'))) throw error
      return show(c, { error, note: typeof raw.note === 'string' ? raw.note : '' })
    }
  })

  const wordsPage = async (
    c: Context<AppEnv>,
    state: { blocks?: readonly Block[]; saved?: boolean; refused?: Failure } = {},
  ) => {
    const language = c.get('language')
    const view = await viewWork(db, c.get('actor'), asked(c))
    if (!view) throw new Failure('NotFound', errors.notBegun)
    return page(
      c,
      { title: workWords[language].words, section: 'reports', noIndex: true, wide: true, islands: ['words'] },
      <WordsPage
        {...{ language, view }}
        at={`/${language}/reports/${asked(c).period.name}`}
        blocks={state.blocks ?? view.work.blocks}
        saved={state.saved ?? false}
        refused={state.refused?.in(language)}
      />,
      state.refused ? 409 : 200,
    )
  }

  app.get('/reports/:period/words', c => wordsPage(c, { saved: c.req.query('saved') === '1' }))

  app.post('/reports/:period/words', async c => {
    const raw = await rawForm(c)
    const { period } = asked(c)
    const blocks = blocksOf(raw)
    try {
      await saveWords(db, c.get('actor'), period, parseForm(raw, wordsForm).version, blocks)
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'Conflict') throw error
      return wordsPage(c, { blocks, refused: error })
    }
    return seeOther(c, `/reports/${period.name}/words?saved=1`)
  })

  return app
}
