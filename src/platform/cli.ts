import cliProgress from 'cli-progress'
import type { Command } from 'commander'
import { type Database, openDatabase } from '#platform/db.ts'
import { type Env, readEnv, readLocale } from '#platform/env.ts'
import type { Language } from '#platform/i18n.ts'
import { migrate } from '#platform/migrations.ts'

/** What a slice needs to add its commands. */
export type Cli = {
  readonly program: Command
  readonly language: Language
  env(): Env
  /** Opens the migrated database for the length of `work`. `alone` refuses a data folder that is in use. */
  withDatabase<T>(command: string, beside: 'alone' | 'join', work: (database: Database) => Promise<T>): Promise<T>
  /** What stands at the end of a help: commands to try. */
  example(...lines: string[]): string
  /** Prints the result: as JSON with --json, through `readable` otherwise. */
  print<T>(value: T, json: boolean | undefined, readable: (value: T) => string): void
  /** A bar on standard error for work over two seconds; silent when the output is not a terminal. */
  progress(label: string): Progress
}

export type Progress = { report(done: number, total: number): void; stop(): void }

const PATIENCE_MS = 2000

export function makeCli(program: Command): Cli {
  const language: Language = /^it/i.test(readLocale()) ? 'it' : 'en'
  return {
    program,
    language,
    env: () => readEnv(),
    async withDatabase(command, beside, work) {
      const database = await openDatabase(readEnv(), { command: `telaio ${command}`, beside, now: new Date() })
      try {
        await migrate(database.pool)
        return await work(database)
      } finally {
        await database.close()
      }
    },
    example: (...lines) =>
      `\n${language === 'it' ? 'Per esempio:' : 'For example:'}\n${lines.map(line => `  ${line}`).join('\n')}`,
    print(value, json, readable) {
      process.stdout.write(`${json ? JSON.stringify(value, null, 2) : readable(value)}\n`)
    },
    progress,
  }
}

function progress(label: string): Progress {
  if (!process.stderr.isTTY) return { report: () => undefined, stop: () => undefined }
  const begun = performance.now()
  const bar = new cliProgress.SingleBar(
    {
      format: `${label} {bar} {percentage}% {value}/{total}`,
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: true,
    },
    cliProgress.Presets.shades_classic,
  )
  let shown = false
  return {
    report(done, total) {
      if (!shown && performance.now() - begun < PATIENCE_MS) return
      if (!shown) bar.start(total, done)
      shown = true
      bar.setTotal(total)
      bar.update(done)
    },
    stop() {
      if (shown) bar.stop()
    },
  }
}

/** Columns padded to their widest cell; numbers to the right. */
export function table(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [heads, ...rows.map(row => row.map(String))]
  const widths = heads.map((_, column) => Math.max(...cells.map(row => [...(row[column] ?? '')].length)))
  const numeric = heads.map((_, column) => rows.length > 0 && rows.every(row => typeof row[column] === 'number'))
  return cells
    .map(row =>
      row
        .map((cell, column) => {
          const gap = ' '.repeat(Math.max(0, (widths[column] ?? 0) - [...cell].length))
          return numeric[column] ? gap + cell : cell + gap
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
