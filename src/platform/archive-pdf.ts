import { compile, withoutUnshown } from './pdf.ts'

/**
 * Typst source as a PDF that is both PDF/UA-1 (for whoever has it read aloud) and PDF/A-2a (for whoever keeps it for decades). Typst holds a document to one
 * standard at a time, so it is compiled under each: both refuse what they do not allow. What only the second adds, the meaning of its colours and its word in
 * the metadata, is then appended to the first, as ISO 32000 (7.5.6) lets a later version of a file be. The same source gives the same bytes; it must say the
 * document's date.
 */
export async function toArchivePdf(source: string): Promise<Uint8Array> {
  const both = async (text: string) => [await compile(text, 'ua-1'), await compile(text, 'a-2a')] as const
  const [accessible, archival] = await both(source).catch(error => both(withoutUnshown(source, error)))
  const document = partsOf(accessible)
  const xmp = withAccessibility(metadataOf(partsOf(archival)))
  const [metadata, intent, profile] = [document.size, document.size + 1, document.size + 2]
  const catalogue = document.object(document.root)
  return appended(document, [
    [
      document.root,
      catalogue.replace(/\/Metadata \d+ 0 R/, `/Metadata ${metadata} 0 R /OutputIntents [${intent} 0 R]`),
    ],
    [
      metadata,
      `${metadata} 0 obj\n<< /Type /Metadata /Subtype /XML /Length ${xmp.length} >>\nstream\n${xmp}\nendstream\nendobj\n`,
    ],
    [
      intent,
      `${intent} 0 obj\n<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB v4.2) /DestOutputProfile ${profile} 0 R >>\nendobj\n`,
    ],
    [profile, (await colours()).replace(/^\d+ 0 obj/, `${profile} 0 obj`)],
  ])
}

/** A PDF as Typst writes it: one table of where each object stands, none packed into another. Bytes are characters here. */
type Parts = {
  readonly text: string
  /** Where the table stands. */
  readonly table: number
  readonly size: number
  readonly root: number
  readonly trailer: string
  /** An object with its number, up to where the next begins. */
  readonly object: (number: number) => string
}

function partsOf(bytes: Uint8Array): Parts {
  const text = Buffer.from(bytes).toString('latin1')
  const table = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1])
  const [, size = 0] = (/^xref\s+0 (\d+)\s/.exec(text.slice(table, table + 40)) ?? []).map(Number)
  const rows = text.slice(text.indexOf('\n', table + 5) + 1, text.indexOf('trailer', table))
  const offsets = Array.from({ length: size }, (_, at) => Number(rows.slice(at * 20, at * 20 + 10)))
  const sorted = [...offsets, table].sort((a, b) => a - b)
  const trailer = text.slice(text.indexOf('trailer', table))
  const root = Number(/\/Root (\d+) 0 R/.exec(trailer)?.[1])
  if (!(size > 0 && root > 0)) throw new Error('Typst writes its PDF in another form than the one known here')
  const object = (number: number) => {
    const from = offsets[number] ?? 0
    return text.slice(
      from,
      sorted.find(offset => offset > from),
    )
  }
  return { text, table, size, root, trailer, object }
}

function appended(document: Parts, objects: readonly (readonly [number, string])[]): Uint8Array {
  let text = document.text.endsWith('\n') ? document.text : `${document.text}\n`
  const rows = objects.map(([number, object]) => {
    const row = `${number} 1\n${String(text.length).padStart(10, '0')} 00000 n\r\n`
    text += object.endsWith('\n') ? object : `${object}\n`
    return row
  })
  const trailer = document.trailer
    .slice(0, document.trailer.indexOf('startxref'))
    .replace(/\/Size \d+/, `/Size ${document.size + objects.length - 1} /Prev ${document.table}`)
  return Buffer.from(`${text}xref\n${rows.join('')}${trailer}startxref\n${text.length}\n%%EOF\n`, 'latin1')
}

const metadataOf = ({ object, root }: Parts): string => {
  const stream = object(Number(/\/Metadata (\d+) 0 R/.exec(object(root))?.[1]))
  return stream.slice(stream.indexOf('<?xpacket'), stream.lastIndexOf('endstream')).trimEnd()
}

let profile: string | undefined

/** The colour profile Typst gives to an archive, from a document of nothing: always the same. */
async function colours(): Promise<string> {
  if (profile) return profile
  const { text, size, object } = partsOf(
    await compile('#set document(title: "-", date: datetime(year: 2000, month: 1, day: 1))\n-', 'a-2a'),
  )
  const number = Number(/\/DestOutputProfile (\d+) 0 R/.exec(text)?.[1])
  if (!(number < size)) throw new Error('Typst gives its archives no colour profile')
  profile = object(number)
  return profile
}

/** PDF/A wants the properties it does not know itself described where they stand. */
const DESCRIBED = `<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part of ISO 14289 the document conforms to</pdfaProperty:description><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>`

const SCHEMAS_END = '</rdf:Bag></pdfaExtension:schemas>'

function withAccessibility(xmp: string): string {
  if (!xmp.includes(SCHEMAS_END)) throw new Error('Typst writes its metadata in another form than the one known here')
  return xmp
    .replace(SCHEMAS_END, `${DESCRIBED}${SCHEMAS_END}<pdfuaid:part>1</pdfuaid:part>`)
    .replace('<rdf:Description ', '<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" ')
}
