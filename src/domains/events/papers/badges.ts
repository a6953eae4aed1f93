import { formats, type Language } from '#platform/i18n.ts'
import { toPdf, typst } from '#platform/pdf.ts'
import { inLanguage } from '../model.ts'
import type { EventRow } from '../queries.ts'
import { spanOf } from '../times.ts'
import { preamble, SOFT, square, WARP } from './layout.ts'
import { words } from './messages.ts'

export type Badge = {
  readonly name: string
  readonly organisation: string
  readonly code: string
  readonly address: string
}

/** Badges to cut, eight a page (9 x 6.6 cm): name, organisation and the square for the door. A tagged PDF (PDF/UA-1). */
export async function badgesPdf(
  event: EventRow,
  badges: readonly Badge[],
  language: Language,
  cluster: string,
  now: Date,
): Promise<Uint8Array> {
  const t = words[language]
  const title = inLanguage(event, 'title', language)
  const cards = await Promise.all(
    badges.map(async ({ name, organisation, code, address }) => {
      const qr = await square(address, t.badgeCode(name), '2.6cm')
      return `block(width: 9cm, height: 6.6cm, stroke: 0.4pt + ${SOFT}, inset: 10pt, breakable: false)[
#text(size: 8pt, fill: ${WARP})[${typst(title)}]
#v(1fr)
#text(size: ${name.length > 26 ? 15 : 20}pt, weight: "bold")[${typst(name)}]

#text(size: 11pt, fill: ${SOFT})[${typst(organisation)}]
#v(1fr)
#grid(columns: (1fr, auto), align: bottom, text(size: 7pt, fill: ${SOFT})[${typst(code)}], ${qr})]`
    }),
  )
  return toPdf(`${preamble(language, t.badges(title), cluster, now)}
#set page(paper: "a4", margin: (x: 1.4cm, y: 1.2cm))
#heading(level: 1)[#text(size: 11pt)[${typst(t.badges(title))}]]
#text(size: 8pt, fill: ${SOFT})[${typst(spanOf(formats(language), language, event))}]
${cards.length === 0 ? typst(t.nobody) : `#grid(columns: (9cm, 9cm), gutter: 0pt, ${cards.join(',\n')})`}
`)
}
