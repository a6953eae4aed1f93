import type { Index } from './build.ts'

const MAGIC = 'RANKIDX'
/** Raised whenever the index gains or changes a field: an older blob is refused, and the caller builds it anew. */
export const BLOB_VERSION = 3
const ALIGN = 8

const ARRAYS = { Float32Array, Uint32Array, Int32Array, Uint16Array, Uint8Array } as const
type ArrayName = keyof typeof ARRAYS

/** Thrown by `loadIndex` when bytes are not a whole index of this version. */
export class BadBlob extends Error {}

/**
 * An index as bytes: magic and version, length of the manifest, the manifest (JSON with a place for every typed array), the arrays.
 * Arrays are in the byte order of the machine; the magic number's last character tells which.
 */
export function serialiseIndex(index: Index): Uint8Array {
  const arrays: (readonly [number, Uint8Array])[] = []
  let size = 0
  const pack = (value: unknown): unknown => {
    for (const name of Object.keys(ARRAYS) as ArrayName[]) {
      if (!(value instanceof ARRAYS[name])) continue
      const at = size
      arrays.push([at, new Uint8Array(value.buffer, value.byteOffset, value.byteLength)])
      size += Math.ceil(value.byteLength / ALIGN) * ALIGN
      return { $array: name, at, length: value.length }
    }
    if (value instanceof Map) return { $map: [...value.keys()] }
    if (Array.isArray(value) || typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, pack(inner)]))
  }
  const manifest = new TextEncoder().encode(JSON.stringify(pack(index)))
  const start = Math.ceil((24 + manifest.length) / ALIGN) * ALIGN
  const out = new Uint8Array(start + size)
  out.set(new TextEncoder().encode(MAGIC + endianness()))
  const view = new DataView(out.buffer)
  view.setUint32(8, BLOB_VERSION, true)
  view.setUint32(12, manifest.length, true)
  view.setFloat64(16, start + size, true)
  out.set(manifest, 24)
  for (const [at, bytes] of arrays) out.set(bytes, start + at)
  return out
}

/** Reads what `serialiseIndex` wrote; arrays are views of the given bytes where alignment allows, so keep them unchanged. */
export function loadIndex(bytes: Uint8Array): Index {
  const aligned = bytes.byteOffset % ALIGN === 0 ? bytes : bytes.slice()
  if (aligned.length < 24 || new TextDecoder().decode(aligned.subarray(0, 8)) !== MAGIC + endianness()) {
    throw new BadBlob('not a ranking index of this machine')
  }
  const view = new DataView(aligned.buffer, aligned.byteOffset)
  const version = view.getUint32(8, true)
  if (version !== BLOB_VERSION)
    throw new BadBlob(`ranking index of version ${version}, this program reads ${BLOB_VERSION}`)
  if (view.getFloat64(16, true) !== aligned.length) throw new BadBlob('ranking index is cut short')
  const length = view.getUint32(12, true)
  const start = Math.ceil((24 + length) / ALIGN) * ALIGN
  const unpack = (value: unknown): unknown => {
    if (Array.isArray(value) || typeof value !== 'object' || value === null) return value
    if ('$array' in value) {
      const place = value as unknown as { $array: ArrayName; at: number; length: number }
      return new ARRAYS[place.$array](
        aligned.buffer as ArrayBuffer,
        aligned.byteOffset + start + place.at,
        place.length,
      )
    }
    if ('$map' in value) return new Map((value.$map as string[]).map((key, i) => [key, i]))
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unpack(inner)]))
  }
  return unpack(JSON.parse(new TextDecoder().decode(aligned.subarray(24, 24 + length)))) as Index
}

function endianness(): 'L' | 'B' {
  return new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 'L' : 'B'
}
