/**
 * Takes out of a photo what the camera wrote beside the picture: place, device, time, owner, a smaller copy. The picture itself stays byte for byte.
 * Of a JPEG the turning of the camera is kept, or the photo would lie on its side.
 */
export function withoutNotes(bytes: Buffer, type: 'image/jpeg' | 'image/png'): Buffer {
  return type === 'image/jpeg' ? bareJpeg(bytes) : barePng(bytes)
}

const SOI = 0xd8
const EOI = 0xd9
const SOS = 0xda
const APP0 = 0xe0
const APP1 = 0xe1
const APP2 = 0xe2
const APP14 = 0xee
const APP15 = 0xef
const COMMENT = 0xfe

/** Walks the segments of a JPEG (ITU T.81, annex B). What follows the end of the picture (a second picture, a film) is cut off. */
function bareJpeg(bytes: Buffer): Buffer {
  const kept: Buffer[] = [bytes.subarray(0, 2)]
  let at = 2
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) throw new RangeError('not a marker')
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === EOI) break
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    if (end > bytes.length) throw new RangeError('a segment beyond the end')
    const segment = bytes.subarray(at, end)
    if (marker === APP1) kept.push(...turning(segment))
    else if (!isNote(marker, segment)) kept.push(segment)
    at = end
    if (marker !== SOS) continue
    const next = endOfScan(bytes, at)
    kept.push(bytes.subarray(at, next))
    at = next
  }
  return Buffer.concat([...kept, Buffer.from([0xff, EOI])])
}

/** Colour profile (ICC), JFIF and Adobe's colour transform belong to the picture; the other application segments and comments do not. */
function isNote(marker: number, segment: Buffer): boolean {
  if (marker === APP2) return segment.toString('latin1', 4, 15) !== 'ICC_PROFILE'
  return marker === COMMENT || (marker > APP0 && marker <= APP15 && marker !== APP14)
}

/** Where the entropy-coded bytes end: at a marker that is not a restart (D0 to D7) nor a stuffed zero. */
function endOfScan(bytes: Buffer, from: number): number {
  let at = from
  while (at < bytes.length - 1) {
    at = bytes.indexOf(0xff, at)
    if (at < 0) return bytes.length
    const marker = bytes[at + 1] ?? 0
    if (marker !== 0 && !(marker >= 0xd0 && marker <= 0xd7) && marker !== SOI) return at
    at += 2
  }
  return bytes.length
}

/** An EXIF segment with the tag Orientation (0x0112) and nothing else; none when it is not told or upright. */
function turning(segment: Buffer): Buffer[] {
  if (segment.toString('latin1', 4, 10) !== 'Exif\0\0') return []
  const tiff = segment.subarray(10)
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const u16 = (at: number) => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const u32 = (at: number) => (at + 4 > tiff.length ? 0 : little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))
  const directory = u32(4)
  for (let entry = 0; entry < u16(directory); entry++) {
    const at = directory + 2 + entry * 12
    const value = u16(at + 8)
    if (u16(at) === 0x0112 && value >= 2 && value <= 8) return [orientation(value)]
  }
  return []
}

function orientation(value: number): Buffer {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0, 0, 0, 0, 0]
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), Buffer.from(tiff)])
  return Buffer.concat([Buffer.from([0xff, APP1, 0, body.length + 2]), body])
}

/** Chunks of a PNG that describe the picture; texts, time and EXIF are left out. */
const PICTURE = new Set([
  ...[
    'IHDR',
    'PLTE',
    'IDAT',
    'IEND',
    'tRNS',
    'cHRM',
    'gAMA',
    'iCCP',
    'sBIT',
    'sRGB',
    'cICP',
    'bKGD',
    'hIST',
    'pHYs',
    'sPLT',
  ],
  ...['acTL', 'fcTL', 'fdAT'],
])

function barePng(bytes: Buffer): Buffer {
  const kept = [bytes.subarray(0, 8)]
  let at = 8
  while (at + 12 <= bytes.length) {
    const end = at + 12 + bytes.readUInt32BE(at)
    if (end > bytes.length) throw new RangeError('a chunk beyond the end')
    const name = bytes.toString('latin1', at + 4, at + 8)
    if (PICTURE.has(name)) kept.push(bytes.subarray(at, end))
    at = end
    if (name === 'IEND') break
  }
  return Buffer.concat(kept)
}
