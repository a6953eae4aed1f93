import { formats, type Language } from '#platform/i18n.ts'
import { Table } from '#ui/parts.tsx'
import type { JuryTally } from '../actions.ts'
import { words } from '../messages.ts'

/** The ranking of the jury, once scoring is closed: how it came about stands below it. */
export function Ranking({ language, tally }: { language: Language; tally: JuryTally }) {
  const t = words[language]
  const f = formats(language)
  const digits = (value: number | undefined) => (value === undefined ? '–' : f.number(value, 2))
  return (
    <>
      <Table
        caption={t.ranking}
        silent
        heads={[
          { text: t.pitch },
          { text: t.place, number: true },
          { text: t.mean, number: true },
          { text: t.spread, number: true },
          { text: t.count, number: true },
          { text: t.levelled, number: true },
        ]}
        rows={tally.lines.map(line => {
          const pitch = tally.pitches.find(one => one.id === line.key)
          const notes = [line.shared && t.shared, line.parted && t.parted].filter(Boolean).join(', ')
          return [
            <span key="title">
              {pitch?.title} <span className="soft">{pitch?.organisation}</span>
            </span>,
            `${line.place === undefined ? t.noPlace : f.number(line.place)}${notes ? ` (${notes})` : ''}`,
            digits(line.mean),
            digits(line.spread),
            f.number(line.count),
            digits(line.levelled),
          ]
        })}
      />
      <p className="small">{t.rule}</p>
      {tally.alpha !== undefined && <p className="small">{t.alpha(f.number(tally.alpha, 2))}</p>}
    </>
  )
}
