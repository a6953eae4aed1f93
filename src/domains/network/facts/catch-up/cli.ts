import type { Command } from 'commander'
import { type Cli, table } from '#platform/cli.ts'

/** `telaio ledger catch-up`. */
export function addCatchUp(cli: Cli, ledger: Command): void {
  const it = cli.language === 'it'
  ledger
    .command('catch-up')
    .description(
      it
        ? 'racconta al libro ciò che l’anagrafe sa e il libro non ancora: adesioni, uscite, cambiamenti, quote'
        : 'tell the ledger what the registry knows and the ledger does not: members joined, left and changed, fees',
    )
    .option('--json', 'JSON')
    .addHelpText('after', cli.example('telaio ledger catch-up'))
    .action(async ({ json }: { json?: boolean }) => {
      const { catchUp } = await import('./actions.ts')
      const done = await cli.withDatabase('ledger catch-up', 'join', ({ db }) => catchUp(db, new Date()))
      cli.print(done, json, ({ joined, left, changed, completed, fees, tooOld }) =>
        table(
          ['', ''],
          [
            [it ? 'adesioni' : 'joined', joined],
            [it ? 'uscite' : 'left', left],
            [it ? 'cambiamenti' : 'changed', changed],
            [it ? 'fatti completati' : 'facts completed', completed],
            [it ? 'quote versate' : 'fees paid', fees],
            [it ? 'prima della fondazione: non registrati' : 'before the founding day: not recorded', tooOld],
          ],
        ),
      )
    })
}
