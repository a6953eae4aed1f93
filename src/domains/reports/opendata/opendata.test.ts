import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import jsonld from 'jsonld'
import { Parser, type Quad, Store } from 'n3'
import { expect, test } from 'vitest'
import { readEnv } from '#platform/env.ts'
import { toCsv } from '#platform/sheets.ts'
import { aStatement } from '../fixtures.ts'
import { figureColumns, rowsOf } from '../sheet.ts'
import { catalogue, type Publisher, publisherOf } from './catalogue.ts'
import { csvMetadata, dictionaryCsv } from './dictionary.ts'
import { outgoingFiles } from './files.ts'
import { isFileName, makeAllFiles, makeFile } from './make.ts'
import { statementJsonLd } from './observations.ts'
import { PREFIXES } from './vocabulary.ts'

const ORIGIN = 'https://telaio.example.org'
const PUBLISHER: Publisher = {
  name: 'Cluster di esempio',
  identifier: 'c_a944',
  email: 'dati@example.org',
  region: 'ITH5',
  since: '2017-05-01',
}
const published = (name: string, edition = 1) => {
  const statement = aStatement(name, { edition })
  return { statement, files: outgoingFiles(statement).map((file, at) => ({ ...file, bytes: 100 + at })) }
}
const inBoth = async (asked: Parameters<typeof catalogue.turtle>[0]) => ({
  turtle: await catalogue.turtle(asked),
  jsonld: await catalogue.jsonld(asked),
})
const made = (publisher = PUBLISHER) =>
  inBoth({ publisher, origin: ORIGIN, statements: [published('2025'), published('2025', 2), published('2026-H1')] })

const canonical = async (document: unknown) =>
  String(await jsonld.canonize(document as never, { algorithm: 'RDFC-1.0', format: 'application/n-quads' } as never))
const iri = (short: string) => {
  const [prefix = '', local = ''] = short.split(':')
  return `${(PREFIXES as Readonly<Record<string, string>>)[prefix]}${local}`
}
const storeOf = (turtle: string) => new Store(new Parser().parse(turtle))
const TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type'

/** What is mandatory (M) in DCAT-AP_IT 1.0, by class, and what a dataset or contact point of ours has besides: AgID, "Linee guida per i cataloghi dati", table of classes and properties. */
const MANDATORY: Readonly<Record<string, readonly string[]>> = {
  'dcatapit:Catalog': ['dct:title', 'dct:description', 'dct:publisher', 'dct:modified', 'dcat:dataset'],
  'dcatapit:Dataset': [
    'dct:identifier',
    'dct:title',
    'dct:description',
    'dct:modified',
    'dcat:theme',
    'dct:rightsHolder',
    'dct:accrualPeriodicity',
    'dcat:distribution',
  ],
  'dcatapit:Distribution': ['dct:format', 'dcat:accessURL', 'dct:license'],
  'dcatapit:Agent': ['dct:identifier', 'foaf:name'],
  'dcatapit:LicenseDocument': ['dct:type'],
  'dcatapit:Organization': ['vcard:fn', 'vcard:hasEmail'],
  'dct:PeriodOfTime': ['dcatapit:startDate'],
}
const RECOMMENDED: Readonly<Record<string, readonly string[]>> = {
  'dcatapit:Catalog': ['foaf:homepage', 'dct:language', 'dct:issued', 'dcat:themeTaxonomy'],
  'dcatapit:Dataset': ['dcat:contactPoint', 'dct:publisher'],
  'dcatapit:Distribution': ['dct:description', 'dcat:downloadURL', 'dcat:byteSize'],
}

function lackingIn(store: Store, wanted: typeof MANDATORY): string[] {
  return Object.entries(wanted).flatMap(([kind, properties]) => {
    const things = store.getSubjects(TYPE, iri(kind), null)
    if (things.length === 0) return [`no ${kind}`]
    return things.flatMap(thing =>
      properties
        .filter(property => store.countQuads(thing, iri(property), null, null) === 0)
        .map(property => `${thing.value} ${property}`),
    )
  })
}

test('both forms of the catalogue are the same graph, with all that the profile makes mandatory and what it recommends', async () => {
  const { turtle, jsonld: json } = await made()
  const store = storeOf(turtle)
  expect(lackingIn(store, MANDATORY)).toEqual([])
  expect(lackingIn(store, RECOMMENDED)).toEqual([])
  expect(store.getSubjects(TYPE, iri('dcatapit:Dataset'), null)).toHaveLength(3)
  const fromTurtle = await canonical(await jsonld.fromRDF([...store] as object))
  expect(await canonical(JSON.parse(json))).toBe(fromTurtle)
  expect(fromTurtle.split('\n').length).toBeGreaterThan(500)
})

test('the check of the profile sees what is missing', async () => {
  const { turtle } = await made()
  const store = storeOf(turtle)
  store.removeQuads(store.getQuads(null, iri('dct:rightsHolder'), null, null))
  expect(lackingIn(store, MANDATORY)).toHaveLength(3)
})

test('every resource that the catalogue names as its own is described, and comes from the right list', async () => {
  const store = storeOf((await made()).turtle)
  for (const property of [
    'dct:publisher',
    'dct:rightsHolder',
    'dcat:contactPoint',
    'dcat:distribution',
    'dct:license',
    'dct:temporal',
    'dcat:dataset',
  ])
    for (const object of store.getObjects(null, iri(property), null))
      expect(store.countQuads(object, TYPE, null, null)).toBeGreaterThan(0)
  const objects = (property: string) => store.getObjects(null, iri(property), null).map(({ value }) => value)
  const authority = 'http://publications.europa.eu/resource/authority'
  expect(objects('dct:accrualPeriodicity').sort()).toEqual([
    `${authority}/frequency/ANNUAL`,
    `${authority}/frequency/ANNUAL_2`,
  ])
  for (const value of objects('dcat:theme')) expect(value).toMatch(/\/authority\/data-theme\/(TECH|HEAL)$/)
  for (const value of objects('dct:format'))
    expect(value).toMatch(/\/authority\/file-type\/(PDF|XLSX|CSV|JSON|JSON_LD|ZIP)$/)
  expect(objects('dct:isVersionOf')).toEqual([`${ORIGIN}/reports/2025/1`])
})

test('without settings the publisher is called by the name of the site, and there is no contact point', async () => {
  const { publisher: none } = readEnv({})
  const publisher = publisherOf({ name: 'C', region: undefined, since: '2017-05-01' }, none, ORIGIN)
  expect(publisher.identifier).toBe('telaio.example.org')
  const store = storeOf((await made(publisher)).turtle)
  expect(lackingIn(store, { ...MANDATORY, 'dcatapit:Organization': [] })).toEqual(['no dcatapit:Organization'])
  const { publisher: set } = readEnv({ PUBLISHER_ID: 'c_a944', PUBLISHER_EMAIL: 'dati@example.org' })
  expect(publisherOf({ name: 'C', region: 'ITH5', since: '2017-05-01' }, set, ORIGIN)).toMatchObject({
    identifier: 'c_a944',
    email: 'dati@example.org',
  })
})

test('what is not published is not in the catalogue', async () => {
  const draft = { statement: aStatement('2025', { state: 'approved', publishedAt: null }), files: [] }
  const { turtle } = await inBoth({ publisher: PUBLISHER, origin: ORIGIN, statements: [draft] })
  expect(turtle).not.toMatch(/dcatapit:Dataset/)
  // A catalogue with nothing in it counts from the cluster's beginning: the profile asks for a day.
  const store = storeOf(turtle)
  expect(store.getObjects(null, iri('dct:modified'), null).map(({ value }) => value)).toEqual(['2017-05-01'])
  expect(
    lackingIn(store, {
      'dcatapit:Catalog': (MANDATORY['dcatapit:Catalog'] ?? []).filter(one => one !== 'dcat:dataset'),
    }),
  ).toEqual([])
})

test('any name of a cluster comes back from both forms of the catalogue', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
      fc.constantFrom('"""', '\\', '<x>', '\n.\n', '@it', ''),
      async (text, mark) => {
        const name = `${text}${mark}`
        const { turtle, jsonld: json } = await inBoth({
          publisher: { ...PUBLISHER, name },
          origin: ORIGIN,
          statements: [published('2025')],
        })
        const store = storeOf(turtle)
        const [agent] = store.getSubjects(TYPE, iri('dcatapit:Agent'), null)
        expect(store.getObjects(agent ?? null, iri('foaf:name'), null).map(({ value }) => value)).toEqual([name])
        expect(await canonical(JSON.parse(json))).toBe(await canonical(await jsonld.fromRDF([...store] as object)))
      },
    ),
    { numRuns: 20 },
  )
})

test('linked data has one observation for each value, with all dimensions, and no two of one address', async () => {
  const statement = aStatement()
  const quads = (await jsonld.toRDF(statementJsonLd(statement, ORIGIN) as never)) as Quad[]
  const store = new Store(quads)
  const cube = (local: string) => `http://purl.org/linked-data/cube#${local}`
  const observations = store.getSubjects(TYPE, cube('Observation'), null)
  const rows = rowsOf(statement.report).filter(({ value }) => value !== null)
  expect(observations).toHaveLength(rows.length)
  const dimensions = store.getObjects(null, cube('dimension'), null).map(({ value }) => value)
  expect(dimensions).toHaveLength(4)
  const measure = 'http://purl.org/linked-data/sdmx/2009/measure#obsValue'
  for (const one of observations)
    for (const property of [...dimensions, cube('dataSet'), measure])
      expect([property, store.countQuads(one, property, null, null)]).toEqual([property, 1])
  const at = `${ORIGIN}/reports/2025/1/figures.jsonld#observations/proposals_value_eur`
  expect(store.getObjects(at, measure, null)[0]?.value).toBe('55000000')
  expect(store.countQuads(null, TYPE, 'https://schema.org/Dataset', null)).toBe(1)
})

test('the schema of the CSV names its columns, in their order and with the kinds of their values', () => {
  const statement = aStatement()
  const { tableSchema } = csvMetadata(statement, 'it', ORIGIN)
  const [heads = [], ...rows]: string[][] = parse(toCsv(figureColumns('it'), rowsOf(statement.report)), { bom: true })
  expect(tableSchema.columns.map(({ titles }) => titles)).toEqual(heads)
  for (const [at, { datatype, required }] of tableSchema.columns.entries())
    for (const row of rows) {
      const value = row[at] ?? ''
      if (required) expect(value).not.toBe('')
      if (datatype !== 'string' && value !== '') expect(Number.isFinite(Number(value))).toBe(true)
      if (datatype === 'nonNegativeInteger') expect(value).toMatch(/^\d+$/)
    }
})

test('the dictionary explains every column and every figure', () => {
  const statement = aStatement()
  const rows: { what: string; name: string; meaning_it: string; meaning_en: string }[] = parse(
    dictionaryCsv(statement),
    { bom: true, columns: true },
  )
  const names = new Set(rows.map(({ name }) => name))
  for (const { head } of figureColumns('it')) expect(names).toContain(head)
  for (const { code } of statement.definitions.indicators) expect(names).toContain(code)
  for (const row of rows) expect(row.meaning_it && row.meaning_en).toBeTruthy()
})

test('every file of an edition is made, and no other name is one', async () => {
  const statement = aStatement()
  const files = await makeAllFiles(statement, ORIGIN)
  expect(files.map(({ name }) => name)).toEqual(
    outgoingFiles(statement).flatMap(({ name, language }) =>
      isFileName(name) ? (language ? `${language}/${name}` : name) : [],
    ),
  )
  for (const { bytes } of files) expect(bytes.length).toBeGreaterThan(500)
  expect(isFileName('constructor')).toBe(false)
  expect(new TextDecoder().decode(await makeFile(statement, 'figures.json', 'en', ORIGIN))).toContain(
    '"members_total": 127',
  )
})
