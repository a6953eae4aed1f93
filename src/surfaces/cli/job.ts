import type { Cli } from '#platform/cli.ts'
import { systemClock } from '#platform/clock.ts'
import { Failure } from '#platform/errors.ts'

const NO_SUCH_JOB = {
  it: 'Non c’è nessun lavoro «{name}». Ci sono: {names}. Nulla è stato fatto.',
  en: 'There is no job “{name}”. There are: {names}. Nothing was done.',
}

/** `telaio job NAME`: does by hand what happens at certain times. */
export function addJobCommand(cli: Cli): void {
  const it = cli.language === 'it'
  cli.program
    .command('job')
    .argument(
      '<name>',
      it
        ? 'nome del lavoro: introductions, digest, event-reminders, meeting-letters, membership-facts, retention'
        : 'name of the job: introductions, digest, event-reminders, meeting-letters, membership-facts, retention',
    )
    .description(
      it ? 'fa subito un lavoro che il sito fa a certe ore' : 'does at once what the site does at certain times',
    )
    .option('--json', 'JSON')
    .addHelpText('after', cli.example('telaio job digest'))
    .action(async (name: string, options: { json?: boolean }) => {
      const { allJobs } = await import('#surfaces/jobs.ts')
      const env = cli.env()
      const baseUrl = env.baseUrl ?? `http://localhost:${env.port}`
      const result = await cli.withDatabase(`job ${name}`, 'join', ({ db }) => {
        const jobs = allJobs({ db, env, baseUrl, clock: systemClock })
        const job = jobs.find(one => one.name === name)
        if (!job)
          throw new Failure('NotFound', NO_SUCH_JOB, {
            name: name.slice(0, 40),
            names: jobs.map(one => one.name).join(', '),
          })
        return job.work()
      })
      cli.print(result, options.json, counts =>
        Object.entries(counts)
          .map(([what, n]) => `${what}: ${n}`)
          .join('\n'),
      )
    })
}
