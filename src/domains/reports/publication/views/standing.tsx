import { formats, type Language } from '#platform/i18n.ts'
import { TextField } from '#ui/forms.tsx'
import { Notice, Table, Tag, type Tone } from '#ui/parts.tsx'
import { sections } from '../../messages.ts'
import type { State } from '../../model.ts'
import type { WorkView } from '../actions.ts'
import { remarks as remarkWords, states, words } from '../messages.ts'
import { BLOCKING, type Remark } from '../model.ts'

const TONES: Record<State, Tone> = { draft: 'knot', reviewed: 'warp', approved: 'weft', published: 'good' }

export const StateTag = ({ language, state }: { language: Language; state: State }) => (
  <Tag tone={TONES[state]}>{states[state][language]}</Tag>
)

type Props = {
  language: Language
  /** Address of the period: what is done stands below it. */
  at: string
  view: WorkView | undefined
  /** There is a published edition. */
  published: boolean
  mayWrite: boolean
  /** What was refused, with the note that was typed. */
  refused?: { readonly text: string; readonly note: string } | undefined
}

/** Where the report of a period stands, and what can be done with it now. */
export function Standing({ language, at, view, published, mayWrite, refused }: Props) {
  const t = words[language]
  return (
    <section className="panel" aria-labelledby="standing">
      <h2 id="standing">
        {t.state} {view && <StateTag language={language} state={view.work.state} />}
      </h2>
      {refused && (
        <Notice tone="wrong" role="alert">
          <p>{refused.text}</p>
        </Notice>
      )}
      {published && (
        <p>
          <a href={at}>{t.seePublished}</a>
        </p>
      )}
      {!view && <Begin {...{ language, at, published, mayWrite }} />}
      {view && <Work {...{ language, at, view, mayWrite, refused }} />}
    </section>
  )
}

function Begin({ language, at, published, mayWrite }: Pick<Props, 'language' | 'at' | 'published' | 'mayWrite'>) {
  const t = words[language]
  return (
    <>
      <p>{published ? t.beginNextLead : mayWrite ? t.beginLead : t.liveLead}</p>
      {mayWrite && (
        <form method="post" action={`${at}/begin`}>
          <button type="submit">{published ? t.beginNext : t.begin}</button>
        </form>
      )}
    </>
  )
}

function Work({ language, at, view, mayWrite, refused }: Omit<Props, 'published' | 'view'> & { view: WorkView }) {
  const t = words[language]
  const f = formats(language)
  const { work, statement, to, since } = view
  return (
    <>
      <p>{t.movesLead[work.state]}</p>
      {work.state !== 'draft' && statement.report.head && <p>{t.pinned(f.number(statement.report.head.seq))}</p>}
      {since > 0 && (
        <Notice tone="warn">
          <p>{t.since(f.number(since))}</p>
        </Notice>
      )}
      <Remarks language={language} remarks={view.remarks} />
      {mayWrite && work.state === 'draft' && (
        <p>
          <a className="button quiet" href={`${at}/words`}>
            {t.writeWords}
          </a>
        </p>
      )}
      {to.length > 0 && (
        <form method="post" action={`${at}/moves`}>
          <input type="hidden" name="version" value={work.version} />
          {work.state !== 'draft' && (
            <TextField name="note" label={t.note} hint={t.noteHint} maxLength={500} value={refused?.note} />
          )}
          <p className="row">
            {to.map(state => (
              <button key={state} type="submit" name="to" value={state} className={state === 'draft' ? 'quiet' : ''}>
                {t.moves[state]}
              </button>
            ))}
          </p>
        </form>
      )}
      <History language={language} view={view} />
    </>
  )
}

function History({ language, view }: { language: Language; view: WorkView }) {
  const t = words[language]
  const f = formats(language)
  return (
    <details>
      <summary>{t.history}</summary>
      <Table
        caption={t.history}
        className="dense"
        heads={[{ text: t.when }, { text: t.who }, { text: t.what }, { text: t.note }]}
        rows={view.moves.map(move => [
          f.instant(move.moved_at, 'Europe/Rome'),
          move.by || t.someone,
          move.from_state === null ? t.began : states[move.to_state][language],
          move.note,
        ])}
      />
    </details>
  )
}

export function nameOfBlock(language: Language, section: string): string {
  const t = words[language]
  if (section === 'opening') return t.opening
  if (section === 'closing') return t.closing
  return sections[section]?.[language] ?? section
}

const textOf = (language: Language, { what, section, language: of, said }: Remark): string => {
  const t = words[language]
  const where = `${nameOfBlock(language, section)} (${of === 'it' ? t.italian : t.english})`
  return remarkWords[language][what](where, said)
}

/** What is to be looked at in the words: first what keeps them from going out. */
export function Remarks({ language, remarks }: { language: Language; remarks: readonly Remark[] }) {
  const t = words[language]
  const list = (title: string, some: readonly Remark[], tone?: 'warn') =>
    some.length > 0 && (
      <Notice {...(tone ? { tone } : {})}>
        <p>
          <strong>{title}</strong>
        </p>
        <ul>
          {some.map(remark => (
            <li key={`${remark.section}${remark.language}${remark.what}${remark.said}`}>{textOf(language, remark)}</li>
          ))}
        </ul>
      </Notice>
    )
  return (
    <>
      {list(
        t.blocking,
        remarks.filter(({ what }) => BLOCKING.has(what)),
        'warn',
      )}
      {list(
        t.advice,
        remarks.filter(({ what }) => !BLOCKING.has(what)),
      )}
    </>
  )
}
