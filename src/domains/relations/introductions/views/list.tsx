import { readableShortName } from '#domains/network/naming/model.ts'
import { dateInRome } from '#platform/clock.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { Table, Tag, type Tone } from '#ui/parts.tsx'
import { words } from '../messages.ts'
import type { State } from '../model.ts'
import type { Introduction } from '../queries.ts'

export const TONE: Record<State, Tone | undefined> = {
  asked: 'knot',
  passed: 'knot',
  accepted: 'good',
  declined: undefined,
  expired: undefined,
  withdrawn: undefined,
  met: 'good',
}

export const fromName = (one: Introduction) => readableShortName({ name: one.from_name, short_name: one.from_short })
export const toName = (one: Introduction) => readableShortName({ name: one.to_name, short_name: one.to_short })

/** Requests, one a row, each with its way in. */
export function Requests({
  language,
  caption,
  rows,
}: {
  language: Language
  caption: string
  rows: readonly Introduction[]
}) {
  const t = words[language]
  const f = formats(language)
  return (
    <Table
      caption={caption}
      heads={[{ text: t.from }, { text: t.toOne }, { text: t.about }, { text: t.state }, { text: t.when }]}
      rows={rows.map(one => [
        <a key="f" href={`/${language}/introductions/${one.id}`} aria-label={t.pageTitle(fromName(one), toName(one))}>
          {fromName(one)}
        </a>,
        toName(one),
        <span key="a" className="small">
          {one.call_title ?? one.need_title ?? `${one.words.slice(0, 80)}${one.words.length > 80 ? '…' : ''}`}
        </span>,
        <Tag key="s" tone={TONE[one.state]}>
          {t.states[one.state]}
        </Tag>,
        f.dateShort(dateInRome(one.asked_at)),
      ])}
    />
  )
}
