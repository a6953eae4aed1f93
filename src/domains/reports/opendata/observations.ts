import { editionPage, fileAddress } from '../documents/addresses.ts'
import { periodName } from '../messages.ts'
import type { Statement } from '../model.ts'
import { rowsOf } from '../sheet.ts'
import { outgoingFiles } from './files.ts'
import { words } from './messages.ts'
import { LICENCE } from './vocabulary.ts'

const CONTEXT = {
  schema: 'https://schema.org/',
  qb: 'http://purl.org/linked-data/cube#',
  dimension: 'http://purl.org/linked-data/sdmx/2009/dimension#',
  measure: 'http://purl.org/linked-data/sdmx/2009/measure#',
  attribute: 'http://purl.org/linked-data/sdmx/2009/attribute#',
  dct: 'http://purl.org/dc/terms/',
  dcat: 'http://www.w3.org/ns/dcat#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const

const both = (it: string, en: string) => [
  { '@value': it, '@language': 'it' },
  { '@value': en, '@language': 'en' },
]
const fromWords = (pick: (t: (typeof words)['it']) => string) => both(pick(words.it), pick(words.en))
const decimal = (value: number) => ({ '@value': plain(value), '@type': 'xsd:decimal' })

/** xsd:decimal knows no exponents. */
const plain = (value: number): string =>
  Number.isInteger(value) ? BigInt(value).toString() : value.toFixed(12).replace(/\.?0+$/, '')

/**
 * A statement as linked data: a schema.org Dataset that is a cube too (W3C, RDF Data Cube, 2014). One observation for each figure and each of its parts that
 * has a value. Every figure, part and definition has an address under that of the edition.
 */
export function statementJsonLd(statement: Statement, origin: string) {
  const { report, cluster, definitions, publishedAt } = statement
  const base = fileAddress(origin, statement, 'figures.jsonld')
  const id = (...names: string[]) => ({ '@id': `${base}#${names.map(encodeURIComponent).join('/')}` })
  const { from, until } = report.period
  const dimension = (name: string, label: ReturnType<typeof both>) => ({
    ...id(name),
    '@type': ['qb:DimensionProperty'],
    'rdfs:label': label,
  })
  const titles = fromWords(t => t.dataset(cluster.name, report.period.name))
  const dataset = {
    ...id('data'),
    '@type': ['schema:Dataset', 'qb:DataSet'],
    'schema:name': titles,
    'rdfs:label': titles,
    'schema:description': both(
      ...((['it', 'en'] as const).map(language =>
        words[language].datasetSays(
          cluster.name,
          periodName(language, report.period),
          periodName(language, report.before),
        ),
      ) as [string, string]),
    ),
    'schema:url': { '@id': editionPage(origin, 'it', statement) },
    'schema:license': { '@id': LICENCE.uri },
    'schema:version': String(statement.edition),
    'schema:temporalCoverage': `${from}/${until}`,
    'schema:inLanguage': ['it', 'en'],
    'schema:creator': { '@id': `${origin}/#publisher`, '@type': 'schema:Organization', 'schema:name': cluster.name },
    ...(publishedAt ? { 'schema:datePublished': { '@value': publishedAt, '@type': 'xsd:dateTime' } } : {}),
    ...(report.head ? { 'schema:identifier': `sha256:${report.head.hash}` } : {}),
    'schema:distribution': outgoingFiles(statement).map(({ name, language, type }) => ({
      '@type': 'schema:DataDownload',
      'schema:contentUrl': { '@id': fileAddress(origin, statement, name, language) },
      'schema:encodingFormat': type.split(';')[0],
      ...(language ? { 'schema:inLanguage': language } : {}),
    })),
    'qb:structure': {
      ...id('structure'),
      '@type': 'qb:DataStructureDefinition',
      'qb:component': [
        { 'qb:dimension': { '@id': 'dimension:refPeriod' } },
        { 'qb:dimension': id('figure') },
        { 'qb:dimension': id('by') },
        { 'qb:dimension': id('part') },
        { 'qb:measure': { '@id': 'measure:obsValue' } },
        { 'qb:attribute': { '@id': 'attribute:unitMeasure' } },
        { 'qb:attribute': id('before') },
        { 'qb:attribute': id('facts') },
      ],
    },
  }
  const terms = [
    dimension(
      'figure',
      fromWords(t => t.figure),
    ),
    dimension(
      'by',
      fromWords(t => t.by),
    ),
    dimension(
      'part',
      fromWords(t => t.part),
    ),
    { ...id('before'), '@type': 'qb:AttributeProperty', 'rdfs:label': fromWords(t => t.before) },
    { ...id('facts'), '@type': 'qb:AttributeProperty', 'rdfs:label': fromWords(t => t.facts) },
    {
      ...id('period'),
      '@type': 'dct:PeriodOfTime',
      'rdfs:label': both(periodName('it', report.period), periodName('en', report.period)),
      'dcat:startDate': { '@value': from, '@type': 'xsd:date' },
      'dcat:endDate': { '@value': until, '@type': 'xsd:date' },
    },
    ...definitions.indicators.map(({ code, name, definition }) => ({
      ...id('figures', code),
      '@type': 'skos:Concept',
      'skos:notation': code,
      'skos:prefLabel': both(name.it, name.en),
      'skos:definition': both(definition.it, definition.en),
    })),
  ]
  const observations = rowsOf(report).flatMap(({ definition, of, part, value, before, facts }) =>
    value === null
      ? []
      : [
          {
            ...id('observations', definition.code, ...(of ? [of, part] : [])),
            '@type': 'qb:Observation',
            'qb:dataSet': id('data'),
            'dimension:refPeriod': id('period'),
            [`${base}#figure`]: id('figures', definition.code),
            [`${base}#by`]: of,
            [`${base}#part`]: part,
            'attribute:unitMeasure': definition.unit,
            'measure:obsValue': decimal(value),
            ...(before === null ? {} : { [`${base}#before`]: decimal(before) }),
            [`${base}#facts`]: facts,
          },
        ],
  )
  return { '@context': CONTEXT, '@graph': [dataset, ...terms, ...observations] }
}
