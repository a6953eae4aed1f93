import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../../../../tools/test-database.ts'
import { importCalls, mergeStarterCalls } from './actions.ts'
import { line, lines } from './fixtures.ts'

const { pool } = await testDatabase()
const folder = mkdtempSync(path.join(tmpdir(), 'telaio-order-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const NOW = new Date('2026-08-10T08:00:00Z')
const STARTER: { calls: Record<string, unknown>[] } = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, '../../../../starter/calls.json'), 'utf8'),
)

type Step = () => Promise<{ changed?: number; added?: number }>
const file =
  (name: string, content?: string): Step =>
  async () => {
    if (content !== undefined) writeFileSync(path.join(folder, name), content)
    const { counts } = await importCalls(pool, path.resolve(folder, name), path.join(folder, 'reports'), NOW)
    return counts.call ?? {}
  }
const starter =
  (content: unknown): Step =>
  async () => {
    const client = await pool.connect()
    try {
      await client.query('begin')
      const counts = await mergeStarterCalls(client, content, NOW)
      await client.query('commit')
      return counts.call ?? {}
    } finally {
      client.release()
    }
  }

/** Every call as people see it, but for when it was seen and who told of it first. */
async function calls(): Promise<Map<string, unknown>> {
  const { rows } = await pool.query<{ id: string; call: unknown }>(`
    select id, to_jsonb(c) - array['search', 'source', 'first_seen_at', 'last_seen_at']
      || jsonb_build_object('deadlines', (select json_agg(array[stage::text, at::text] order by at) from call_deadline where call_id = c.id)) as call
    from call c order by id`)
  return new Map(rows.map(row => [row.id, row.call]))
}

function* orders<T>(items: readonly T[]): Generator<T[]> {
  if (items.length === 0) yield []
  for (const item of items) for (const rest of orders(items.filter(other => other !== item))) yield [item, ...rest]
}

async function sameInAnyOrder(
  steps: Readonly<Record<string, Step>>,
  again: 'always' | 'once' = 'always',
): Promise<Map<string, unknown>> {
  let first: Map<string, unknown> | undefined
  for (const order of orders(Object.keys(steps))) {
    await pool.query('truncate call cascade')
    for (const name of order) await steps[name]?.()
    const found = await calls()
    expect(found, order.join(', ')).toEqual(first ?? found)
    if (first && again === 'once') continue
    first ??= found
    // Again, in the same order: nothing moves.
    for (const name of order) {
      const { added, changed } = (await steps[name]?.()) ?? {}
      expect({ order, name, added, changed }).toEqual({ order, name, added: 0, changed: 0 })
    }
  }
  return first ?? new Map()
}

const topic = (identifier: string, more: object = {}) => ({
  identifier,
  topic_title: `Looms for ${identifier}`,
  type_of_action: 'HORIZON-IA HORIZON Innovation Actions',
  programme: 'HORIZON',
  expected_outcome: 'Weavers gain:\n• better looms;\n• finer cloth.',
  scope: 'Proposals should build looms.',
  eligible_countries: 'Told by the details.',
  min_contribution: 1e6,
  max_contribution: 2e6,
  indicative_budget: 12e6,
  opening_date: '2027-02-10',
  deadline_model: 'two-stage',
  deadlines: ['2027-04-13', '2027-09-22'],
  ...more,
})

test('list, details and starter that contradict each other make the same calls in any order', async () => {
  const [model] = STARTER.calls
  const found = await sameInAnyOrder({
    list: file(
      'list.jsonl',
      lines(
        line('WEAVE-BOTH', {
          deadlineModel: 'two-stage',
          callStatus: 'forthcoming',
          description: 'Told otherwise by the list.',
          keywords: 'cloth, thread',
        }),
        line('WEAVE-MOVED', { deadlineModel: 'two-stage', deadline: '2027-06-01' }),
        line('WEAVE-LIST'),
      ),
    ),
    details: file(
      'details.json',
      JSON.stringify({
        destinations: [
          {
            destination_title: 'Weaving well',
            calls: ['WEAVE-BOTH', 'WEAVE-MOVED', 'WEAVE-TOPIC'].map(id => topic(id)),
          },
        ],
      }),
    ),
    starter: starter({
      ...STARTER,
      calls: ['WEAVE-BOTH', 'WEAVE-TOPIC', 'WEAVE-OURS'].map(id => ({
        ...model,
        id,
        title: `Ours: ${id}`,
        status: 'closed',
      })),
    }),
  })
  expect([...found.keys()]).toEqual(['WEAVE-BOTH', 'WEAVE-LIST', 'WEAVE-MOVED', 'WEAVE-OURS', 'WEAVE-TOPIC'])
  // The list first, the description and what the list lacks from the details, our words from the starter.
  expect(found.get('WEAVE-BOTH')).toMatchObject({
    title: 'Looms for WEAVE-BOTH',
    status: 'forthcoming',
    action: 'RIA',
    grant_max_cents: 6e8,
    budget_cents: 12e8,
    opens_on: '2027-02-10',
    destination: 'Weaving well',
    description: expect.stringContaining('- better looms'),
    conditions: expect.not.stringContaining('details'),
    summary_en: model?.summary_en,
    keywords: model?.keywords,
    deadlines: [
      ['1', expect.any(String)],
      ['2', expect.any(String)],
    ],
  })
  // A deadline the details do not know: the list is newer.
  expect(found.get('WEAVE-MOVED')).toMatchObject({ deadlines: [['1', expect.stringContaining('2027-06-01')]] })
  expect(found.get('WEAVE-TOPIC')).toMatchObject({ status: 'closed', action: 'IA', title: 'Looms for WEAVE-TOPIC' })
  expect(found.get('WEAVE-OURS')).toMatchObject({ title: 'Ours: WEAVE-OURS' })
})

const DATA = path.resolve(import.meta.dirname, '../../../../../shared/data')
const LIST = path.join(DATA, 'ft-calls-open-2026-08-10.jsonl.gz')
const DETAILS = path.join(DATA, 'horizon-health-topics-2026-27.json.gz')

test.skipIf(!existsSync(LIST) || !existsSync(DETAILS))(
  'real list and real details, in either order (skipped without ../shared/data)',
  { timeout: 120_000 },
  async () => {
    const found = await sameInAnyOrder({ list: file(LIST), details: file(DETAILS) }, 'once')
    expect(found.size).toBeGreaterThan(629)
  },
)
