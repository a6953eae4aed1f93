import { formats, type Language } from '#platform/i18n.ts'
import { Empty, Figures, Notice } from '#ui/parts.tsx'
import type { EventRow } from '../../../queries.ts'
import { words } from '../messages.ts'
import type { BoardQuery } from '../model.ts'
import { namesOf, type Picture } from '../picture.ts'
import type { Card } from '../shown.ts'
import { Chosen, type Target } from './chosen.tsx'
import { Grid } from './grid.tsx'
import { Head, type Told } from './parts.tsx'
import { People } from './people.tsx'

export type StepLine = {
  readonly id: number
  readonly text: string
  readonly maker: string
  readonly undoer: string | undefined
}

type Props = Told & {
  language: Language
  event: EventRow
  picture: Picture
  cards: readonly Card[]
  query: BoardQuery
  targets: readonly Target[]
  steps: readonly StepLine[]
  undo: StepLine | undefined
  redo: StepLine | undefined
  /** People who were not yet told what changed. */
  untold: number
  publisher: string
}

/** Where staff see the whole agenda and change it. */
export function BoardPage(props: Props) {
  const { language, event, picture, cards, query } = props
  const t = words[language]
  const f = formats(language)
  const at = `/${language}/events/${event.id}/board`
  const { rows } = picture
  const names = namesOf(rows)
  const busy = new Set(cards.flatMap(({ a, b }) => [a.id, b.id]))
  const chosen = cards.find(({ row }) => row.id === query.meeting)
  const faulty = cards.filter(card => card.faults.length > 0).length
  return (
    <div data-board={at} data-language={language} data-version={rows.agenda.version}>
      <Head {...{ language, event }} title={t.title} done={props.done} alert={props.alert} />
      <Figures
        items={[
          { value: f.number(cards.length), label: t.meetings },
          { value: f.number(busy.size), label: t.peopleWith },
          {
            value: f.number(rows.people.filter(one => one.takes_part && !busy.has(one.id)).length),
            label: t.peopleWithout,
          },
          { value: f.number(cards.filter(({ row }) => row.locked).length), label: t.lockedCount },
        ]}
      />
      <p className="row no-print">
        <a className="button" href={`${at}/optimise`}>
          {t.optimise}
        </a>
        <a className="button quiet" href={`${at}/repair`}>
          {t.repair}
        </a>
        <a className="button quiet" href={`${at}/unmet`}>
          {t.unmet}
        </a>
      </p>
      {faulty > 0 && (
        <Notice tone="warn">
          <p>
            {t.faults(f.number(faulty))} <a href={`${at}/repair`}>{t.mend}</a>
          </p>
        </Notice>
      )}
      <Publication {...props} at={at} />
      {chosen && <Chosen {...{ language, names, picture, at }} card={chosen} targets={props.targets} />}
      <Steps {...props} at={at} />
      <nav className="row no-print" aria-label={t.title}>
        <a href={at} aria-current={query.view === 'tables' ? 'page' : undefined}>
          {t.byTables}
        </a>
        <a href={`${at}?view=people`} aria-current={query.view === 'people' ? 'page' : undefined}>
          {t.byPeople}
        </a>
      </nav>
      {rows.slots.length === 0 || rows.tables.length === 0 ? (
        <Empty>
          <p>{t.noBoard}</p>
        </Empty>
      ) : query.view === 'people' ? (
        <People {...{ language, names, picture, cards, at, query }} />
      ) : (
        <>
          <p className="small no-print">{t.lead}</p>
          <Grid {...{ language, names, picture, cards, at }} chosen={chosen?.row.id} />
        </>
      )}
      <Prints language={language} at={at} />
    </div>
  )
}

function Publication({ language, picture, untold, publisher, at }: Props & { at: string }) {
  const t = words[language]
  const f = formats(language)
  const { agenda, zone } = picture.rows
  const version = <input type="hidden" name="version" value={agenda.version} />
  if (agenda.state === 'published')
    return (
      <>
        <p>{t.publishedAt(agenda.published_at ? f.instant(agenda.published_at, zone) : '', publisher)}</p>
        {untold > 0 && (
          <Notice tone="warn">
            <p>{t.untold(f.number(untold))}</p>
            <form method="post" action={`${at}/tell`}>
              <button type="submit" className="small">
                {t.tellNow}
              </button>
            </form>
          </Notice>
        )}
      </>
    )
  return (
    <details className="no-print">
      <summary>
        {t.publish} <span className="soft small">{t.collecting}</span>
      </summary>
      <form method="post" action={`${at}/publish`}>
        {version}
        <p>{t.publishLead}</p>
        <button type="submit">{t.publishSure}</button>
      </form>
    </details>
  )
}

function Steps({ language, picture, steps, undo, redo, at }: Props & { at: string }) {
  const t = words[language]
  if (steps.length === 0) return null
  const form = (verb: 'undo' | 'redo', step: StepLine, text: string, said: string) => (
    <form method="post" action={at}>
      <input type="hidden" name="version" value={picture.rows.agenda.version} />
      <input type="hidden" name="step" value={step.id} />
      <button type="submit" name="do" value={verb} className="quiet small" title={said}>
        {text}
        <span className="visually-hidden"> {said}</span>
      </button>
    </form>
  )
  return (
    <div className="no-print">
      <div className="row">
        {undo && form('undo', undo, t.undo, t.undoOf(undo.text, undo.maker))}
        {redo && form('redo', redo, t.redo, t.redoOf(redo.text, redo.maker))}
      </div>
      <details>
        <summary>{t.history}</summary>
        <ol className="steps">
          {steps.map(step => (
            <li key={step.id} className="row">
              <span className="grow">
                {step.text} <span className="soft">({step.undoer ? t.undoneBy(step.undoer) : step.maker})</span>
              </span>
              {step.undoer === undefined
                ? form('undo', step, t.undo, t.undoOf(step.text, step.maker))
                : form('redo', step, t.redo, t.redoOf(step.text, step.maker))}
            </li>
          ))}
        </ol>
      </details>
    </div>
  )
}

function Prints({ language, at }: { language: Language; at: string }) {
  const t = words[language]
  return (
    <section className="no-print">
      <h2>{t.prints}</h2>
      <p className="row">
        <a href={`${at}/tables.pdf`}>{t.signSheets}</a>
        <a href={`${at}/people.pdf`}>{t.personSheets}</a>
        <a href={`${at}.csv`}>CSV</a>
        <a href={`${at}.xlsx`}>XLSX</a>
        <a href={`${at}.json`}>{t.openFile}</a>
      </p>
    </section>
  )
}
