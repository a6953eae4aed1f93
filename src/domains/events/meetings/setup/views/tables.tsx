import { formats } from '#platform/i18n.ts'
import { Select, TextArea, TextField } from '#ui/forms.tsx'
import { Table } from '#ui/parts.tsx'
import { words } from '../messages.ts'
import type { Props } from './setup.tsx'

type Own = Props & { over: boolean; at: string }

/** Rooms with what they hold, tables, and the form that adds many at once. */
export function Tables(props: Own) {
  const { language, tables, over, at } = props
  const t = words[language]
  const f = formats(language)
  return (
    <>
      <Rooms {...props} />
      <section aria-labelledby="tables" className="panel">
        <h2 id="tables">{t.tables}</h2>
        {tables.length === 0 ? (
          <p>{t.noTables}</p>
        ) : (
          <form method="post" action={`${at}/tables/remove`}>
            <Table
              caption={t.tables}
              silent
              heads={[
                { text: t.name },
                { text: t.room },
                { text: t.seatsShort, number: true },
                { text: t.accessibleOne },
                { text: t.lost },
                { text: t.edit },
              ]}
              rows={tables.map(table => [
                over ? (
                  table.name
                ) : (
                  <label key="name" className="choice">
                    <input type="checkbox" name="table" value={table.id} aria-label={t.chosen(table.name)} />
                    <span>{table.name}</span>
                  </label>
                ),
                table.room,
                f.number(table.seats),
                table.accessible ? t.isAccessible : '',
                table.lost.length > 0 ? t.lostCount(f.number(table.lost.length)) : '',
                over ? (
                  ''
                ) : (
                  <a key="edit" href={`${at}/tables/${table.id}`}>
                    {t.edit}
                    <span className="visually-hidden"> {table.name}</span>
                  </a>
                ),
              ])}
            />
            {!over && (
              <button type="submit" className="quiet small">
                {t.removeChosen}
              </button>
            )}
          </form>
        )}
        {!over && <AddForm {...props} />}
      </section>
    </>
  )
}

function Rooms({ language, rooms, wrong, over, at }: Own) {
  const t = words[language]
  const mine = wrong?.form === 'rooms' ? wrong : undefined
  return (
    <section aria-labelledby="rooms" className="panel">
      <h2 id="rooms">{t.rooms}</h2>
      {rooms.length === 0 ? (
        <p>{t.noRooms}</p>
      ) : (
        <form method="post" action={`${at}/rooms`} noValidate>
          <p className="small">{t.roomsLead}</p>
          <div className="fields">
            {rooms.map(room => (
              <TextField
                key={room.id}
                name={`capacity_${room.id}`}
                type="number"
                label={t.capacity(room.name)}
                value={mine ? mine.typed[`capacity_${room.id}`] : String(room.capacity ?? '')}
                wrong={mine?.fields[`capacity_${room.id}`]}
              />
            ))}
          </div>
          {!over && (
            <button type="submit" className="small">
              {t.save}
            </button>
          )}
        </form>
      )}
    </section>
  )
}

function AddForm({ language, rooms, tables, wrong, at }: Own) {
  const t = words[language]
  const mine = wrong?.form === 'tables' ? wrong : undefined
  const typed = mine?.typed ?? {}
  const fields = mine?.fields ?? {}
  return (
    <details open={tables.length === 0 || mine !== undefined}>
      <summary>{t.addTables}</summary>
      <form method="post" action={`${at}/tables`} noValidate>
        <TextArea name="names" label={t.names} hint={t.namesHint} rows={2} value={typed.names} wrong={fields.names} />
        <div className="fields">
          {rooms.length > 0 && (
            <Select
              name="room"
              label={t.room}
              any={t.chooseRoom}
              value={typed.room ?? (rooms.length === 1 ? String(rooms[0]?.id) : '')}
              wrong={fields.room}
              choices={rooms.map(room => ({ value: String(room.id), text: room.name }))}
            />
          )}
          <TextField
            name="new_room"
            label={rooms.length > 0 ? t.newRoom : t.room}
            value={typed.new_room}
            wrong={fields.new_room ?? (rooms.length > 0 ? undefined : fields.room)}
          />
          <TextField name="seats" type="number" label={t.seats} value={typed.seats ?? '2'} wrong={fields.seats} />
          <TextField
            name="accessible"
            label={t.accessible}
            hint={t.accessibleHint}
            value={typed.accessible}
            wrong={fields.accessible}
          />
        </div>
        <button type="submit">{t.add}</button>
      </form>
    </details>
  )
}
