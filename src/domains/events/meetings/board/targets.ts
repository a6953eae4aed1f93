import type { Language } from '#platform/i18n.ts'
import type { MeetingRow } from '../queries.ts'
import { words } from './messages.ts'
import { Occupied, samePair } from './obstacles.ts'
import { isOver, meetingOf, type Names, type Picture, placeOf } from './picture.ts'
import type { Target } from './views/chosen.tsx'

/** Where a meeting could go by hand: free places that fit, and meetings it could change places with in its own slot or another. */
export function targetsOf(picture: Picture, names: Names, language: Language, row: MeetingRow): Target[] {
  const meeting = meetingOf(picture, row)
  if (!meeting || isOver(picture, row.slot_id)) return []
  const rest = picture.meetings.filter(one => !samePair(one, meeting))
  const free = new Occupied(picture.problem, rest)
  const whole = new Occupied(picture.problem, picture.meetings)
  const there = new Map(rest.map(one => [`${one.slot} ${one.table}`, one]))
  return picture.rows.slots.flatMap((slot, s) =>
    isOver(picture, slot.id)
      ? []
      : picture.rows.tables.flatMap((table, t): Target[] => {
          if (slot.id === row.slot_id && table.id === row.table_id) return []
          const where = { slot_id: slot.id, table_id: table.id }
          const other = there.get(`${s} ${t}`)
          const to = { ...meeting, slot: s, table: t }
          if (!other) return free.against(to).length === 0 ? [where] : []
          if (whole.againstSwap(meeting, other).length > 0) return []
          return [{ ...where, swap: words[language].swapWith(...namesOfPair(picture, names, other)) }]
        }),
  )
}

const namesOfPair = (picture: Picture, names: Names, meeting: Parameters<typeof placeOf>[1]): [string, string] => {
  const { a_id, b_id } = placeOf(picture, meeting)
  return [names.person(a_id), names.person(b_id)]
}
