import { z } from 'zod'

export const DOCUMENT_KINDS = ['application', 'statute', 'declaration', 'agreement', 'brochure', 'other'] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]
export const LARGEST_DOCUMENT = 8 * 1024 * 1024

export const documentForm = z.object({
  kind: z.enum(DOCUMENT_KINDS),
  visibility: z.enum(['members', 'staff']),
})
export type DocumentForm = z.infer<typeof documentForm>

/** What a file is, by its first bytes: its name is not believed. Kinds that browsers could run (HTML, SVG) are not in it. */
export function mediaTypeOf(bytes: Buffer): string | undefined {
  const begins = (text: string) => bytes.subarray(0, text.length).toString('latin1') === text
  if (begins('%PDF-')) return 'application/pdf'
  if (begins('\u0089PNG\r\n')) return 'image/png'
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg'
  if (!begins('PK\u0003\u0004')) return undefined
  const head = bytes.toString('latin1')
  if (head.includes('word/document.xml'))
    return 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  if (head.includes('xl/workbook.xml')) return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return head.includes('mimetypeapplication/vnd.oasis.opendocument.text')
    ? 'application/vnd.oasis.opendocument.text'
    : undefined
}

/** A name for a header: no marks that would end it, no path. */
export const safeName = (name: string): string =>
  name
    .replace(/^.*[\\/]/, '')
    .replace(/[\p{Cc}"<>|:*?\s]+/gu, ' ')
    .trim()
    .slice(0, 120) || 'file'
