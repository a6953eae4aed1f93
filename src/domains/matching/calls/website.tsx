import { Hono } from 'hono'
import { readableName, readableShortName } from '#domains/network/naming/model.ts'
import { words as calls } from '#domains/opportunities/messages.ts'
import { daysUntil } from '#domains/opportunities/model.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { type AppEnv, page } from '#platform/http.tsx'
import { formats, type Language } from '#platform/i18n.ts'
import { Crumbs, Empty, Tag } from '#ui/parts.tsx'
import { callsFor } from './actions.ts'
import { words } from './messages.ts'
import type { Fit } from './model.ts'

export function website({ db, clock }: { db: Db; clock: Clock }): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  app.get('/organisations/:key/calls', async c => {
    const language = c.get('language')
    const t = words[language]
    const now = clock()
    const { profile, fits } = await callsFor(db, c.req.param('key'), now)
    const { key } = profile.organisation
    const name = readableName(profile.organisation)
    return page(
      c,
      { title: t.titleFor(name), section: 'calls', noIndex: true },
      <>
        <Crumbs
          label={t.title}
          trail={[{ href: `/${language}/organisations/${key}`, text: readableShortName(profile.organisation) }]}
        />
        <h1>{t.titleFor(name)}</h1>
        <p className="lead">{t.lead}</p>
        {fits.length === 0 ? (
          <Empty>
            <p>{t.none}</p>
            <a className="button" href={`/${language}/calls`}>
              {t.all}
            </a>
          </Empty>
        ) : (
          <ol className="results">
            {fits.map(fit => (
              <CallFitItem key={fit.id} fit={fit} language={language} now={now} organisation={key} />
            ))}
          </ol>
        )}
      </>,
    )
  })
  return app
}

const CONCEPTS_SHOWN = 5
/** A smaller share of what a call needs is no reason by itself. */
const NOTABLE = 0.15
/** Members so far ahead are told so. */
const FIRST_MEMBERS = 10

function CallFitItem({
  fit,
  language,
  now,
  organisation,
}: {
  fit: Fit
  language: Language
  now: Date
  organisation: string
}) {
  const t = words[language]
  const f = formats(language)
  const label = (concept: Fit['concepts'][number]) => (language === 'it' ? concept.label_it : null) ?? concept.label_en
  return (
    <li>
      <h2>
        <a href={`/${language}/calls/${encodeURIComponent(fit.id)}`}>{fit.title}</a>
      </h2>
      <p className="small row">
        {fit.action && <Tag>{fit.action}</Tag>}
        <span className="soft">{fit.id}</span>
        {fit.deadline && (
          <>
            <span>{f.instant(fit.deadline)}</span>
            <strong>{calls[language].daysLeft(daysUntil(fit.deadline, now))}</strong>
          </>
        )}
      </p>
      <ul className="small">
        {fit.concepts.length > 0 && (
          <li>
            {t.concepts(f.list(fit.concepts.slice(0, CONCEPTS_SHOWN).map(label)))}{' '}
            {(fit.covered ?? 0) >= NOTABLE && t.covers(f.percent(fit.covered ?? 0))}
          </li>
        )}
        {fit.member_place !== null && fit.member_place <= FIRST_MEMBERS ? (
          <li>{t.amongMembers(f.number(fit.member_place))}</li>
        ) : (
          fit.place !== null && <li>{t.amongAll(f.number(fit.place))}</li>
        )}
        {fit.family > 0 && (
          <li>
            {t.family(fit.family)}{' '}
            {fit.projects.map((project, index) => (
              <span key={project.id}>
                {index > 0 && ', '}
                <a href={`/${language}/projects/${project.id}`}>{project.acronym ?? project.id}</a>
              </span>
            ))}
          </li>
        )}
        {fit.ownWords && <li>{t.ownWords}</li>}
      </ul>
      <p className="small">
        <a href={`/${language}/team?call=${encodeURIComponent(fit.id)}&lead=${organisation}`}>{t.lead_}</a> ·{' '}
        <a href={`/${language}/team?call=${encodeURIComponent(fit.id)}&with=${organisation}`}>{t.join}</a>
      </p>
    </li>
  )
}
