import type { Cli } from '#platform/cli.ts'
import { Failure } from '#platform/errors.ts'
import { FAILURES } from './messages.ts'
import type { AgendaOptions } from './terminal.ts'

/** `telaio agenda`. It needs no database. */
export function addCommands(cli: Cli): void {
  const it = cli.language === 'it'
  const say = (italian: string, english: string) => (it ? italian : english)
  cli.program
    .command('agenda')
    .argument('[file]', say('incontri da disporre, in JSON', 'meetings to place, in JSON'))
    .description(
      say(
        'dispone gli incontri di un evento in turni e tavoli, con quanto manca al meglio possibile',
        'places the meetings of an event into slots and tables, with how far it is from the best there can be',
      ),
    )
    .option('--seed <n>', say('seme: lo stesso dà la stessa agenda', 'seed: the same gives the same agenda'))
    .option('--seconds <s>', say('tempo, 10 se non indicato', 'time, 10 unless told'))
    .option('--out <file>', say('scrivi la risposta in questo file', 'write the answer to this file'))
    .option(
      '--generate <family>',
      say('scrivi un’istanza di prova: loose, tight o hubs', 'write an instance to try: loose, tight or hubs'),
    )
    .option('--participants <n>', say('con --generate: partecipanti', 'with --generate: participants'))
    .option('--slots <n>', say('con --generate: turni', 'with --generate: slots'))
    .option('--requests <n>', say('con --generate: richieste', 'with --generate: requests'))
    .option('--json', 'JSON')
    .addHelpText(
      'after',
      cli.example(
        'telaio agenda --generate hubs --participants 200 --slots 16 --requests 2000 --out prova.json',
        'telaio agenda prova.json --seconds 10 --out agenda.json',
      ),
    )
    .action(async (file: string | undefined, { json, ...options }: AgendaOptions & { json?: boolean }) => {
      const { agendaAtTerminal, readable } = await import('./terminal.ts')
      const answer = await agendaAtTerminal(file, options, cli.language)
      cli.print('instance' in answer && json ? answer.instance : answer, json, () => readable(answer, cli.language))
      if ('status' in answer && answer.status === 'infeasible') throw new Failure('Conflict', FAILURES.infeasible)
    })
}
