import { addCommands as addAccounts } from '#domains/accounts/cli.ts'
import { addCommands as addConsortia } from '#domains/consortia/cli.ts'
import { addCommands as addAgenda } from '#domains/events/meetings/cli.ts'
import { addCommands as addLedger } from '#domains/ledger/cli.ts'
import { addCommands as addMatching } from '#domains/matching/cli.ts'
import { addImportCommands as addNetworkImports } from '#domains/network/cli.ts'
import { addCommands as addDuplicates } from '#domains/network/duplicates/cli.ts'
import { addCatchUp } from '#domains/network/facts/catch-up/cli.ts'
import { addImportCommands as addCallImports } from '#domains/opportunities/cli.ts'
import { addImportCommands as addProjectImports } from '#domains/projects/cli.ts'
import { addCommands as addMail } from '#domains/relations/cases/cli.ts'
import { addCommands as addReports } from '#domains/reports/cli.ts'
import type { Cli } from '#platform/cli.ts'
import { SETTINGS } from '#platform/env.ts'
import { Failure } from '#platform/errors.ts'
import { addBenchCommand } from './bench.ts'
import { addJobCommand } from './job.ts'
import { addStarterCommand } from './starter.ts'

const NO_SUCH_IMPORT = {
  it: 'Non c’è nessuna importazione «{what}». Ci sono: {names}.',
  en: 'There is no import “{what}”. There are: {names}.',
}

/** Every command of the terminal. Each slice adds its own; modules that take time to load are imported when a command runs. */
export async function addCommands(cli: Cli): Promise<void> {
  const { program, language } = cli
  const it = language === 'it'
  program
    .description(
      it ? 'Telaio: dal bando alla squadra che può vincerlo.' : 'Telaio: from a call to the team that can win it.',
    )
    .helpOption('-h, --help', it ? 'mostra questo aiuto' : 'show this help')
    .helpCommand(false)
    .addHelpText('after', cli.example('telaio match HORIZON-HLTH-2027-03-TOOL-02 --members', 'telaio match --help'))
    .showHelpAfterError(it ? '(«telaio --help» elenca i comandi)' : '(“telaio --help” lists the commands)')

  program
    .command('serve')
    .description(it ? 'avvia il sito' : 'start the site')
    .addHelpText('after', cli.example('PORT=8080 telaio serve'))
    .action(async () => (await import('./serve.ts')).serve(cli))

  const imports = program
    .command('import')
    .description(it ? 'importa dati: cordis, h2020, calls…' : 'import data: cordis, h2020, calls…')
    .helpCommand(false)
    .addHelpText('after', cli.example('telaio import cordis --download', 'telaio import calls grantsTenders.json'))
    .allowExcessArguments()
    .action(() => {
      const [what] = imports.args
      const names = imports.commands.map(command => command.name()).join(', ')
      if (what !== undefined) throw new Failure('NotFound', NO_SUCH_IMPORT, { what: what.slice(0, 40), names })
      imports.help({ error: true })
    })
  addProjectImports(cli, imports)
  addCallImports(cli, imports)
  addNetworkImports(cli, imports, async client =>
    (await import('#domains/projects/imports/actions.ts')).refreshDerived(client),
  )
  addMatching(cli)
  addDuplicates(cli)
  addConsortia(cli)
  const ledger = addLedger(cli, async () => (await import('#surfaces/naming.ts')).NAMING)
  addCatchUp(cli, ledger)
  addReports(cli, async db => (await import('#surfaces/website/queries.ts')).clusterOf(db))
  addAgenda(cli)
  addAccounts(cli)
  addMail(cli, async env => (await import('#domains/accounts/library.ts')).secretOf(env))
  addJobCommand(cli)
  addStarterCommand(cli, program)
  addBenchCommand(cli, program)

  program
    .command('migrate')
    .description(
      it ? 'porta il database alla versione di questo programma' : 'bring the database to the version of this program',
    )
    .option('--json', 'JSON')
    .addHelpText('after', cli.example('telaio migrate'))
    .action(async (options: { json?: boolean }) => {
      await cli.withDatabase('migrate', 'join', async () => undefined)
      cli.print({ ok: true }, options.json, () => (it ? 'Il database è aggiornato.' : 'The database is up to date.'))
    })

  program
    .command('settings')
    .description(it ? 'elenca le impostazioni e a che cosa servono' : 'list the settings and what they are for')
    .option('--json', 'JSON')
    .addHelpText('after', cli.example('telaio settings'))
    .action(async (options: { json?: boolean }) => {
      const { table } = await import('#platform/cli.ts')
      const rows = Object.entries(SETTINGS).map(([name, setting]) => ({
        name,
        meaning: setting[language],
        example: setting.example,
      }))
      cli.print(rows, options.json, list =>
        table(
          ['', '', ''],
          list.map(row => [row.name, row.meaning, row.example]),
        ),
      )
    })
}
