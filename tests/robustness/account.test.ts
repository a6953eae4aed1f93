import { spawnSync } from 'node:child_process'
import { chownSync, mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { temporaryFolder } from '../../tools/temporary-database.ts'
import { childEnvironment } from '../site.ts'

const NOBODY = 65_534
const root = path.resolve(import.meta.dirname, '../..')
const folder = temporaryFolder()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const isRoot = process.getuid?.() === 0
const reachable =
  isRoot && spawnSync('cat', [path.join(root, 'package.json')], { uid: NOBODY, gid: NOBODY }).status === 0
if (!reachable) console.log('skipped: the other account needs root to be started, and a checkout it can read')

test.runIf(reachable)('an ordinary account makes its database, and finds it again', { timeout: 60_000 }, () => {
  const home = path.join(folder, 'an ordinary home')
  mkdirSync(home, { mode: 0o700 })
  chownSync(home, NOBODY, NOBODY)
  for (const attempt of ['first', 'second']) {
    const { status, stderr } = spawnSync(process.execPath, [path.join(root, 'bin/telaio.js'), 'migrate'], {
      uid: NOBODY,
      gid: NOBODY,
      cwd: home,
      encoding: 'utf8',
      env: childEnvironment({ HOME: home, TMPDIR: home, TELAIO_DATA: path.join(home, 'data') }),
    })
    expect([attempt, status, stderr]).toEqual([attempt, 0, ''])
  }
})
