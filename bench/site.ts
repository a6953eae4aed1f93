import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { liveOwner } from '#platform/embedded/owner.ts'
import { temporaryFolder } from '../tools/temporary-database.ts'

const root = path.resolve(import.meta.dirname, '..')
const PATIENCE_MS = 180_000

export type Site = { readonly url: string; readonly data: string; readonly seconds: number; stop(): Promise<void> }

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise(resolve => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

/** `npm start` on a data folder (a new one unless given), until its first page is there. */
export async function startSite(data = temporaryFolder()): Promise<Site> {
  const port = await freePort()
  const begun = performance.now()
  const child = spawn('npm', ['start', '--silent'], {
    cwd: root,
    env: { ...process.env, TELAIO_DATA: data, PORT: String(port), TRUST_PROXY: '1', DATABASE_URL: '' },
    stdio: 'ignore',
    detached: true,
  })
  const url = `http://127.0.0.1:${port}`
  const stop = async () => {
    const gone = new Promise(resolve => child.once('exit', resolve))
    if (child.pid) process.kill(-child.pid, 'SIGTERM')
    await gone
    // npm is gone before what it started: the next start would find the data folder in use.
    while (liveOwner(data)) await new Promise(resolve => setTimeout(resolve, 20))
  }
  while (performance.now() - begun < PATIENCE_MS) {
    const response = await fetch(`${url}/it`).catch(() => undefined)
    if (response?.ok) {
      await response.text()
      return { url, data, seconds: (performance.now() - begun) / 1000, stop }
    }
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  await stop()
  throw new Error('the site did not start')
}

export const forget = (data: string): void => rmSync(data, { recursive: true, force: true })
