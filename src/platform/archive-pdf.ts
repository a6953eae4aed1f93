import { PDFArray, PDFDocument, PDFName, PDFObjectCopier, PDFRawStream } from '@cantoo/pdf-lib'
import { compile, withoutUnshown } from './pdf.ts'

/**
 * Typst source as a PDF that is both PDF/UA-1 (for whoever has it read aloud) and PDF/A-2a (for whoever keeps it for decades). Typst holds a document to one
 * standard at a time, so it is compiled under each: both refuse what they do not allow. What only the second adds, the meaning of its colours and its word
 * in the metadata, is then put into the first. The same source gives the same bytes; it must say the document's date.
 */
export async function toArchivePdf(source: string): Promise<Uint8Array> {
  const both = async (text: string) => [await compile(text, 'ua-1'), await compile(text, 'a-2a')] as const
  const [accessible, archival] = await both(source).catch(error => both(withoutUnshown(source, error)))
  const [document, other] = await Promise.all([read(accessible), read(archival)])
  const copier = PDFObjectCopier.for(other.context, document.context)
  document.catalog.set(
    PDFName.of('OutputIntents'),
    copier.copy(other.catalog.lookup(PDFName.of('OutputIntents'), PDFArray)),
  )
  const metadata = document.context.stream(withAccessibility(metadataOf(other)), { Type: 'Metadata', Subtype: 'XML' })
  document.catalog.set(PDFName.of('Metadata'), document.context.register(metadata))
  return document.save({ useObjectStreams: false, addDefaultPage: false })
}

const read = (bytes: Uint8Array) => PDFDocument.load(bytes, { updateMetadata: false })

/** The XMP packet of a document. */
export function metadataOf(document: PDFDocument): string {
  const stream = document.catalog.lookup(PDFName.of('Metadata'))
  return stream instanceof PDFRawStream ? Buffer.from(stream.getContents()).toString('utf8') : ''
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
