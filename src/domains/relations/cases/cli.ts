import type { Cli } from '#platform/cli.ts'
import { systemClock } from '#platform/clock.ts'
import { failureOf } from '#platform/db.ts'
import type { Env } from '#platform/env.ts'
import { Failure } from '#platform/errors.ts'
import { refusals } from './messages.ts'

const LARGEST = 10 * 1024 * 1024
/** EX_TEMPFAIL of sysexits: the mail server keeps the mail and tries again. */
const TRY_LATER = 75

/** `telaio mail receive`. `secretOf` answers the key that reply addresses are sealed with. */
export function addCommands(cli: Cli, secretOf: (env: Env) => Promise<string>): void {
  const { program, language } = cli
  const it = language === 'it'
  const mail = program
    .command('mail')
    .description(it ? 'riceve la posta in arrivo' : 'takes in mail that arrives')
    .helpCommand(false)
    .addHelpText('after', cli.example('telaio mail receive < message.eml'))
  mail
    .command('receive')
    .description(
      it
        ? 'prende un messaggio dallo standard input: una risposta va nella sua conversazione, un mancato recapito è annotato'
        : 'takes one message from standard input: an answer goes into its conversation, a failed delivery is noted',
    )
    .option(
      '--to <address>',
      it ? 'a chi era diretto, se il server di posta lo sa' : 'whom it was for, where the mail server knows',
    )
    .option('--json', 'JSON')
    .addHelpText('after', cli.example('telaio mail receive --to "$ORIGINAL_RECIPIENT" < message.eml'))
    .action(async (options: { to?: string; json?: boolean }) => {
      const { receiveMail } = await import('./actions.ts')
      try {
        const env = cli.env()
        if (!env.mailReplyTo) throw new Failure('Invalid', refusals.noMailbox)
        const mailbox = { secret: await secretOf(env), address: env.mailReplyTo }
        const raw = await standardInput()
        const baseUrl = env.baseUrl ?? `http://localhost:${env.port}`
        const result = await cli.withDatabase('mail receive', 'join', ({ db }) =>
          receiveMail({ db, baseUrl, now: systemClock() }, mailbox, raw, options.to),
        )
        cli.print({ result }, options.json, value => value.result)
      } catch (error) {
        const failure = error instanceof Failure ? error : failureOf(error)
        if (failure?.kind !== 'Unavailable') throw error
        console.error(failure.in(language))
        process.exit(TRY_LATER)
      }
    })
}

/** The whole of standard input, no more than a mail may have. */
async function standardInput(): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of process.stdin) {
    size += chunk.length
    if (size > LARGEST) throw new Failure('Invalid', refusals.tooLarge)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
