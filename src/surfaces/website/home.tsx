import type { Context } from 'hono'
import { daysUntil, firstSentence } from '#domains/opportunities/model.ts'
import type { Clock } from '#platform/clock.ts'
import type { DataVersion } from '#platform/data-version.ts'
import type { Db } from '#platform/db.ts'
import { type AppEnv, page } from '#platform/http.tsx'
import { formats, type Language } from '#platform/i18n.ts'
import { Empty, Figures, Tag } from '#ui/parts.tsx'
import { Cloth } from '#ui/weave.tsx'
import { type ClosingCall, type ClusterNow, closingSoon, type HomeFigures, homeFigures } from './queries.ts'
import { words } from './words.ts'

/** The figures are counted over the whole database: while nothing in it changes, for a minute at most, they stay as they are. */
const KEPT_MS = 60_000

type Deps = { db: Db; clock: Clock; cluster: ClusterNow; version: DataVersion }

const summaryOf = (call: ClosingCall, language: Language): string =>
  (language === 'it' ? (call.summary_it ?? call.summary_en) : (call.summary_en ?? call.summary_it)) ?? ''

export function homePage({ db, clock, cluster, version }: Deps) {
  let kept: { state: number; at: Date; figures: Promise<HomeFigures> } | undefined
  const figuresOf = async (now: Date): Promise<HomeFigures> => {
    const state = await version.read()
    if (kept?.state !== state || now.getTime() - kept.at.getTime() >= KEPT_MS) {
      kept = { state, at: now, figures: homeFigures(db, cluster.region, now) }
      // A failure is not kept: the next visitor asks again.
      kept.figures.catch(() => {
        kept = undefined
      })
    }
    return kept.figures
  }
  return async (c: Context<AppEnv>): Promise<Response> => {
    const language = c.get('language')
    const t = words[language]
    const f = formats(language)
    const now = clock()
    const [figures, closing] = await Promise.all([figuresOf(now), closingSoon(db, now, 6)])
    return page(
      c,
      { title: cluster.name, description: t.heroLead(cluster.name), section: 'home' },
      <>
        <div className="hero">
          <div>
            <h1>{t.heroTitle}</h1>
            <p className="lead">{t.heroLead(cluster.name)}</p>
            <p className="row">
              <a className="button" href={`/${language}/matching`}>
                {t.findPartners}
              </a>
              <a className="button quiet" href={`/${language}/calls`}>
                {t.seeCalls}
              </a>
            </p>
          </div>
          <Cloth />
        </div>
        <Figures
          items={[
            { value: f.number(figures.members), label: t.figMembers },
            { value: f.number(figures.provinces), label: t.figProvinces },
            { value: f.number(figures.projects), label: t.figProjects },
            { value: f.number(figures.organisations), label: t.figOrganisations },
            { value: f.number(figures.calls), label: t.figCalls },
          ]}
        />
        <div className="two">
          <section>
            <h2>{t.closingSoon}</h2>
            {closing.length === 0 ? (
              <Empty>
                <p>{t.noCalls}</p>
              </Empty>
            ) : (
              <ul className="results">
                {closing.map(call => (
                  <li key={`${call.id}${call.at.toISOString()}`}>
                    <h3>
                      <a href={`/${language}/calls/${encodeURIComponent(call.id)}`} lang="en">
                        {call.title}
                      </a>
                    </h3>
                    {summaryOf(call, language) && <p>{firstSentence(summaryOf(call, language))}</p>}
                    <p className="small soft row">
                      {call.action && <Tag>{call.action}</Tag>}
                      <span>{f.instant(call.at)}</span>
                      <strong>{t.daysLeft(daysUntil(call.at, now))}</strong>
                    </p>
                  </li>
                ))}
              </ul>
            )}
            <p>
              <a href={`/${language}/calls`}>{t.allCalls}</a>
            </p>
          </section>
          <section className="panel">
            <h2>{t.askTitle}</h2>
            <p>{t.askText}</p>
            <form action={`/${language}/matching`}>
              <div className="field">
                <label htmlFor="text">{t.ask}</label>
                <textarea id="text" name="text" rows={4} maxLength={5000} />
              </div>
              <button type="submit">{t.findPartners}</button>
            </form>
          </section>
        </div>
      </>,
    )
  }
}
