import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { brotliDecompressSync } from 'node:zlib'
import type { Command } from 'commander'
import type pg from 'pg'
import type { Cli } from '#platform/cli.ts'
import { systemClock } from '#platform/clock.ts'
import type { Summary } from '#platform/imports/run.ts'

const FOLDER = path.resolve(import.meta.dirname, '../../../starter')

const unpacked = (name: string): string => brotliDecompressSync(readFileSync(path.join(FOLDER, name))).toString('utf8')
const json = (name: string): unknown => JSON.parse(readFileSync(path.join(FOLDER, name), 'utf8'))

/** What loading the starter data answers when the database has data already. */
const NOTHING: Summary = { run: 0, counts: {}, problems: 0, report: undefined, seconds: 0 }

/** A step that begins: a first start says what it is doing. */
export type Step = { readonly step: number; readonly steps: number; readonly it: string; readonly en: string }

const STEPS = [
  ['luoghi', 'places'],
  ['progetti e partecipazioni', 'projects and participations'],
  ['ambiti scientifici', 'fields of science'],
  ['bandi', 'calls'],
  ['il cluster di esempio', 'the example cluster'],
  ['riassunti', 'summaries'],
] as const

/**
 * Loads the starter data into a database that has none: facts of participations, fields of science, places, calls with our summaries, and
 * the example cluster. One transaction: when it is killed, the next start does all of it. A database with data is left as it is.
 */
export async function loadStarter(
  database: { readonly pool: pg.Pool },
  begin: (step: Step) => void = () => undefined,
  reports = path.join(FOLDER, '../data/reports'),
): Promise<Summary> {
  const projects = await import('#domains/projects/imports/actions.ts')
  if (await projects.starterIsLoaded(database.pool)) return NOTHING
  const network = await import('#domains/network/imports/actions.ts')
  const { runImport } = await import('#platform/imports/run.ts')
  const at = (step: number) => {
    const [it = '', en = ''] = STEPS[step - 1] ?? []
    begin({ step, steps: STEPS.length, it, en })
  }
  at(1)
  return runImport(database.pool, { source: 'starter', file: FOLDER, reports }, async (client, problems) => {
    const territory = await network.mergeTerritory(
      client,
      {
        nuts: Readable.from([unpacked('nuts-italy.csv.br')]),
        postcodes: Readable.from([unpacked('italy-postcode-nuts3.csv.br')]),
        topology: readFileSync(path.join(FOLDER, 'emilia-romagna-municipalities.topo.json'), 'utf8'),
      },
      problems,
    )
    at(2)
    const facts = await projects.mergeFacts(client, JSON.parse(unpacked('facts.json.br')))
    at(3)
    const taxonomy = await projects.mergeStarterTaxonomy(client, Readable.from([unpacked('euroscivoc.csv.br')]))
    at(4)
    const { mergeStarterCalls } = await import('#domains/opportunities/imports/actions.ts')
    const calls = await mergeStarterCalls(client, json('calls.json'), systemClock())
    at(5)
    const member = existsSync(path.join(FOLDER, 'members.json'))
      ? await network.mergeExampleCluster(client, json('members.json'))
      : {}
    const { mergeStarterFacts } = await import('#domains/ledger/imports/starter/actions.ts')
    const { mergeStarterEvent } = await import('#domains/events/starter/actions.ts')
    const run = async <Row>(text: string, values: readonly unknown[]) =>
      (await client.query(text, [...values])).rows as Row[]
    const ledger = existsSync(path.join(FOLDER, 'ledger.json')) ? await mergeStarterFacts(run, json('ledger.json')) : {}
    const event = existsSync(path.join(FOLDER, 'event.json'))
      ? await mergeStarterEvent(run, json('event.json'), json('members.json'), systemClock())
      : 0
    at(6)
    await projects.refreshDerived(client)
    return {
      ...territory,
      ...facts,
      taxonomy,
      ...calls,
      member,
      ledger,
      guests: { read: event, added: event, changed: 0, unchanged: 0 },
    }
  })
}

/** `telaio starter`: loads the starter data into an empty database, as the first start does. */
export function addStarterCommand(cli: Cli, program: Command): void {
  const it = cli.language === 'it'
  program
    .command('starter')
    .description(it ? 'carica i dati iniziali in un database vuoto' : 'load the starter data into an empty database')
    .option('--json', it ? 'il riassunto in JSON' : 'the summary as JSON')
    .addHelpText('after', cli.example('telaio starter'))
    .action(async (options: { json?: boolean }) => {
      const { readable } = await import('#platform/imports/terminal.ts')
      const bar = cli.progress(it ? 'dati iniziali' : 'starter data')
      const summary = await cli
        .withDatabase('starter', 'join', database =>
          loadStarter(database, ({ step, steps }) => bar.report(step - 1, steps), path.join(cli.env().data, 'reports')),
        )
        .finally(() => bar.stop())
      cli.print(summary, options.json, value =>
        value.run === 0
          ? it
            ? 'Il database ha già dati: nulla è cambiato.'
            : 'The database has data already: nothing changed.'
          : readable(value, it),
      )
    })
}
