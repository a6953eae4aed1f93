import type { ReactNode } from 'react'
import { formats, type Language } from '#platform/i18n.ts'
import { TextField } from '#ui/forms.tsx'
import { Crumbs, Figures, Notice } from '#ui/parts.tsx'
import { words as ofBoard } from '../meetings/board/messages.ts'
import { words as ofOutcomes } from '../meetings/outcomes/messages.ts'
import { words as ofMeetings } from '../meetings/setup/messages.ts'
import { words } from '../messages.ts'
import { inLanguage, movesFrom } from '../model.ts'
import type { countsOf, EventRow } from '../queries.ts'
import { EventFacts } from './event.tsx'
import { StateTag } from './parts.tsx'

type Props = {
  language: Language
  event: EventRow
  counts: Awaited<ReturnType<typeof countsOf>>
  done?: string | undefined
  alert?: string | undefined
  /** Number of the fact that it was held. */
  fact: number | undefined
  /** Rooms, sessions and questions. */
  programme: ReactNode
  /** What people thought of it. */
  feedback: ReactNode
}

/** Where staff hold an event in their hands. */
export function ManagePage({ language, event, counts, done, alert, fact, programme, feedback }: Props) {
  const t = words[language]
  const f = formats(language)
  const at = `/${language}/events/${event.id}`
  const over = event.state === 'cancelled' || event.state === 'held'
  return (
    <>
      <Crumbs label={t.title} trail={[{ href: `/${language}/events`, text: t.title }]} />
      <h1>{inLanguage(event, 'title', language)}</h1>
      <p className="row">
        <StateTag language={language} state={event.state} />
        <a href={`/${language}/events/${event.slug}`}>{t.publicPage}</a>
        <a href={`/${language}/events/${event.slug}/poster.pdf`}>{t.poster}</a>
        {fact !== undefined && <a href={`/${language}/ledger/${fact}`}>{t.fact}</a>}
      </p>
      {done && (
        <Notice tone="good" role="status">
          <p>{done}</p>
        </Notice>
      )}
      {alert && (
        <Notice tone="wrong" role="alert">
          <p>{alert}</p>
        </Notice>
      )}
      <p className="row">
        {!over && (
          <a className="button" href={`${at}/edit`}>
            {t.edit}
          </a>
        )}
        <a className="button quiet" href={`${at}/registrations`}>
          {t.registrations}
        </a>
        <a className="button quiet" href={`${at}/check-in`}>
          {t.checkIn}
        </a>
        <a className="button quiet" href={`${at}/meetings`}>
          {ofMeetings[language].manage}
        </a>
        {event.kind === 'matchmaking' && (
          <>
            <a className="button quiet" href={`${at}/board`}>
              {ofBoard[language].title}
            </a>
            <a className="button quiet" href={`${at}/outcomes`}>
              {ofOutcomes[language].title}
            </a>
          </>
        )}
        <a className="button quiet" href={`${at}/pitches`}>
          {t.pitches}
        </a>
        <a className="button quiet" href={`${at}/badges.pdf`}>
          {t.badges}
        </a>
      </p>
      <Figures
        items={[
          { value: f.number(counts.confirmed), label: t.confirmed },
          { value: f.number(counts.waiting), label: t.waiting },
          { value: f.number(counts.cancelled), label: t.cancelledCount },
          { value: f.number(counts.came), label: t.came },
        ]}
      />
      <div className="two">
        <div className="stack">
          {programme}
          {feedback}
        </div>
        <aside className="stack">
          <section className="panel">
            <EventFacts {...{ language, event }} />
          </section>
          <Moves {...{ language, event, counts }} />
          <form method="post" action={`${at}/copy`}>
            <button type="submit" className="quiet small">
              {t.copy}
            </button>
          </form>
        </aside>
      </div>
    </>
  )
}

function Moves({ language, event, counts }: Pick<Props, 'language' | 'event' | 'counts'>) {
  const t = words[language]
  const f = formats(language)
  const moves = movesFrom(event.state)
  if (moves.length === 0) return null
  const action = `/${language}/events/${event.id}/moves`
  return (
    <section className="panel">
      <h2>{t.movesTitle}</h2>
      {moves
        .filter(to => to !== 'cancelled')
        .map(to => (
          <form method="post" action={action} key={to}>
            {to === 'held' && <p className="small">{t.heldLead}</p>}
            <button type="submit" name="to" value={to} className={to === 'open' ? undefined : 'quiet'}>
              {t.moves[to]}
            </button>
          </form>
        ))}
      {moves.includes('cancelled') && (
        <details>
          <summary>{t.moves.cancelled}</summary>
          <form method="post" action={action}>
            <p>{t.cancelLead(f.number(counts.confirmed + counts.waiting))}</p>
            <TextField name="why_it" label={t.whyIt} hint={t.whyHint} maxLength={500} />
            <TextField name="why_en" label={t.whyEn} maxLength={500} />
            <label className="choice">
              <input type="checkbox" name="sure" value="1" />
              <span>{t.cancelConfirm}</span>
            </label>
            <button type="submit" name="to" value="cancelled" className="quiet">
              {t.moves.cancelled}
            </button>
          </form>
        </details>
      )}
    </section>
  )
}
