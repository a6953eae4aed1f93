import { formats, type Language } from '#platform/i18n.ts'
import { toPdf, typst } from '#platform/pdf.ts'
import { inLanguage } from '../model.ts'
import type { Session } from '../programme/queries.ts'
import type { EventRow } from '../queries.ts'
import { dayOf, hourOf, spanOf } from '../times.ts'
import { kindText, modeText } from '../views/parts.tsx'
import { preamble, SOFT, square, WARP } from './layout.ts'
import { words } from './messages.ts'

/** Sessions that a poster has room for. */
const MOST = 10
/** From so many on, smaller. */
const MANY = 6

type About = { event: EventRow; sessions: readonly Session[]; language: Language; cluster: string; address: string }

/** One page to hang on a wall, with a square that leads to the page of the event. A tagged PDF (PDF/UA-1). */
export async function posterPdf({ event, sessions, language, cluster, address }: About): Promise<Uint8Array> {
  const t = words[language]
  const f = formats(language)
  const title = inLanguage(event, 'title', language)
  const several = new Set(sessions.map(one => dayOf(one.starts_at, event.zone))).size > 1
  const hours = ({ starts_at }: Session) =>
    `${several ? `${f.dateShort(dayOf(starts_at, event.zone))}, ` : ''}${hourOf(starts_at, event.zone)}`
  const programme = sessions
    .slice(0, MOST)
    .map(
      one =>
        `[*${typst(hours(one))}*], [${typst([inLanguage(one, 'title', language), one.speakers.join('; ')].filter(Boolean).join(' · '))}]`,
    )
  return toPdf(`${preamble(language, title, cluster, event.made_at)}
#set page(paper: "a4", margin: 0pt)
#block(width: 100%, fill: ${WARP}, inset: (x: 1.8cm, y: 1.6cm))[
#set text(fill: white)
#text(size: 14pt)[${typst([cluster, kindText(language, event.kind)].join(' · '))}]
#v(6pt)
#heading(level: 1)[#text(size: ${title.length > 60 ? 30 : 40}pt)[${typst(title)}]]
#v(10pt)
#text(size: 18pt, weight: 600)[${typst(spanOf(f, language, event))}]

#text(size: 15pt)[${typst([event.state === 'cancelled' ? t.cancelled : '', event.place, modeText(language, event.mode)].filter(Boolean).join(' · '))}]]
#block(height: 1fr, clip: true, inset: (x: 1.8cm, y: 0.8cm))[
#text(size: 16pt)[${typst(inLanguage(event, 'summary', language))}]
${programme.length === 0 ? '' : `#v(8pt)\n#heading(level: 2)[#text(fill: ${WARP})[${typst(t.programme)}]]\n#text(size: ${programme.length > MANY ? 11 : 14}pt)[#grid(columns: (auto, 1fr), column-gutter: 16pt, row-gutter: 12pt, ${programme.join(', ')})]`}]
#block(inset: (x: 1.8cm, y: 1.2cm))[#grid(columns: (auto, 1fr), column-gutter: 16pt, align: horizon, ${await square(address, t.scanSays(address), '4.2cm')}, [
#text(size: 22pt, weight: "bold", fill: ${WARP})[${typst(event.state === 'cancelled' ? t.cancelled : t.scan)}]

${typst(t.free)}

#text(size: 10pt, fill: ${SOFT})[${typst(address)}]])]
`)
}
