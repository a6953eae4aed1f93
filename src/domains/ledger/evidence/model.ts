import { fileTypeFromBuffer } from 'file-type'
import { Failure } from '#platform/errors.ts'
import { errors } from './messages.ts'
import { withoutNotes } from './photo.ts'

export const SHOWN_TO = ['staff', 'region', 'public'] as const

export const LARGEST_FILE = 20 * 1024 * 1024

/** What can be kept, by the ending of its name. */
export const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  odt: 'application/vnd.oasis.opendocument.text',
  csv: 'text/csv',
  txt: 'text/plain',
  eml: 'message/rfc822',
}
const TEXTS = ['csv', 'txt', 'eml']

export type KeptFile = {
  readonly name: string
  readonly bytes: Buffer
  readonly mediaType: string
  /** Notes of a camera were taken out. */
  readonly stripped: boolean
}

/** Holds a file against what its name says, by its bytes, and takes the camera's notes out of photos. Throws Invalid. */
export async function inspect(file: { readonly name: string; readonly bytes: Buffer }): Promise<KeptFile> {
  const { bytes } = file
  const name = nameOf(file.name)
  if (bytes.length === 0) throw wrong(errors.empty, { name })
  if (bytes.length > LARGEST_FILE) throw wrong(errors.tooLarge, { name })
  const ending = (/\.([a-z0-9]+)$/i.exec(name)?.[1] ?? '').toLowerCase().replace('jpeg', 'jpg')
  const found = await fileTypeFromBuffer(bytes)
  if (found?.ext === 'heic' || found?.ext === 'heif') throw wrong(errors.heic, { name })
  const mediaType = TYPES[ending]
  if (!mediaType) throw wrong(errors.otherType, { name })
  const really = found?.ext ?? (isText(bytes, ending) ? ending : undefined)
  if (really !== ending) throw wrong(errors.notWhatItSays, { name, ending: ending.toUpperCase() })
  if (mediaType !== 'image/jpeg' && mediaType !== 'image/png') return { name, bytes, mediaType, stripped: false }
  try {
    return { name, bytes: withoutNotes(bytes, mediaType), mediaType, stripped: true }
  } catch {
    throw wrong(errors.brokenPhoto, { name })
  }
}

const wrong = (sentence: (typeof errors)[keyof typeof errors], params: Record<string, string>) =>
  new Failure('Invalid', sentence, params, { file: sentence })

/** Only the last part, without what a header or a folder would trip over. */
function nameOf(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  const clean = last
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}"<>|:*?;]/gu, '')
    .trim()
  return clean.length > 120 ? `${clean.slice(0, 100)}${clean.slice(-12)}` : clean || 'file'
}

function isText(bytes: Buffer, ending: string): boolean {
  if (!TEXTS.includes(ending) || bytes.includes(0)) return false
  // A mail begins with lines of headers.
  return (
    ending !== 'eml' ||
    /^(?:>?[!-9;-~]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}/.test(bytes.toString('latin1', 0, 20_000))
  )
}
