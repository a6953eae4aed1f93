import { type Cli, table } from '#platform/cli.ts'
import type { Wishes } from './terminal.ts'
import type { WordedMatch } from './worded.ts'

type MatchOptions = Wishes & { json?: boolean }

/** `telaio index` and `telaio match`. */
export function addCommands(cli: Cli): void {
  const it = cli.language === 'it'
  cli.program
    .command('index')
    .description(
      it ? 'prepara la ricerca di partner dopo un’importazione' : 'prepare the search of partners after an import',
    )
    .option('--json', 'JSON')
    .addHelpText('after', cli.example('telaio index'))
    .action(async (options: { json?: boolean }) => {
      const { refreshIndex } = await import('./actions.ts')
      const bar = cli.progress('index')
      const result = await cli
        .withDatabase('index', 'join', ({ db }) => refreshIndex(db, (done, total) => bar.report(done, total)))
        .finally(() => bar.stop())
      cli.print(result, options.json, ({ version, built }) =>
        it
          ? `Indice ${version}${built ? ' costruito' : ': già aggiornato'}.`
          : `Index ${version}${built ? ' built' : ': up to date already'}.`,
      )
    })
  cli.program
    .command('match')
    .argument('[call]', it ? 'codice di un bando' : 'code of a call')
    .option('--text <text>', it ? 'un’idea, in italiano o in inglese' : 'an idea, in Italian or English')
    .option('--lead <name>', it ? 'chi coordina: PIC, nome o sigla' : 'who coordinates: PIC, name or short name')
    .option('--members', it ? 'solo membri del cluster' : 'members of the cluster only')
    .option('--country <codes...>', it ? 'solo questi paesi' : 'these countries only')
    .option('--province <nuts>', it ? 'solo questa provincia o regione (NUTS)' : 'this province or region only (NUTS)')
    .option('--limit <n>', it ? 'quanti risultati' : 'how many results', '10')
    .option('--json', 'JSON')
    .description(
      it ? 'chi può partecipare a un bando o a un’idea, e perché' : 'who can take part in a call or an idea, and why',
    )
    .addHelpText(
      'after',
      cli.example(
        'telaio match HORIZON-HLTH-2027-03-TOOL-02 --lead 999993953',
        'telaio match --text "organoidi per la medicina rigenerativa" --country IT --limit 5',
      ),
    )
    .action(async (call: string | undefined, options: MatchOptions) => {
      const { matchAtTerminal } = await import('./terminal.ts')
      const answer = await cli.withDatabase('match', 'join', ({ db }) =>
        matchAtTerminal(db, call, options, cli.language),
      )
      cli.print(answer, options.json, ({ results, newcomers, searchedAs }) =>
        results.length === 0
          ? it
            ? 'Nessuna organizzazione entro questi limiti.'
            : 'No organisation within these limits.'
          : [
              ...(searchedAs.length
                ? [`${it ? 'Cercato anche come' : 'Searched as well as'}: ${searchedAs.join(', ')}`]
                : []),
              listed(results, it),
              ...(newcomers.length ? [`${it ? 'Nuovi arrivati' : 'Newcomers'}\n${listed(newcomers, it)}`] : []),
            ].join('\n\n'),
      )
    })
}

const listed = (rows: readonly WordedMatch[], it: boolean) =>
  table(
    ['', it ? 'organizzazione' : 'organisation', it ? 'paese' : 'country', it ? 'perché' : 'why'],
    rows.map((row, index) => [
      index + 1,
      `${row.name.slice(0, 60)} (${row.key})`,
      row.country ?? '',
      row.why[0] ? [row.why[0].text, ...evidence(row.why[0])].join(' ') : '',
    ]),
  )

const evidence = ({ projects, concepts, organisations }: WordedMatch['why'][number]) => [
  [...projects.map(one => one.acronym), ...concepts.map(one => one.label), ...organisations.map(one => one.name)].join(
    ', ',
  ),
]
