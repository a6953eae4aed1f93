import { get } from 'node:http'
import { parseArgs } from 'node:util'
import autocannon from 'autocannon'
import { isMain } from './main.ts'
import { forget, startSite } from './site.ts'

const PAGES = [
  '/it',
  '/it/organisations?q=biomateriali',
  '/it/calls/HORIZON-HLTH-2027-03-TOOL-02',
  '/it/organisations/999993953',
]
const CONNECTIONS = 20

/** How many organisations the last row asks for, one after the other, evenly over all of them. */
const MANY = 3000

type Row = {
  readonly path: string
  readonly rps: number
  readonly p50_ms: number
  readonly p95_ms: number
  readonly errors: number
}

/**
 * 20 connections on four pages, each request as if from another address (one address is limited), compressed as browsers ask for it. Targets:
 * p95 under 30 ms, 14 kB of compressed HTML. Complete pages are kept while nothing changes, so each page is measured again as a miss, by an address nobody
 * has asked for before; and so are thousands of different organisations.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      seconds: { type: 'string', default: '10' },
      url: { type: 'string' },
      page: { type: 'string', multiple: true },
    },
  })
  const site = values.url ? undefined : await startSite()
  const base = values.url ?? site?.url ?? ''
  const seconds = Number(values.seconds)
  try {
    if (site) await quiet(base)
    const pages = []
    say(['page', 'req/s', 'p50 ms', 'p95 ms', 'errors', 'html', 'css', 'js gz'])
    for (const path of values.page ?? PAGES) {
      // Once before, so that what is made on a first visit is not counted.
      const sizes = await sizesOf(base, path)
      const row = { ...(await measure(base, path, seconds, () => path)), ...sizes }
      pages.push(row)
      say([...cells(row), row.html_gz_bytes, row.css_gz_bytes, row.js_gz_bytes])
    }
    const misses = []
    say(['every one a miss', 'req/s', 'p50 ms', 'p95 ms', 'errors'])
    let number = 0
    for (const path of values.page ?? PAGES) {
      const row = await measure(base, path, seconds, () => `${path}${path.includes('?') ? '&' : '?'}miss=${number++}`)
      misses.push(row)
      say(cells(row))
    }
    if (!values.page) {
      const keys = await manyOrganisations(base)
      const row = await measure(
        base,
        '/it/organisations/*',
        seconds,
        () => `/it/organisations/${keys[number++ % keys.length]}`,
      )
      misses.push(row)
      say(cells(row))
    }
    console.log(JSON.stringify({ pages, misses }))
  } finally {
    await site?.stop()
    if (site) forget(site.data)
  }
}

const say = ([head = '', ...rest]: readonly (string | number)[]) =>
  console.log(String(head).padEnd(48) + rest.map(cell => String(cell).padStart(8)).join(''))
const cells = (row: Row) => [row.path, row.rps, row.p50_ms, row.p95_ms, row.errors]

/** Asks for `next()` again and again, on all connections. The percentiles are exact: autocannon's own are 90 and 97.5. */
async function measure(base: string, path: string, seconds: number, next: () => string): Promise<Row> {
  const times: number[] = []
  const options: autocannon.Options = {
    url: base,
    connections: CONNECTIONS,
    duration: seconds,
    requests: [
      {
        setupRequest: request => ({
          ...request,
          path: next(),
          headers: { ...request.headers, 'accept-encoding': 'gzip', 'X-Forwarded-For': someAddress() },
        }),
      },
    ],
  }
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const load = autocannon(options, (error, done) => (error ? reject(error) : resolve(done)))
    load.on('response', (_client, _status, _bytes, milliseconds) => times.push(milliseconds))
  })
  times.sort((a, b) => a - b)
  const percentile = (share: number) => Math.round((times[Math.ceil(times.length * share) - 1] ?? 0) * 10) / 10
  return {
    path,
    rps: Math.round(result.requests.average),
    p50_ms: percentile(0.5),
    p95_ms: percentile(0.95),
    errors: result.errors + result.non2xx,
  }
}

/** A site that has just been made ranks the open calls ahead: waits until a page of the list takes no longer than it should, at most two minutes. */
async function quiet(base: string): Promise<void> {
  for (let waited = 0, calm = 0; waited < 120 && calm < 5; waited++) {
    const begun = performance.now()
    await (await fetch(`${base}/it/calls?miss=${waited}`)).text()
    calm = performance.now() - begun < 40 ? calm + 1 : 0
    await new Promise(resolve => setTimeout(resolve, 1000))
  }
}

/** Keys of organisations large and small, from all parts of the list. */
async function manyOrganisations(base: string): Promise<string[]> {
  const list = async (page: number) => {
    const answer = await fetch(`${base}/api/organisations?sort=name&page=${page}`, {
      headers: { 'X-Forwarded-For': someAddress() },
    })
    return (await answer.json()) as { pages: number; results: { key: string }[] }
  }
  const { pages, results } = await list(1)
  const keys = results.map(result => result.key)
  const step = Math.max(1, Math.floor((pages * results.length) / MANY))
  for (let page = 1 + step; page <= pages; page += step)
    keys.push(...(await list(page)).results.map(result => result.key))
  return keys
}

const someAddress = () => `10.${[0, 0, 0].map(() => Math.floor(Math.random() * 256)).join('.')}`

/** Bytes on the wire, compressed, of a page and of the styles and scripts it names. */
async function sizesOf(base: string, path: string) {
  const html = await (await fetch(base + path)).text()
  const named = (pattern: RegExp) => [...html.matchAll(pattern)].map(([, found = '']) => found)
  const total = async (files: readonly string[]) =>
    (await Promise.all(files.map(file => onTheWire(base + file)))).reduce((sum, bytes) => sum + bytes, 0)
  return {
    html_gz_bytes: await onTheWire(base + path),
    css_gz_bytes: await total(named(/<link rel="stylesheet" href="([^"]+)"/g)),
    js_gz_bytes: await total(named(/<script[^>]* src="([^"]+)"/g)),
  }
}

function onTheWire(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'Accept-Encoding': 'gzip', 'X-Forwarded-For': someAddress() } }, response => {
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      response.on('end', () => resolve(bytes))
      response.on('error', reject)
    }).on('error', reject)
  })
}

if (isMain(import.meta)) await run(process.argv.slice(2))
