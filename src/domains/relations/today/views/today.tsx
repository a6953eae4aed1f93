import { readableShortName } from '#domains/network/naming/model.ts'
import { dateInRome } from '#platform/clock.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { fromName, toName } from '../../introductions/views/list.tsx'
import { TaskList } from '../../tasks/views/tasks.tsx'
import type { Today } from '../actions.ts'
import { words } from '../messages.ts'
import { hrefOf, Member } from './member.tsx'

export type TodayProps = {
  language: Language
  name: string
  today: Today
  now: Date
  /** Whether a page is there on this installation. */
  has: (route: string) => boolean
}

export function TodayPage(props: TodayProps) {
  const { language, name, today } = props
  const t = words[language]
  const { member, staff } = today
  return (
    <>
      <h1>{t.hello(name)}</h1>
      {staff && <Staff {...props} staff={staff} />}
      {member && <Member {...props} member={member} />}
      {!member && !staff && (
        <>
          <p className="lead">{t.noRole}</p>
          <p className="row">
            <a className="button" href={`/${language}/calls`}>
              {t.calls}
            </a>
            <a className="button quiet" href={`/${language}/account`}>
              {t.account}
            </a>
          </p>
        </>
      )}
    </>
  )
}

function Staff({ language, staff, has }: TodayProps & { staff: NonNullable<Today['staff']> }) {
  const t = words[language]
  const f = formats(language)
  const { tasks, today, toPass, nobody, mail, open } = staff
  return (
    <div className="two">
      <div>
        <h2>{t.tasks}</h2>
        {tasks.length === 0 ? (
          <p className="soft">{t.noTasks}</p>
        ) : (
          <TaskList {...{ language, tasks, today }} back="/today" level={3} />
        )}
        <p>
          <a href={`/${language}/tasks`}>{t.allTasks}</a>
        </p>
        <Moving language={language} staff={staff} />
      </div>
      <aside className="stack">
        {toPass.length > 0 && (
          <section className="panel">
            <h2>{t.toPass}</h2>
            <ul>
              {toPass.map(one => (
                <li key={one.id}>
                  <a href={`/${language}/introductions/${one.id}`}>{t.wants(fromName(one), toName(one))}</a>
                </li>
              ))}
            </ul>
          </section>
        )}
        {nobody.length > 0 && (
          <section className="panel">
            <h2>{t.nobody}</h2>
            <ul>
              {nobody.map(one => (
                <li key={one.id}>
                  <a href={`/${language}/introductions/${one.id}`}>{readableShortName(one)}</a>{' '}
                  <span className="small soft">{t.answerBy(f.date(dateInRome(one.expires_at)))}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
        {open > 0 && (
          <p className="panel">
            <a href={`/${language}/introductions`}>{t.openRequests(f.number(open))}</a>
          </p>
        )}
        {(mail.trouble > 0 || mail.late > 0) && (
          <section className="panel">
            <h2>{t.mail}</h2>
            {mail.trouble > 0 && (
              <p>
                <a href={`/${language}/mail?state=trouble`}>{t.mailTrouble(f.number(mail.trouble))}</a>
              </p>
            )}
            {mail.late > 0 && (
              <p>
                <a href={`/${language}/mail?state=waiting`}>{t.mailLate(f.number(mail.late))}</a>
              </p>
            )}
          </section>
        )}
        {has('GET /registry/readiness') && (
          <section className="panel">
            <h2>{t.readiness}</h2>
            <p>
              <a href={`/${language}/registry/readiness`}>{t.readinessText}</a>
            </p>
          </section>
        )}
      </aside>
    </div>
  )
}

/** What members look for and are interested in, lately. */
function Moving({ language, staff }: { language: Language; staff: NonNullable<Today['staff']> }) {
  const t = words[language]
  const f = formats(language)
  const { needs, subjects } = staff
  return (
    <section>
      <h2>{t.news}</h2>
      {needs.length + subjects.length === 0 && <p className="soft">{t.noNews}</p>}
      <ul className="results">
        {needs.map(need => (
          <li key={need.id}>
            {t.newNeed(readableShortName(need))} <a href={`/${language}/needs/${need.id}`}>{need.title}</a>
          </li>
        ))}
        {subjects.map(one => (
          <li key={`${one.call_id}${one.need_id}`}>
            <a href={`${hrefOf(one, language)}#interest`}>{one.title}</a>{' '}
            <span className="small soft">{t.interested(f.number(one.n))}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
