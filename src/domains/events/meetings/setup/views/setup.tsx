import { localTime } from '#kernel/zoned.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { TextField } from '#ui/forms.tsx'
import { Figures } from '#ui/parts.tsx'
import { inLanguage } from '../../../model.ts'
import type { EventRow } from '../../../queries.ts'
import type { AgendaRow, TableRow } from '../../queries.ts'
import { words } from '../messages.ts'
import type { Span } from '../model.ts'
import type { RoomRow } from '../queries.ts'
import { Said, SetupCrumbs } from './parts.tsx'
import { Slots } from './slots.tsx'
import { Tables } from './tables.tsx'

export type Wrong = {
  /** "slots", "rooms", "tables" or "rules". */
  readonly form: string
  readonly typed: Readonly<Record<string, string | undefined>>
  readonly fields: Readonly<Record<string, string>>
}
export type SlotShown = Span & { readonly id: number; readonly away: number; readonly meetings: number }
export type Props = {
  language: Language
  event: EventRow
  agenda: AgendaRow | undefined
  slots: readonly SlotShown[]
  tables: readonly TableRow[]
  rooms: readonly RoomRow[]
  said: { people: number; wishes: number; meetings: number }
  preview?: { slots: readonly Span[]; left: number; changes: readonly string[]; outside: number }
  wrong?: Wrong
  done?: string | undefined
  alert?: string | undefined
}

/** Where an event gets its meetings, and the way to everything about them. */
export function SetupPage(props: Props) {
  const { language, event, agenda, slots, tables, said, done, alert } = props
  const t = words[language]
  const f = formats(language)
  const at = `/${language}/events/${event.id}/meetings`
  const over = event.state === 'cancelled' || event.state === 'held'
  const places = tables.reduce((sum, table) => sum + slots.length - table.lost.length, 0)
  return (
    <>
      <SetupCrumbs {...{ language, event }} />
      <h1>{t.title}</h1>
      <p className="lead">{inLanguage(event, 'title', language)}</p>
      <Said {...{ done, alert }} />
      {!agenda ? (
        <section className="panel">
          <h2>{t.off}</h2>
          <p>{t.offLead}</p>
          {event.kind !== 'matchmaking' && <p className="small">{t.kindHint}</p>}
          {!over && (
            <form method="post" action={at}>
              <button type="submit" name="to" value="on">
                {t.switchOn}
              </button>
            </form>
          )}
        </section>
      ) : (
        <>
          <p className="row">
            <a className="button" href={`${at}/readiness`}>
              {t.readiness}
            </a>
            <a className="button quiet" href={`/${language}/events/${event.id}/board`}>
              {t.board}
            </a>
          </p>
          <Figures
            items={[
              { value: f.number(slots.length), label: t.slots },
              { value: f.number(tables.length), label: t.tables },
              { value: f.number(places), label: t.places },
              { value: f.number(event.taken), label: t.people },
              { value: f.number(said.people), label: t.said },
              { value: f.number(said.wishes), label: t.wishes },
            ]}
          />
          <div className="stack">
            <Slots {...props} over={over} at={at} />
            <Tables {...props} over={over} at={at} />
            <Rules {...props} agenda={agenda} over={over} at={at} />
            {!over && <SwitchOff language={language} at={at} said={said} />}
          </div>
        </>
      )}
    </>
  )
}

function Rules({ language, event, agenda, wrong, over, at }: Props & { agenda: AgendaRow; over: boolean; at: string }) {
  const t = words[language]
  const mine = wrong?.form === 'rules' ? wrong : undefined
  const stored: Record<string, string> = {
    most_meetings: String(agenda.most_meetings ?? ''),
    most_in_a_row: String(agenda.most_in_a_row ?? ''),
    wishes_until: agenda.wishes_until ? localTime(agenda.wishes_until, event.zone) : '',
  }
  const field = (name: string, label: string, hint: string, type = 'number') => (
    <TextField
      {...{ name, label, hint, type }}
      value={mine ? mine.typed[name] : stored[name]}
      wrong={mine?.fields[name]}
    />
  )
  const matters = mine ? mine.typed.language_matters === '1' : agenda.language_matters
  return (
    <section aria-labelledby="rules" className="panel">
      <h2 id="rules">{t.rules}</h2>
      <form method="post" action={`${at}/rules`} noValidate>
        <div className="fields">
          {field('most_meetings', t.mostMeetings, t.noLimit)}
          {field('most_in_a_row', t.mostInARow, t.noLimit)}
          {field('wishes_until', t.wishesUntil, t.wishesUntilHint, 'datetime-local')}
        </div>
        <label className="choice">
          <input type="checkbox" name="language_matters" value="1" defaultChecked={matters} />
          <span>{t.languageMatters}</span>
        </label>
        {!over && <button type="submit">{t.save}</button>}
      </form>
    </section>
  )
}

function SwitchOff({ language, at, said }: { language: Language; at: string; said: Props['said'] }) {
  const t = words[language]
  if (said.people + said.wishes + said.meetings > 0) return <p className="small soft">{t.switchOffNot}</p>
  return (
    <details>
      <summary>{t.switchOff}</summary>
      <form method="post" action={at}>
        <p>{t.switchOffAsk}</p>
        <button type="submit" name="to" value="off" className="quiet">
          {t.switchOffYes}
        </button>
      </form>
    </details>
  )
}
