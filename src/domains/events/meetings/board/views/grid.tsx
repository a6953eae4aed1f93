import type { Language } from '#platform/i18n.ts'
import { hourOf } from '../../../times.ts'
import { words } from '../messages.ts'
import { isOver, type Names, type Picture } from '../picture.ts'
import type { Card } from '../shown.ts'
import { Flags } from './parts.tsx'

type Props = {
  language: Language
  names: Names
  picture: Picture
  cards: readonly Card[]
  at: string
  chosen: number | undefined
}

/** Slots by tables. Each meeting is a link to what can be done with it; with a script it is dragged. */
export function Grid({ language, names, picture, cards, at, chosen }: Props) {
  const t = words[language]
  const { rows } = picture
  const cell = new Map(cards.map(card => [`${card.row.slot_id} ${card.row.table_id}`, card]))
  const inSlot = new Map<number, number>()
  for (const { row } of cards) inSlot.set(row.slot_id, (inSlot.get(row.slot_id) ?? 0) + 1)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section className="table-wrap board" aria-label={t.title} tabIndex={0} data-grid>
      <table>
        <caption className="visually-hidden">{t.title}</caption>
        <thead>
          <tr>
            <th scope="col">{t.table}</th>
            {rows.slots.map(slot => (
              <th scope="col" key={slot.id} data-slot={slot.id} data-over={isOver(picture, slot.id) ? 1 : undefined}>
                {names.slot(slot.id)}–{hourOf(slot.ends_at, rows.zone)}
                <span className="soft"> · {inSlot.get(slot.id) ?? 0}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.tables.map(table => (
            <tr key={table.id} data-table={table.id}>
              <th scope="row">
                {table.name}
                <span className="soft small">{table.room}</span>
              </th>
              {rows.slots.map(slot => {
                const card = cell.get(`${slot.id} ${table.id}`)
                if (card) return <Cell key={slot.id} {...{ language, names, picture, card, at, chosen }} />
                const lost = table.lost.includes(slot.id)
                return (
                  <td key={slot.id} className={lost ? 'lost' : undefined}>
                    {lost ? t.notThere : null}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Cell({ language, names, picture, card, at, chosen }: Omit<Props, 'cards'> & { card: Card }) {
  const { row, a, b } = card
  const state = card.faults.length > 0 ? 'faulty' : row.locked ? 'locked' : undefined
  return (
    <td>
      <a
        className={['meeting', state].filter(Boolean).join(' ')}
        id={`m${row.id}`}
        href={`${at}?meeting=${row.id}#chosen`}
        data-meeting={row.id}
        data-a={row.a_id}
        data-b={row.b_id}
        aria-current={row.id === chosen ? 'true' : undefined}
      >
        <span>
          <strong>{a.name}</strong> <span className="soft">{a.organisation}</span>
        </span>
        <span>
          <strong>{b.name}</strong> <span className="soft">{b.organisation}</span>
        </span>
        <Flags {...{ language, names, picture, card }} />
      </a>
    </td>
  )
}
