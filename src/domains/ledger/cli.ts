import type { Command } from 'commander'
import { type Cli, table } from '#platform/cli.ts'
import { Failure } from '#platform/errors.ts'
import type { Naming } from './naming.ts'

type AddOptions = {
  on: string
  party?: string[]
  amount?: string
  place?: string
  detail?: string[]
  evidence?: string[]
  json?: boolean
}
type ListOptions = {
  kind?: string
  from?: string
  until?: string
  party?: string
  all?: boolean
  limit: string
  json?: boolean
}

/** `telaio ledger`: verify, add, list, import. `naming` knows organisations by their names. Answers the command, for others to add theirs to it. */
export function addCommands(cli: Cli, naming: () => Promise<Naming>): Command {
  const it = cli.language === 'it'
  const say = (italian: string, english: string) => (it ? italian : english)
  const ledger = cli.program
    .command('ledger')
    .description(
      say('il libro dei fatti: verifica, aggiungi, elenca, importa', 'the ledger of facts: verify, add, list, import'),
    )
    .helpCommand(false)
    .addHelpText('after', cli.example('telaio ledger verify', 'telaio ledger list --kind event-held'))

  ledger
    .command('verify')
    .description(
      say(
        'ricalcola tutta la catena e dice se regge, o dove è stata toccata',
        'compute the whole chain anew and say whether it holds, or where it was touched',
      ),
    )
    .option(
      '--head <seq:hash...>',
      say('impronte annotate altrove, per esempio da un rapporto', 'hashes noted elsewhere, for example by a report'),
    )
    .option('--json', 'JSON')
    .addHelpText('after', cli.example('telaio ledger verify', 'telaio ledger verify --json'))
    .action(async ({ head, json }: { head?: string[]; json?: boolean }) => {
      const { verifyLedger } = await import('./check/actions.ts')
      const { verdict } = await import('./check/messages.ts')
      const { anchorsOf } = await import('./terminal.ts')
      const bar = cli.progress(say('fatti', 'facts'))
      const found = await cli
        .withDatabase('ledger verify', 'join', ({ db, pool }) =>
          verifyLedger({ db, pool }, 'system', anchorsOf(head ?? []), (done, total) => bar.report(done, total)),
        )
        .finally(() => bar.stop())
      if (json || found.ok) cli.print(found, json, value => verdict(value, cli.language))
      if (!found.ok) throw new Failure('Conflict', { it: verdict(found, 'it'), en: verdict(found, 'en') })
    })

  ledger
    .command('add')
    .argument('<kind>', say('genere, per esempio event-held', 'kind, for example event-held'))
    .requiredOption('--on <date>', say('giorno, AAAA-MM-GG', 'day, YYYY-MM-DD'))
    .option(
      '--party <name:role...>',
      say('organizzazione (codice o nome) e ruolo', 'organisation (code or name) and role'),
    )
    .option('--amount <euro>', say('somma in euro', 'amount in euro'))
    .option('--place <nuts3>', say('provincia, codice NUTS 3', 'province, NUTS 3 code'))
    .option('--detail <name=value...>', say('i dati del genere', 'details of the kind'))
    .option('--evidence <address...>', say('indirizzi che lo provano', 'addresses that show it'))
    .option('--json', 'JSON')
    .description(say('registra un fatto', 'record a fact'))
    .addHelpText(
      'after',
      cli.example(
        'telaio ledger add event-held --on 2026-03-31 --detail title="Open day" type=visibility --place ITH55',
      ),
    )
    .action(async (kind: string, { json, ...options }: AddOptions) => {
      const { addAtTerminal } = await import('./terminal.ts')
      const known = await naming()
      const seq = await cli.withDatabase('ledger add', 'join', ({ db }) =>
        addAtTerminal(db, known, kind, options, new Date()),
      )
      cli.print({ seq }, json, value => say(`Registrato con il n. ${value.seq}.`, `Recorded as no. ${value.seq}.`))
    })

  ledger
    .command('list')
    .option('--kind <kind>', say('solo questo genere', 'only this kind'))
    .option('--from <date>', say('dal giorno', 'from this day'))
    .option('--until <date>', say('al giorno', 'until this day'))
    .option('--party <name>', say('solo con questa organizzazione', 'only with this organisation'))
    .option('--all', say('anche ciò che è stato corretto o ritirato', 'also what was corrected or withdrawn'))
    .option('--limit <number>', say('quanti al massimo', 'how many at most'), '50')
    .option('--json', 'JSON')
    .description(say('elenca i fatti, gli ultimi registrati per primi', 'list facts, the last recorded first'))
    .addHelpText('after', cli.example('telaio ledger list --kind event-held --from 2025-01-01 --until 2025-12-31'))
    .action(async ({ json, ...options }: ListOptions) => {
      const { listAtTerminal } = await import('./terminal.ts')
      const rows = await cli.withDatabase('ledger list', 'join', ({ db }) => listAtTerminal(db, options))
      cli.print(rows, json, found =>
        table(
          [
            say('n.', 'no.'),
            say('giorno', 'day'),
            say('genere', 'kind'),
            say('che cosa', 'what'),
            say('chi', 'who'),
            'EUR',
          ],
          found.map(row => [
            row.seq,
            row.on,
            row.kind,
            String(row.details.title ?? '').slice(0, 40),
            row.parties
              .map(party => party.organisation)
              .join(', ')
              .slice(0, 50),
            row.amount_cents === null ? '' : (row.amount_cents / 100).toFixed(2),
          ]),
        ),
      )
    })

  ledger
    .command('import')
    .argument('<file>', say('foglio XLSX o CSV, una riga per fatto', 'XLSX or CSV sheet, one row a fact'))
    .option('--dry-run', say('guarda soltanto: non registra nulla', 'only look: record nothing'))
    .option(
      '--suspects',
      say(
        'registra anche ciò che somiglia a fatti già presenti',
        'also record what looks like facts that are here already',
      ),
    )
    .option('--json', 'JSON')
    .description(say('importa fatti da un foglio', 'import facts from a sheet'))
    .addHelpText('after', cli.example('telaio ledger import eventi.xlsx --dry-run'))
    .action(async (file: string, { json, ...options }: { dryRun?: boolean; suspects?: boolean; json?: boolean }) => {
      const { importAtTerminal } = await import('./terminal.ts')
      const known = await naming()
      const done = await cli.withDatabase('ledger import', 'join', ({ db }) =>
        importAtTerminal(db, known, file, options, new Date(), cli.language),
      )
      cli.print(done, json, ({ recorded, good, problems, similar }) =>
        [
          ...problems.map(({ line, why }) => `${say('riga', 'row')} ${line}: ${why}`),
          ...similar.map(
            ({ line, like }) => `${say('riga', 'row')} ${line}: ${say('somiglia a', 'looks like')} ${like.join(', ')}`,
          ),
          options.dryRun
            ? say(
                `${good} righe si registrerebbero. Nulla è cambiato.`,
                `${good} rows would be recorded. Nothing changed.`,
              )
            : say(`Registrati ${recorded} fatti.`, `Recorded ${recorded} facts.`),
        ].join('\n'),
      )
    })
  return ledger
}
