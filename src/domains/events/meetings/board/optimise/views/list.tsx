import type { Language } from '#platform/i18n.ts'
import { Empty } from '#ui/parts.tsx'
import type { EventRow } from '../../../../queries.ts'
import { namesOf, type Picture } from '../../picture.ts'
import { Head } from '../../views/parts.tsx'
import { words } from '../messages.ts'
import { SORTS, type Sort, type UnmetPlaced } from '../model.ts'
import { Unmet } from './unmet.tsx'

type Props = { language: Language; event: EventRow; picture: Picture; unmet: readonly UnmetPlaced[]; sort: Sort }

const MOST = 500

/** What people want and the agenda does not give, to be put in by hand. */
export function UnmetPage({ language, event, picture, unmet, sort }: Props) {
  const t = words[language]
  const board = `/${language}/events/${event.id}/board`
  const heads = { from: t.who, to: t.whom, strength: t.strength, why: t.why }
  return (
    <>
      <Head {...{ language, event }} title={t.unmet} below />
      <p className="lead">{t.unmetLead}</p>
      {unmet.length === 0 ? (
        <Empty>
          <p>{t.noneUnmet}</p>
        </Empty>
      ) : (
        <>
          <p className="row">
            {t.sortedBy}
            {SORTS.map(one => (
              <a key={one} href={`${board}/unmet?sort=${one}`} aria-current={one === sort ? 'true' : undefined}>
                {heads[one]}
              </a>
            ))}
          </p>
          <Unmet
            {...{ language, unmet }}
            names={namesOf(picture.rows)}
            most={MOST}
            add={{ at: board, version: picture.rows.agenda.version }}
          />
        </>
      )}
    </>
  )
}
