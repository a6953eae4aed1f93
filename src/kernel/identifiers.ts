/** Identifiers of organisations as people write them, in the one form we keep. Each answers undefined for what cannot be one. */

/**
 * A VAT number with its country: "IT" and eleven digits with the right check digit for an Italian one (Luhn, as the Agenzia delle Entrate has it),
 * whatever lost its prefix or, in a spreadsheet, its leading zeros. Of other countries only the shape is looked at.
 */
export function vatNumber(text: string): string | undefined {
  const bare = text.toUpperCase().replace(/[^A-Z0-9]/g, '')
  // A word is not one: all of them have at least five digits.
  if (/^[A-Z]{2}[A-Z0-9]{5,13}$/.test(bare) && !bare.startsWith('IT')) return /(\d.*){5}/.test(bare) ? bare : undefined
  const digits = bare.replace(/^IT/, '')
  if (!/^\d{7,11}$/.test(digits)) return undefined
  const padded = digits.padStart(11, '0')
  return isElevenDigitCode(padded) ? `IT${padded}` : undefined
}

/** An Italian codice fiscale: of an organisation (eleven digits, as its VAT number) or of a person (sixteen characters with a check letter). */
export function fiscalCode(text: string): string | undefined {
  const bare = text.toUpperCase().replace(/[^A-Z0-9]/g, '')
  if (/^\d{7,11}$/.test(bare)) {
    const padded = bare.padStart(11, '0')
    return isElevenDigitCode(padded) ? padded : undefined
  }
  return isPersonalCode(bare) ? bare : undefined
}

/** The last digit makes the sum right, every second digit doubled and its own digits added. */
function isElevenDigitCode(code: string): boolean {
  if (!/^\d{11}$/.test(code) || /^0{11}$/.test(code)) return false
  const sum = [...code].reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

/** Values of characters in odd places (decree of 23 December 1976), from 0/A on. */
const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23]

function isPersonalCode(code: string): boolean {
  // Where two people would have the same code, digits are replaced by the letters LMNPQRSTUV.
  if (!/^[A-Z]{6}[0-9LMNPQRSTUV]{2}[A-EHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]$/.test(code)) return false
  const value = (character: string) => (/\d/.test(character) ? Number(character) : character.charCodeAt(0) - 65)
  const sum = [...code.slice(0, 15)].reduce(
    (total, character, at) => total + (at % 2 === 0 ? (ODD[value(character)] ?? 0) : value(character)),
    0,
  )
  return code.charCodeAt(15) - 65 === sum % 26
}

/** A Participant Identification Code: nine digits. */
export function picNumber(text: string): string | undefined {
  const bare = text.replace(/[\s.]/g, '').replace(/^PIC:?/i, '')
  return /^\d{9}$/.test(bare) ? bare : undefined
}

/** An id of the Research Organization Registry, as an address; its last two digits check the others (ISO 7064, MOD 97-10). */
export function rorId(text: string): string | undefined {
  const code = /(?:^|ror\.org\/)(0[0-9a-hjkmnp-tv-z]{6}\d{2})\/?$/.exec(text.trim().toLowerCase())?.[1]
  if (!code) return undefined
  const number = [...code.slice(1, 7)].reduce((total, letter) => total * 32 + CROCKFORD.indexOf(letter), 0)
  return 98 - ((number * 100) % 97) === Number(code.slice(7)) ? `https://ror.org/${code}` : undefined
}
const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz'

/** A Legal Entity Identifier (ISO 17442): twenty characters, the whole of it 1 modulo 97. */
export function leiCode(text: string): string | undefined {
  const bare = text.toUpperCase().replace(/[^A-Z0-9]/g, '')
  if (!/^[A-Z0-9]{18}\d{2}$/.test(bare)) return undefined
  let rest = 0
  for (const character of bare) {
    const value = Number.parseInt(character, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1 ? bare : undefined
}

/**
 * A phone number with its country, "+39 0516001234": without one it is Italian. A spreadsheet takes the zero from the head of a number; no Italian
 * number begins with 1, 2, 4, 5, 6, 7 or 9, so there it is put back.
 */
export function phoneNumber(text: string): string | undefined {
  const bare = text
    .replace(/\(0\)/g, '')
    .replace(/[^\d+]/g, '')
    .replace(/^00/, '+')
  if (!/^\+?\d{5,15}$/.test(bare)) return undefined
  const italian = bare.startsWith('+39') ? bare.slice(3) : bare.startsWith('+') ? undefined : bare
  if (italian === undefined) return bare
  if (italian.length < 5) return undefined
  return `+39 ${/^[1245679]/.test(italian) && !bare.startsWith('+') ? '0' : ''}${italian}`
}

/** A mail address, in small letters; only its shape is looked at. */
export function mailAddress(text: string): string | undefined {
  const bare = text
    .trim()
    .toLowerCase()
    .replace(/^mailto:/, '')
  return bare.length <= 254 && /^[^\s@<>(),;:"[\]\\]+@[^\s@<>(),;:"[\]\\]+\.[a-z]{2,}$/.test(bare) ? bare : undefined
}
