import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { importCalls } from '#domains/opportunities/imports/actions.ts'
import { openDatabase } from '#platform/db.ts'
import { readEnv } from '#platform/env.ts'
import { temporaryDatabase, temporaryFolder } from '../../tools/temporary-database.ts'
import { BIN, childEnvironment } from '../site.ts'

const folder = temporaryFolder()
const disks: string[] = []
afterAll(() => {
  for (const disk of disks) spawnSync('umount', ['-l', disk])
  rmSync(folder, { recursive: true, force: true })
})

/** A disk of our own in memory, of so many megabytes; undefined where we may not make one. */
function disk(name: string, megabytes: number): string | undefined {
  const at = path.join(folder, name)
  mkdirSync(at, { recursive: true })
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=711`, 'tmpfs', at]).status !== 0)
    return undefined
  disks.push(at)
  return at
}
const grow = (at: string, megabytes: number) =>
  expect(spawnSync('mount', ['-o', `remount,size=${megabytes}m`, at]).status).toBe(0)
const free = (at: string) => statfsSync(at).bavail * statfsSync(at).bsize

const possible = disk('trial', 1) !== undefined
if (!possible) console.log('skipped: a full disk is made with “mount”, which only root may use')

function telaio(at: string, language: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
    env: childEnvironment({ TELAIO_DATA: path.join(at, 'data'), PORT: '0', LANG: language }),
    encoding: 'utf8',
    timeout: 90_000,
  })
  return { status, stdout, stderr }
}
const IT = 'it_IT.UTF-8'
const EN = 'en_GB.UTF-8'

/** Calls with long texts of a few hundred words, as JSON lines. */
function manyCalls(count: number, length: number): string {
  const file = path.join(folder, `calls-${count}-${length}.jsonl`)
  const word = () => `w${randomInt(400).toString(36)}oven`
  const text = () => Array.from({ length }, (_, at) => (at % 12 === 11 ? `${word()}.` : word())).join(' ')
  const line = (at: number) =>
    JSON.stringify({
      topicId: `WEAVE-2027-${at}`,
      title: `Looms ${at}`,
      programme: 'Horizon Europe',
      deadline: '2027-04-13',
      deadlineModel: 'single-stage',
      callStatus: 'open',
      description: text(),
    })
  writeFileSync(file, Array.from({ length: count }, (_, at) => line(at)).join('\n'))
  return file
}

async function stored(at: string) {
  const database = await openDatabase(readEnv({ TELAIO_DATA: path.join(at, 'data') }), {
    command: 'test',
    beside: 'alone',
    now: new Date(),
  })
  const { rows } = await database.pool.query<{ calls: number; runs: string[] | null }>(
    'select (select count(*)::int from call) as calls, (select array_agg(state order by id) from import_run) as runs',
  )
  await database.close()
  return rows[0]
}

test.runIf(possible)(
  'an import that fills the disk stores nothing, says so, and goes in once there is space',
  { timeout: 240_000 },
  async () => {
    const at = disk('filling up', 120) ?? ''
    expect(telaio(at, EN, 'migrate')).toMatchObject({ status: 0, stderr: '' })
    // Room to start in, whatever an empty database takes, and not for so many calls.
    grow(at, Math.ceil((120 * 1024 * 1024 - free(at)) / 1024 / 1024) + 18)
    const file = manyCalls(500, 6000)
    const refused = telaio(at, IT, 'import', 'calls', file)
    expect(refused).toMatchObject({ status: 2, stdout: '' })
    expect(refused.stderr).toBe(
      'Il disco è pieno: questa operazione non è stata salvata, tutto il resto è intatto. Libera spazio e ripeti.\n',
    )
    expect(telaio(at, EN, 'import', 'calls', file).stderr).toMatch(
      /^The disk is full.* (Free|free) some space and (repeat it|try again)\.\n$/,
    )
    grow(at, 600)
    const before = await stored(at)
    expect(before?.calls).toBe(0)
    expect(before?.runs).not.toContain('done')
    expect(telaio(at, EN, 'import', 'calls', file)).toMatchObject({ status: 0, stderr: '' })
    const after = await stored(at)
    expect([after?.calls, after?.runs?.at(-1)]).toEqual([500, 'done'])
  },
)

test.runIf(possible)(
  'on a disk that is full the site does not start, says why, and starts once there is space',
  { timeout: 240_000 },
  async () => {
    const at = disk('full', 120) ?? ''
    expect(telaio(at, EN, 'migrate').status).toBe(0)
    const ballast = path.join(at, 'ballast')
    writeFileSync(ballast, Buffer.alloc(free(at)))
    for (const [language, sentence] of [
      [IT, /^Il disco è pieno.*[Ll]ibera spazio e (riprova|ripeti)\.\n$/],
      [EN, /^The disk is full.*[Ff]ree some space and (try again|repeat it)\.\n$/],
    ] as const) {
      const { status, stdout, stderr } = telaio(at, language, 'serve')
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
      expect(stderr).toMatch(sentence)
    }
    rmSync(ballast)
    expect(telaio(at, EN, 'migrate')).toMatchObject({ status: 0, stderr: '' })
    expect(await stored(at)).toEqual({ calls: 0, runs: null })
  },
)

test.runIf(possible)(
  'a disk too small for a database: the first start leaves nothing that hinders the next',
  { timeout: 120_000 },
  () => {
    const at = disk('small', 12) ?? ''
    for (const [language, sentence] of [
      [IT, /^Il disco è pieno e PostgreSQL non può partire/],
      [EN, /^The disk is full and PostgreSQL cannot start/],
    ] as const) {
      const { status, stderr } = telaio(at, language, 'serve')
      expect(status).toBe(2)
      expect(stderr).toMatch(sentence)
    }
    grow(at, 120)
    expect(telaio(at, EN, 'migrate')).toMatchObject({ status: 0, stderr: '' })
  },
)

test.runIf(possible)(
  'without space for the list of refused rows nothing is imported',
  { timeout: 60_000 },
  async () => {
    const at = disk('reports', 1) ?? ''
    const database = await temporaryDatabase()
    try {
      writeFileSync(path.join(at, 'ballast'), Buffer.alloc(free(at) - 4096))
      const file = path.join(folder, 'broken.jsonl')
      const good = '{"topicId":"WEAVE-1","title":"Looms","programme":"Horizon Europe","deadline":"2027-04-13"}'
      writeFileSync(file, `${good}\n${'not a call\n'.repeat(2000)}`)
      const work = importCalls(database.pool, file, at, new Date())
      await expect(work).rejects.toMatchObject({ code: 'ENOSPC' })
      expect((await database.pool.query('select 1 from call')).rows).toEqual([])
    } finally {
      await database.close()
    }
  },
)
