import { type Context, Hono } from 'hono'
import type { Readable } from '#domains/ledger/list/views/parts.tsx'
import { readPeriod } from '#kernel/period.ts'
import { type Clock, dateInRome } from '#platform/clock.ts'
import { type DataVersion, keptBy } from '#platform/data-version.ts'
import type { Db } from '#platform/db.ts'
import { type AppEnv, attachment, page, readQuery, seeOther } from '#platform/http.tsx'
import type { Language } from '#platform/i18n.ts'
import { editionPath } from '../documents/addresses.ts'
import { FORMATS, factsFile, figurePage } from '../figure-pages.tsx'
import { errors, periodName, words } from '../messages.ts'
import { datesForm, periodOf, usualPeriods } from '../model.ts'
import { catalogue, type Publisher } from '../opendata/catalogue.ts'
import { packageName } from '../package/model.ts'
import { CheckFigures } from '../package/views/check.tsx'
import { maySeeUnpublished } from '../publication/policy.ts'
import { Files } from '../views/files.tsx'
import { Reports } from '../views/list.tsx'
import { ReportPage } from '../views/report.tsx'
import { onePage, SummaryPage } from '../views/summary.tsx'
import {
  differencesOf,
  type Edition,
  findEdition,
  openPublished,
  readEdition,
  readEditions,
  readFile,
  reportsFor,
} from './actions.ts'
import { DifferencesPage } from './views/differences.tsx'
import { EditionStanding } from './views/standing.tsx'

type Deps = { readonly db: Db; readonly clock: Clock; readonly readable: Readable }

const packageOf = ({ statement }: Edition): string =>
  `${editionPath(statement)}/${packageName(statement.report.period.name, statement.edition)}`

const EDITION = ':edition{[1-9][0-9]{0,3}}'

/** Published reports: as they were frozen, what has changed since, every figure down to its facts, and the files. For everybody. */
export function website({ db, clock, readable }: Deps): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const periodIn = (c: Context<AppEnv>) => periodOf(c.req.param('period') ?? '')
  const editionIn = (c: Context<AppEnv>) => readEdition(db, periodIn(c), Number(c.req.param('edition')))
  const addressOf = (c: Context<AppEnv>, { statement }: Edition) => `/${c.get('language')}${editionPath(statement)}`

  app.get('/reports', async c => {
    const language = c.get('language')
    const seesWork = maySeeUnpublished(c.get('actor'))
    const typed = readQuery(c, datesForm)
    const asked = seesWork && (typed.from !== undefined || typed.until !== undefined)
    const period = readPeriod(`${typed.from ?? ''}..${typed.until ?? ''}`)
    if (asked && typeof period !== 'string') return c.redirect(`/${language}/reports/${period.name}`, 303)
    const wrong = asked ? (period === 'backwards' ? errors.backwards[language] : words[language].fixDates) : undefined
    return page(
      c,
      { title: words[language].title, section: 'reports', description: words[language].lead },
      <Reports
        {...{ language, typed, wrong }}
        reports={await reportsFor(db, seesWork)}
        periods={seesWork ? usualPeriods(dateInRome(clock())) : []}
      />,
      wrong === undefined ? 200 : 422,
    )
  })

  async function show(c: Context<AppEnv>, edition: Edition) {
    const language = c.get('language')
    const { report, blocks, cluster } = edition.statement
    const at = addressOf(c, edition)
    const title = words[language].report(periodName(language, report.period))
    return page(
      c,
      { title, section: 'reports', description: words[language].lead, islands: ['check-figures'] },
      <ReportPage
        {...{ language, report, blocks, at }}
        invented={cluster.invented}
        standing={
          <EditionStanding
            {...{ language, edition, at }}
            differences={await differencesOf(db, edition.statement, clock())}
            mayPrepare={maySeeUnpublished(c.get('actor'))}
          />
        }
        files={
          <>
            <Files language={language} path={editionPath(edition.statement)} files={edition.files} />
            <p>
              <a href={`${at}/summary`}>{onePage(language, edition.statement)}</a>
            </p>
            <CheckFigures language={language} href={packageOf(edition)} hash={edition.hash} />
          </>
        }
      />,
    )
  }

  app.get('/reports/:period', async c => {
    const period = periodIn(c)
    const found = await findEdition(db, period)
    if (found) return show(c, found)
    // Staff go on to the figures of the moment; others learn that nothing is published yet.
    if (maySeeUnpublished(c.get('actor'))) return seeOther(c, `/reports/${period.name}/now`)
    return show(c, await readEdition(db, period))
  })

  app.get(`/reports/:period/${EDITION}`, async c => show(c, await editionIn(c)))

  app.get(`/reports/:period/${EDITION}/summary`, async c => {
    const language = c.get('language')
    const edition = await editionIn(c)
    return page(
      c,
      { title: onePage(language, edition.statement), section: 'reports', description: words[language].lead },
      <SummaryPage {...{ language, statement: edition.statement }} at={addressOf(c, edition)} />,
    )
  })

  app.get(`/reports/:period/${EDITION}/differences`, async c => {
    const language = c.get('language')
    const edition = await editionIn(c)
    const { report } = edition.statement
    return page(
      c,
      {
        title: `${words[language].report(periodName(language, report.period))}: ${edition.statement.edition}`,
        section: 'reports',
        noIndex: true,
      },
      <DifferencesPage
        {...{ language, edition }}
        at={addressOf(c, edition)}
        differences={await differencesOf(db, edition.statement, clock())}
      />,
    )
  })

  app.get(`/reports/:period/${EDITION}/figures/:code`, async c => {
    const edition = await editionIn(c)
    return figurePage(c, readable, addressOf(c, edition), range =>
      openPublished(db, c.get('actor'), edition.statement, c.req.param('code'), range),
    )
  })

  for (const format of FORMATS)
    app.get(`/reports/:period/${EDITION}/figures/:code/facts.${format}`, async c => {
      const { statement } = await editionIn(c)
      return factsFile(c, format, await openPublished(db, c.get('actor'), statement, c.req.param('code') ?? ''))
    })

  app.get(`/reports/:period/${EDITION}/:file`, c => giveFile(c, db, c.get('language')))

  return app
}

type OpenDeps = {
  readonly db: Db
  readonly version: DataVersion
  /** Asked when a catalogue is made. */
  readonly publisher: () => Promise<Publisher>
  readonly origin: string
}

/** Open data at addresses in no language: files of editions, and the catalogue of them all. */
export function openData({ db, version, publisher, origin }: OpenDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  app.get(`/reports/:period/${EDITION}/:file`, c => giveFile(c, db))
  // What the catalogue calls a dataset opens as its page, in the language of whoever asks.
  for (const path of ['/reports/:period', `/reports/:period/${EDITION}`])
    app.get(path, c => seeOther(c, new URL(c.req.url).pathname))
  const whole = async () => ({ publisher: await publisher(), origin, statements: await readEditions(db) })
  const turtle = keptBy(version, async () => catalogue.turtle(await whole()))
  const jsonld = keptBy(version, async () => catalogue.jsonld(await whole()))
  app.get('/catalog.ttl', async c => c.body(await turtle(), 200, { 'Content-Type': 'text/turtle; charset=utf-8' }))
  app.get('/catalog.jsonld', async c => c.body(await jsonld(), 200, { 'Content-Type': 'application/ld+json' }))
  // The catalogue itself: whoever asks is led to a form it has.
  app.get('/catalog', c =>
    c.redirect(c.req.header('accept')?.includes('json') ? '/catalog.jsonld' : '/catalog.ttl', 303),
  )
  return app
}

/** Files of an edition never change: their hash is their mark. */
async function giveFile(c: Context<AppEnv>, db: Db, language?: Language): Promise<Response> {
  const { file = '', edition } = c.req.param() as Record<string, string>
  const period = periodOf(c.req.param('period') ?? '')
  const { bytes, media_type, sha256 } = await readFile(db, period, Number(edition), file, language)
  c.header('ETag', `"${sha256}"`)
  c.header('Cache-Control', 'public, max-age=3600')
  if (c.req.header('if-none-match')?.includes(sha256)) return c.body(null, 304)
  const name = file.startsWith(`report-${period.name}`) ? file : `${period.name}-${file}`
  return c.body(new Uint8Array(bytes), 200, attachment(name, media_type))
}
