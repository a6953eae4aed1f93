import { type Cli, table } from '#platform/cli.ts'
import type { Db } from '#platform/db.ts'
import { inUnit, words } from './messages.ts'
import type { Report, Statement } from './model.ts'

type Options = { json?: boolean; out?: string; knownOn?: string; definitions?: string }

/** `telaio report PERIOD`, `telaio verify PACKAGE`. `owner` knows whose reports these are. */
export function addCommands(cli: Cli, owner: (db: Db) => Promise<Statement['cluster']>): void {
  const it = cli.language === 'it'
  const say = (italian: string, english: string) => (it ? italian : english)
  const report = cli.program
    .command('report')
    .argument(
      '<period>',
      say('2025, 2025-H1, o due giorni: 2025-03-01..2025-04-30', '2025, 2025-H1, or two days: 2025-03-01..2025-04-30'),
    )
    .description(
      say(
        'le cifre di un periodo, contate dal libro dei fatti',
        'the figures of a period, counted from the ledger of facts',
      ),
    )
    .option(
      '--out <folder>',
      say(
        'scrivi cifre, definizioni, fatti e il pacchetto da verificare in questa cartella',
        'write figures, definitions, facts and the package to verify into this folder',
      ),
    )
    .option(
      '--known-on <day>',
      say('come si sapeva alla fine di quel giorno', 'as it was known at the end of that day'),
    )
    .option('--definitions <file>', say('prova definizioni tue, in JSON', 'try definitions of your own, in JSON'))
    .option('--json', 'JSON')
    .addHelpText(
      'after',
      cli.example(
        'telaio report 2025',
        'telaio report 2025-H1 --json',
        'telaio report 2025 --out rapporto-2025',
        'telaio report definitions',
      ),
    )
    .action(async (period: string, { json, ...options }: Options) => {
      const { reportAtTerminal } = await import('./terminal.ts')
      const { reportData } = await import('./sheet.ts')
      const { readEnv } = await import('#platform/env.ts')
      const env = readEnv()
      const { report, written } = await cli.withDatabase('report', 'join', ({ db }) =>
        reportAtTerminal(
          db,
          period,
          { ...options, origin: env.baseUrl ?? `http://localhost:${env.port}` },
          new Date(),
          cli.language,
          () => owner(db),
        ),
      )
      cli.print({ ...reportData(report), ...(written.length ? { written } : {}) }, json, () =>
        [readable(report, cli), ...written.map(file => say(`Scritto ${file}`, `Written ${file}`))].join('\n'),
      )
    })
  addDefinitions(cli, report, say)
  addVerify(cli, say)
}

/** Needs no database and opens none. */
function addDefinitions(cli: Cli, report: Cli['program'], say: (italian: string, english: string) => string): void {
  report
    .command('definitions')
    .description(say('le cifre di un rapporto e che cosa contano', 'the figures of a report, and what they count'))
    .option('--json', 'JSON')
    .addHelpText('after', cli.example('telaio report definitions', 'telaio report definitions --json'))
    // The command above it takes the same option, and takes it first.
    .action(async (_: unknown, command: Cli['program']) => {
      const { json } = command.optsWithGlobals<{ json?: boolean }>()
      const { listed } = await import('./trial/explain.ts')
      const { theDefinitions } = await import('./definitions.ts')
      cli.print(listed(cli.language, theDefinitions()), json, all =>
        table(
          ['', words[cli.language].figure, words[cli.language].counted],
          all.map(({ code, name, counted }) => [code, name, counted]),
        ),
      )
    })
}

/** Needs no database and opens none. */
function addVerify(cli: Cli, say: (italian: string, english: string) => string): void {
  cli.program
    .command('verify')
    .argument(
      '<package>',
      say('il pacchetto di un rapporto, report-2025.zip', 'the package of a report, report-2025.zip'),
    )
    .description(
      say(
        'ricalcola da un pacchetto tutte le cifre e la catena dei fatti, e dice se tornano',
        'compute all figures and the chain of facts of a package anew, and say whether they hold',
      ),
    )
    .option(
      '--hash <hash>',
      say('l’impronta del rapporto, dalla pagina del cluster', 'the hash of the report, from the page of the cluster'),
    )
    .option('--json', 'JSON')
    .addHelpText(
      'after',
      cli.example('telaio verify report-2025.zip', 'telaio verify report-2025.zip --hash 3f9a… --json'),
    )
    .action(async (file: string, { hash, json }: { hash?: string; json?: boolean }) => {
      const { verifyAtTerminal } = await import('./package/terminal.ts')
      const { verdictText } = await import('./package/messages.ts')
      const bar = cli.progress('byte')
      const verified = await verifyAtTerminal(file, hash, bar.report).finally(() => bar.stop())
      cli.print(verified, json, value => verdictText(cli.language, value))
      if (!verified.holds) process.exitCode = 1
    })
}

function readable({ period, before, figures }: Report, { language }: Cli): string {
  const t = words[language]
  const value = (unit: string, said: number | null, why: string | undefined) =>
    said !== null
      ? inUnit(language, unit, said)
      : why === 'awaited'
        ? t.awaited.toLowerCase()
        : why === 'no-denominator'
          ? t.noDenominator
          : t.noValue
  return table(
    ['', t.figure, period.name, before.name],
    figures.map(({ definition, figure, before: last }) => [
      definition.code,
      definition.name[language],
      value(definition.unit, figure.value, figure.why),
      figure.why === 'awaited' ? '' : value(definition.unit, last.value, last.why),
    ]),
  )
}
