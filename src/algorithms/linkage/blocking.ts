import type { Bits } from './names.ts'
import type { Read } from './normal.ts'

/**
 * Keys of an entry: two entries are compared when they share one. Each kind of key forgives other things: a rare word forgives the rest of
 * the name, initials forgive the long name, the place forgives the name altogether.
 */
export function keysOf(entry: Read, bits: Bits, identifiers: boolean): string[] {
  const keys = new Set<string>()
  const { country } = entry
  for (const name of entry.names) {
    keys.add(`whole ${[...name.words].sort().join(' ')}`)
    keys.add(`solid ${name.solid}`)
    const rare = [...name.words].sort((a, b) => bits(b) - bits(a) || (a < b ? -1 : 1)).slice(0, 4)
    for (const word of rare) {
      if (word.length > 2) keys.add(`word ${word}`)
      if (word.length > 4) keys.add(`start ${country} ${sound(word)}`)
      for (const city of entry.city) keys.add(`in ${city} ${word}`)
      for (const other of rare) if (word < other) keys.add(`two ${word} ${other}`)
    }
    if (name.words.length === 1 && name.solid.length >= 3 && name.solid.length <= 8)
      keys.add(`sign ${country} ${name.solid}`)
    if (name.initials.length >= 3) keys.add(`sign ${country} ${name.initials}`)
  }
  if (entry.site) keys.add(`site ${entry.site}`)
  if (entry.postcode && entry.street.length > 0)
    keys.add(`door ${country} ${entry.postcode} ${[...entry.street].sort().join(' ')}`)
  if (identifiers) for (const [register, value] of entry.identifiers) keys.add(`register ${register} ${value}`)
  return [...keys]
}

/** The beginning of a word as it sounds: doubled letters, h, and letters that many tongues confuse made one. */
export const sound = (word: string): string =>
  word
    .replace(/ph/g, 'f')
    .replace(/[ck]h?/g, 'k')
    .replace(/[sz]/g, 's')
    .replace(/[vw]/g, 'v')
    .replace(/[iyj]/g, 'i')
    .replace(/h/g, '')
    .replace(/(.)\1+/g, '$1')
    .slice(0, 5)
