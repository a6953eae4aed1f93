import type { Command } from 'commander'
import type { Cli } from '#platform/cli.ts'
import { addImportCommand } from '#platform/imports/terminal.ts'

/** Official address of the bulk download of Horizon Europe projects. */
const CORDIS_ADDRESS = 'https://cordis.europa.eu/data/cordis-HORIZONprojects-csv.zip'

/** `telaio import cordis`, `h2020` and `euroscivoc`. `imports` is the group of import commands. */
export function addImportCommands(cli: Cli, imports: Command): void {
  addImportCommand(cli, imports, {
    name: 'cordis',
    about: { it: 'importa i progetti di Horizon Europe', en: 'import the projects of Horizon Europe' },
    example: 'cordis-HORIZONprojects-csv.zip',
    address: CORDIS_ADDRESS,
    work: async (pool, file, reports, report) =>
      (await import('./imports/actions.ts')).importCordis(pool, file, reports, report),
  })
  addImportCommand(cli, imports, {
    name: 'h2020',
    about: {
      it: 'importa chi ha lavorato con chi in Horizon 2020',
      en: 'import who worked with whom in Horizon 2020',
    },
    example: 'h2020-participations.csv.gz',
    work: async (pool, file, reports) => (await import('./imports/actions.ts')).importEarlier(pool, file, reports),
  })
  addImportCommand(cli, imports, {
    name: 'euroscivoc',
    about: { it: 'importa gli ambiti scientifici EuroSciVoc', en: 'import the fields of science of EuroSciVoc' },
    example: 'euroscivoc.csv',
    work: async (pool, file, reports) => (await import('./imports/actions.ts')).importEuroscivoc(pool, file, reports),
  })
}
