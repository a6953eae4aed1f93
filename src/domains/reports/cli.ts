import { type Cli, table } from '#platform/cli.ts'
import { inUnit, words } from './messages.ts'
import type { Report } from './model.ts'

type Options = { json?: boolean; out?: string; knownOn?: string; definitions?: string }

/** `telaio report PERIOD`. */
export function addCommands(cli: Cli): void {
  const it = cli.language === 'it'
  const say = (italian: string, english: string) => (it ? italian : english)
  cli.program
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
        'scrivi cifre, definizioni e fatti in questa cartella',
        'write figures, definitions and facts into this folder',
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
      cli.example('telaio report 2025', 'telaio report 2025-H1 --json', 'telaio report 2025 --out rapporto-2025'),
    )
    .action(async (period: string, { json, ...options }: Options) => {
      const { reportAtTerminal } = await import('./terminal.ts')
      const { reportData } = await import('./sheet.ts')
      const { report, written } = await cli.withDatabase('report', 'join', ({ db }) =>
        reportAtTerminal(db, period, options, new Date(), cli.language),
      )
      cli.print({ ...reportData(report), ...(written.length ? { written } : {}) }, json, () =>
        [readable(report, cli), ...written.map(file => say(`Scritto ${file}`, `Written ${file}`))].join('\n'),
      )
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
