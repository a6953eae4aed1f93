import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../../../../tools/test-database.ts'
import { importMunicipalities, importNuts, importPostcodes } from './actions.ts'

const { pool } = await testDatabase()
const folder = mkdtempSync(path.join(tmpdir(), 'telaio-territory-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const reports = path.join(folder, 'reports')

function write(name: string, content: string): string {
  const file = path.join(folder, name)
  writeFileSync(file, content)
  return file
}

const NUTS = write(
  'nuts.csv',
  'nuts1;nuts2;nuts3;provincia;regione;ripartizione\nITH;ITH5;ITH55;Bologna;Emilia-Romagna;Nord-Est\nITH;ITH5;ITH54;Modena;Emilia-Romagna;Nord-Est\nITH;XX;ITH56;Ferrara;Emilia-Romagna;Nord-Est\n',
)
const geometry = (name: string, code: string, province: string) => ({
  properties: { name, com_istat_code: code, prov_name: province },
})
const topology = (...geometries: object[]) => JSON.stringify({ objects: { towns: { geometries } } })

test('regions and provinces, then postcodes and municipalities; twice changes nothing, broken rows are listed', async () => {
  const nuts = await importNuts(pool, NUTS, reports)
  expect(nuts.counts.nuts).toMatchObject({ read: 5, added: 5 })
  expect(nuts.problems).toBe(1)
  expect(readFileSync(nuts.report ?? '', 'utf8')).toMatch(/nuts\.csv,4,"bad NUTS codes/)
  expect((await importNuts(pool, NUTS, reports)).counts.nuts).toMatchObject({ added: 0, changed: 0, same: 5 })

  const postcodes = write('cap.csv', "NUTS3;CODE\n'ITH55';'40100'\n'ITH54';'41100'\n'ITH57';'48100'\n'ITH55';'4010'\n")
  const cap = await importPostcodes(pool, postcodes, reports)
  expect(cap.counts.postcode).toMatchObject({ read: 3, added: 2, unknown_province: 1 })
  expect(cap.problems).toBe(1)
  expect((await importPostcodes(pool, postcodes, reports)).counts.postcode).toMatchObject({ added: 0 })

  const towns = write(
    'towns.json',
    topology(geometry('Imola', '037032', 'Bologna'), geometry('Atlantide', '999999', 'Nowhere')),
  )
  const first = await importMunicipalities(pool, towns, reports)
  expect(first.counts.municipality).toMatchObject({ read: 1, added: 1 })
  expect(first.problems).toBe(1)
  const moved = write('moved.json', topology(geometry('Imola', '037032', 'Modena')))
  expect((await importMunicipalities(pool, moved, reports)).counts.municipality).toMatchObject({ added: 0, changed: 1 })
})

test('a file of another kind stops before anything is written', async () => {
  const before = await pool.query('select count(*)::int as n from municipality')
  await expect(importMunicipalities(pool, write('bad.json', '{ not json'), reports)).rejects.toMatchObject({
    kind: 'Invalid',
  })
  await expect(importNuts(pool, write('bad.csv', 'a;b\n1;2'), reports)).rejects.toMatchObject({ kind: 'Invalid' })
  expect((await pool.query('select count(*)::int as n from municipality')).rows).toEqual(before.rows)
})
