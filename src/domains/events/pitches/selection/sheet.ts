import type { Language } from '#platform/i18n.ts'
import type { Column } from '#platform/sheets.ts'
import { words as ofPitches } from '../messages.ts'
import type { PitchState } from '../model.ts'
import type { Board } from './actions.ts'
import { words } from './messages.ts'

type Row = Board['tally']['lines'][number]

/** The selection as a sheet, a column for each criterion. */
export function columnsOf(language: Language, board: Board): Column<Row>[] {
  const t = words[language]
  const pitch = (row: Row) => board.pitches.find(one => one.id === row.key)
  const called = (ids: readonly number[]) =>
    ids.map(id => board.judges.find(one => one.id === id)?.name ?? '').join('; ')
  const plain = (head: string, value: Column<Row>['value']): Column<Row> => ({
    head,
    means: { it: words.it.title, en: words.en.title },
    value,
  })
  return [
    plain(t.pitch, row => pitch(row)?.title ?? ''),
    plain(ofPitches[language].of, row => pitch(row)?.organisation ?? ''),
    plain(t.state, row => ofPitches[language].states[pitch(row)?.state as PitchState]),
    plain(t.place, row => row.place ?? null),
    plain(t.mean, row => row.mean ?? null),
    plain(t.spread, row => row.spread ?? null),
    plain(t.count, row => row.count),
    plain(t.levelled, row => row.levelled ?? null),
    ...board.criteria.map((criterion, at) => plain(criterion[language], row => row.means[at] ?? null)),
    plain(t.missing, row => called(row.missing)),
    plain(t.hasConflict, row => called(row.conflicts)),
  ]
}
