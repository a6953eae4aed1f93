import { toString as toSvg } from 'qrcode'
import type { Language } from '#platform/i18n.ts'
import { typstString } from '#platform/pdf.ts'

export const WARP = 'rgb("#0b5a58")'
export const SOFT = 'rgb("#4b5b62")'

/** Title, language, date and face of a paper. */
export const preamble = (language: Language, title: string, author: string, at: Date): string => `
#set document(title: ${typstString(title)}, author: ${typstString(author)}, date: datetime(year: ${at.getUTCFullYear()}, month: ${at.getUTCMonth() + 1}, day: ${at.getUTCDate()}))
#set text(lang: "${language}", font: ("Titillium Web", "Libertinus Serif"), size: 11pt)
`

/** A square to be read by a phone, with what it says in words. */
export async function square(text: string, says: string, width: string): Promise<string> {
  const svg = await toSvg(text, { type: 'svg', margin: 1 })
  return `image(bytes(${typstString(svg)}), format: "svg", width: ${width}, alt: ${typstString(says)})`
}
