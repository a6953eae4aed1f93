import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { temporaryFolder } from '../../tools/temporary-database.ts'
import { BIN, childEnvironment, startSite } from '../site.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the site, without a slash at its end. */
    site: string
    /** The data folder of the site. */
    data: string
    /** The one-time link that the site prints at its first start. */
    signInLink: string
  }
}

/** One site for all journeys: a first start on an empty folder with the starter data, and three invented calls. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = temporaryFolder()
  const data = path.join(folder, 'data with spaces')
  const site = await startSite(data)
  const calls = path.join(import.meta.dirname, 'calls.jsonl')
  const imported = spawnSync(process.execPath, [BIN, 'import', 'calls', calls], {
    env: childEnvironment({ TELAIO_DATA: data }),
    encoding: 'utf8',
  })
  if (imported.status !== 0) throw new Error(`import calls: ${imported.stdout}${imported.stderr}`)
  const link = /^\s*(http\S+\/sign-in\/link\?token=\S+)$/m.exec(site.output())?.[1]
  if (!link) throw new Error(`no sign-in link in the output of the first start:\n${site.output()}`)
  project.provide('site', site.address)
  project.provide('data', data)
  project.provide('signInLink', link)
  return async () => {
    await site.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
