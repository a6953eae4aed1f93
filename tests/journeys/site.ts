import { execFileSync, spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { temporaryFolder } from '../../tools/temporary-database.ts'
import { BIN, childEnvironment, startSite } from '../site.ts'

export type Prepared = {
  /** Address of the site, without a slash at its end. */
  readonly address: string
  /** Its data folder. */
  readonly data: string
  /** Where the one-time link leads that it printed at its first start. */
  readonly signInLink: string
}
declare module 'vitest' {
  interface ProvidedContext {
    /** One for each worker, see here.ts. */
    sites: readonly Prepared[]
    /** A data folder with the starter data that no site uses, to be copied. */
    untouched: string
    /** Files of what was looked at, a kind of element a line, see browser.ts. */
    looked: { readonly wide: string; readonly phone: string }
  }
}

/** A site for each worker: one first start on an empty folder with the starter data, three invented calls, and as many copies of it as are wanted. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = temporaryFolder()
  const [first, signInLink] = await firstStart(path.join(folder, 'data with spaces'))
  const copies = Array.from({ length: Number(project.vitest.config.maxWorkers) - 1 }, (_, n) => `${first} ${n + 2}`)
  const untouched = path.join(folder, 'untouched')
  for (const copy of [untouched, ...copies]) copyOf(first, copy)
  project.provide('untouched', untouched)
  const sites = await Promise.all([first, ...copies].map(async data => ({ data, ...(await startSite(data)) })))
  project.provide(
    'sites',
    sites.map(({ data, address }) => ({ address, data, signInLink })),
  )
  project.provide('looked', { wide: path.join(folder, 'looked-wide'), phone: path.join(folder, 'looked-phone') })
  return async () => {
    await Promise.all(sites.map(site => site.stop()))
    rmSync(folder, { recursive: true, force: true })
  }
}

/** With their owners: the database server does not open files of somebody else. */
export function copyOf(data: string, to: string): void {
  execFileSync('cp', ['-a', data, to])
}

async function firstStart(data: string): Promise<[data: string, signInLink: string]> {
  const site = await startSite(data)
  const calls = path.join(import.meta.dirname, 'calls.jsonl')
  const imported = spawnSync(process.execPath, [BIN, 'import', 'calls', calls], {
    env: childEnvironment({ TELAIO_DATA: data }),
    encoding: 'utf8',
  })
  if (imported.status !== 0) throw new Error(`import calls: ${imported.stdout}${imported.stderr}`)
  const link = /^\s*(http\S+\/sign-in\/link\?token=\S+)$/m.exec(site.output())?.[1]
  if (!link) throw new Error(`no sign-in link in the output of the first start:\n${site.output()}`)
  await site.stop()
  const { pathname, search } = new URL(link)
  return [data, pathname + search]
}
