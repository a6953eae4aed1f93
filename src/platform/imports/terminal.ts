import path from 'node:path'
import type { Command } from 'commander'
import type pg from 'pg'
import { type Cli, table } from '#platform/cli.ts'
import { Failure, type Sentence } from '#platform/errors.ts'
import { errors } from './messages.ts'
import type { Report, Summary } from './run.ts'

export type ImportCommand = {
  readonly name: string
  readonly about: Sentence
  /** An example of the file, also shown in the help. */
  readonly example: string
  /** Where --download takes it from; without it the file must be given. */
  readonly address?: string
  /** Does the import; `reports` is the folder for the list of refused rows. Loads its modules itself. */
  readonly work: (pool: pg.Pool, file: string, reports: string, report: Report) => Promise<Summary>
}

/** Adds `telaio import NAME [file] [--download] [--json]`. */
export function addImportCommand(cli: Cli, imports: Command, command: ImportCommand): void {
  const { name, about, example, address, work } = command
  const it = cli.language === 'it'
  const made = imports
    .command(name)
    .argument(address ? '[file]' : '<file>', example)
    .option('--json', it ? 'il riassunto in JSON' : 'the summary as JSON')
    .description(about[cli.language])
    .addHelpText('after', cli.example(`telaio import ${name} ${example}`))
  if (address) made.option('--download', `${it ? 'scaricalo da' : 'download it from'} ${address}`)
  made.action(async (given: string | undefined, options: { download?: boolean; json?: boolean }) => {
    const data = cli.env().data
    const file = await chosen(given, options.download ? address : undefined, path.join(data, 'downloads'))
    const bar = cli.progress(name)
    const summary = await cli
      .withDatabase(`import ${name}`, 'join', ({ pool }) =>
        work(pool, file, path.join(data, 'reports'), (done, total) => bar.report(done, total)),
      )
      .finally(() => bar.stop())
    cli.print(summary, options.json, value => readable(value, it))
  })
}

async function chosen(file: string | undefined, address: string | undefined, folder: string): Promise<string> {
  if (address) {
    const { fetchFile } = await import('#platform/download.ts')
    return fetchFile(address, folder)
  }
  if (file === undefined) throw new Failure('Invalid', errors.noChoice)
  return path.resolve(file)
}

/** The summary of an import as a table and two lines. */
export function readable(summary: Summary, it: boolean): string {
  const heads = [...new Set(Object.values(summary.counts).flatMap(counts => Object.keys(counts)))]
  const rows = Object.entries(summary.counts).map(([what, counts]) => [what, ...heads.map(head => counts[head] ?? '')])
  const problems =
    summary.problems === 0
      ? it
        ? 'Nessuna riga scartata.'
        : 'No row was refused.'
      : it
        ? `Righe scartate: ${summary.problems}, elencate in ${summary.report}.`
        : `Rows refused: ${summary.problems}, listed in ${summary.report}.`
  return `${table(['', ...heads], rows)}\n${problems}\n${summary.seconds.toFixed(1)} s`
}
