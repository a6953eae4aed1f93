import { parseArgs } from 'node:util'
import autocannon from 'autocannon'
import { secretOf } from '#domains/accounts/library.ts'
import { tokenOf } from '#domains/events/registrations/model.ts'
import { openDatabase } from '#platform/db.ts'
import { readEnv } from '#platform/env.ts'
import { isMain } from './main.ts'
import { forget, startSite } from './site.ts'

const SIZE = { people: 500, slots: 20 }

type Asked = { readonly path: string; readonly etag?: string | undefined }
type Row = {
  what: string
  requests: number
  rps: number
  p50_ms: number
  p95_ms: number
  p99_ms: number
  errors: number
}

/**
 * The morning of a matchmaking day: 500 people with a full agenda of 20 meetings each (5,000 in all) open theirs, each by a link of their own and from an
 * address of their own. Spread over a minute, within five seconds, all at the same instant, and as fast as the site can; then again where nothing has
 * changed. Target: p95 under 100 ms over a minute and within five seconds.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    // A site that runs already, by its address and its data folder.
    options: { spread: { type: 'string', default: '60' }, url: { type: 'string' }, data: { type: 'string' } },
  })
  const site = values.url === undefined ? await startSite() : undefined
  const [url, data] = [site?.url ?? values.url ?? '', site?.data ?? values.data ?? '']
  try {
    const people = await fullDay(data)
    const at = (path: string) => people.map(({ token }) => ({ path: `/it${path}?token=${encodeURIComponent(token)}` }))
    const [pages, feeds] = [at('/registration/agenda'), at('/registration/agenda.ics')]
    const known = await Promise.all(pages.slice(0, 20).map(page => etagOf(url, page)))
    const html = await (await fetch(url + (pages[0]?.path ?? ''))).text()
    const spread = Number(values.spread)
    const all = SIZE.people
    const rate = Math.ceil(all / spread)
    const heads = ['requests', 'req/s', 'p50 ms', 'p95 ms', 'p99 ms', 'errors']
    const say = (cells: readonly (string | number)[]) =>
      console.log(cells.map((cell, n) => (n === 0 ? String(cell).padEnd(30) : String(cell).padStart(10))).join(''))
    say(['500 people, 5,000 meetings', ...heads])
    const rows: Row[] = []
    for (const [what, asked, load] of [
      ['once, to warm up', pages, { connections: 10, amount: all }],
      // Of fewer requests a second than connections, autocannon sends none.
      [`500 in ${spread} s`, pages, { connections: Math.max(1, Math.floor(rate / 2)), amount: all, overallRate: rate }],
      ['500 in 5 s', pages, { connections: 50, amount: all, overallRate: all / 5 }],
      ['500 at the same instant', pages, { connections: all, amount: all }],
      ['as fast as it goes', pages, { connections: 20, duration: 10 }],
      ['the same, unchanged (304)', known, { connections: 20, duration: 10 }],
      ['calendar feeds', feeds, { connections: 20, duration: 10 }],
    ] as const) {
      const row = await measure(url, what, asked, load)
      rows.push(row)
      say(Object.values(row))
    }
    console.log(JSON.stringify({ html_bytes: Buffer.byteLength(html), rows }))
  } finally {
    await site?.stop()
    if (site) forget(site.data)
  }
}

/** An event on which everybody meets somebody else in each slot: a round robin, of which the first rounds are held. */
async function fullDay(data: string): Promise<{ token: string }[]> {
  const env = readEnv({ TELAIO_DATA: data })
  const database = await openDatabase(env, { command: 'bench', beside: 'join', now: new Date() })
  try {
    const found = async () =>
      (
        await database.pool.query<{ id: number; email: string }>(
          `select r.id, r.email from registration r join event e on e.id = r.event_id where e.slug = 'bench' order by r.id`,
        )
      ).rows
    if ((await found()).length === 0) for (const statement of DAY) await database.pool.query(statement)
    const rows = await found()
    return rows.map(row => ({ token: tokenOf(secretOf(env), { ...row, id: Number(row.id) }) }))
  } finally {
    await database.close()
  }
}

/** Statements in their order; people are numbered from 0, and of each round the two who meet are found by their numbers. */
const DAY = [
  `insert into event (slug, kind, mode, title_it, title_en, starts_at, ends_at, zone, place, state, made_by)
    values ('bench', 'matchmaking', 'presence', 'Giornata di incontri', 'Matchmaking day', now() - interval '1 hour', now() + interval '9 hours', 'Europe/Rome', 'Fiera, Bologna', 'open', 'bench')`,
  `insert into event_consent (event_id, version, it, en, since) select id, 1, 'Accetto.', 'I agree.', now() from event where slug = 'bench'`,
  `insert into registration (event_id, email, name, organisation, state)
    select e.id, 'p' || n || '@example.org', 'Persona ' || n, 'Ente ' || n, 'confirmed' from event e, generate_series(0, ${SIZE.people} - 1) n where e.slug = 'bench'`,
  `insert into event_agenda (event_id, state, published_at, published_by, made_by) select id, 'published', now(), 'bench', 'bench' from event where slug = 'bench'`,
  `insert into event_room (event_id, name) select id, 'Sala incontri' from event where slug = 'bench'`,
  `insert into event_table (event_id, room_id, name) select r.event_id, r.id, 'Tavolo ' || n
    from event_room r join event e on e.id = r.event_id, generate_series(0, ${SIZE.people} / 2 - 1) n where e.slug = 'bench' order by n`,
  `insert into meeting_slot (event_id, starts_at, ends_at)
    select id, starts_at + n * interval '25 minutes', starts_at + n * interval '25 minutes' + interval '20 minutes' from event, generate_series(0, ${SIZE.slots} - 1) n where slug = 'bench' order by n`,
  `insert into meeting_person (registration_id, event_id, offers, seeks, languages, said_at)
    select r.id, r.event_id, repeat('Sensori indossabili per la riabilitazione. ', 4), repeat('Un reparto per una prova clinica. ', 4), '{it,en}', now()
    from registration r join event e on e.id = r.event_id where e.slug = 'bench'`,
  `with person as (select r.id, r.event_id, row_number() over (order by r.id) - 1 as n from registration r join event e on e.id = r.event_id where e.slug = 'bench'),
    slot as (select s.id, row_number() over (order by s.starts_at) - 1 as n from meeting_slot s join event e on e.id = s.event_id where e.slug = 'bench'),
    place as (select t.id, row_number() over (order by t.id) - 1 as n from event_table t join event e on e.id = t.event_id where e.slug = 'bench'),
    pair as (
      select s.id as slot_id, i, case when i = 0 then s.n else (s.n + i) % (${SIZE.people} - 1) end as one,
        case when i = 0 then ${SIZE.people} - 1 else (s.n - i + ${SIZE.people} - 1) % (${SIZE.people} - 1) end as other
      from slot s, generate_series(0, ${SIZE.people} / 2 - 1) i)
  insert into meeting (event_id, a_id, b_id, slot_id, table_id, told, changed_by)
    select a.event_id, least(a.id, b.id), greatest(a.id, b.id), p.slot_id, t.id, 0, 'bench'
    from pair p join person a on a.n = p.one join person b on b.n = p.other join place t on t.n = p.i`,
  `insert into meeting_wish (event_id, from_id, to_id, strength, said_at) select event_id, a_id, b_id, 'like', now() from meeting`,
  'analyze',
]

async function etagOf(base: string, { path }: Asked): Promise<Asked> {
  const answer = await fetch(base + path, { headers: { 'X-Forwarded-For': someAddress() } })
  await answer.text()
  return { path, etag: answer.headers.get('etag') ?? '' }
}

async function measure(
  base: string,
  what: string,
  asked: readonly Asked[],
  load: Partial<autocannon.Options>,
): Promise<Row> {
  const times: number[] = []
  let next = 0
  const begun = performance.now()
  const options: autocannon.Options = {
    url: base,
    timeout: 60,
    ...load,
    requests: [
      {
        setupRequest: request => {
          const one = asked[next++ % asked.length]
          const headers = { ...request.headers, 'accept-encoding': 'gzip', 'X-Forwarded-For': someAddress() }
          return {
            ...request,
            path: one?.path ?? '/',
            headers: one?.etag ? { ...headers, 'If-None-Match': one.etag } : headers,
          }
        },
      },
    ],
  }
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const run = autocannon(options, (error, done) => (error ? reject(error) : resolve(done)))
    run.on('response', (_client, _status, _bytes, milliseconds) => times.push(milliseconds))
  })
  const seconds = (performance.now() - begun) / 1000
  times.sort((a, b) => a - b)
  const percentile = (share: number) => Math.round((times[Math.ceil(times.length * share) - 1] ?? 0) * 10) / 10
  return {
    what,
    requests: times.length,
    rps: Math.round(times.length / seconds),
    p50_ms: percentile(0.5),
    p95_ms: percentile(0.95),
    p99_ms: percentile(0.99),
    errors: result.errors + result['4xx'] + result['5xx'],
  }
}

const someAddress = () => `10.${[0, 0, 0].map(() => Math.floor(Math.random() * 256)).join('.')}`

if (isMain(import.meta)) await run(process.argv.slice(2))
