import type { Language } from '#platform/i18n.ts'
import { Tag } from '#ui/parts.tsx'
import { hourOf } from '../../../times.ts'
import { words } from '../messages.ts'
import { pairName } from '../model.ts'
import { isOver, type Names, type Picture } from '../picture.ts'
import type { Card } from '../shown.ts'
import { Flags } from './parts.tsx'

type Props = {
  language: Language
  names: Names
  picture: Picture
  cards: readonly Card[]
  /** Where a meeting's forms are; without it the grid is only looked at. */
  at?: string
  chosen?: number | undefined
  /** Words on cards, by pair. */
  marks?: ReadonlyMap<string, string>
}

/** Slots by tables. Each meeting is a link to what can be done with it; with a script it is dragged. */
export function Grid({ language, names, picture, cards, at, chosen, marks }: Props) {
  const t = words[language]
  const { rows } = picture
  const cell = new Map(cards.map(card => [`${card.row.slot_id} ${card.row.table_id}`, card]))
  const inSlot = new Map<number, number>()
  for (const { row } of cards) inSlot.set(row.slot_id, (inSlot.get(row.slot_id) ?? 0) + 1)
  return (
    <section
      className="table-wrap board"
      aria-label={t.title}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      data-grid={at === undefined ? undefined : 1}
    >
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
                if (card)
                  return (
                    <Cell
                      key={slot.id}
                      {...{ language, names, picture, card }}
                      at={at}
                      chosen={chosen}
                      mark={marks?.get(pairName(card.row))}
                    />
                  )
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

type CellProps = Omit<Props, 'cards' | 'marks' | 'at' | 'chosen'> & {
  card: Card
  at: string | undefined
  chosen: number | undefined
  mark: string | undefined
}

function Cell({ language, names, picture, card, at, chosen, mark }: CellProps) {
  const { row, a, b } = card
  const state = mark ? 'marked' : card.faults.length > 0 ? 'faulty' : row.locked ? 'locked' : undefined
  const className = ['meeting', state].filter(Boolean).join(' ')
  const said = (
    <>
      <span>
        <strong>{a.name}</strong> <span className="soft">{a.organisation}</span>
      </span>
      <span>
        <strong>{b.name}</strong> <span className="soft">{b.organisation}</span>
      </span>
      {mark && <Tag tone="knot">{mark}</Tag>}
      <Flags {...{ language, names, picture, card }} />
    </>
  )
  if (at === undefined)
    return (
      <td>
        <div className={className}>{said}</div>
      </td>
    )
  return (
    <td>
      <a
        className={className}
        id={`m${row.id}`}
        href={`${at}?meeting=${row.id}#chosen`}
        data-meeting={row.id}
        data-a={row.a_id}
        data-b={row.b_id}
        aria-current={row.id === chosen ? 'true' : undefined}
      >
        {said}
      </a>
    </td>
  )
}
