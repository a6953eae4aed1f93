import { readableName, readableShortName } from '#domains/network/naming/model.ts'
import { words as callWords } from '#domains/opportunities/messages.ts'
import { daysUntil } from '#domains/opportunities/model.ts'
import { dateInRome } from '#platform/clock.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { Tag } from '#ui/parts.tsx'
import { fromName, toName } from '../../introductions/views/list.tsx'
import type { Today } from '../actions.ts'
import { words } from '../messages.ts'
import type { TodayProps } from './today.tsx'

export type MemberProps = TodayProps & { member: NonNullable<Today['member']> }

/** What waits for somebody who acts for a member, and what is new for them. */
export function Member(props: MemberProps) {
  const { language, member } = props
  const t = words[language]
  const f = formats(language)
  const { toAnswer, open } = member
  return (
    <>
      {toAnswer.length === 0 && !props.today.staff && <p className="lead">{t.calm}</p>}
      {toAnswer.length > 0 && (
        <section className="notice warn">
          <h2>{t.toAnswer}</h2>
          <ul className="plain">
            {toAnswer.map(one => (
              <li key={one.id} className="row">
                <span className="grow">
                  <strong>{t.wants(fromName(one), toName(one))}</strong>,{' '}
                  {t.answerBy(f.date(dateInRome(one.expires_at)))}
                </span>
                <a
                  className="button small"
                  href={`/${language}/introductions/${one.id}`}
                  aria-label={`${t.answer}: ${fromName(one)}`}
                >
                  {t.answer}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className="two">
        <div>
          <Changed {...props} />
          <Fits {...props} />
        </div>
        <aside className="stack">
          <Interests {...props} />
          {open.length > 0 && (
            <section className="panel">
              <h2>{t.open}</h2>
              <ul>
                {open.map(one => (
                  <li key={one.id}>
                    <a href={`/${language}/introductions/${one.id}`}>{toName(one)}</a>{' '}
                    <span className="small soft">{t.until(f.date(dateInRome(one.expires_at)))}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <Organisations {...props} />
        </aside>
      </div>
    </>
  )
}

function Changed({ language, member }: MemberProps) {
  const t = words[language]
  const f = formats(language)
  const { met, others, needs, organisations } = member
  const ours = new Set(organisations.map(one => one.id))
  return (
    <section>
      <h2>{t.changed}</h2>
      {met.length + others.length + needs.length === 0 && <p className="soft">{t.nothingChanged}</p>}
      <ul className="results">
        {met.map(one => (
          <li key={`m${one.id}`}>
            <a href={`/${language}/introductions/${one.id}`}>
              {t.met(ours.has(one.to_id) ? fromName(one) : toName(one))}
            </a>
          </li>
        ))}
        {others.map(one => (
          <li key={`o${one.id}`}>
            {t.interestedToo(readableShortName(one))} <a href={hrefOf(one, language)}>{one.title}</a>
          </li>
        ))}
        {needs.map(need => (
          <li key={`n${need.id}`}>
            {t.newNeed(readableShortName(need))} <a href={`/${language}/needs/${need.id}`}>{need.title}</a>{' '}
            <span className="small soft">{t.until(f.date(need.until))}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The page of a call or a need. */
export const hrefOf = (row: { call_id: string | null; need_id: number | null }, language: Language) =>
  row.call_id === null ? `/${language}/needs/${row.need_id}` : `/${language}/calls/${encodeURIComponent(row.call_id)}`

function Fits({ language, member, now }: MemberProps) {
  const t = words[language]
  const f = formats(language)
  return (
    <>
      {member.fits.map(({ organisation, calls }) => (
        <section key={organisation.key}>
          <h2>{t.fits(readableShortName(organisation))}</h2>
          {calls.length === 0 ? (
            <p className="soft">{t.noFits}</p>
          ) : (
            <ol className="results">
              {calls.map(call => (
                <li key={call.id}>
                  <h3>
                    <a href={`/${language}/calls/${encodeURIComponent(call.id)}`} lang="en">
                      {call.title}
                    </a>
                  </h3>
                  <p className="small row">
                    {call.action && <Tag>{call.action}</Tag>}
                    {call.deadline && (
                      <>
                        <span>{f.instant(call.deadline)}</span>
                        <strong>{callWords[language].daysLeft(daysUntil(call.deadline, now))}</strong>
                      </>
                    )}
                  </p>
                </li>
              ))}
            </ol>
          )}
          <p>
            <a href={`/${language}/organisations/${organisation.key}/calls`}>{t.allFits}</a>
          </p>
        </section>
      ))}
    </>
  )
}

function Interests({ language, member, now }: MemberProps) {
  const t = words[language]
  const f = formats(language)
  return (
    <section className="panel">
      <h2>{t.interests}</h2>
      {member.interests.length === 0 ? (
        <p className="small soft">{t.noInterests}</p>
      ) : (
        <ul>
          {member.interests.map(one => (
            <li key={one.id}>
              <a href={`${hrefOf(one, language)}#interest`}>{one.title}</a>
              <br />
              <span className="small">
                {one.deadline && <strong>{callWords[language].daysLeft(daysUntil(one.deadline, now))}</strong>}
                {one.until && t.until(f.date(one.until))}{' '}
                {one.others ? <span className="soft">{t.others(f.number(one.others))}</span> : null}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Organisations({ language, member, has }: MemberProps) {
  const t = words[language]
  return (
    <section className="panel">
      <h2>{t.organisations}</h2>
      {member.organisations.map(one => {
        const at = `/${language}/organisations/${one.key}`
        return (
          <div key={one.key}>
            <h3>
              <a href={at}>{readableName(one)}</a>
            </h3>
            <ul>
              {has('GET /organisations/:key/profile') && (
                <li>
                  <a href={`${at}/profile`}>{t.profile}</a>
                </li>
              )}
              <li>
                <a href={`${at}/introductions`}>{t.introductions}</a>
              </li>
              <li>
                <a href={`/${language}/needs/new?for=${one.key}`}>{t.publish}</a>
              </li>
              {one.represents && (
                <li>
                  <a href={`${at}/access`}>{t.access}</a>
                </li>
              )}
            </ul>
          </div>
        )
      })}
    </section>
  )
}
