import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../tools/temporary-database.ts'
import { here } from '../journeys/here.ts'
import { BIN, childEnvironment } from '../site.ts'

/** What a person must never read: frames of a stack, files of ours with line and column, objects that nobody turned into words. */
const TRACE = /^\s+at \S|node:internal|\.tsx?:\d+:\d+|\[object Object\]|undefined/m
const CALL = 'HORIZON-HLTH-2027-99-LOOM-01'

type Ended = { code: number | null; out: string; err: string }

function run(file: string, args: readonly string[], settings: Record<string, string> = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...args], {
      env: childEnvironment({ TELAIO_DATA: here().data, ...settings }),
      cwd: path.dirname(path.dirname(BIN)),
      // A command that hangs fails its test and must not outlive it.
      timeout: 60_000,
      killSignal: 'SIGKILL',
    })
    const ended: Ended = { code: null, out: '', err: '' }
    child.stdout.on('data', chunk => (ended.out += chunk))
    child.stderr.on('data', chunk => (ended.err += chunk))
    child.on('error', reject)
    child.on('close', code => resolve({ ...ended, code }))
  })
}
const telaio = (args: readonly string[], settings?: Record<string, string>) => run(BIN, args, settings)

/** Exit code 2, nothing on the standard output, and a sentence on the other. */
function expectSentence({ code, out, err }: Ended, sentence: RegExp): void {
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toMatch(sentence)
  expect(err).not.toMatch(TRACE)
}

describe('at the terminal', () => {
  test('a second site on the same data names the first and leaves it alone', async () => {
    const second = await telaio(['serve'], { PORT: '0' })
    expectSentence(
      second,
      /is already in use by “telaio serve”, process \d+ \(http:\/\/localhost:\d+\).*Nothing was changed/,
    )
    expect(second.err).toContain(here().address)
    expect((await fetch(`${here().address}/healthz`)).status).toBe(200)
  })

  test('a port in use is a sentence', async () => {
    const { address, close } = await occupied()
    const data = temporaryFolder()
    const begun = performance.now()
    try {
      expectSentence(await telaio(['serve'], { PORT: String(address), TELAIO_DATA: data }), /Port \d+ is already used/)
      // Said before the starter data is loaded, not after.
      expect(performance.now() - begun).toBeLessThan(15_000)
    } finally {
      close()
      rmSync(data, { recursive: true, force: true })
    }
  })

  test('commands join the database of the running site', async () => {
    const { code, out, err } = await telaio(['match', CALL, '--limit', '3', '--json'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(JSON.parse(out).results).toHaveLength(3)
  })

  const refused: [readonly string[], RegExp][] = [
    [['match', 'HORIZON-NOT-THERE-01'], /HORIZON-NOT-THERE-01/],
    [['match', CALL, '--lead', '111'], /111/],
    [['match', CALL, '--limit', 'many'], /limit/],
    [['match'], /call|text/],
    [['match', CALL, '--province', 'XX'], /NUTS code XX/],
    [['match', '--text', 'a'.repeat(100_000)], /text/],
    [['team', CALL, '--with', '999993953', '--without', '999993953'], /both to keep and to remove/],
    [['import', 'frob'], /frob.*cordis/],
    [['team', 'HORIZON-NOT-THERE-01'], /HORIZON-NOT-THERE-01/],
    [['team', CALL, '--lead', '111'], /111/],
    [['team', CALL, '--size', 'large'], /8-15/],
    [['team', CALL, '--size', '4-2'], /./],
    [['import', 'calls', 'not/there.json'], /not\/there\.json/],
    [['weave'], /weave/],
    [['match', CALL, '--colour'], /--colour/],
  ]
  // Of the longest line its beginning is name enough.
  const lines = refused.map(([args, sentence]) => ({ line: args.join(' ').slice(0, 80), args, sentence }))
  test.each(lines)('telaio $line is refused with a sentence', async ({ args, sentence }) => {
    expectSentence(await telaio(args), sentence)
  })

  test.each([
    ['PORT', 'eighty'],
    ['DATABASE_URL', 'mysql://localhost/telaio'],
    ['DATABASE_URL', 'postgres://telaio:hidden-word@127.0.0.1:1/telaio'],
    ['TELAIO_DATA', '/dev/null/telaio'],
  ])('%s=%s is refused with a sentence', async (name, value) => {
    const refused = await telaio(['match', CALL], { [name]: value })
    expectSentence(refused, new RegExp(name))
    expect(refused.err).not.toContain('hidden-word')
  })

  test('an old Node gets a sentence in both languages', async () => {
    const setup = path.resolve(import.meta.dirname, '../../tools/setup.js')
    const ended = await run('--input-type=module', [
      '-e',
      `const { ensureNode } = await import(${JSON.stringify(setup)}); ensureNode('18.0.0')`,
    ])
    expectSentence(ended, /Telaio richiede Node\.js 20\.19.*\n.*Telaio needs Node\.js 20\.19/)
  })
})

function occupied(): Promise<{ address: number; close(): void }> {
  return new Promise(resolve => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve({ address: typeof address === 'object' && address ? address.port : 0, close: () => server.close() })
    })
  })
}

describe('on the site', () => {
  const ask = async (where: string, init?: RequestInit) => {
    const response = await fetch(`${here().address}${where}`, { redirect: 'manual', ...init })
    return { status: response.status, text: await response.text() }
  }

  test.each([
    '/en/calls/HORIZON-NOT-THERE-01',
    '/en/organisations/111111111',
    '/en/organisations/%F0%9F%A7%B5',
    '/en/projects/1',
    '/en/projects/robot',
    '/en/team?call=HORIZON-NOT-THERE-01',
    '/en/matching?call=HORIZON-NOT-THERE-01',
    `/en/matching?call=${CALL}&lead=111`,
    '/en/organisations?province=XX999',
    '/en/matching?text=weaving&province=XX999',
    '/api/organisations?region=XX9',
    '/en/nowhere',
    '/de',
    '/assets/nothing.css',
    '/api/nowhere',
    '/api/calls/HORIZON-NOT-THERE-01',
  ])('%s is not found', async where => {
    const { status, text } = await ask(where)
    expect(status).toBe(404)
    expect(text).not.toMatch(TRACE)
  })

  test.each([
    ['/en/calls?status=banana', 'status'],
    ['/en/calls?page=minus', 'page'],
    ['/en/calls?from=tomorrow', 'from'],
    ['/it/calls?million=molti', 'million'],
    ['/en/organisations?page=0', 'page'],
    ['/en/organisations?sort=colour', 'sort'],
    ['/en/matching?text=weaving&limit=100000', 'limit'],
    ['/en/matching?text=weaving&w_topic=heavy', 'w_topic'],
    ['/en/matching?text=weaving&country=Italy', 'country'],
    [`/en/team?call=${CALL}&min=few`, 'min'],
  ])('%s is refused and the filter named', async (where, name) => {
    const { status, text } = await ask(where)
    expect(status).toBe(422)
    expect(text).toContain(name)
    expect(text).not.toMatch(TRACE)
  })

  test.each([
    ['100 kB in the address', `/en/calls?q=${'weave+'.repeat(17_000)}`],
    ['100 kB of filters', `/en/calls?${'action=RIA&'.repeat(9_500)}`],
  ])('%s is refused', async (_, where) => {
    const { status, text } = await ask(where)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
    expect(text).not.toMatch(TRACE)
  })

  test('a form from another site changes nothing', async () => {
    const { status } = await ask('/en/sign-out', {
      method: 'POST',
      body: new URLSearchParams(),
      headers: { Origin: 'https://elsewhere.example' },
    })
    expect(status).toBe(403)
  })

  test.each([
    '/en/calls?q=%00',
    '/en/organisations?q=a%00b',
    '/en/organisations/%00',
    '/en/calls/%00',
    '/api/calls?q=%00',
    '/en/calls?q=%E0%A4%A',
    '/en/calls/%E0%A4%A',
    '/en/matching?text=%00%01%02',
    `/en/team?call=${CALL}&with=%00`,
    '/en/calls?q=%22%27%3B--%20%26%7C!():*',
    '/en/organisations?q=%22unclosed',
    '/en/organisations?q=%25%25%25___',
    '/en/calls?q=%ED%A0%80',
    '/en/organisations?concept=%2F%2F%2F',
    `/en/matching?text=${encodeURIComponent('𝕨𝕖𝕒𝕧𝕖 \u202E\uFFFE')}`,
    '/en/matching?text=x&text=y',
    '/en/calls?q[]=1&__proto__=1&constructor=2',
    '/en/projects/99999999999999999999',
    '/en/proposals/99999999999999999999',
    '/en/teams/999999999',
  ])('%s is answered, not broken', async where => {
    const { status, text } = await ask(where)
    expect(status).toBeLessThan(500)
    expect(text).not.toMatch(/^\s+at \S|node:internal|\.tsx?:\d+:\d+/m)
  })

  test('a text in German gets a notice, and results', async () => {
    const german =
      'Wir entwickeln neue Verfahren zur Herstellung von Knochenersatz aus biologisch abbaubaren Werkstoffen für ältere Patienten'
    const { status, text } = await ask(`/en/matching?text=${encodeURIComponent(german)}`)
    expect(status).toBe(200)
    expect(text).toMatch(/role="status"[^>]*>.{0,40}German|German/)
  })

  // Last: the site closes this connection, which fetch might use again.
  test('two megabytes in a form are refused', async () => {
    const body = new URLSearchParams({ email: 'a'.repeat(2 * 1024 * 1024) })
    const { status, text } = await ask('/en/sign-in', { method: 'POST', body, headers: { Origin: here().address } })
    expect(status).toBe(422)
    expect(text).toContain('too large')
  })
})
