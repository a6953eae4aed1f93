import { formats, type Language } from '#platform/i18n.ts'
import { Select } from '#ui/forms.tsx'
import { Figures, Notice } from '#ui/parts.tsx'
import type { EventRow } from '../../../../queries.ts'
import { changesTo } from '../../model.ts'
import { namesOf, type Picture } from '../../picture.ts'
import { Head, type Told } from '../../views/parts.tsx'
import { words } from '../messages.ts'
import { type Found, SECONDS } from '../model.ts'
import type { Run } from '../queries.ts'
import { Clashes } from './clashes.tsx'
import { Difference } from './difference.tsx'
import { Unmet } from './unmet.tsx'

type Props = Told & {
  language: Language
  event: EventRow
  picture: Picture
  run: Run | undefined
  /** Seconds since it began, and those it may take. */
  elapsed: number
  limit: number
  /** Whoever changed the agenda since it was computed. */
  changedBy: string
}

const MOST_UNMET = 100

/** Asks for an agenda, shows how far it is, and what it would change. */
export function OptimisePage(props: Props) {
  const { language, event, picture, run } = props
  const t = words[language]
  const at = `/${language}/events/${event.id}/board/optimise`
  return (
    <>
      <Head {...{ language, event }} title={t.title} below done={props.done} alert={props.alert} />
      <p className="lead">{t.lead}</p>
      {run?.state === 'interrupted' && (
        <Notice tone="warn">
          <p>{t.interrupted}</p>
        </Notice>
      )}
      {run?.state === 'failed' && (
        <Notice tone="wrong">
          <p>{t.failed}</p>
        </Notice>
      )}
      {run?.state === 'running' ? (
        <Running {...props} run={run} at={at} />
      ) : (
        <>
          {run?.state === 'ready' && run.found && <Proposal {...props} run={run} found={run.found} at={at} />}
          {run?.state === 'impossible' && run.found?.clashes && (
            <Notice tone="wrong">
              <Clashes
                {...{ language }}
                names={namesOf(picture.rows)}
                clashes={run.found.clashes}
                rooms={new Map(picture.rows.tables.map(one => [one.room_id, one.room]))}
              />
            </Notice>
          )}
          <form method="post" action={at} className="row end">
            <Select
              name="seconds"
              label={t.seconds}
              value="10"
              choices={SECONDS.map(n => ({ value: String(n), text: t.secondsOf(String(n)) }))}
            />
            <button type="submit" className={run?.state === 'ready' ? 'quiet' : undefined}>
              {run ? t.again : t.begin}
            </button>
          </form>
        </>
      )}
    </>
  )
}

function Running({ language, run, elapsed, limit, at }: Props & { run: Run; at: string }) {
  const t = words[language]
  return (
    <section className="panel">
      <p role="status">{t.running(run.who)}</p>
      <label htmlFor="progress">{t.progress}</label>
      <progress id="progress" max={limit} value={Math.min(elapsed, limit)} />
      <p>
        <a href={at}>{t.reload}</a>
      </p>
    </section>
  )
}

function Proposal({
  language,
  event,
  picture,
  run,
  found,
  changedBy,
  at,
}: Props & { run: Run; found: Found; at: string }) {
  const t = words[language]
  const f = formats(language)
  const names = namesOf(picture.rows)
  const { figures, unmet = [] } = found
  const older = run.of_version !== picture.rows.agenda.version
  return (
    <section className="stack">
      <h2>{t.ready}</h2>
      <p className="soft">{t.by(run.who, f.instant(run.asked_at, event.zone))}</p>
      {figures && (
        <>
          <Figures
            items={[
              { value: f.number(figures.value), label: t.value },
              { value: f.percent(figures.bound === 0 ? 1 : figures.value / figures.bound, 1), label: t.share },
              { value: t.mustsOf(f.number(figures.musts.met), f.number(figures.musts.possible)), label: t.musts },
              { value: f.number(figures.leftOut.length), label: t.leftOut },
              { value: t.minutes(f.number(figures.meanWait)), label: t.wait },
            ]}
          />
          <p className="soft">
            {t.bound(f.number(figures.bound), f.number(figures.seconds, 1))} {figures.repeatable ? '' : t.notRepeatable}
          </p>
          {figures.leftOut.length > 0 && (
            <p>
              {t.leftOut}: {f.list(figures.leftOut.map(names.person))}
            </p>
          )}
        </>
      )}
      {older ? (
        <Notice tone="warn">
          <p>{t.older(changedBy)}</p>
        </Notice>
      ) : (
        <form method="post" action={`${at}/decide`} className="row">
          <input type="hidden" name="run" value={run.id} />
          <button type="submit" name="do" value="apply">
            {t.apply}
          </button>
          <button type="submit" name="do" value="drop" className="quiet">
            {t.drop}
          </button>
        </form>
      )}
      <h3>{t.difference}</h3>
      <Difference
        {...{ language, names }}
        changes={changesTo(picture.rows.meetings, found.places ?? [])}
        standing={picture.meetings.length}
      />
      {unmet.length > 0 && <Unmet {...{ language, names, unmet }} most={MOST_UNMET} />}
    </section>
  )
}
