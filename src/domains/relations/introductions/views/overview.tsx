import type { Language } from '#platform/i18n.ts'
import { Empty } from '#ui/parts.tsx'
import { words } from '../messages.ts'
import type { Introduction } from '../queries.ts'
import { Requests } from './list.tsx'

type Props = {
  language: Language
  /** Requests of the organisations one acts for, and for staff those of everybody. */
  mine: readonly Introduction[]
  all: readonly Introduction[]
  staff: boolean
  waits: boolean
  ours: ReadonlyMap<number, unknown>
  mayDecide: boolean
}

export function IntroductionsPage({ language, mine, all, staff, waits, ours, mayDecide }: Props) {
  const t = words[language]
  const lists: [string, readonly Introduction[]][] = [
    [t.received, mine.filter(one => ours.has(one.to_id))],
    [t.asked, mine.filter(one => ours.has(one.from_id))],
    [t.waiting, all.filter(one => one.state === 'asked')],
    [t.open, all.filter(one => one.state === 'passed')],
    [t.others, all.filter(one => one.state !== 'asked' && one.state !== 'passed')],
  ]
  const filled = lists.filter(([, rows]) => rows.length > 0)
  return (
    <>
      <h1>{t.title}</h1>
      <p className="lead">{staff ? t.staffLead : t.lead}</p>
      {filled.length === 0 && (
        <Empty>
          <p>{t.none}</p>
          <p className="small">{t.noneHint}</p>
        </Empty>
      )}
      {filled.map(([caption, rows]) => (
        <Requests key={caption} language={language} caption={caption} rows={rows} />
      ))}
      {staff && (
        <section className="panel prose">
          <h2>{t.clusterSetting}</h2>
          <p>{waits ? t.clusterWaits : t.clusterAtOnce}</p>
          {mayDecide && (
            <form method="post" action={`/${language}/introductions/setting`}>
              <button type="submit" name="wait" value={waits ? '' : '1'} className="quiet small">
                {waits ? t.makeAtOnce : t.makeWait}
              </button>
            </form>
          )}
        </section>
      )}
    </>
  )
}
