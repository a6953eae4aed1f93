import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Failure } from '#platform/errors.ts'
import { testDatabase } from '../../../../tools/test-database.ts'
import { importCalls } from './actions.ts'
import { grant, line, lines, portal } from './fixtures.ts'

const { pool } = await testDatabase()
const folder = mkdtempSync(path.join(tmpdir(), 'telaio-calls-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeEach(async () => {
  await pool.query('truncate call cascade')
})

const NOW = new Date('2026-10-01T08:00:00Z')
const bring = (file: string, now = NOW) => importCalls(pool, path.join(folder, file), path.join(folder, 'reports'), now)

function write(name: string, content: string | Buffer): string {
  writeFileSync(path.join(folder, name), content)
  return name
}

const stored = async (id: string) => {
  const { rows } = await pool.query('select * from call where id = $1', [id])
  const { rows: deadlines } = await pool.query<{ at: Date; stage: number }>(
    'select at, stage from call_deadline where call_id = $1 order by at',
    [id],
  )
  return { ...rows[0], deadlines: deadlines.map(row => `${row.stage} ${row.at.toISOString()}`) }
}

/** Everything stored of calls, but for when they were last seen. */
const everything = async () => {
  const { rows } = await pool.query(
    `select (select json_agg(c order by id) from (select id, source, source_hash, vanished_at, first_seen_at from call) c) as calls,
      (select json_agg(d order by call_id, at) from call_deadline d) as deadlines`,
  )
  return rows[0]
}

describe('JSON lines', () => {
  test('facts are read, amounts become cents, and a day closes at 17:00 in Brussels', async () => {
    const file = write(
      'one.jsonl',
      lines(line('HORIZON-WEAVE-2027-01-A'), line('HORIZON-WEAVE-2027-01-B', { deadline: '2027-01-20' })),
    )
    const { counts, problems } = await bring(file)
    expect(counts.call).toMatchObject({ read: 2, added: 2, changed: 0, same: 0, vanished: 0 })
    expect(problems).toBe(0)
    const call = await stored('HORIZON-WEAVE-2027-01-A')
    expect(call).toMatchObject({
      action: 'RIA',
      lump_sum: true,
      status: 'open',
      stages: 'single',
      expected_grants: 3,
      programme: 'Horizon Europe',
      vanished_at: null,
    })
    expect([Number(call.grant_min_cents), Number(call.grant_max_cents)]).toEqual([400_000_000, 600_000_000])
    expect(call.deadlines).toEqual(['1 2027-04-13T15:00:00.000Z'])
    expect((await stored('HORIZON-WEAVE-2027-01-B')).deadlines).toEqual(['1 2027-01-20T16:00:00.000Z'])
  })

  test('importing twice changes nothing; a newer file says what changed', async () => {
    const before = [line('WEAVE-A'), line('WEAVE-B'), line('WEAVE-C')]
    const file = write('twice.jsonl', lines(...before))
    await bring(file)
    const first = await everything()
    expect((await bring(file)).counts.call).toMatchObject({ read: 3, added: 0, changed: 0, same: 3 })
    expect(await everything()).toEqual(first)

    const newer = write(
      'newer.jsonl.gz',
      gzipSync(
        lines(line('WEAVE-A', { deadline: '2027-05-01' }), line('WEAVE-B', { budgetMax: 7_000_000 }), line('WEAVE-C')),
      ),
    )
    const { counts } = await bring(newer)
    expect(counts.call).toMatchObject({ added: 0, changed: 2, same: 1 })
    expect(counts.change).toMatchObject({ deadlines: 1, money: 1, title: 0, status: 0 })
    expect((await stored('WEAVE-A')).deadlines).toEqual(['1 2027-05-01T15:00:00.000Z'])
  })

  test('broken lines are listed with line and reason, the rest goes in, and nothing is marked as vanished', async () => {
    await bring(write('whole.jsonl', lines(line('WEAVE-A'), line('WEAVE-B'))))
    const broken = write(
      'broken.jsonl',
      `${lines(line('WEAVE-A'))}\n{"topicId": "WEAVE-B", \n${lines(line('', {}), line('WEAVE-C', { budgetMin: 'a lot', budgetMax: 5_000_000, deadline: '2027-02-30' }), line('WEAVE-D', { budgetMin: 9, budgetMax: 3 }))}`,
    )
    const { counts, report, problems } = await bring(broken)
    expect(counts.call).toMatchObject({ read: 3, added: 2, vanished: 0 })
    expect(problems).toBe(6)
    const listed = readFileSync(report ?? '', 'utf8')
    expect(listed).toMatch(/broken\.jsonl,2,"not a JSON object"/)
    expect(listed).toMatch(/broken\.jsonl,3,"no call/)
    expect(listed).toMatch(/broken\.jsonl,4,"WEAVE-C: bad deadline/)
    expect(listed).toMatch(/broken\.jsonl,4,"WEAVE-C: smallest contribution is no amount/)
    expect(listed).toMatch(/broken\.jsonl,5,"WEAVE-D: smallest contribution 9 is above the largest, 3/)
    const wrong = await stored('WEAVE-C')
    expect(wrong).toMatchObject({ grant_min_cents: null, deadlines: [] })
    const turned = await stored('WEAVE-D')
    expect(Number(turned.grant_min_cents)).toBeLessThan(Number(turned.grant_max_cents))
  })

  test('a file whose lines are no calls, or another file, stops before anything is written', async () => {
    await bring(write('good.jsonl', lines(line('WEAVE-A'))))
    const before = await everything()
    for (const content of [
      '{"topicId":"X-1","name":"no title"}',
      'id;title\n1;2',
      '',
      '{"fundingData":{"GrantTenderObj":[]}}',
      portal({ type: 1, id: 3 }),
    ]) {
      const failure = await bring(write('bad.jsonl', content)).catch((error: Failure) => error)
      expect((failure as Failure).kind, content).toBe('Invalid')
    }
    expect(await everything()).toEqual(before)
  })

  test('a gzip that breaks off gives what came before and one problem', async () => {
    const many = Array.from({ length: 3000 }, (_, at) => line(`WEAVE-${at}`, { title: `Loom ${at} ${Math.sin(at)}` }))
    const packed = gzipSync(lines(...many))
    const { counts, problems } = await bring(write('cut.jsonl.gz', packed.subarray(0, packed.length * 0.8)))
    expect(counts.call?.added).toBeGreaterThan(500)
    expect(counts.call?.added).toBeLessThan(3000)
    expect(problems).toBeGreaterThanOrEqual(2)
  })
})

describe('a call that vanishes', () => {
  test('is kept and marked, comes back when listed again, and only in its own source', async () => {
    await bring(
      write('three.jsonl', lines(line('WEAVE-A'), line('WEAVE-B'), line('WEAVE-OVER', { deadline: '2026-09-01' }))),
    )
    await pool.query(
      "insert into call (id, title, programme, status, source, source_hash) values ('REGION-1', 'Bando regionale', 'Emilia-Romagna', 'open', 'hand', 'x')",
    )
    const { counts } = await bring(write('fewer.jsonl', lines(line('WEAVE-A'))))
    expect(counts.call).toMatchObject({ vanished: 1, same: 1 })
    expect((await stored('WEAVE-B')).vanished_at).toEqual(NOW)
    expect((await stored('WEAVE-OVER')).vanished_at).toBeNull()
    expect((await stored('REGION-1')).vanished_at).toBeNull()
    const back = await bring(write('back.jsonl', lines(line('WEAVE-A'), line('WEAVE-B'))))
    expect(back.counts.call).toMatchObject({ vanished: 0, returned: 1, same: 2 })
    expect((await stored('WEAVE-B')).vanished_at).toBeNull()
  })
})

describe('what people added', () => {
  test('summaries, their keywords and hand-made fields of science survive an import of portal texts', async () => {
    await bring(write('own.jsonl', lines(line('WEAVE-A', { description: 'Old text.' }))))
    await pool.query(
      "update call set summary_it = 'Sintesi', summary_en = 'Summary', keywords = '{loom}' where id = 'WEAVE-A'",
    )
    await pool.query("insert into concept (code, label_en) values ('/1', 'weaving') on conflict do nothing")
    await pool.query(
      "insert into call_concept (call_id, concept_code, weight, source) values ('WEAVE-A', '/1', 0.5, 'hand')",
    )
    const { counts } = await bring(
      write('own2.jsonl', lines(line('WEAVE-A', { description: 'New text.', keywords: 'cloth, thread' }))),
    )
    expect(counts.change).toMatchObject({ text: 1 })
    expect(await stored('WEAVE-A')).toMatchObject({
      summary_it: 'Sintesi',
      summary_en: 'Summary',
      keywords: ['loom'],
      description: 'New text.',
    })
    expect((await pool.query("select source from call_concept where call_id = 'WEAVE-A'")).rows).toEqual([
      { source: 'hand' },
    ])
  })
})

describe('the list of the portal', () => {
  test('only grants, status by its word, cut-offs, budgets of the topic, and an hour that is told', async () => {
    const told = Date.UTC(2027, 8, 1, 10, 30)
    const file = write(
      'portal.json',
      portal(
        { type: 0, identifier: 'TENDER-1', title: 'A tender', status: { abbreviation: 'Open' } },
        grant('WEAVE-A', {
          budgetOverviewJSONItem: {
            budgetTopicActionMap: {
              1: [
                {
                  action: 'WEAVE-A - HORIZON-IA',
                  expectedGrants: 2,
                  minContribution: 1e6,
                  maxContribution: 3e6,
                  budgetYearMap: { 2027: '6000000' },
                },
                { action: 'WEAVE-AB - HORIZON-IA', expectedGrants: 9, budgetYearMap: { 2027: '99000000' } },
              ],
            },
          },
        }),
        grant('WEAVE-CUT', {
          deadlineDatesLong: [told, Date.UTC(2027, 2, 3), told],
          status: { abbreviation: 'Open', id: 31094501 },
        }),
        grant('WEAVE-TWO', {
          deadlineDatesLong: [Date.UTC(2027, 3, 13), Date.UTC(2027, 8, 22)],
          actions: [
            { types: ['HORIZON Programme Cofund Actions'], submissionProcedure: { abbreviation: 'two-stage' } },
          ],
        }),
      ),
    )
    const { counts, problems } = await bring(file)
    expect(counts.call).toMatchObject({ read: 3, added: 3 })
    expect(problems).toBe(0)
    const a = await stored('WEAVE-A')
    expect(a).toMatchObject({
      status: 'forthcoming',
      action: 'IA',
      stages: 'single',
      expected_grants: 2,
      call_title: 'Weaving',
    })
    expect([a.budget_cents, a.grant_min_cents, a.grant_max_cents].map(Number)).toEqual([6e8, 1e8, 3e8])
    const cut = await stored('WEAVE-CUT')
    expect(cut).toMatchObject({ status: 'open', stages: 'cutoffs' })
    expect(cut.deadlines).toEqual(['1 2027-03-03T16:00:00.000Z', '1 2027-09-01T10:30:00.000Z'])
    const two = await stored('WEAVE-TWO')
    expect(two).toMatchObject({ stages: 'two', action: 'COFUND' })
    expect(two.deadlines).toEqual(['1 2027-04-13T15:00:00.000Z', '2 2027-09-22T15:00:00.000Z'])
  })

  test('a list that breaks off in the middle keeps what came before and marks nothing', async () => {
    await bring(write('all.json', portal(grant('WEAVE-A'), grant('WEAVE-B'))))
    const whole = portal(grant('WEAVE-A', { title: 'Renamed' }), grant('WEAVE-B'))
    const { counts, problems } = await bring(write('half.json', whole.slice(0, whole.length * 0.7)))
    expect(counts.call).toMatchObject({ read: 1, changed: 1, vanished: 0 })
    expect(problems).toBe(2)
  })
})

describe('topic details', () => {
  const topic = {
    identifier: 'WEAVE-TWO',
    topic_title: 'Looms in two stages',
    call_identifier: 'HORIZON-WEAVE-2027-02-two-stage',
    type_of_action: 'HORIZON-RIA HORIZON Research and Innovation Actions',
    programme: 'HORIZON',
    expected_outcome: 'Weavers gain:\n• better looms;\n• finer cloth.',
    scope: 'Proposals should build looms.',
    min_contribution: 2e6,
    max_contribution: 3e6,
    indicative_budget: 12e6,
    indicative_number_of_projects: 4,
    opening_date: '2027-02-10',
    deadline_model: 'two-stage',
    deadlines: ['2027-04-13', '2027-09-22'],
  }

  test('refine calls: budget, opening and second stage stay when a list that lacks them comes again', async () => {
    const list = write(
      'two.jsonl',
      lines(
        line('WEAVE-TWO', { deadlineModel: 'two-stage', callStatus: 'forthcoming', budgetMin: 2e6, budgetMax: 3e6 }),
      ),
    )
    await bring(list)
    const details = write(
      'details.json',
      JSON.stringify({ destinations: [{ destination_title: 'Weaving well', calls: [topic] }] }),
    )
    expect((await bring(details)).counts.call).toMatchObject({ read: 1, changed: 1 })
    await bring(list)
    const call = await stored('WEAVE-TWO')
    expect(call).toMatchObject({
      destination: 'Weaving well',
      expected_grants: 3,
      stages: 'two',
      status: 'forthcoming',
      source: 'portal',
    })
    expect(Number(call.budget_cents)).toBe(12e8)
    expect(call.deadlines).toEqual(['1 2027-04-13T15:00:00.000Z', '2 2027-09-22T15:00:00.000Z'])
    const moved = write('moved.jsonl', lines(line('WEAVE-TWO', { deadlineModel: 'two-stage', deadline: '2027-06-01' })))
    await bring(moved)
    expect((await stored('WEAVE-TWO')).deadlines).toEqual(['1 2027-06-01T15:00:00.000Z'])
  })
})

const DATA = path.resolve(import.meta.dirname, '../../../../../shared/data')
const LIST = path.join(DATA, 'ft-calls-open-2026-08-10.jsonl.gz')
const DETAILS = path.join(DATA, 'horizon-health-topics-2026-27.json.gz')

describe('real files', () => {
  test.skipIf(!existsSync(LIST))('629 calls of the portal (skipped without ../shared/data)', async () => {
    const take = (file: string) =>
      importCalls(pool, file, path.join(folder, 'reports'), new Date('2026-08-10T08:00:00Z'))
    const first = await take(LIST)
    expect(first.counts.call).toMatchObject({ read: 629, added: 629 })
    const again = await take(LIST)
    expect(again.counts.call).toMatchObject({ same: 629, changed: 0, vanished: 0 })
    const details = await take(DETAILS)
    expect(details.counts.call?.read).toBe(38)
    const known = await everything()
    await take(DETAILS)
    expect(await everything()).toEqual(known)
    console.log(
      'real calls',
      JSON.stringify([first.counts, first.problems, first.seconds, details.counts, details.problems]),
    )
  })
})
