import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../../tools/test-database.ts'
import { callQuery } from '../model.ts'
import { callById, listCalls } from '../queries.ts'
import { importCalls, mergeStarterCalls } from './actions.ts'
import { line, lines } from './fixtures.ts'
import { starterCalls } from './starter.ts'

const { db, pool } = await testDatabase()
const folder = mkdtempSync(path.join(tmpdir(), 'telaio-starter-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeEach(async () => {
  await pool.query('truncate call cascade')
})

const NOW = new Date('2026-10-01T08:00:00Z')
const LIST = path.resolve(import.meta.dirname, '../../../../../shared/data/ft-calls-open-2026-08-10.jsonl.gz')

describe('the starter data', () => {
  const content: unknown = JSON.parse(
    readFileSync(path.resolve(import.meta.dirname, '../../../../starter/calls.json'), 'utf8'),
  )
  const fill = async () => {
    const client = await pool.connect()
    try {
      await client.query('begin')
      const counts = await mergeStarterCalls(client, content, NOW)
      await client.query('commit')
      return counts
    } finally {
      client.release()
    }
  }

  test('40 calls with summaries of 60 to 110 words in both languages, the 19 of health among them', async () => {
    const calls = starterCalls.parse(content)
    expect(calls.length).toBe(40)
    expect(new Set(calls.map(call => call.id)).size).toBe(40)
    expect(calls.filter(call => call.id.startsWith('HORIZON-HLTH')).length).toBe(19)
    for (const call of calls)
      for (const summary of [call.summary_it, call.summary_en]) {
        const count = summary?.split(/\s+/).length ?? 0
        expect(count, call.id).toBeGreaterThanOrEqual(60)
        expect(count, call.id).toBeLessThanOrEqual(110)
      }
    expect((await fill()).call).toMatchObject({ read: 40, added: 40 })
    expect((await fill()).call).toMatchObject({ added: 0, changed: 0, same: 40 })
  })

  test('summaries stay when the portal tells the text, and facts of the portal stay when the starter comes later', async () => {
    await fill()
    const id = 'HORIZON-HLTH-2027-03-TOOL-04'
    const file = path.join(folder, 'text.jsonl')
    writeFileSync(file, lines(line(id, { title: 'Renamed', description: 'Long text.', keywords: 'a, b' })))
    expect((await importCalls(pool, file, folder, NOW)).counts.call).toMatchObject({ changed: 1, vanished: 0 })
    const call = await callById(db, id)
    expect(call).toMatchObject({
      title: 'Renamed',
      description: 'Long text.',
      source: 'portal',
      opens_on: expect.anything(),
    })
    expect(call?.summary_it).toMatch(/^Gemelli digitali/)
    expect(call?.keywords).toContain('virtual human twins')
    await fill()
    expect(await callById(db, id)).toMatchObject({ title: 'Renamed', description: 'Long text.', source: 'portal' })
  })

  test('status follows the day: forthcoming, open from its opening, closed after its last deadline', async () => {
    await fill()
    const statusOn = async (day: string) => {
      const query = callQuery.parse({ q: 'HORIZON-HLTH-2027-03-TOOL-04', past: '1' })
      const { rows } = await listCalls(db, query, new Date(`${day}T12:00:00Z`))
      return rows.find(row => row.id === 'HORIZON-HLTH-2027-03-TOOL-04')?.status
    }
    expect(await statusOn('2027-05-01')).toBe('forthcoming')
    expect(await statusOn('2027-06-03')).toBe('open')
    expect(await statusOn('2027-09-22')).toBe('open')
    expect(await statusOn('2027-09-23')).toBe('closed')
  })

  test.skipIf(!existsSync(LIST))('no seven words in a row come from the texts (skipped without ../shared/data)', () => {
    const bare = (text: string) => text.toLowerCase().match(/[a-z0-9]+/g) ?? []
    const texts = new Map(
      gunzipSync(readFileSync(LIST))
        .toString('utf8')
        .split('\n')
        .filter(Boolean)
        .map(one => JSON.parse(one) as { topicId: string; description: string; topicConditions: string })
        .map(raw => [raw.topicId, ` ${bare(`${raw.description} ${raw.topicConditions}`).join(' ')} `]),
    )
    for (const call of starterCalls.parse(content)) {
      const title = bare(call.title).join(' ')
      const said = bare(call.summary_en ?? '')
      for (let at = 0; at + 7 <= said.length; at++) {
        const phrase = said.slice(at, at + 7).join(' ')
        if (!title.includes(phrase)) expect(texts.get(call.id)?.includes(` ${phrase} `), phrase).toBe(false)
      }
    }
  })
})
