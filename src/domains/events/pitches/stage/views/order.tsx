import { formats, type Language } from '#platform/i18n.ts'
import { TextField } from '#ui/forms.tsx'
import { Empty, Table } from '#ui/parts.tsx'
import type { EventRow } from '../../../queries.ts'
import { hourOf } from '../../../times.ts'
import type { Pitch, Pitching } from '../../queries.ts'
import { type Said, StaffFrame } from '../../views/parts.tsx'
import { words } from '../messages.ts'
import { startOf } from '../model.ts'

type Props = Said & {
  language: Language
  event: EventRow
  pitching: Pitching
  pitches: readonly Pitch[]
  now: number | null
}

/** The order of the day, moved by buttons. */
export function OrderPage({ language, event, pitching, pitches, now, done, alert }: Props) {
  const t = words[language]
  const f = formats(language)
  const at = `/${language}/events/${event.id}/pitches`
  const open = pitching.jury !== 'closed'
  const button = (pitch: Pitch, to: 'up' | 'down', shown: boolean) =>
    shown && (
      <button type="submit" name="do" value={to} className="quiet small" aria-label={t[to](pitch.title)}>
        {to === 'up' ? `↑ ${t.upShort}` : `↓ ${t.downShort}`}
      </button>
    )
  return (
    <StaffFrame {...{ language, event, done, alert }} part="stage" title={t.title}>
      <p className="lead">{t.lead}</p>
      {pitches.length === 0 ? (
        <Empty>
          <p>{t.none}</p>
        </Empty>
      ) : (
        <>
          <Table
            caption={t.caption}
            heads={[
              { text: t.place, number: true },
              { text: t.hour },
              { text: t.pitch },
              ...(open ? [{ text: t.move }] : []),
            ]}
            rows={pitches.map((pitch, index) => [
              f.number(pitch.place ?? 0),
              hourOf(startOf(pitching, pitch.place ?? 1), event.zone),
              <span key="title">
                <a href={`${at}/pitch/${pitch.id}`}>{pitch.title}</a> <span className="soft">{pitch.organisation}</span>
                {pitch.id === now && ` (${t.now.replace(':', '')})`}
              </span>,
              ...(open
                ? [
                    <form method="post" action={`${at}/stage`} key="move" className="row">
                      <input type="hidden" name="pitch" value={pitch.id} />
                      {button(pitch, 'up', index > 0)}
                      {button(pitch, 'down', index < pitches.length - 1)}
                    </form>,
                  ]
                : []),
            ])}
          />
          {pitching.seed !== null && <p className="small">{t.drawnBy(String(pitching.seed))}</p>}
          <p>
            <a className="button" href={`${at}/timer`}>
              {t.timer}
            </a>
          </p>
          <p className="small">{t.timerLead}</p>
          {open && (
            <form method="post" action={`${at}/stage`} className="panel">
              <h2>{t.drawTitle}</h2>
              <TextField name="seed" label={t.seed} hint={t.seedHint} autoComplete="off" />
              <button type="submit" name="do" value="draw" className="quiet">
                {t.draw}
              </button>
            </form>
          )}
        </>
      )}
    </StaffFrame>
  )
}
