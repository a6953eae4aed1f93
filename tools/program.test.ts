import { spawn } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inSources } from '#platform/stack.ts'

const root = path.resolve(import.meta.dirname, '..')
const folder = mkdtempSync(path.join(tmpdir(), 'telaio-'))
/** A checkout of its own: what is built in it depends on nobody else's work. */
const checkout = path.join(folder, 'a checkout with spaces')
const cache = path.join(checkout, 'node_modules/.cache')
const programs = path.join(cache, 'telaio/program')

beforeAll(() => {
  mkdirSync(path.join(checkout, 'node_modules'), { recursive: true })
  for (const name of ['bin', 'db', 'src', 'tools', 'package.json', 'package-lock.json', 'tsconfig.json'])
    cpSync(path.join(root, name), path.join(checkout, name), { recursive: true })
  for (const name of readdirSync(path.join(root, 'node_modules')))
    if (name !== '.cache') symlinkSync(path.join(root, 'node_modules', name), path.join(checkout, 'node_modules', name))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Ran = { readonly code: number | null; readonly output: string }

function telaio(...args: string[]): Promise<Ran> {
  return new Promise(resolve => {
    const { NODE_ENV: _, ...env } = process.env
    const child = spawn(process.execPath, [path.join(checkout, 'bin/telaio.js'), ...args], {
      cwd: folder,
      env: { ...env, LANG: 'en_GB.UTF-8' },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (output += chunk))
    child.on('close', code => resolve({ code, output }))
  })
}

/** Programs are built here, by several at once, beside whatever else the machine does. */
const BUILDING_MS = 120_000

test('processes that start at once all run, from one program that none of them leaves half made', {
  timeout: BUILDING_MS,
}, async () => {
  const runs = await Promise.all([telaio('--help'), telaio('settings'), telaio('--help')])
  expect(runs.map(run => run.code)).toEqual([0, 0, 0])
  expect(runs[1]?.output).toContain('TELAIO_DATA')
  const built = readdirSync(programs)
  expect(built).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/)])
  expect(readdirSync(path.join(programs, built[0] ?? '')).filter(name => name.startsWith('used-by-'))).toEqual([])
})

test('a place in the built program is said as the place in the sources', () => {
  const built = path.join(programs, readdirSync(programs)[0] ?? '')
  for (const name of readdirSync(built).filter(file => file.endsWith('.js'))) {
    const lines = readFileSync(path.join(built, name), 'utf8').split('\n')
    const at = lines.findIndex(line => line.startsWith('function portRefused('))
    if (at < 0) continue
    const place = `at portRefused (${pathToFileURL(path.join(built, name)).href}:${at + 1}:10)`
    expect(inSources(place)).toMatch(/^at portRefused \(\S.*src\/surfaces\/cli\/serve\.ts:\d+:\d+\)$/)
    return
  }
  throw new Error('serve.ts is not in the program')
})

test('changed sources make a new program; the old one goes when nobody runs it', { timeout: BUILDING_MS }, async () => {
  const [before = ''] = readdirSync(programs)
  writeFileSync(path.join(programs, before, `used-by-${process.pid}`), '')
  appendFileSync(path.join(checkout, 'src/main.ts'), "\nconsole.log('changed')\n")
  expect((await telaio('--help')).output).toContain('changed')
  expect(readdirSync(programs)).toHaveLength(2)
  rmSync(path.join(programs, before, `used-by-${process.pid}`))
  appendFileSync(path.join(checkout, 'src/main.ts'), "console.log('again')\n")
  expect((await telaio('--help')).output).toContain('again')
  expect(readdirSync(programs)).toHaveLength(1)
})

test('where nothing can be kept, the sources run as they are', async () => {
  rmSync(cache, { recursive: true })
  // A place that takes no files, whoever asks.
  symlinkSync('/proc/self/nothing', cache)
  const { code, output } = await telaio('--help')
  expect([code, output]).toEqual([0, expect.stringContaining('sign-in-link')])
  expect(output).not.toContain('Error')
})
