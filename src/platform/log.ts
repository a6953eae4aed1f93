import { inSources } from '#platform/stack.ts'

/** One line of JSON per event on standard error: when and what; never a name, a mail address, a secret or a text of people. */
export function log(level: 'info' | 'warn' | 'error', event: string, details: Record<string, unknown> = {}): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...details })}\n`)
}

/** What a log may say of an error: its name, message and where; never the values of a query. */
export function errorDetails(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) }
  return {
    name: error.name,
    message: error.message,
    stack: error.stack
      ?.split('\n')
      .slice(1, 6)
      .map(line => inSources(line.trim())),
  }
}
