import { formats, type Language } from '#platform/i18n.ts'
import { TextField } from '#ui/forms.tsx'
import { Notice } from '#ui/parts.tsx'
import { dayOf, hourOf, hoursOf } from '../../../times.ts'
import { words } from '../messages.ts'
import { byDay } from '../model.ts'
import type { Props, SlotShown } from './setup.tsx'

type Own = Props & { over: boolean; at: string }

/** Slots of the event by day, and the form that makes more. */
export function Slots(props: Own) {
  const { language, event, slots, over, at } = props
  const t = words[language]
  return (
    <section aria-labelledby="slots" className="panel">
      <h2 id="slots">{t.slots}</h2>
      <p className="small">{t.slotsLead}</p>
      {slots.length === 0 && <p>{t.noSlots}</p>}
      {byDay(slots, event.zone).map(({ day, slots: own }) => (
        <Day key={day} {...{ language, over, at, day, own }} zone={event.zone} />
      ))}
      {!over && <MakeForm {...props} />}
    </section>
  )
}

type DayProps = {
  language: Language
  over: boolean
  at: string
  day: string
  own: readonly SlotShown[]
  zone: string
}

function Day({ language, over, at, day, own, zone }: DayProps) {
  const t = words[language]
  const f = formats(language)
  const free = own.every(slot => slot.meetings === 0)
  const away = own.reduce((sum, slot) => sum + slot.away, 0)
  return (
    <>
      <h3>{f.date(day)}</h3>
      <ul className="slots">
        {own.map(slot => (
          <li key={slot.id}>
            <strong>{hoursOf(slot, zone)}</strong>
            {slot.meetings > 0 && <span className="small"> {t.holds(f.number(slot.meetings))}</span>}
            {slot.away > 0 && <span className="small soft"> {t.away(f.number(slot.away))}</span>}
            {!over && slot.meetings === 0 && (
              <Remove
                summary={t.remove}
                says={t.removeSlot(`${f.dateShort(day)} ${hoursOf(slot, zone)}`)}
                question={t.removeSlotAsk(f.number(slot.away))}
                yes={t.removeYes}
                ids={[slot.id]}
                at={at}
              />
            )}
          </li>
        ))}
      </ul>
      {!over && free && own.length > 1 && (
        <Remove
          summary={t.removeDay(f.date(day))}
          question={t.removeDayAsk(f.number(own.length), f.number(away))}
          yes={t.removeYes}
          ids={own.map(slot => slot.id)}
          at={at}
        />
      )}
    </>
  )
}

type RemoveProps = {
  summary: string
  says?: string
  question: string
  yes: string
  ids: readonly number[]
  at: string
}

function Remove({ summary, says, question, yes, ids, at }: RemoveProps) {
  return (
    <details className="small">
      <summary aria-label={says}>{summary}</summary>
      <form method="post" action={`${at}/slots/remove`}>
        <p>{question}</p>
        {ids.map(id => (
          <input key={id} type="hidden" name="remove" value={id} />
        ))}
        <button type="submit" className="quiet small" aria-label={says && `${yes}: ${says}`}>
          {yes}
        </button>
      </form>
    </details>
  )
}

function MakeForm({ language, event, slots, wrong, preview, at }: Own) {
  const t = words[language]
  const mine = wrong?.form === 'slots' ? wrong : undefined
  const first = dayOf(event.starts_at, event.zone)
  const usual: Record<string, string> = {
    day: first,
    from: hourOf(event.starts_at, event.zone),
    until: dayOf(event.ends_at, event.zone) === first ? hourOf(event.ends_at, event.zone) : '18:00',
    minutes: '20',
    pause: '5',
  }
  const field = (name: string, label: string, type: string, hint?: string) => (
    <TextField
      {...{ name, label, type, hint }}
      value={mine ? mine.typed[name] : usual[name]}
      wrong={mine?.fields[name]}
    />
  )
  return (
    <details open={slots.length === 0 || mine !== undefined}>
      <summary>{t.addSlots}</summary>
      <form method="post" action={`${at}/slots#slots`} noValidate>
        <div className="fields">
          {field('day', t.day, 'date')}
          {field('last_day', t.lastDay, 'date', t.lastDayHint)}
          {field('from', t.from, 'time')}
          {field('until', t.until, 'time')}
          {field('minutes', t.minutes, 'number')}
          {field('pause', t.pause, 'number')}
          {field('lunch_from', t.lunchFrom, 'time', t.lunchHint)}
          {field('lunch_until', t.lunchUntil, 'time')}
        </div>
        {preview && <Preview {...{ language, preview }} zone={event.zone} />}
        <p className="row">
          {preview && preview.slots.length > 0 && (
            <button type="submit" name="do" value="make">
              {t.make}
            </button>
          )}
          <button type="submit" name="do" value="preview" className={preview?.slots.length ? 'quiet' : undefined}>
            {t.preview}
          </button>
        </p>
      </form>
    </details>
  )
}

function Preview({
  language,
  preview,
  zone,
}: {
  language: Language
  preview: NonNullable<Props['preview']>
  zone: string
}) {
  const t = words[language]
  const f = formats(language)
  return (
    <Notice role="status">
      <p>
        <strong>{t.previewTitle}</strong> {t.previewCount(f.number(preview.slots.length))}
      </p>
      {byDay(preview.slots, zone).map(({ day, slots }) => (
        <p key={day}>
          {f.date(day)}: {slots.map(slot => hoursOf(slot, zone)).join(', ')}
        </p>
      ))}
      {preview.left > 0 && <p>{t.leftOut(f.number(preview.left))}</p>}
      {preview.outside > 0 && <p>{t.outside(f.number(preview.outside))}</p>}
      {preview.changes.length > 0 && <p>{t.clocks(preview.changes.map(day => f.date(day)).join(', '))}</p>}
    </Notice>
  )
}
