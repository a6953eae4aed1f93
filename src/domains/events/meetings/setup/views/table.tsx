import { formats, type Language } from '#platform/i18n.ts'
import { Choices, Select, TextField } from '#ui/forms.tsx'
import type { EventRow } from '../../../queries.ts'
import { hoursOf } from '../../../times.ts'
import type { TableRow } from '../../queries.ts'
import { words } from '../messages.ts'
import { byDay, type TableForm } from '../model.ts'
import type { RoomRow } from '../queries.ts'
import { Said, SetupCrumbs } from './parts.tsx'
import type { SlotShown } from './setup.tsx'

type Props = {
  language: Language
  event: EventRow
  table: TableRow
  rooms: readonly RoomRow[]
  slots: readonly SlotShown[]
  typed: TableForm | undefined
  alert: string | undefined
  wrong: Readonly<Record<string, string>>
}

/** One table: what it is called, where it is, and when it is not there. */
export function TablePage({ language, event, table, rooms, slots, typed, alert, wrong }: Props) {
  const t = words[language]
  const f = formats(language)
  const at = `/${language}/events/${event.id}/meetings/tables`
  const lost = (typed?.lost ?? table.lost).map(String)
  return (
    <>
      <SetupCrumbs {...{ language, event }} setup />
      <h1>{t.editTable(table.name)}</h1>
      <Said alert={alert} />
      <form method="post" action={`${at}/${table.id}`} noValidate>
        <div className="fields">
          <TextField name="name" label={t.name} value={typed?.name ?? table.name} wrong={wrong.name} />
          <Select
            name="room"
            label={t.room}
            value={String(typed?.room ?? table.room_id)}
            wrong={wrong.room}
            choices={rooms.map(room => ({ value: String(room.id), text: room.name }))}
          />
          <TextField
            name="seats"
            type="number"
            label={t.seatsShort}
            value={typed?.seats ?? String(table.seats)}
            wrong={wrong.seats}
          />
        </div>
        <label className="choice">
          <input type="checkbox" name="accessible" value="1" defaultChecked={typed?.accessible ?? table.accessible} />
          <span>{t.accessibleOne}</span>
        </label>
        {slots.length > 0 && <h2>{t.lostTitle}</h2>}
        {byDay(slots, event.zone).map(({ day, slots: own }) => (
          <Choices
            key={day}
            name="lost"
            legend={f.date(day)}
            chosen={lost}
            choices={own.map(slot => ({
              value: String(slot.id),
              text: hoursOf(slot, event.zone),
            }))}
          />
        ))}
        <button type="submit">{t.save}</button>
      </form>
      <form method="post" action={`${at}/remove`}>
        <button type="submit" name="table" value={table.id} className="quiet small">
          {t.removeTable}
        </button>
      </form>
    </>
  )
}
