import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export const BIN = path.resolve(import.meta.dirname, '../bin/telaio.js')
const FIRST_START_MS = 300_000

export type Site = {
  readonly address: string
  readonly child: ChildProcess
  /** What it has printed so far, both streams. */
  output(): string
  /** Ends it as Ctrl-C would. */
  stop(): Promise<void>
}

/** The environment of a process that starts as a person's would: English, and none of this run's own settings. */
export function childEnvironment(settings: Record<string, string>): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env
  return { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), LANG: 'en_GB.UTF-8', ...settings }
}

/** Starts `telaio serve` on a free port and waits until it says that it is ready. */
export async function startSite(data: string, settings: Record<string, string> = {}): Promise<Site> {
  const child = spawn(process.execPath, [BIN, 'serve'], {
    env: childEnvironment({ TELAIO_DATA: data, PORT: '0', ...settings }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (text += chunk))
  let asked = false
  child.on('exit', (code, signal) => {
    if (!asked) console.error(`The site ended by itself (${signal ?? code}):\n${text}`)
  })
  const deadline = Date.now() + FIRST_START_MS
  // The link to sign in comes after the address: the last line says how to stop.
  while (!text.includes('Press Ctrl-C')) {
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) {
      child.kill('SIGKILL')
      throw new Error(`the site did not start:\n${text}`)
    }
    await sleep(100)
  }
  const address = /Telaio is ready: (http\S+)/.exec(text)?.[1]
  if (!address) throw new Error(`the site did not say where it is:\n${text}`)
  return {
    address,
    child,
    output: () => text,
    async stop() {
      asked = true
      child.kill('SIGTERM')
      for (let waited = 0; child.exitCode === null && child.signalCode === null; waited += 50) {
        if (waited > 20_000) child.kill('SIGKILL')
        await sleep(50)
      }
    },
  }
}
