import { formats, type Language } from '#platform/i18n.ts'
import { Figures, Table } from '#ui/parts.tsx'
import type { PairChange } from '../../model.ts'
import { type Names, placeText } from '../../picture.ts'
import { words } from '../messages.ts'

type Props = { language: Language; names: Names; changes: readonly PairChange[]; standing: number }

const MOST = 60

/** What would become of each meeting that changes, in words. */
export function Difference({ language, names, changes, standing }: Props) {
  const t = words[language]
  const f = formats(language)
  const count = (test: (one: PairChange) => boolean) => f.number(changes.filter(test).length)
  const kept = standing - changes.filter(one => one.before !== null).length
  const place = (one: PairChange['before']) => (one ? placeText(names, language, one) : t.nowhere)
  if (changes.length === 0) return <p>{t.same}</p>
  return (
    <>
      <Figures
        items={[
          { value: count(one => one.before === null), label: t.added },
          { value: count(one => one.before !== null && one.after !== null), label: t.moved },
          { value: count(one => one.after === null), label: t.cancelled },
          { value: f.number(kept), label: t.stays },
        ]}
      />
      <Table
        caption={t.difference}
        heads={[{ text: t.pair }, { text: t.now }, { text: t.after }]}
        rows={changes.slice(0, MOST).map(one => [names.pair(one), place(one.before), place(one.after)])}
      />
      {changes.length > MOST && <p className="soft">{t.shown(f.number(MOST), f.number(changes.length))}</p>}
    </>
  )
}
