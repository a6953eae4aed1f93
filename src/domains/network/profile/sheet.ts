import { formats, type Language } from '#platform/i18n.ts'
import { toPdf, typst, typstString } from '#platform/pdf.ts'
import { cellWords } from '../members/columns.ts'
import { fieldWords } from '../members/messages.ts'
import type { Member, MemberField } from '../members/model.ts'
import { words as network } from '../messages.ts'
import { writeField } from '../sheets/cells.ts'
import type { Dictionary } from '../sheets/model.ts'
import { words } from './messages.ts'

/** What stands on the form, with how many empty lines to write on. */
const LINES: readonly (readonly [MemberField, number])[] = [
  ['name', 1],
  ['category', 1],
  ['vat', 1],
  ['pic', 1],
  ['street', 1],
  ['city', 1],
  ['seats', 1],
  ['website', 1],
  ['phone', 1],
  ['contacts', 3],
  ['chains', 2],
  ['concepts', 2],
  ['says', 4],
  ['looks_for', 2],
  ['equipment', 2],
  ['services', 2],
  ['trl', 1],
]

/** A form to correct and complete with a pen: what is known of a member and lines for the rest; without a member, a blank one. A tagged PDF (PDF/UA-1). */
export async function profileSheet(
  member: Member | undefined,
  dictionary: Dictionary | undefined,
  language: Language,
  today: string,
): Promise<Uint8Array> {
  const t = words[language]
  const f = formats(language)
  const labels = fieldWords[language]
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
  const title = member ? `${t.formTitle}: ${member.name}` : t.formTitle
  const text = (field: MemberField): string =>
    member && dictionary
      ? String(writeField(field, member, dictionary, cellWords(language)) ?? '').replace(/;$/, '')
      : ''
  const said = (field: MemberField) => text(field).split('\n').filter(Boolean).map(typst).join(' #linebreak() ')
  const options: Partial<Record<MemberField, string>> = member
    ? {}
    : { category: Object.values(network[language].categories).join('  ·  ') }
  const rows = LINES.map(([field, lines]) => {
    const known = said(field)
    const empty = known ? 1 : lines
    return `[*${typst(capital(labels[field]))}*], [${known || (options[field] ? typst(options[field]) : '')} ${'#empty '.repeat(empty)}]`
  })
  return toPdf(`
#set document(title: ${typstString(title)}, author: "Telaio", date: auto)
#set page(paper: "a4", margin: (x: 1.8cm, y: 1.6cm), footer: context align(right, text(size: 8pt)[${typst(f.date(today))} · #counter(page).display()]))
#set text(lang: "${language}", size: 10pt)
#show heading: set text(fill: rgb("#0b5a58"))
#let empty = pdf.artifact(block(height: 1.5em, width: 100%, above: 0.3em, below: 0.3em, stroke: (bottom: 0.4pt + rgb("#8b8676"))))
= ${typst(title)}
${typst(t.formLead)}

#table(columns: (3.6cm, 1fr), stroke: none, inset: (x: 4pt, y: 5pt),
  table.header([*${typst(language === 'it' ? 'Voce' : 'Item')}*], [*${typst(language === 'it' ? 'Che cosa sappiamo, e righe per scrivere' : 'What we know, and lines to write on')}*]),
  ${rows.join(',\n  ')})

*${typst(t.formSigned)}*
#empty #empty
`)
}
