import { formats, type Language } from '#platform/i18n.ts'
import { Table } from '#ui/parts.tsx'
import { cellWords } from '../../members/columns.ts'
import { fieldWords, words } from '../../members/messages.ts'
import type { Member, MemberField } from '../../members/model.ts'
import { writeField } from '../../sheets/cells.ts'
import type { Dictionary } from '../../sheets/model.ts'
import type { HistoryLine } from '../model.ts'

const LONGEST = 80

/** A value of a field in words, shortened. */
export function saidValue(language: Language, dictionary: Dictionary, field: MemberField, value: unknown): string {
  if (value === null || value === undefined) return '—'
  const text = String(
    writeField(field, { [field]: value } as unknown as Member, dictionary, cellWords(language)) ?? '—',
  ).replaceAll('\n', '; ')
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

export function History({
  language,
  lines,
  dictionary,
}: {
  language: Language
  lines: readonly HistoryLine[]
  dictionary: Dictionary
}) {
  const t = words[language]
  const f = formats(language)
  return (
    <section id="history">
      <h2>{t.history}</h2>
      <p className="small soft">{t.historyLead}</p>
      <Table
        caption={t.history}
        heads={[{ text: t.when }, { text: t.what }]}
        rows={lines.map(line => [
          <span key="w" className="nowrap">
            {f.instant(line.at, 'Europe/Rome')}
          </span>,
          line.first ? (
            t.firstSeen
          ) : (
            <ul key="c" className="plain small">
              {line.changes.map(({ field, before, after }) => (
                <li key={field}>
                  <strong>{fieldWords[language][field]}</strong>: {saidValue(language, dictionary, field, before)} →{' '}
                  {saidValue(language, dictionary, field, after)}
                </li>
              ))}
            </ul>
          ),
        ])}
      />
    </section>
  )
}
