import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { openDatabase } from '#platform/db.ts'
import { readEnv } from '#platform/env.ts'
import { temporaryFolder } from '../../tools/temporary-database.ts'
import { childEnvironment } from '../site.ts'

const ROUNDS = 20
/** Rows acknowledged between one death and the next. */
const PATIENCE = 25
const LONGEST_WAIT_MS = 30_000

const folder = temporaryFolder()
const data = path.join(folder, 'data with spaces')
mkdirSync(data, { mode: 0o711 })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const acknowledged = new Set<number>()
let printed = ''

function startWriter(): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(import.meta.dirname, 'writer.ts')], {
    env: childEnvironment({ TELAIO_DATA: data }),
    cwd: path.resolve(import.meta.dirname, '../..'),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let rest = ''
  child.stdout.on('data', chunk => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) acknowledged.add(Number(line))
  })
  child.stderr.on('data', chunk => (printed += chunk))
  return child
}

async function until(what: string, reached: () => boolean): Promise<void> {
  const deadline = Date.now() + LONGEST_WAIT_MS
  while (!reached()) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}; the writer said: ${printed}`)
    await sleep(10)
  }
}

const moreRows = (than: number) => until(`${PATIENCE} more rows`, () => acknowledged.size >= than + PATIENCE)

function serverPid(): number {
  const file = ['server/postgres', 'postgres'].map(part => path.join(data, part, 'postmaster.pid')).find(existsSync)
  if (!file) throw new Error('the server has written no process number')
  return Number(readFileSync(file, 'utf8').split('\n')[0])
}

const gone = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

test(`nothing acknowledged is lost when Node or the server is killed, ${ROUNDS} times in turn`, {
  timeout: 150_000,
}, async () => {
  let writer = startWriter()
  for (let round = 0; round < ROUNDS; round += 1) {
    await moreRows(acknowledged.size)
    // In turn: ours, the server, and every fifth time both at once.
    const both = round % 5 === 4
    if (both || round % 2 === 1) process.kill(serverPid(), 'SIGKILL')
    if (both || round % 2 === 0) {
      writer.kill('SIGKILL')
      await until('the death of the writer', () => gone(writer))
      writer = startWriter()
    }
  }
  await moreRows(acknowledged.size)
  writer.kill('SIGKILL')
  await until('the death of the writer', () => gone(writer))

  const database = await openDatabase(readEnv({ TELAIO_DATA: data }), {
    command: 'test',
    beside: 'alone',
    now: new Date(),
  })
  const { rows } = await database.pool.query<{ n: number }>('select n from written')
  await database.close()
  const kept = new Set(rows.map(row => row.n))
  expect([...acknowledged].filter(n => !kept.has(n))).toEqual([])
  expect(acknowledged.size).toBeGreaterThanOrEqual((ROUNDS + 1) * PATIENCE)
  expect(printed).not.toMatch(/^\s+at /m)
})
