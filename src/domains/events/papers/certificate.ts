import { dateInRome } from '#platform/clock.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { toPdf, typst } from '#platform/pdf.ts'
import { inLanguage } from '../model.ts'
import type { EventRow } from '../queries.ts'
import type { Registration } from '../registrations/queries.ts'
import { spanOf } from '../times.ts'
import { kindText } from '../views/parts.tsx'
import { preamble, SOFT, WARP } from './layout.ts'
import { words } from './messages.ts'

type About = { event: EventRow; registration: Registration; language: Language; cluster: string; now: Date }

/** That somebody was there: one page across. A tagged PDF (PDF/UA-1). */
export function certificatePdf({ event, registration, language, cluster, now }: About): Promise<Uint8Array> {
  const t = words[language]
  const f = formats(language)
  const title = inLanguage(event, 'title', language)
  const whose = registration.organisation === '' ? '' : `#text(size: 13pt)[${typst(t.of(registration.organisation))}]`
  return toPdf(`${preamble(language, `${t.certificate}: ${title}`, cluster, now)}
#set page(paper: "a4", flipped: true, margin: 2.5cm)
#set align(center + horizon)
#text(size: 13pt, fill: ${SOFT})[${typst(cluster)}]
#v(1cm)
#heading(level: 1)[#text(size: 30pt, fill: ${WARP})[${typst(t.certificate)}]]
#v(0.6cm)
${typst(t.certifies)}

#text(size: 24pt, weight: "bold")[${typst(registration.name)}]

${whose}

${typst(t.tookPart)}

#text(size: 18pt, weight: 600)[${typst(title)}]

${typst([kindText(language, event.kind), spanOf(f, language, event), event.place].filter(Boolean).join(' · '))}
#v(1.5cm)
#text(size: 9pt, fill: ${SOFT})[${typst(t.given(f.date(dateInRome(now))))}]
`)
}
