import type { Command } from 'commander'
import type { Cli } from '#platform/cli.ts'
import { systemClock } from '#platform/clock.ts'
import { addImportCommand } from '#platform/imports/terminal.ts'

/** Address of the list that the Funding & Tenders portal publishes. */
const PORTAL_ADDRESS = 'https://ec.europa.eu/info/funding-tenders/opportunities/data/referenceData/grantsTenders.json'

/** `telaio import calls`. `imports` is the group of import commands. */
export function addImportCommands(cli: Cli, imports: Command): void {
  addImportCommand(cli, imports, {
    name: 'calls',
    about: {
      it: 'importa i bandi del portale Funding & Tenders (elenco del portale, righe JSON o dettagli dei temi)',
      en: 'import the calls of the Funding & Tenders portal (its own list, JSON lines or topic details)',
    },
    example: 'grantsTenders.json',
    address: PORTAL_ADDRESS,
    work: async (pool, file, reports, report) =>
      (await import('./imports/actions.ts')).importCalls(pool, file, reports, systemClock(), report),
  })
}
