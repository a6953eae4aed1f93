import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import { firstAdministratorLink } from '#domains/accounts/actions.ts'
import { secretOf } from '#domains/accounts/library.ts'
import { makeSessions } from '#domains/accounts/sessions.ts'
import { callNeeds, makeSolver } from '#domains/consortia/teams/actions.ts'
import { closeThreads } from '#domains/events/meetings/thread.ts'
import { makeRanker, type Ranker, refreshIndex } from '#domains/matching/actions.ts'
import { lookAhead } from '#domains/matching/calls/actions.ts'
import { catchUp } from '#domains/network/facts/catch-up/actions.ts'
import { requireCall } from '#domains/opportunities/actions.ts'
import { readCaseKey, replyAddress } from '#domains/relations/cases/address.ts'
import type { Cli } from '#platform/cli.ts'
import { systemClock } from '#platform/clock.ts'
import { type Database, openDatabase } from '#platform/db.ts'
import type { Env } from '#platform/env.ts'
import { Failure } from '#platform/errors.ts'
import { startJobs } from '#platform/jobs.ts'
import { errorDetails, log } from '#platform/log.ts'
import { keepSending, postOffice } from '#platform/mail/outbox.ts'
import { migrate } from '#platform/migrations.ts'
import { allJobs } from '#surfaces/jobs.ts'
import { makeSite } from '#surfaces/website/app.tsx'
import { loadStarter } from './starter.ts'

const root = path.resolve(import.meta.dirname, '../../..')

/** Migrates, loads the starter data on the first run, and serves until it is told to stop. */
export async function serve(cli: Cli): Promise<void> {
  const env = cli.env()
  const say = (it: string, en: string) => console.log(cli.language === 'it' ? it : en)
  const database = await openDatabase(env, { command: 'telaio serve', beside: 'alone', now: systemClock() })
  let stop = async () => database.close()
  try {
    // Before the starter data: nobody should wait half a minute to read that the port is taken.
    const listening = await reserve(env.host, env.port)
    await migrate(database.pool)
    await prepare(cli, database, path.join(env.data, 'reports'))
    const address = `http://${env.host === '0.0.0.0' || env.host === '127.0.0.1' ? 'localhost' : env.host}:${listening.port}`
    const baseUrl = env.baseUrl ?? address
    const sessions = makeSessions(database.db, env, baseUrl)
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }
    const ranker = makeRanker(database.db, true)
    const solver = makeSolver(true)
    const site = await makeSite({ database, env, sessions, ranker, solver, clock: systemClock, baseUrl, version })
    listening.answer(site.fetch)
    database.announce(address)
    const outbox = await openOutbox(env, database)
    // In the background: nobody waits for the tables of the schedule.
    const jobs = openJobs(env, database, baseUrl)
    stop = async () => {
      await listening.close()
      await Promise.all([
        ranker.close(),
        solver.close(),
        closeThreads(),
        outbox?.stop(),
        jobs.then(running => running?.stop()),
      ])
      await database.close()
    }
    say(`\nTelaio è pronto: ${address}`, `\nTelaio is ready: ${address}`)
    const link = await firstAdministratorLink(database.db, sessions, baseUrl, cli.language)
    if (link) {
      say(
        `Per entrare la prima volta come amministratore apri (vale una volta sola, per 15 minuti; «telaio sign-in-link» ne fa un altro):\n  ${link}`,
        `To sign in for the first time as administrator open (works once, for 15 minutes; “telaio sign-in-link” makes another):\n  ${link}`,
      )
    }
    const closing = new AbortController()
    const ahead = prepareCalls(database, ranker, closing.signal)
    say('Per fermarlo premi Ctrl-C.', 'Press Ctrl-C to stop it.')
    await new Promise<void>(resolve => {
      process.once('SIGINT', resolve)
      process.once('SIGTERM', resolve)
    })
    closing.abort()
    await ahead
  } finally {
    await stop()
  }
}

/** On the first run the starter data goes in; whenever the data has changed since, the search of partners is prepared again. */
async function prepare(cli: Cli, database: Database, reports: string): Promise<void> {
  const it = cli.language === 'it'
  const starter = await loadStarter(
    database,
    ({ step, steps, ...text }) => console.log(`${step}/${steps} ${text[cli.language]}…`),
    reports,
  )
  if (starter.run)
    console.log(
      it
        ? `Dati iniziali caricati in ${Math.round(starter.seconds)} s.`
        : `Starter data loaded in ${Math.round(starter.seconds)} s.`,
    )
  const told = await catchUp(database.db, systemClock())
  const facts = told.joined + told.left + told.changed + told.completed + told.fees
  if (facts)
    console.log(
      it
        ? `Libro dei fatti: ${facts} fatti aggiunti dall’anagrafe.`
        : `Ledger: ${facts} facts added from the registry.`,
    )
  const { built } = await refreshIndex(database.db, step => {
    if (step === 0) console.log(it ? 'Preparo la ricerca di partner…' : 'Preparing the search of partners…')
  })
  if (built) console.log(it ? 'Ricerca pronta.' : 'Search ready.')
}

/** Looks at the open calls nobody has opened yet, so that their pages and the fitting calls of each organisation are ready. */
async function prepareCalls(database: Database, ranker: Ranker, signal: AbortSignal): Promise<void> {
  try {
    const { db } = database
    await lookAhead(db, ranker, systemClock(), signal, async (id, matches) =>
      callNeeds(db, await requireCall(db, id), async () => matches),
    )
  } catch (error) {
    log('warn', 'calls not prepared', errorDetails(error))
  }
}

/** Sends what waits in the outbox. Without a mail server it waits, and whoever administers the site reads why. */
async function openOutbox(env: Env, { db }: Database) {
  if (!env.smtpUrl) {
    log('warn', 'no mail is sent: SMTP_URL is not set; mail waits in the outbox')
    return undefined
  }
  const { smtpUrl, mailFrom, mailReplyTo } = env
  const secret = secretOf(env)
  const replyTo = (mail: { case_key: string | null }) => {
    const one = mailReplyTo && readCaseKey(mail.case_key)
    return one ? replyAddress(secret, mailReplyTo, one) : undefined
  }
  const transport = await postOffice(smtpUrl)
  return keepSending(db, { transport, from: mailFrom, replyTo, bounceTo: mailReplyTo }, systemClock)
}

/** Does what happens at certain times. A site whose schedule cannot be prepared still answers. */
async function openJobs(env: Env, { db, pool }: Database, baseUrl: string) {
  try {
    return await startJobs(pool, allJobs({ db, env, baseUrl, clock: systemClock }))
  } catch (error) {
    log('error', 'jobs not started', errorDetails(error))
    return undefined
  }
}

type Fetch = (request: Request, ...rest: never[]) => Response | Promise<Response>

/** Takes the port before anything else is told about it; a port in use is a sentence, not a stack trace. */
async function reserve(host: string, port: number) {
  // A browser opened early asks again by itself.
  let fetch: Fetch = () =>
    new Response('Telaio si sta avviando… / Telaio is starting…', {
      status: 503,
      headers: {
        'Retry-After': '3',
        Refresh: '3',
        'Content-Type': 'text/plain; charset=utf-8',
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
      },
    })
  const server = createAdaptorServer({
    fetch: ((request: Request, ...rest: never[]) => fetch(request, ...rest)) as never,
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' || error.code === 'EACCES' ? portRefused(port, error.code) : error),
    )
    server.listen(port, host, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    answer(handler: unknown) {
      fetch = handler as Fetch
    },
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        if ('closeIdleConnections' in server) server.closeIdleConnections()
        setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 3000).unref()
      }),
  }
}

function portRefused(port: number, code: string): Failure {
  return new Failure(
    'Conflict',
    code === 'EACCES'
      ? {
          it: 'Non è permesso ascoltare sulla porta {port}. Nulla è stato avviato: scegline una sopra 1023, per esempio PORT=3001 npm start.',
          en: 'Listening on port {port} is not permitted. Nothing was started: choose one above 1023, e.g. PORT=3001 npm start.',
        }
      : {
          it: 'La porta {port} è già usata da un altro programma. Nulla è stato avviato: chiudilo o scegline un’altra, per esempio PORT=3001 npm start.',
          en: 'Port {port} is already used by another program. Nothing was started: close it or choose another, e.g. PORT=3001 npm start.',
        },
    { port },
  )
}
