import type { Break } from '#algorithms/agenda/problem.ts'
import type { Language } from '#platform/i18n.ts'
import { obstacleWords, words } from './messages.ts'
import type { Grounds } from './obstacles.ts'
import { isOver, namesOf, type Picture } from './picture.ts'

/** What the page needs to say at once, while somebody drags, whether a place will do. */
export type GroundsFile = {
  readonly grounds: Grounds
  /** The same for everybody, so told once. */
  readonly breaks: readonly Break[]
  readonly people: readonly number[]
  readonly names: readonly string[]
  readonly slots: readonly number[]
  readonly slotNames: readonly string[]
  readonly tables: readonly number[]
  readonly tableNames: readonly string[]
  /** Slots that are over. */
  readonly over: readonly number[]
  readonly obstacles: Readonly<Record<string, string>>
  readonly words: Readonly<Record<'pick' | 'fits' | 'swaps' | 'gaveUp' | 'nowhere' | 'passed' | 'noNetwork', string>>
}

export function groundsOf(picture: Picture, language: Language): GroundsFile {
  const { problem, code, rows } = picture
  const names = namesOf(rows)
  const { pick, fits, swaps, gaveUp, nowhere, passed, noNetwork } = words[language]
  return {
    grounds: {
      participants: problem.participants.map(({ accessible, people, cap, away }) => ({
        ...(accessible ? { accessible } : {}),
        ...(people === undefined ? {} : { people }),
        ...(cap === undefined ? {} : { cap }),
        ...(away ? { away } : {}),
      })),
      tables: problem.tables,
      rooms: problem.rooms,
    },
    breaks: problem.participants[0]?.breaks ?? [],
    people: code.people,
    names: code.people.map(names.person),
    slots: code.slots,
    slotNames: code.slots.map(names.slot),
    tables: code.tables,
    tableNames: code.tables.map(names.table),
    over: code.slots.flatMap((id, s) => (isOver(picture, id) ? [s] : [])),
    obstacles: obstacleWords[language],
    words: { pick, fits, swaps, gaveUp, nowhere, passed, noNetwork },
  }
}
