import { kindName } from '#domains/ledger/list/views/parts.tsx'
import { formats, type Language } from '#platform/i18n.ts'
import { periodName } from '../../messages.ts'
import { valueText } from '../../texts.ts'
import type { OpenedFolder } from '../actions.ts'
import { words } from '../messages.ts'
import { type Evidence, figureKey, type ItemState } from '../model.ts'

type Props = { language: Language; opened: OpenedFolder; evidence: Evidence }

/** What shows an item, in one line: the figure with its value of now, the fact, the address. */
export function evidenceText(
  language: Language,
  { figures, facts, amended }: OpenedFolder,
  evidence: Evidence,
): string {
  const t = words[language]
  if ('address' in evidence) return evidence.address
  if ('fact' in evidence) {
    const fact = facts.get(evidence.fact)
    const what = fact ? [kindName(language, fact.kind), fact.details.title].filter(Boolean).join(' ') : ''
    const since = amended.get(evidence.fact)
    const says = since?.amendment === 'withdrawal' ? t.withdrawn : t.corrected
    const told = `${formats(language).number(evidence.fact)} ${what}`.trim()
    return since ? `${told} (${says(formats(language).number(since.by))})` : told
  }
  const found = figures.get(figureKey(evidence.period, evidence.code))
  if (!found) return `${evidence.code}, ${evidence.period}: ${t.gone}`
  const { told, report } = found
  const value = valueText(language, told.definition.unit, told.figure)
  return `${told.definition.name[language]}, ${periodName(language, report.period)}: ${value}`
}

/** The same as a way to it. */
export function EvidenceLine({ language, opened, evidence }: Props) {
  const t = words[language]
  const f = formats(language)
  const text = evidenceText(language, opened, evidence)
  if ('address' in evidence)
    return (
      <a href={evidence.address} rel="nofollow noopener">
        {evidence.address}
      </a>
    )
  if ('fact' in evidence) {
    const files = opened.facts.get(evidence.fact)?.evidence.length ?? 0
    return (
      <>
        <a href={`/${language}/ledger/${evidence.fact}`}>n. {text}</a>
        {files > 0 && <span className="soft"> ({t.files(f.number(files))})</span>}
      </>
    )
  }
  if (!opened.figures.has(figureKey(evidence.period, evidence.code))) return text
  return (
    <>
      <a href={`/${language}/reports/${evidence.period}/now/figures/${evidence.code}`}>{text}</a>{' '}
      <span className="soft">({t.now})</span>
    </>
  )
}

export const TONES: Readonly<Record<ItemState, 'weft' | 'knot' | 'good'>> = {
  missing: 'weft',
  work: 'knot',
  ready: 'good',
}
