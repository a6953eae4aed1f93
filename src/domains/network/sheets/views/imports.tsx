import { formats, type Language } from '#platform/i18n.ts'
import { Crumbs, Notice, Table, Tag } from '#ui/parts.tsx'
import { words as members } from '../../members/messages.ts'
import type { RowPlan } from '../model.ts'
import type { PastImport } from '../queries.ts'
import { words } from '../words.ts'

type Props = {
  language: Language
  past: readonly PastImport[]
  refused: string | undefined
  done: { kind: 'applied' } | { kind: 'undone'; back: number; kept: number } | undefined
}

const COUNTED: readonly RowPlan['kind'][] = ['add', 'join', 'change', 'same', 'refused']

/** Upload a spreadsheet; what was imported before, to be taken back. */
export function ImportsPage({ language, past, refused, done }: Props) {
  const t = words[language]
  const f = formats(language)
  const here = `/${language}/registry/import`
  const counts = (one: PastImport) =>
    COUNTED.flatMap(kind => (one.counts[kind] ? [`${t.kinds[kind]}: ${f.number(one.counts[kind])}`] : [])).join(', ')
  return (
    <>
      <Crumbs
        label={members[language].title}
        trail={[{ href: `/${language}/registry`, text: members[language].title }]}
      />
      <h1>{t.title}</h1>
      <p className="lead">{t.lead}</p>
      {refused && (
        <Notice tone="wrong" role="alert">
          <p>{refused}</p>
        </Notice>
      )}
      {done && (
        <Notice tone="good" role="status">
          <p>{done.kind === 'applied' ? t.applied : t.undone(f.number(done.back), f.number(done.kept))}</p>
        </Notice>
      )}
      <form method="post" action={here} encType="multipart/form-data" className="panel prose">
        <div className="field">
          <label htmlFor="file">{t.file}</label>
          <span className="hint" id="file-hint">
            {t.fileHint}
          </span>
          <input id="file" name="file" type="file" required accept=".xlsx,.csv,.txt" aria-describedby="file-hint" />
        </div>
        <button type="submit">{t.upload}</button>
      </form>
      <h2>{t.past}</h2>
      {past.length === 0 ? (
        <p className="soft">{t.noPast}</p>
      ) : (
        <Table
          caption={t.past}
          heads={[{ text: t.what }, { text: t.when }, { text: t.by }, { text: t.result }, { text: t.undo }]}
          rows={past.map(one => [
            one.file_name,
            <span key="w" className="nowrap">
              {f.instant(one.applied_at ?? one.uploaded_at, 'Europe/Rome')}
            </span>,
            one.by,
            <span key="r">
              <Tag tone={one.state === 'applied' ? 'good' : one.state === 'uploaded' ? 'knot' : undefined}>
                {t.states[one.state]}
              </Tag>{' '}
              <span className="small soft">{counts(one)}</span>
            </span>,
            one.state === 'uploaded' ? (
              <a key="o" href={`${here}/${one.id}`}>
                {t.open}
              </a>
            ) : one.can_undo ? (
              <form key="u" method="post" action={`${here}/${one.id}/undo`}>
                <button type="submit" className="link" aria-label={`${t.undo}: ${one.file_name}`}>
                  {t.undo}
                </button>
              </form>
            ) : (
              ''
            ),
          ])}
        />
      )}
    </>
  )
}
