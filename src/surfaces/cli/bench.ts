import { existsSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Command } from 'commander'
import type { Cli } from '#platform/cli.ts'
import { Failure } from '#platform/errors.ts'

const FOLDER = path.resolve(import.meta.dirname, '../../../bench')
export const BENCHES = [
  'ranking',
  'team',
  'agenda',
  'import',
  'http',
  'start',
  'italian',
  'linkage',
  'ledger',
  'report',
  'package',
  'my-day',
] as const

/** `telaio bench NAME`: measures a figure the project claims. What follows the name goes to the bench. */
export function addBenchCommand(cli: Cli, program: Command): void {
  const it = cli.language === 'it'
  program
    .command('bench')
    .argument('<name>', BENCHES.join(' | '))
    .argument('[options...]', it ? 'opzioni della misura' : 'options of the bench')
    .description(it ? 'misura una delle cifre del progetto' : 'measure one of the figures of the project')
    .allowUnknownOption()
    .passThroughOptions()
    .addHelpText('after', cli.example('telaio bench team --seed 2'))
    .action(async (name: string, options: string[]) => {
      const file = path.join(FOLDER, `${name}.ts`)
      if (!BENCHES.some(known => known === name) || !existsSync(file)) {
        throw new Failure('NotFound', UNKNOWN, { name: name.slice(0, 40), names: BENCHES.join(', ') })
      }
      const bench = (await import(pathToFileURL(file).href)) as { run(args: string[]): Promise<void> }
      await bench.run(options)
    })
}

const UNKNOWN = {
  it: 'Non c’è nessuna misura «{name}». Ci sono: {names}.',
  en: 'There is no bench “{name}”. There are: {names}.',
}
