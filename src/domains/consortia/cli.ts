import { type Cli, table } from '#platform/cli.ts'
import type { Wishes } from './teams/terminal.ts'

type TeamOptions = Wishes & { json?: boolean }

/** `telaio team`. */
export function addCommands(cli: Cli): void {
  const it = cli.language === 'it'
  cli.program
    .command('team')
    .argument('<call>', it ? 'codice di un bando' : 'code of a call')
    .option('--lead <name>', it ? 'chi coordina: PIC, nome o sigla' : 'who coordinates: PIC, name or short name')
    .option('--with <names...>', it ? 'partner che restano' : 'partners that stay')
    .option('--without <names...>', it ? 'partner da escludere' : 'partners to leave out')
    .option('--associated <pic...>', it ? 'partner associati' : 'associated partners')
    .option('--size <from-to>', it ? 'quanti partner, per esempio 8-15' : 'how many partners, for example 8-15')
    .option('--members-first', it ? 'preferisci i membri del cluster' : 'prefer members of the cluster')
    .option('--json', 'JSON')
    .description(
      it ? 'la squadra migliore per un bando, dentro le regole' : 'the best team for a call, within the rules',
    )
    .addHelpText('after', cli.example('telaio team HORIZON-HLTH-2027-03-TOOL-02 --lead 999993953 --size 8-12'))
    .action(async (call: string, options: TeamOptions) => {
      const { teamAtTerminal } = await import('./teams/terminal.ts')
      const answer = await cli.withDatabase('team', 'join', ({ db }) => teamAtTerminal(db, call, options, cli.language))
      cli.print(answer, options.json, team => readable(team, it))
    })
}

type Answer = Awaited<ReturnType<typeof import('./teams/terminal.ts').teamAtTerminal>>

function readable(team: Answer, it: boolean): string {
  const heads = it ? ['partner', 'paese', 'tipo', 'ruolo', 'aggiunge'] : ['partner', 'country', 'kind', 'role', 'adds']
  const partners = table(
    ['', ...heads],
    team.partners.map((one, index) => [
      index + 1,
      `${one.name.slice(0, 50)} (${one.key})`,
      one.country,
      one.kind,
      one.role,
      one.adds,
    ]),
  )
  const coverage = table(
    [it ? 'competenza' : 'competence', it ? 'squadra' : 'team'],
    team.coverage.map(one => [one.competence, one.strength]),
  )
  const rules = table(
    ['', it ? 'regola' : 'rule', ''],
    team.rules.map(one => [one.answer, one.id, one.statement.slice(0, 90)]),
  )
  const missing = team.missing.map(one => `- ${one.competence}: ${one.bringers.join(', ')}`).join('\n')
  const titles = it
    ? ['Che cosa è coperto', 'Che cosa manca', 'Le regole']
    : ['What is covered', 'What is missing', 'The rules']
  return [
    `${team.call}: ${team.title}\n${team.found}`,
    partners,
    `${titles[0]}\n${coverage}`,
    ...(missing ? [`${titles[1]}\n${missing}`] : []),
    ...(team.rules.length ? [`${titles[2]}\n${rules}`] : []),
  ].join('\n\n')
}
