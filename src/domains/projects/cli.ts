import path from 'node:path'
import type { Command } from 'commander'
import { type Cli, table } from '#platform/cli.ts'
import type { Report, Summary } from './imports/actions.ts'

/** Official address of the bulk download of Horizon Europe projects. */
const CORDIS_ADDRESS = 'https://cordis.europa.eu/data/cordis-HORIZONprojects-csv.zip'

/** `telaio import cordis` and `telaio import h2020`. `imports` is the group of import commands. */
export function addImportCommands(cli: Cli, imports: Command): void {
  const it = cli.language === 'it'
  imports
    .command('cordis')
    .argument('[file]', it ? 'lo zip di CORDIS' : 'the CORDIS zip')
    .option('--download', it ? `scaricalo da ${CORDIS_ADDRESS}` : `download it from ${CORDIS_ADDRESS}`)
    .option('--json', 'JSON')
    .description(it ? 'importa i progetti di Horizon Europe' : 'import the projects of Horizon Europe')
    .addHelpText('after', '\ntelaio import cordis cordis-HORIZONprojects-csv.zip')
    .action(async (file: string | undefined, options: { download?: boolean; json?: boolean }) => {
      const { importCordis } = await import('./imports/actions.ts')
      await importing(cli, 'cordis', options, async (pool, report) => {
        const source = await chosen(cli, file, options.download, CORDIS_ADDRESS)
        return importCordis(pool, source, reportsFolder(cli), report)
      })
    })
  imports
    .command('h2020')
    .argument('<file>', 'h2020-participations.csv.gz')
    .option('--json', 'JSON')
    .description(it ? 'importa chi ha lavorato con chi in Horizon 2020' : 'import who worked with whom in Horizon 2020')
    .addHelpText('after', '\ntelaio import h2020 h2020-participations.csv.gz')
    .action(async (file: string, options: { json?: boolean }) => {
      const { importEarlier } = await import('./imports/actions.ts')
      await importing(cli, 'h2020', options, pool => importEarlier(pool, file, reportsFolder(cli)))
    })
}

const reportsFolder = (cli: Cli) => path.join(cli.env().data, 'reports')

async function chosen(
  cli: Cli,
  file: string | undefined,
  download: boolean | undefined,
  address: string,
): Promise<string> {
  const { fetchFile } = await import('#platform/download.ts')
  if (download) return fetchFile(address, path.join(cli.env().data, 'downloads'))
  const { Failure } = await import('#platform/errors.ts')
  if (file === undefined)
    throw new Failure('Invalid', {
      it: 'Indica il file da importare, oppure --download.',
      en: 'Give the file to import, or --download.',
    })
  return file
}

/** Runs an import with a bar and prints what changed. */
export async function importing(
  cli: Cli,
  name: string,
  options: { json?: boolean },
  work: (pool: import('pg').Pool, report: Report) => Promise<Summary>,
): Promise<void> {
  const bar = cli.progress(name)
  const summary = await cli
    .withDatabase(`import ${name}`, 'join', ({ pool }) => work(pool, (done, total) => bar.report(done, total)))
    .finally(() => bar.stop())
  cli.print(summary, options.json, value => {
    const heads = [...new Set(Object.values(value.counts).flatMap(counts => Object.keys(counts)))]
    const rows = Object.entries(value.counts).map(([what, counts]) => [what, ...heads.map(head => counts[head] ?? '')])
    const problems =
      cli.language === 'it'
        ? value.problems === 0
          ? 'Nessuna riga scartata.'
          : `${value.problems} righe scartate, elencate in ${value.report}.`
        : value.problems === 0
          ? 'No row was refused.'
          : `${value.problems} rows refused, listed in ${value.report}.`
    return `${table(['', ...heads], rows)}\n${problems}\n${value.seconds.toFixed(1)} s`
  })
}
