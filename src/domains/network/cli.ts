import type { Command } from 'commander'
import type { Cli } from '#platform/cli.ts'
import type { ImportClient } from '#platform/imports/queries.ts'
import { addImportCommand } from '#platform/imports/terminal.ts'

/** `telaio import ror`, `nuts`, `postcodes` and `municipalities`. `refresh` makes again what is derived from organisations. */
export function addImportCommands(cli: Cli, imports: Command, refresh: (client: ImportClient) => Promise<void>): void {
  addImportCommand(cli, imports, {
    name: 'ror',
    about: {
      it: 'importa gli enti di ricerca del registro ROR: codici per quelli noti, gli altri aggiunti',
      en: 'import the research organisations of the ROR registry: ids for those we know, the others added',
    },
    example: 'ror-italy.csv',
    work: async (pool, file, reports) => (await import('./imports/actions.ts')).importRor(pool, file, reports, refresh),
  })
  addImportCommand(cli, imports, {
    name: 'nuts',
    about: { it: 'importa nomi e codici di regioni e province', en: 'import names and codes of regions and provinces' },
    example: 'nuts-italy.csv',
    work: async (pool, file, reports) => (await import('./imports/actions.ts')).importNuts(pool, file, reports),
  })
  addImportCommand(cli, imports, {
    name: 'postcodes',
    about: { it: 'importa la provincia di ogni CAP', en: 'import the province of each postcode' },
    example: 'italy-postcode-nuts3.csv',
    work: async (pool, file, reports) => (await import('./imports/actions.ts')).importPostcodes(pool, file, reports),
  })
  addImportCommand(cli, imports, {
    name: 'municipalities',
    about: {
      it: 'importa i comuni dai loro confini (TopoJSON)',
      en: 'import municipalities from their boundaries (TopoJSON)',
    },
    example: 'emilia-romagna-municipalities.topo.json',
    work: async (pool, file, reports) =>
      (await import('./imports/actions.ts')).importMunicipalities(pool, file, reports),
  })
}
