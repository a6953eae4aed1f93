import { DataFactory, type NamedNode, type Quad, type Quad_Object, Writer } from 'n3'
import type { Sentence } from '#platform/errors.ts'
import { LANGUAGES, type Language } from '#platform/i18n.ts'
import { editionPage, editionPath, fileAddress } from '../documents/addresses.ts'
import { periodName } from '../messages.ts'
import type { Statement } from '../model.ts'
import type { FileName, Outgoing } from './files.ts'
import { words } from './messages.ts'
import { fileType, frequencyOf, LICENCE, languageOf, PREFIXES, THEMES, theme } from './vocabulary.ts'

const { namedNode, literal, quad } = DataFactory

/** Who publishes. `identifier` is the code in the index of public administrations (IPA) or the tax code, or what stands in for it. */
export type Publisher = {
  readonly name: string
  readonly identifier: string
  /** Whom to write to; without it the catalogue names no contact point, which the profile recommends. */
  readonly email: string | undefined
  /** NUTS code of the region. */
  readonly region: string | undefined
  /** The day a catalogue counts from while nothing is in it, which the profile asks for: that the cluster was founded on, or the program was started. */
  readonly since: string
}

/** The publisher of a cluster's reports. Without a code of its own it is called by the name of its site, which is no one else's. */
export const publisherOf = (
  cluster: { readonly name: string; readonly region: string | undefined; readonly since: string },
  { id, email }: { readonly id: string | undefined; readonly email: string | undefined },
  origin: string,
): Publisher => ({ ...cluster, identifier: id ?? new URL(origin).hostname, email })

export type Published = { readonly statement: Statement; readonly files: readonly Outgoing[] }

type Asked = { readonly publisher: Publisher; readonly origin: string; readonly statements: readonly Published[] }

/**
 * All published reports as a DCAT-AP_IT catalogue: the same graph in Turtle and in JSON-LD. Each edition is a dataset that names the one before it. What is not
 * published is left out.
 */
export const catalogue = {
  turtle: (asked: Asked): Promise<string> => asTurtle(catalogueQuads(asked)),
  jsonld: (asked: Asked): Promise<string> => asJsonLd(catalogueQuads(asked)),
}

type Term = keyof typeof PREFIXES
const name = (prefix: Term, local: string): NamedNode => namedNode(PREFIXES[prefix] + local)
const day = (text: string) => literal(text.slice(0, 10), name('xsd', 'date'))
const inWords = (say: (language: Language) => string) => LANGUAGES.map(language => literal(say(language), language))

/** Lines about one thing. */
function about(thing: NamedNode) {
  const quads: Quad[] = []
  const add = (prefix: Term, local: string, ...values: readonly Quad_Object[]) => {
    for (const value of values) quads.push(quad(thing, name(prefix, local), value))
    return quads
  }
  const a = (...types: readonly (readonly [Term, string])[]) => {
    for (const [prefix, local] of types)
      quads.push(quad(thing, namedNode('http://www.w3.org/1999/02/22-rdf-syntax-ns#type'), name(prefix, local)))
  }
  return { a, add, quads }
}

function catalogueQuads({ publisher, origin, statements }: Asked): Quad[] {
  const out = statements.filter(({ statement: { state, publishedAt } }) => state === 'published' && publishedAt)
  const days = out.map(({ statement }) => statement.publishedAt ?? '').sort()
  const whole = about(namedNode(`${origin}/catalog`))
  whole.a(['dcatapit', 'Catalog'], ['dcat', 'Catalog'])
  whole.add('dct', 'title', ...inWords(language => words[language].catalogue(publisher.name)))
  whole.add('dct', 'description', ...inWords(language => words[language].catalogueSays(publisher.name)))
  whole.add('dct', 'publisher', agentOf(origin))
  whole.add('foaf', 'homepage', namedNode(`${origin}/it/reports`))
  whole.add('dct', 'language', ...LANGUAGES.map(language => namedNode(languageOf[language])))
  whole.add('dcat', 'themeTaxonomy', namedNode(THEMES))
  whole.add('dct', 'issued', day(days[0] ?? publisher.since))
  whole.add('dct', 'modified', day(days.at(-1) ?? publisher.since))
  whole.add('dcat', 'dataset', ...out.map(({ statement }) => datasetOf(origin, statement)))
  return [
    ...whole.quads,
    ...agent(publisher, origin),
    ...licence(),
    ...(publisher.email ? contact(publisher, publisher.email, origin) : []),
    ...out.flatMap(one => dataset(one, out, publisher, origin)),
  ]
}

const agentOf = (origin: string) => namedNode(`${origin}/#publisher`)
const contactOf = (origin: string) => namedNode(`${origin}/#contact`)
const datasetOf = (origin: string, statement: Statement) => namedNode(`${origin}${editionPath(statement)}`)

function agent({ name: called, identifier }: Publisher, origin: string): Quad[] {
  const one = about(agentOf(origin))
  one.a(['dcatapit', 'Agent'], ['foaf', 'Agent'])
  one.add('dct', 'identifier', literal(identifier))
  return one.add('foaf', 'name', literal(called, 'it'))
}

function contact({ name: called }: Publisher, email: string, origin: string): Quad[] {
  const one = about(contactOf(origin))
  one.a(['dcatapit', 'Organization'], ['vcard', 'Organization'], ['vcard', 'Kind'])
  one.add('vcard', 'fn', literal(`${called}: ${words.it.contact.toLowerCase()}`, 'it'))
  one.add('vcard', 'hasEmail', namedNode(`mailto:${encodeURI(email)}`))
  return one.add('vcard', 'hasURL', namedNode(`${origin}/it`))
}

function licence(): Quad[] {
  const one = about(namedNode(LICENCE.uri))
  one.a(['dcatapit', 'LicenseDocument'], ['dct', 'LicenseDocument'])
  one.add('dct', 'type', namedNode(LICENCE.type))
  one.add('foaf', 'name', ...inWords(language => LICENCE[language]))
  return one.add('owl', 'versionInfo', literal(LICENCE.version))
}

function dataset(
  { statement, files }: Published,
  all: readonly Published[],
  publisher: Publisher,
  origin: string,
): Quad[] {
  const { report, edition, publishedAt, cluster } = statement
  const here = datasetOf(origin, statement)
  const one = about(here)
  const period = (language: Language) => periodName(language, report.period)
  one.a(['dcatapit', 'Dataset'], ['dcat', 'Dataset'])
  one.add('dct', 'identifier', literal(`${publisher.identifier}:report-${report.period.name}-${edition}`))
  one.add('dct', 'title', ...inWords(language => words[language].dataset(cluster.name, period(language))))
  one.add(
    'dct',
    'description',
    ...inWords(language =>
      words[language].datasetSays(cluster.name, period(language), periodName(language, report.before)),
    ),
  )
  one.add('dct', 'issued', day(publishedAt ?? ''))
  one.add('dct', 'modified', day(publishedAt ?? ''))
  one.add('dct', 'publisher', agentOf(origin))
  one.add('dct', 'rightsHolder', agentOf(origin))
  one.add('dct', 'creator', agentOf(origin))
  one.add('dct', 'accrualPeriodicity', namedNode(frequencyOf(report.period.name)))
  one.add('dcat', 'theme', ...(['TECH', 'HEAL'] as const).map(code => namedNode(theme(code))))
  one.add('dct', 'language', ...LANGUAGES.map(language => namedNode(languageOf[language])))
  one.add(
    'dcat',
    'keyword',
    ...LANGUAGES.flatMap(language => words[language].keywords.map(word => literal(word, language))),
  )
  one.add('dcat', 'landingPage', namedNode(editionPage(origin, 'it', statement)))
  one.add('owl', 'versionInfo', literal(String(edition)))
  const earlier = all.find(
    other => other.statement.report.period.name === report.period.name && other.statement.edition === edition - 1,
  )
  if (earlier) one.add('dct', 'isVersionOf', datasetOf(origin, earlier.statement))
  if (publisher.region) one.add('dct', 'spatial', namedNode(`http://data.europa.eu/nuts/code/${publisher.region}`))
  if (publisher.email) one.add('dcat', 'contactPoint', contactOf(origin))
  const span = namedNode(`${here.value}#period`)
  one.add('dct', 'temporal', span)
  const addresses = files.map(file => namedNode(fileAddress(origin, statement, file.name, file.language)))
  one.add('dcat', 'distribution', ...addresses)
  return [
    ...one.quads,
    ...periodQuads(span, report.period),
    ...(publisher.region ? place(publisher.region) : []),
    ...files.flatMap((file, at) => distribution(addresses[at] as NamedNode, file, statement, origin)),
  ]
}

function periodQuads(span: NamedNode, { from, until }: { from: string; until: string }): Quad[] {
  const one = about(span)
  one.a(['dct', 'PeriodOfTime'])
  one.add('dcatapit', 'startDate', day(from))
  return one.add('dcatapit', 'endDate', day(until))
}

function place(region: string): Quad[] {
  const one = about(namedNode(`http://data.europa.eu/nuts/code/${region}`))
  one.a(['dct', 'Location'])
  return one.quads
}

function distribution(address: NamedNode, file: Outgoing, statement: Statement, origin: string): Quad[] {
  const one = about(address)
  const said: Readonly<Record<string, Sentence>> = Object.fromEntries(
    (Object.keys(words.it.files) as FileName[]).map(key => [key, { it: words.it.files[key], en: words.en.files[key] }]),
  )
  const says = said[file.name] ?? { it: words.it.package, en: words.en.package }
  one.a(['dcatapit', 'Distribution'], ['dcat', 'Distribution'])
  one.add('dct', 'title', literal(file.language ? `${file.name} (${file.language})` : file.name))
  one.add('dct', 'description', ...inWords(language => says[language]))
  one.add('dct', 'format', namedNode(fileType(file.eu)))
  one.add('dcat', 'mediaType', namedNode(`https://www.iana.org/assignments/media-types/${file.type.split(';')[0]}`))
  one.add('dct', 'license', namedNode(LICENCE.uri))
  one.add('dcat', 'accessURL', namedNode(editionPage(origin, file.language ?? 'it', statement)))
  one.add('dcat', 'downloadURL', address)
  one.add('dct', 'modified', day(statement.publishedAt ?? ''))
  one.add(
    'dct',
    'language',
    ...(file.language ? [file.language] : LANGUAGES).map(language => namedNode(languageOf[language])),
  )
  if (file.bytes !== undefined) one.add('dcat', 'byteSize', literal(String(file.bytes), name('xsd', 'decimal')))
  return one.quads
}

const asTurtle = (quads: readonly Quad[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const writer = new Writer({ prefixes: PREFIXES })
    writer.addQuads([...quads])
    writer.end((error, text) => (error ? reject(error) : resolve(text)))
  })

async function asJsonLd(quads: readonly Quad[]): Promise<string> {
  // Loaded for the first catalogue.
  const { default: jsonld } = await import('jsonld')
  const expanded = await jsonld.fromRDF([...quads] as object)
  return `${JSON.stringify(await jsonld.compact(expanded, { '@context': PREFIXES } as never), null, 2)}\n`
}
