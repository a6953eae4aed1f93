export type Card = {
  readonly name: string
  readonly email: string | null
  readonly phone: string | null
  readonly language: string
  readonly works: readonly { readonly organisation: string; readonly title: string | null }[]
}

/** A vCard 4.0 (RFC 6350), as address books of phones read it. */
export function vcard({ name, email, phone, language, works }: Card): string {
  const words = name.trim().split(/\s+/)
  const [last = '', first] = [words.at(-1), words.slice(0, -1).join(' ')]
  const lines = [
    'BEGIN:VCARD',
    'VERSION:4.0',
    `FN:${escaped(name)}`,
    `N:${part(last)};${part(first)};;;`,
    ...(email ? [`EMAIL:${escaped(email)}`] : []),
    ...(phone ? [`TEL;VALUE=text:${escaped(phone)}`] : []),
    ...works.flatMap(({ organisation, title }, at) => [
      `work${at}.ORG:${part(organisation)}`,
      ...(title ? [`work${at}.TITLE:${escaped(title)}`] : []),
    ]),
    `LANG:${language}`,
    'END:VCARD',
  ]
  return lines.map(folded).join('\r\n').concat('\r\n')
}

/** Section 3.4. A semicolon only parts what has parts; elsewhere address books show the mark before it. */
const escaped = (text: string) => text.replace(/[\\,]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n')
const part = (text: string) => escaped(text).replaceAll(';', '\\;')

/** Section 3.2: no line is longer than 75 octets, and no character is cut. */
function folded(line: string): string {
  let out = ''
  let octets = 0
  for (const mark of line) {
    const size = Buffer.byteLength(mark)
    if (octets + size > 75) {
      out += '\r\n '
      octets = 1
    }
    out += mark
    octets += size
  }
  return out
}
