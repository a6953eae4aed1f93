import { formats, type Language } from '#platform/i18n.ts'
import { Tag } from '#ui/parts.tsx'
import { isKind, ruleOf } from '../../kinds/catalogue.ts'
import { words } from '../messages.ts'
import type { FactRow, NamedParty } from '../queries.ts'

export type Readable = (named: { name: string; short_name?: string | null }) => string

/** Whether a fact holds, in a word; nothing for one that simply does. */
export function State({ language, fact }: { language: Language; fact: Pick<FactRow, 'amendment' | 'amended_how'> }) {
  const t = words[language]
  if (fact.amended_how === 'withdrawal') return <Tag tone="weft">{t.withdrawn}</Tag>
  if (fact.amended_how === 'correction') return <Tag tone="weft">{t.replaced}</Tag>
  if (fact.amendment === 'withdrawal') return <Tag tone="weft">{t.withdrawal}</Tag>
  if (fact.amendment === 'correction') return <Tag tone="knot">{t.corrected}</Tag>
  return null
}

export const kindName = (language: Language, kind: string): string =>
  isKind(kind) ? ruleOf(kind).name[language] : kind

/** The details as people read them, with the name of each. */
export function detailsInWords(
  language: Language,
  fact: Pick<FactRow, 'kind' | 'details'>,
): (readonly [string, string])[] {
  const rule = isKind(fact.kind) ? ruleOf(fact.kind) : undefined
  const f = formats(language)
  return Object.entries(fact.details).map(([name, value]) => {
    const detail = rule?.details[name]
    const said =
      detail?.type === 'choice'
        ? (detail.choices[String(value)]?.[language] ?? String(value))
        : detail?.type === 'day'
          ? f.date(String(value))
          : detail?.type === 'list'
            ? String(value).replaceAll(' ', ', ')
            : String(value)
    return [detail?.name[language] ?? name, said] as const
  })
}

const NAMED = 2

/** The first organisations of a list, and how many more. */
export function Who({
  language,
  parties,
  readable,
}: {
  language: Language
  parties: readonly NamedParty[]
  readable: Readable
}) {
  const f = formats(language)
  const shown = parties.slice(0, parties.length === NAMED + 1 ? NAMED + 1 : NAMED)
  const rest = parties.length - shown.length
  return (
    <>
      {shown.map((party, at) => (
        <span key={`${party.role} ${party.key}`}>
          {at > 0 && ', '}
          <a href={`/${language}/organisations/${party.key}`}>{readable(party)}</a>
        </span>
      ))}
      {rest > 0 && <span className="soft"> {words[language].and(f.number(rest))}</span>}
    </>
  )
}
