import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../../../../tools/test-database.ts'
import { importRor } from './actions.ts'

const { pool } = await testDatabase()
const folder = mkdtempSync(path.join(tmpdir(), 'telaio-ror-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let refreshed = 0
const bring = (file: string) =>
  importRor(pool, file, path.join(folder, 'reports'), async () => {
    refreshed += 1
  })

const HEAD =
  'ror_id,name,names_it,names_en,acronyms,types,country,city,region,lat,lng,established,status,links,external_ids,relationships,source_path'
const row = (
  id: string,
  name: string,
  more: { it?: string; city?: string; status?: string; link?: string; type?: string } = {},
) =>
  `https://ror.org/${id},${name},${more.it ?? ''},,LOOM,${more.type ?? 'Education|Funder'},IT,${more.city ?? 'Rome'},,41.9,12.5,1900,${more.status ?? 'active'},${more.link ?? ''},,,x`

function write(name: string, ...rows: string[]): string {
  const file = path.join(folder, name)
  writeFileSync(file, [HEAD, ...rows].join('\n'))
  return file
}

test('ids go to organisations of the same name and city, the others are added, and a second time changes nothing', async () => {
  await pool.query(
    `insert into organisation (key, pic, name, country, city, website, source, invented) values
      ('111111111', '111111111', 'UNIVERSITÀ DELLA TESSITURA', 'IT', 'ROMA', null, 'cordis', false),
      ('222222222', '222222222', 'ALMA TELA STUDIORUM', 'IT', 'Firenze', 'http://www.tela.example.org', 'cordis', false),
      ('333333333', '333333333', 'Università della tessitura', 'IT', 'Pavia', null, 'cordis', false),
      ('er-tela', null, 'Istituto Tela', 'IT', 'Milano', null, 'cluster', true)`,
  )
  const file = write(
    'ror.csv',
    row('012345678', 'University of Weaving', { it: 'Università della Tessitura' }),
    row('022222222', 'Tela University', { city: 'Florence', link: 'https://www.tela.example.org/' }),
    row('033333333', 'Istituto Tela', { city: 'Milan', type: 'company' }),
    row('044444444', 'Gone Institute', { status: 'withdrawn' }),
    row('bad', 'No id'),
  )
  const { counts, problems } = await bring(file)
  expect(problems).toBe(1)
  expect(counts.organisation).toMatchObject({ read: 3, matched: 2, by_website: 1, added: 1, changed: 0 })
  const { rows } = await pool.query<{ key: string; ror_id: string | null; kind: string; city: string; source: string }>(
    'select key, ror_id, kind, city, source from organisation order by key',
  )
  expect(rows).toEqual([
    expect.objectContaining({ key: '111111111', ror_id: 'https://ror.org/012345678', source: 'cordis' }),
    expect.objectContaining({ key: '222222222', ror_id: 'https://ror.org/022222222' }),
    expect.objectContaining({ key: '333333333', ror_id: null }),
    expect.objectContaining({ key: 'er-tela', ror_id: null }),
    { key: 'ror-033333333', ror_id: 'https://ror.org/033333333', kind: 'PRC', city: 'Milano', source: 'ror' },
  ])
  const again = await bring(file)
  expect(again.counts.organisation).toMatchObject({ read: 3, matched: 0, added: 0, changed: 0, same: 3 })
  expect(refreshed).toBe(2)

  const renamed = write('renamed.csv', row('033333333', 'Istituto Tela e Filo', { city: 'Milan', type: 'company' }))
  expect((await bring(renamed)).counts.organisation).toMatchObject({ added: 0, changed: 1 })
})

test('a header that lacks columns stops before anything is written', async () => {
  const file = path.join(folder, 'other.csv')
  writeFileSync(file, 'id,name\n1,Loom')
  await expect(bring(file)).rejects.toMatchObject({ kind: 'Invalid' })
})

const REAL = path.resolve(import.meta.dirname, '../../../../../shared/data/ror-italy.csv')

test.skipIf(!existsSync(REAL))('the 837 active records of Italy (skipped without ../shared/data)', async () => {
  const first = await bring(REAL)
  expect(first.counts.organisation?.read).toBe(837)
  expect((await bring(REAL)).counts.organisation).toMatchObject({ added: 0, changed: 0, matched: 0 })
  console.log('ROR', JSON.stringify(first.counts), first.problems)
})
