/**
 * Makes the extracts of starter/ from the sources beside the checkout (../shared/data, see starter/README.md):
 *   node --import tsx tools/make-starter.ts
 * Hand-written files there (members, summaries of calls, Italian labels) are read, never written.
 */
import { copyFileSync, createReadStream, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, constants, createGunzip } from 'node:zlib'
import { COLUMNS, type CordisFile, type Records, readRow } from '#domains/projects/sources/cordis.ts'
import { readEarlier } from '#domains/projects/sources/earlier.ts'
import { zipMembers } from '#domains/projects/sources/zip.ts'
import { packFacts } from '#domains/projects/starter/pack.ts'
import { KeyTerms } from '#domains/projects/terms.ts'
import { readCsv } from '#platform/imports/csv.ts'

const root = path.resolve(import.meta.dirname, '..')
const data = path.resolve(root, '../shared/data')
const starter = path.join(root, 'starter')

const members = new Map(
  (await zipMembers(path.join(data, 'cordis-HORIZONprojects-csv.zip'))).members.map(m => [m.name, m]),
)

async function records<F extends CordisFile>(name: F) {
  const member = members.get(name)
  if (!member) throw new Error(`${name} is not in the zip`)
  const found: Records[F][] = []
  for await (const row of readCsv<(typeof COLUMNS)[F][number]>(await member.open(), name, COLUMNS[name])) {
    const read = 'reason' in row ? { problem: row } : readRow(name, row)
    if ('record' in read) found.push(read.record)
  }
  return found
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

function write(name: string, content: string): void {
  const bytes = brotliCompressSync(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
  })
  writeFileSync(path.join(starter, name), bytes)
  console.log(`${name}: ${content.length} -> ${bytes.length} bytes`)
}

const projects = await records('project.csv')
const terms = new KeyTerms()
for (const project of projects) terms.count(project)
const earlierFile = path.join(data, 'h2020-participations.csv.gz')
const earlier = (await all(readEarlier(createReadStream(earlierFile).pipe(createGunzip()), 'h2020'))).filter(
  row => 'pic' in row,
)
const facts = packFacts(
  projects.map(project => ({ ...project, terms: terms.of(project) })),
  await records('organization.csv'),
  await records('euroSciVoc.csv'),
  await records('topics.csv'),
  earlier,
  'CORDIS Horizon Europe, projects signed 2021-07-07 to 2024-12-31; Horizon 2020 participations of zambujo/eunets',
)
write('facts.json.br', JSON.stringify(facts))

for (const name of ['nuts-italy.csv', 'italy-postcode-nuts3.csv'])
  write(`${name}.br`, readFileSync(path.join(data, name), 'utf8'))
for (const name of ['emilia-romagna-municipalities.topo.json', 'italy-provinces.topo.json'])
  copyFileSync(path.join(data, name), path.join(starter, name))

// Definitions are texts: only codes, addresses and labels are kept.
const concepts = await all(
  readCsv(
    createReadStream(path.join(data, 'euroscivoc.csv')),
    'euroscivoc.csv',
    ['notation', 'uri', 'label_en', 'code_path', 'label_path'],
    ',',
  ),
)
const columns = ['notation', 'uri', 'label_en', 'code_path', 'label_path'] as const
const quoted = (value: string) => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)
write(
  'euroscivoc.csv.br',
  `${columns.join(',')}\n${concepts.map(row => ('cells' in row ? columns.map(name => quoted(row.cells[name])).join(',') : '')).join('\n')}\n`,
)
process.exit(0)
