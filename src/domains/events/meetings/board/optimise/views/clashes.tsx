import type { Language } from '#platform/i18n.ts'
import { words as ofAlgorithm } from '../../../messages.ts'
import { type Names, placeText } from '../../picture.ts'
import { words } from '../messages.ts'
import type { Clash, RemedyPlaced } from '../model.ts'

type Props = { language: Language; names: Names; rooms: ReadonlyMap<number, string>; clashes: readonly Clash[] }

/** Why there is no agenda around what is locked, and what would mend each conflict. */
export function Clashes({ language, names, rooms, clashes }: Props) {
  const say = ofAlgorithm[language]
  const meeting = (one: RemedyPlaced['locked'][number]) => `${names.pair(one)} (${placeText(names, language, one)})`
  const remedy = (one: RemedyPlaced): string => {
    const locked = one.locked.map(meeting).join(', ')
    const [slot, table] = [names.slot(one.slot ?? 0), names.table(one.table ?? 0)]
    switch (one.kind) {
      case 'unlock':
        return say.unlock(locked)
      case 'free':
        return say.free(names.person(one.person ?? 0), slot)
      case 'otherTable':
        return say.otherTable(locked, table)
      case 'otherSlot':
        return say.otherSlot(locked, slot, table)
      case 'raiseCap':
        return say.raiseCap(names.person(one.person ?? 0), one.to ?? 0)
      case 'raiseRoom':
        return say.raiseRoom(rooms.get(one.room ?? 0) ?? '', one.to ?? 0)
    }
  }
  return (
    <>
      <p>{words[language].impossible}</p>
      <ul>
        {clashes.map((one, k) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rendered once on the server
          <li key={k}>
            <strong>{say.conflict[one.kind]}</strong>: {one.locked.map(meeting).join('; ')}
            <ul>
              {one.remedies.map((each, r) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rendered once on the server
                <li key={r}>{remedy(each)}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </>
  )
}
