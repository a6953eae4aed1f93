import type { Fit } from '#domains/matching/calls/model.ts'
import { readableShortName } from '#domains/network/naming/model.ts'
import { dateInRome } from '#platform/clock.ts'
import { formats, type Language } from '#platform/i18n.ts'
import type { Letter, ListItem, Part } from '#platform/mail/letter.tsx'
import type { News } from './actions.ts'
import { words } from './messages.ts'

type Where = { readonly baseUrl: string; readonly unsubscribe: string; readonly now: Date }

/** The weekly letter: what asks for an answer first, then what is near, then what is new. */
export function digestLetter(person: { name: string; language: Language }, news: News, where: Where): Letter {
  const { language } = person
  const t = words[language]
  const f = formats(language)
  const at = (path: string) => `${where.baseUrl}/${language}${path}`
  const subjectOf = (row: { call_id: string | null; need_id: number | null }) =>
    at(row.call_id === null ? `/needs/${row.need_id}` : `/calls/${encodeURIComponent(row.call_id)}`)
  const requests = news.requests.map((one): ListItem => {
    const asked = one.state === 'passed' && news.ids.includes(one.to_id)
    const other = news.ids.includes(one.to_id)
      ? readableShortName({ name: one.from_name, short_name: one.from_short })
      : readableShortName({ name: one.to_name, short_name: one.to_short })
    return {
      text: asked ? t.asks(other, f.date(dateInRome(one.expires_at))) : t.accepted(other),
      href: at(`/introductions/${one.id}`),
    }
  })
  const sections: [string, ListItem[]][] = [
    [t.requests, requests],
    [
      t.deadlines,
      news.deadlines.map(one => ({ text: one.title ?? '', note: f.instant(one.at), href: subjectOf(one) })),
    ],
    ...news.calls.map(({ organisation, calls }): [string, ListItem[]] => [
      t.calls(readableShortName(organisation)),
      calls.map(call => callItem(call, language, at)),
    ]),
    [
      t.needs,
      news.needs.map(need => ({
        text: need.title,
        note: `${readableShortName(need)}, ${t.until(f.date(need.until))}`,
        href: at(`/needs/${need.id}`),
      })),
    ],
    [
      t.others,
      news.others.map(one => ({
        text: one.title ?? '',
        note: t.othersNote(readableShortName(one)),
        href: subjectOf(one),
      })),
    ],
  ]
  const filled = sections.filter(([, items]) => items.length > 0)
  const parts: Part[] = filled.flatMap(([head, items]) => [{ head }, { list: items }])
  const [first] = filled
  return {
    language,
    subject: t.subject(first?.[1][0]?.text ?? first?.[0] ?? ''),
    parts: [t.hello(person.name), t.lead, ...parts, { text: t.home, href: at('/today') }],
    foot: [t.foot, { text: t.stop, href: where.unsubscribe }],
  }
}

const CONCEPTS_SHOWN = 3

/** A call with its deadline and the strongest reason why it is told. */
function callItem(call: Fit, language: Language, at: (path: string) => string): ListItem {
  const t = words[language]
  const f = formats(language)
  const labels = call.concepts
    .slice(0, CONCEPTS_SHOWN)
    .map(one => (language === 'it' ? one.label_it : null) ?? one.label_en)
  const reason = labels.length
    ? t.reasonConcepts(f.list(labels))
    : call.family > 0
      ? t.reasonFamily(call.family)
      : call.ownWords
        ? t.reasonWords
        : undefined
  const note = [call.deadline && f.instant(call.deadline), reason].filter(Boolean).join('; ')
  return { text: call.title, href: at(`/calls/${encodeURIComponent(call.id)}`), ...(note ? { note } : {}) }
}
