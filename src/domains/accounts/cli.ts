import type { Cli } from '#platform/cli.ts'
import { INVITED_AS } from './policy.ts'

/** Commands that let people in. Whoever may run them on this machine may administer it. */
export function addCommands(cli: Cli): void {
  const { program, language } = cli
  const it = language === 'it'
  const place = () => {
    const env = cli.env()
    return { env, baseUrl: env.baseUrl ?? `http://localhost:${env.port}` }
  }

  program
    .command('sign-in-link')
    .description(
      it ? 'crea un collegamento per entrare come amministratore' : 'make a link to sign in as administrator',
    )
    .option('--json', 'JSON')
    .addHelpText('after', cli.example('telaio sign-in-link'))
    .action(async (options: { json?: boolean }) => {
      const { administratorLink } = await import('./actions.ts')
      const { makeSessions } = await import('./sessions.ts')
      const { env, baseUrl } = place()
      const link = await cli.withDatabase('sign-in-link', 'join', ({ db }) =>
        administratorLink(db, makeSessions(db, env, baseUrl), baseUrl, language),
      )
      cli.print({ link }, options.json, value => value.link ?? '')
    })

  program
    .command('invite')
    .argument('<email>', it ? 'indirizzo e-mail della persona' : 'e-mail address of the person')
    .description(
      it
        ? 'dà a una persona l’accesso al sito, con un collegamento da consegnarle'
        : 'give somebody an account, with a link to hand over',
    )
    .option('--name <name>', it ? 'nome e cognome' : 'full name')
    .option('--role <role>', INVITED_AS.join(' | '), INVITED_AS[0])
    .option('--json', 'JSON')
    .addHelpText('after', cli.example('telaio invite anna.verdi@example.org --name "Anna Verdi"'))
    .action(async (email: string, options: { name?: string; role: string; json?: boolean }) => {
      const { invite } = await import('./actions.ts')
      const { makeSessions } = await import('./sessions.ts')
      const { env, baseUrl } = place()
      const invited = await cli.withDatabase('invite', 'join', ({ db }) => {
        const sessions = makeSessions(db, env, baseUrl)
        return invite({ db, sessions, baseUrl }, { email, name: options.name, role: options.role }, language)
      })
      cli.print(invited, options.json, value =>
        it
          ? `${value.email} può entrare. Collegamento da consegnare (vale 15 minuti, una volta sola; poi se ne chiede un altro nella pagina «Entra»):\n  ${value.link}`
          : `${value.email} can sign in. Link to hand over (works for 15 minutes, once only; later ask for another on the page “Sign in”):\n  ${value.link}`,
      )
    })
}
