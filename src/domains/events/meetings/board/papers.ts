import { formats, type Language } from '#platform/i18n.ts'
import { toPdf, typst } from '#platform/pdf.ts'
import type { Column } from '#platform/sheets.ts'
import { inLanguage } from '../../model.ts'
import { preamble, SOFT } from '../../papers/layout.ts'
import type { EventRow } from '../../queries.ts'
import { cellOf, hourOf, spanOf } from '../../times.ts'
import { paperWords } from './paper-words.ts'
import { type Names, namesOf, type Picture } from './picture.ts'
import type { Card } from './shown.ts'

type Paper = {
  readonly event: EventRow
  readonly picture: Picture
  readonly cards: readonly Card[]
  readonly language: Language
  readonly cluster: string
}

const whoIs = ({ name, organisation }: { name: string; organisation: string }) =>
  `#strong[${typst(name)}] #text(fill: ${SOFT})[${typst(organisation)}]`

const hours = (names: Names, zone: string, { row }: Card) => `${names.slot(row.slot_id)}–${hourOf(row.ends_at, zone)}`

/** A sheet for each table, to stand on it: who meets there, slot by slot. A tagged PDF (PDF/UA-1). */
export function tablesPdf({ event, picture, cards, language, cluster }: Paper): Promise<Uint8Array> {
  const t = paperWords[language]
  const names = namesOf(picture.rows)
  const sheets = picture.rows.tables.flatMap(table => {
    const here = cards.filter(({ row }) => row.table_id === table.id)
    if (here.length === 0) return []
    const rows = here.map(
      card => `[#strong[${typst(hours(names, event.zone, card))}]], [${whoIs(card.a)} \\ ${whoIs(card.b)}],`,
    )
    return `
#heading(level: 2)[#text(size: 34pt)[${typst(table.name)}]]
#text(size: 13pt, fill: ${SOFT})[${typst(`${table.room} · ${inLanguage(event, 'title', language)}`)}]
#v(8pt)
#table(columns: (auto, 1fr), stroke: (x, y) => (bottom: 0.5pt + ${SOFT}), inset: (x: 6pt, y: 9pt),
table.header([${typst(t.when)}], [${typst(t.who)}]),
${rows.join('\n')}
)`
  })
  return document({ event, language, cluster, picture }, t.tables, sheets, '#pagebreak()')
}

/** Everybody's meetings on paper, for the desk: cut or looked up. A tagged PDF (PDF/UA-1). */
export function peoplePdf({ event, picture, cards, language, cluster }: Paper): Promise<Uint8Array> {
  const t = paperWords[language]
  const names = namesOf(picture.rows)
  const of = new Map<number, Card[]>()
  for (const card of cards) for (const { id } of [card.a, card.b]) of.set(id, [...(of.get(id) ?? []), card])
  const sheets = picture.rows.people.flatMap(person => {
    const mine = of.get(person.id)
    if (!mine) return []
    const rows = mine.map(card => {
      const other = card.a.id === person.id ? card.b : card.a
      return `[${typst(hours(names, event.zone, card))}], [${typst(names.table(card.row.table_id))}], [${whoIs(other)}],`
    })
    return `#block(breakable: false, width: 100%)[
#heading(level: 2)[${typst(person.name)}]
#text(fill: ${SOFT})[${typst(person.organisation || '–')}]
#table(columns: (auto, auto, 1fr), stroke: (x, y) => (bottom: 0.4pt + ${SOFT}), inset: (x: 4pt, y: 3pt),
table.header([${typst(t.when)}], [${typst(t.table)}], [${typst(t.with)}]),
${rows.join('\n')}
)]`
  })
  return document({ event, language, cluster, picture }, t.people, sheets, '#v(10pt)')
}

function document(
  { event, language, cluster, picture }: Omit<Paper, 'cards'>,
  title: string,
  sheets: readonly string[],
  between: string,
): Promise<Uint8Array> {
  const t = paperWords[language]
  const whole = `${title}: ${inLanguage(event, 'title', language)}`
  return toPdf(`${preamble(language, whole, cluster, picture.now)}
#set page(paper: "a4", margin: (x: 1.6cm, y: 1.6cm))
#set text(size: 10.5pt)
#heading(level: 1)[#text(size: 13pt)[${typst(whole)}]]
#text(fill: ${SOFT})[${typst(spanOf(formats(language), language, event))}]
${sheets.length === 0 ? typst(t.none) : sheets.join(`\n${between}\n`)}
`)
}

/** The agenda as a sheet, a row for each meeting. */
export function columnsOf(
  language: Language,
  zone: string,
  names: Names,
  rooms: ReadonlyMap<number, string>,
): Column<Card>[] {
  const t = paperWords[language]
  const [it, en] = [paperWords.it, paperWords.en]
  const column = (key: keyof typeof it.columns, value: Column<Card>['value'], width = 18): Column<Card> => ({
    head: t.columns[key],
    means: { it: it.columns[key], en: en.columns[key] },
    value,
    width,
  })
  return [
    column('begins', ({ row }) => cellOf(row.starts_at, zone)),
    column('ends', ({ row }) => cellOf(row.ends_at, zone)),
    column('table', ({ row }) => names.table(row.table_id)),
    column('room', ({ row }) => rooms.get(row.table_id) ?? ''),
    column('one', ({ a }) => a.name, 28),
    column('organisation', ({ a }) => a.organisation, 30),
    column('other', ({ b }) => b.name, 28),
    column('otherOrganisation', ({ b }) => b.organisation, 30),
    column('locked', ({ row }) => (row.locked ? t.yes : '')),
  ]
}
