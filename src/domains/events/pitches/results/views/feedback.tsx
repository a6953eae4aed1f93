import { formats, type Language } from '#platform/i18n.ts'
import { Table } from '#ui/parts.tsx'
import type { FeedbackGiven } from '../feedback.ts'
import { words } from '../messages.ts'

/** What reviewers and jury had to say of a pitch, without who. */
export function Feedback({ language, feedback }: { language: Language; feedback: FeedbackGiven }) {
  const t = words[language]
  const f = formats(language)
  const { selection, jury } = feedback
  const total = jury?.criteria.reduce((sum, one) => sum + one.weight, 0) ?? 1
  return (
    <section className="panel">
      <h2>{t.given}</h2>
      {jury && (
        <>
          <h3>{t.fromJury}</h3>
          {jury.mean !== undefined && (
            <>
              <p>{t.meanIs(f.number(jury.mean, 2), f.number(jury.count))}</p>
              <Table
                caption={t.fromJury}
                silent
                heads={[{ text: t.criterion }, { text: t.weight, number: true }, { text: t.outOf, number: true }]}
                rows={jury.criteria.map(one => [
                  one[language],
                  f.percent(one.weight / total),
                  one.mean === undefined ? '' : f.number(one.mean, 2),
                ])}
              />
            </>
          )}
          <Words texts={jury.words} none={t.noWords} />
        </>
      )}
      {selection.length > 0 && (
        <>
          <h3>{t.fromSelection}</h3>
          <Words texts={selection} none={t.noWords} />
        </>
      )}
    </section>
  )
}

const Words = ({ texts, none }: { texts: readonly string[]; none: string }) =>
  texts.length === 0 ? (
    <p className="small">{none}</p>
  ) : (
    texts.map((text, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: rendered once on the server
      <blockquote key={at} className="lines">
        {text}
      </blockquote>
    ))
  )
