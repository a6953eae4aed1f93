import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFRef,
  PDFStream,
  PDFString,
} from '@cantoo/pdf-lib'
import { extractText, getDocumentProxy } from 'unpdf'

const n = PDFName.of

/** What a PDF/UA-1 and PDF/A-2a file must have, as far as its structure shows: an empty list when nothing is missing. */
export async function missingIn(bytes: Uint8Array, language: string): Promise<string[]> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false })
  const { catalog, context } = document
  const missing: string[] = []
  const must = (holds: unknown, what: string) => holds || missing.push(what)
  const stream = catalog.lookup(n('Metadata'))
  const xmp = stream instanceof PDFRawStream ? Buffer.from(stream.getContents()).toString('utf8') : ''
  must(stream instanceof PDFRawStream && !stream.dict.has(n('Filter')), 'metadata in the clear')
  must(xmp.includes('<pdfaid:part>2</pdfaid:part>'), 'pdfaid:part 2')
  must(xmp.includes('<pdfaid:conformance>A</pdfaid:conformance>'), 'pdfaid:conformance A')
  must(xmp.includes('<pdfuaid:part>1</pdfuaid:part>'), 'pdfuaid:part 1')
  must(
    xmp.includes('<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>'),
    'the description of pdfuaid that PDF/A asks for',
  )
  must(xmp.includes('<dc:title>'), 'dc:title')
  const marks = catalog.lookup(n('MarkInfo'))
  must(marks instanceof PDFDict && String(marks.get(n('Marked'))) === 'true', 'MarkInfo Marked')
  const lang = catalog.lookup(n('Lang'))
  must(
    (lang instanceof PDFString || lang instanceof PDFHexString) && lang.decodeText() === language,
    `Lang ${language}`,
  )
  const viewer = catalog.lookup(n('ViewerPreferences'))
  must(viewer instanceof PDFDict && String(viewer.get(n('DisplayDocTitle'))) === 'true', 'DisplayDocTitle')
  must(catalog.lookup(n('StructTreeRoot')) instanceof PDFDict, 'StructTreeRoot')
  must(catalog.lookup(n('Outlines')) instanceof PDFDict, 'bookmarks')
  must(!context.trailerInfo.Encrypt, 'no encryption')
  must(context.trailerInfo.ID, 'ID')
  const intents = catalog.lookup(n('OutputIntents'))
  const intent = intents instanceof PDFArray ? intents.lookup(0) : undefined
  const profile = intent instanceof PDFDict ? intent.lookup(n('DestOutputProfile')) : undefined
  must(intent instanceof PDFDict && String(intent.get(n('S'))) === '/GTS_PDFA1', 'OutputIntent of PDF/A')
  must(profile instanceof PDFStream && profile.getContents().length > 100, 'colour profile')
  for (const [, object] of context.enumerateIndirectObjects()) {
    const dict = object instanceof PDFStream ? object.dict : object
    if (!(dict instanceof PDFDict)) continue
    if (String(dict.get(n('Type'))) === '/FontDescriptor')
      must(
        ['FontFile', 'FontFile2', 'FontFile3'].some(key => dict.has(n(key))),
        `embedded ${dict.get(n('FontName'))}`,
      )
    if (String(dict.get(n('S'))) === '/Figure') must(dict.has(n('Alt')), 'Alt of a figure')
    if (String(dict.get(n('Subtype'))) === '/Link') {
      must(dict.has(n('Contents')), 'Contents of a link')
      must(dict.has(n('StructParent')), 'StructParent of a link')
    }
    for (const key of ['JS', 'JavaScript', 'EmbeddedFile', 'AA'])
      if (dict.has(n(key))) missing.push(`nothing of ${key}`)
  }
  return missing
}

/** How many elements of the structure there are of each kind: Table, TH, Figure, H1… */
export async function structureOf(bytes: Uint8Array): Promise<Map<string, number>> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false })
  const kinds = new Map<string, number>()
  const seen = new Set<PDFRef>()
  const walk = (at: unknown): void => {
    if (at instanceof PDFRef) {
      const first = !seen.has(at)
      seen.add(at)
      if (first) walk(document.context.lookup(at))
      return
    }
    if (at instanceof PDFArray) for (const child of at.asArray()) walk(child)
    if (!(at instanceof PDFDict)) return
    const kind = at.get(n('S'))
    if (kind instanceof PDFName) kinds.set(kind.decodeText(), (kinds.get(kind.decodeText()) ?? 0) + 1)
    walk(at.get(n('K')))
  }
  walk(document.catalog.get(n('StructTreeRoot')))
  return kinds
}

export async function readPdf(bytes: Uint8Array): Promise<{ title: string | undefined; pages: number; text: string }> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false })
  const { text, totalPages } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: true })
  return { title: document.getTitle(), pages: totalPages, text }
}
