import { Command, CommanderError } from 'commander'
import { type Cli, makeCli } from '#platform/cli.ts'
import { speak } from '#platform/cli-words.ts'
import { failureOf } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { errorDetails, log } from '#platform/log.ts'
import { addCommands } from '#surfaces/cli/commands.ts'

/** Exit codes: 0 done, 1 a fault of ours or (of a check) that something does not hold, 2 something the person can mend (a wrong word, a missing file, a port in use). */
const FAULT = 1
const MENDABLE = 2

/** Runs one command and leaves with its exit code. */
export async function main(args: string[]): Promise<void> {
  const program = new Command('telaio')
  const cli = makeCli(program)
  program.enablePositionalOptions().exitOverride()
  speak(program, cli.language)
  await addCommands(cli)
  process.exitCode = await run(cli, args)
  // Nothing may be left open: a handle that keeps the process alive would hide behind a hanging terminal.
  process.exit()
}

async function run(cli: Cli, args: string[]): Promise<number> {
  try {
    await cli.program.parseAsync(args, { from: 'user' })
    return Number(process.exitCode ?? 0)
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : MENDABLE
    const failure = error instanceof Failure ? error : failureOf(error)
    if (failure) {
      console.error(failure.in(cli.language))
      return MENDABLE
    }
    log('error', 'command failed', errorDetails(error))
    console.error(
      cli.language === 'it'
        ? 'Qualcosa non ha funzionato: è un difetto di Telaio. I dati già salvati sono rimasti com’erano. Il dettaglio è nella riga sopra.'
        : 'Something went wrong: this is a fault of Telaio. What was saved is as it was. The detail is in the line above.',
    )
    return FAULT
  }
}
