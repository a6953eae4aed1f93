import { type Cli, table } from '#platform/cli.ts'

/** `telaio duplicates`: compares all organisations and fills the queue of the staff. */
export function addCommands(cli: Cli): void {
  const it = cli.language === 'it'
  cli.program
    .command('duplicates')
    .description(
      it
        ? 'confronta le organizzazioni e prepara l’elenco dei possibili doppioni'
        : 'compare organisations and prepare the list of possible duplicates',
    )
    .option('--name <name>', it ? 'chi può essere questa organizzazione?' : 'who may this organisation be?')
    .option('--city <city>', it ? 'con --name: la sua città' : 'with --name: its city')
    .option('--vat <number>', it ? 'con --name: la sua partita IVA' : 'with --name: its VAT number')
    .option('--website <site>', it ? 'con --name: il suo sito' : 'with --name: its website')
    .option('--json', 'JSON')
    .addHelpText(
      'after',
      cli.example('telaio duplicates', 'telaio duplicates --name "Università di Parma" --city Parma'),
    )
    .action(
      async ({
        json,
        name,
        ...rest
      }: {
        json?: boolean
        name?: string
        city?: string
        vat?: string
        website?: string
      }) => {
        if (name !== undefined) {
          const { likelyDuplicates } = await import('./ask/actions.ts')
          const found = await cli.withDatabase('duplicates', 'join', ({ db }) =>
            likelyDuplicates(db, { name, ...rest }),
          )
          cli.print(found, json, rows =>
            rows.length === 0
              ? it
                ? 'Nessuna organizzazione le somiglia.'
                : 'No organisation is like it.'
              : table(
                  [it ? 'codice' : 'code', it ? 'nome' : 'name', it ? 'città' : 'city', it ? 'punti' : 'score'],
                  rows.map(row => [row.key, row.name, row.city ?? '', Number(row.score.toFixed(1))]),
                ),
          )
          return
        }
        const { findDuplicates } = await import('./actions.ts')
        const found = await cli.withDatabase('duplicates', 'join', ({ db }) => findDuplicates(db))
        cli.print(found, json, ({ records, pairs }) =>
          it
            ? `Confrontate ${records} schede: ${pairs} coppie possibili, da decidere alla pagina /duplicates.`
            : `Compared ${records} records: ${pairs} possible pairs, to be decided on the page /duplicates.`,
        )
      },
    )
}
