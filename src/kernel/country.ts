/**
 * Country codes as the European Union writes them: ISO 3166-1 alpha-2, but EL for Greece and UK for the United Kingdom, as in CORDIS and NUTS;
 * XK for Kosovo.
 */
export type CountryCode = string

const FROM_ISO: Readonly<Record<string, CountryCode>> = { GR: 'EL', GB: 'UK' }
const TO_ISO: Readonly<Record<CountryCode, string>> = { EL: 'GR', UK: 'GB' }

/** The Union's code for a code in either custom, whatever its case; undefined when it is no code of two letters. */
export function countryCode(text: string): CountryCode | undefined {
  const code = text.trim().toUpperCase()
  return /^[A-Z]{2}$/.test(code) ? (FROM_ISO[code] ?? code) : undefined
}

/** The ISO code, as `Intl.DisplayNames` wants it. */
export const isoCode = (code: CountryCode): string => TO_ISO[code] ?? code

/** Country of a NUTS code: its first two letters. */
export const countryOfNuts = (nuts: string): CountryCode | undefined => countryCode(nuts.slice(0, 2))
