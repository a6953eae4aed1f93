import type { Language } from '#platform/i18n.ts'
import { words } from '../messages.ts'
import { type Names, type Picture, placeText } from '../picture.ts'
import type { Card } from '../shown.ts'
import { Flags } from './parts.tsx'

/** A place a meeting could go to; `swap`: the names of the two it would change places with. */
export type Target = { readonly slot_id: number; readonly table_id: number; readonly swap?: string }

type Props = {
  language: Language
  names: Names
  picture: Picture
  card: Card
  at: string
  targets: readonly Target[]
}

/** One meeting with everything that can be done with it, by forms. */
export function Chosen({ language, names, picture, card, at, targets }: Props) {
  const t = words[language]
  const { row } = card
  const hidden = (
    <>
      <input type="hidden" name="version" value={picture.rows.agenda.version} />
      <input type="hidden" name="meeting" value={row.id} />
    </>
  )
  const bySlot = new Map<number, Target[]>()
  for (const one of targets) bySlot.set(one.slot_id, [...(bySlot.get(one.slot_id) ?? []), one])
  return (
    <section className="panel no-print" id="chosen" aria-labelledby="chosen-title">
      <h2 id="chosen-title">{t.chosen(card.a.name, card.b.name)}</h2>
      <p>
        {placeText(names, language, row)} <Flags {...{ language, names, picture, card }} />
      </p>
      {targets.length === 0 ? (
        <p>{t.noPlace}</p>
      ) : (
        <form method="post" action={at} className="row end">
          {hidden}
          <div className="field">
            <label htmlFor="place">{t.moveTo}</label>
            <select id="place" name="place">
              {[...bySlot].map(([slot, places]) => (
                <optgroup key={slot} label={names.slot(slot)}>
                  {places.map(one => (
                    <option key={one.table_id} value={`${one.slot_id}-${one.table_id}`}>
                      {placeText(names, language, one)}
                      {one.swap ? ` · ${one.swap}` : ''}
                    </option>
                  ))}
                </optgroup>
              ))}
            </select>
          </div>
          <button type="submit" name="do" value="move">
            {t.move}
          </button>
        </form>
      )}
      <form method="post" action={at} className="row">
        {hidden}
        <button type="submit" name="do" value={row.locked ? 'unlock' : 'lock'} className="quiet">
          {row.locked ? t.unlock : t.lock}
        </button>
        <button type="submit" name="do" value="remove" className="quiet">
          {t.remove}
        </button>
        <a href={`${at}#m${row.id}`}>{t.close}</a>
      </form>
    </section>
  )
}
