import { readableName, readablePlace } from '#domains/network/naming/model.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { Table, Tag } from '#ui/parts.tsx'
import { words as networkWords } from '../../messages.ts'
import { words } from '../messages.ts'
import type { Side } from '../queries.ts'

/** Two records row by row; what differs is said in words and set in bold, and rows that both lack are left out. */
export function Sides({ language, first, second }: { language: Language; first: Side; second: Side }) {
  const t = words[language]
  const others = fieldsOf(language, second)
  const rows = fieldsOf(language, first).map(([label, value, tells = true], at) => ({
    label,
    value,
    other: others[at]?.[1] ?? '',
    tells,
  }))
  const link = (side: Side) => <a href={`/${language}/organisations/${side.key}`}>{readableName(side)}</a>
  return (
    <Table
      caption={t.sideBySide}
      heads={[{ text: t.what }, { text: t.first }, { text: t.second }, { text: t.compared }]}
      rows={[
        [t.name, link(first), link(second), <Outcome key="o" language={language} a={first.name} b={second.name} />],
        ...rows
          .filter(({ value, other }) => value !== '' || other !== '')
          .map(({ label, value, other, tells }) => {
            if (!tells) return [label, value, other, '']
            const strong = value !== '' && other !== '' && !alike(value, other)
            return [
              label,
              strong ? <strong key="a">{value}</strong> : value,
              strong ? <strong key="b">{other}</strong> : other,
              <Outcome key="o" language={language} a={value} b={other} />,
            ]
          }),
      ]}
    />
  )
}

const alike = (a: string, b: string): boolean => plain(a) === plain(b)
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')

function Outcome({ language, a, b }: { language: Language; a: string; b: string }) {
  const t = words[language]
  if (a === '' || b === '') return <span className="soft">{t.oneMissing}</span>
  return alike(a, b) ? <Tag tone="good">{t.equal}</Tag> : <Tag tone="knot">{t.differs}</Tag>
}

/** Name, value, and whether it tells anything that they are equal or not: two records always have two PICs. */
function fieldsOf(language: Language, side: Side): [string, string, boolean?][] {
  const t = words[language]
  const n = networkWords[language]
  const f = formats(language)
  return [
    [t.shortName, side.short_name ?? ''],
    [t.otherNames, side.other_names.join('; ')],
    ['PIC', side.pic ?? '', false],
    [t.linkedCodes, side.linked.join(', '), false],
    [t.vat, side.vat ?? ''],
    ['ROR', (side.ror_id ?? '').replace('https://ror.org/', '')],
    [t.street, side.street ? readablePlace(side.street) : ''],
    [t.postcode, side.postcode ?? ''],
    [t.place, side.city ? readablePlace(side.city) : ''],
    [t.country, side.country ? f.country(side.country) : ''],
    [t.region, side.nuts && side.nuts.length > 2 ? side.nuts : ''],
    [t.website, (side.website ?? '').replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')],
    [t.kind, n.kinds[side.kind as keyof typeof n.kinds]],
    [t.member, side.category ? n.categories[side.category as keyof typeof n.categories] : '', false],
    [t.projects, f.number(side.parts), false],
    [t.source, t.sources[side.source as keyof typeof t.sources], false],
  ]
}
