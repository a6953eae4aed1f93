import type { Context } from 'hono'
import { Fragment } from 'react'
import { maySeeMembersOnly } from '#domains/accounts/policy.ts'
import { evaluate } from '#domains/consortia/eligibility/evaluate.ts'
import { callNeeds } from '#domains/consortia/teams/actions.ts'
import { ruleCallOf } from '#domains/consortia/teams/encode.ts'
import { Rules } from '#domains/consortia/teams/views/rules.tsx'
import { dressed, type Ranker } from '#domains/matching/actions.ts'
import { MatchList } from '#domains/matching/views/matches.tsx'
import { requireCall } from '#domains/opportunities/actions.ts'
import { words as callWords } from '#domains/opportunities/messages.ts'
import { blocksOf, daysUntil, statusAt } from '#domains/opportunities/model.ts'
import { grantRange, STATUS_TONE } from '#domains/opportunities/views/calls.tsx'
import { interestBeside } from '#domains/relations/interests/workspace.tsx'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { type AppEnv, page } from '#platform/http.tsx'
import { formats, inBoth } from '#platform/i18n.ts'
import { Crumbs, Empty, Facts, Notice, Tag } from '#ui/parts.tsx'

const words = inBoth({
  it: {
    members: 'Membri adatti, e perché',
    everyone: 'Chi altro in Europa',
    moreMembers: 'Tutti i membri in ordine',
    moreEveryone: 'Tutta la lista, con le ragioni da pesare',
    noMembers: 'Nessun membro si avvicina a questo bando.',
    noIndex: 'La ricerca di partner non è ancora pronta su questa installazione.',
    team: 'Componi la squadra',
    nearest: (name: string) => `Per ora il più vicino è ${name}.`,
  },
  en: {
    members: 'Members that fit, and why',
    everyone: 'Who else in Europe',
    moreMembers: 'All members in order',
    moreEveryone: 'The whole list, with reasons to weigh',
    noMembers: 'No member comes close to this call.',
    noIndex: 'Partner search is not ready on this installation yet.',
    team: 'Build the team',
    nearest: (name: string) => `The nearest for now is ${name}.`,
  },
})

const SHOWN = 5

/** A call: its facts, text and rules, and who fits it. */
export function callPage({ db, ranker, clock }: { db: Db; ranker: Ranker; clock: Clock }) {
  return async (c: Context<AppEnv>): Promise<Response> => {
    const language = c.get('language')
    const call = await requireCall(db, c.req.param('id') ?? '')
    const t = callWords[language]
    const w = words[language]
    const f = formats(language)
    const [{ members, others }, needs] = await Promise.all([
      ranker.bestFor(call, SHOWN),
      callNeeds(db, call, () => ranker.forCall(call, 'all')),
    ])
    const dressing = await dressed(db, [...members, ...others], language)
    const summary = language === 'it' ? (call.summary_it ?? call.summary_en) : (call.summary_en ?? call.summary_it)
    const now = clock()
    const status = statusAt(call, now)
    const interest = await interestBeside(c, { db, clock }, { kind: 'call', id: call.id }, status !== 'closed')
    const ask = maySeeMembersOnly(c.get('actor')).allowed ? `call=${encodeURIComponent(call.id)}` : undefined
    const next = (call.deadlines.find(one => one.at >= now) ?? call.deadlines.at(-1))?.at
    const code = encodeURIComponent(call.id)
    return page(
      c,
      {
        title: call.title,
        section: 'calls',
        description: summary ?? call.title,
        jsonLd: {
          '@context': 'https://schema.org',
          '@type': 'MonetaryGrant',
          name: call.title,
          identifier: call.id,
          url: call.portal_url ?? undefined,
          funder: { '@type': 'Organization', name: 'European Commission' },
          ...(call.grant_max_cents === null
            ? {}
            : { amount: { '@type': 'MonetaryAmount', currency: 'EUR', maxValue: call.grant_max_cents / 100 } }),
        },
      },
      <>
        <Crumbs label={t.title} trail={[{ href: `/${language}/calls`, text: t.title }]} />
        <h1 lang="en">{call.title}</h1>
        <p className="row">
          <Tag tone={STATUS_TONE[status]}>{t.statuses[status as keyof typeof t.statuses]}</Tag>
          {call.action && <Tag>{call.action}</Tag>}
          {call.lump_sum && <Tag>{t.lumpSum}</Tag>}
          {call.vanished_at && <Tag tone="weft">{t.vanished}</Tag>}
          <span className="soft">{call.id}</span>
        </p>
        {/* What decides whether to read on, before the text: on a phone the other facts come last. */}
        <p className="row">
          {next && <span>{`${t.deadline}: ${f.instant(next)}`}</span>}
          {next && status !== 'closed' && <strong>{t.daysLeft(daysUntil(next, now))}</strong>}
          {grantRange(call, f, t) && <span className="soft">{`${t.perProject}: ${grantRange(call, f, t)}`}</span>}
        </p>
        <div className="two">
          <div>
            {summary && (
              <section className="prose">
                <h2>{t.summary}</h2>
                <p>{summary}</p>
                <p className="small soft">{t.summaryNote}</p>
              </section>
            )}
            <section>
              <h2>{w.members}</h2>
              {members.length === 0 ? (
                <Empty>
                  <p>{w.noMembers}</p>
                </Empty>
              ) : (
                <MatchList language={language} matches={members} ask={ask} {...dressing} />
              )}
              <p className="row">
                <a className="button" href={`/${language}/team?call=${code}`}>
                  {w.team}
                </a>
                <a href={`/${language}/matching?call=${code}&members=1`}>{w.moreMembers}</a>
              </p>
            </section>
            <section>
              <h2>{w.everyone}</h2>
              <MatchList language={language} matches={others} ask={ask} {...dressing} />
              <p>
                <a href={`/${language}/matching?call=${code}`}>{w.moreEveryone}</a>
              </p>
            </section>
            <Rules
              unasked
              language={language}
              verdicts={evaluate({ call: ruleCallOf(call), members: [], proposal: { lumpSum: call.lump_sum } })}
            />
            {call.description ? (
              <section className="prose">
                <h2>{t.description}</h2>
                <CallText text={call.description} />
              </section>
            ) : (
              <Notice>
                <p>{t.noText}</p>
              </Notice>
            )}
            {call.conditions && (
              <details className="prose">
                <summary>{t.conditions}</summary>
                <CallText text={call.conditions} />
              </details>
            )}
          </div>
          <aside className="stack">
            {interest}
            <section className="panel">
              <Facts
                items={[
                  [
                    call.deadlines.length > 1 ? t.deadlines : t.deadline,
                    call.deadlines.length === 0
                      ? t.noDeadline
                      : call.deadlines.map(one => (
                          <Fragment key={one.at.toISOString()}>
                            {f.instant(one.at)}
                            {call.stages === 'two' && ` (${one.stage === 1 ? t.firstStage : t.secondStage})`}
                            <br />
                          </Fragment>
                        )),
                  ],
                  ['', call.deadlines.length > 0 && <span className="small soft">{t.brussels}</span>],
                  [t.opens, call.opens_on && f.date(call.opens_on)],
                  [t.stages, t.stageNames[call.stages as keyof typeof t.stageNames]],
                  [t.perProject, grantRange(call, f, t)],
                  [t.budget, call.budget_cents && f.money(call.budget_cents)],
                  [t.grants, call.expected_grants && f.number(call.expected_grants)],
                  [t.programme, call.programme],
                  [t.callTitle, call.call_title],
                  [t.destination, call.destination],
                  [t.action, call.action_label],
                ]}
              />
              {needs.length > 0 && (
                <>
                  <h2>{t.needs}</h2>
                  <ul className="tags">
                    {needs.slice(0, 12).map(need => (
                      <li key={need.code}>
                        <a className="tag" href={`/${language}/organisations?concept=${encodeURIComponent(need.code)}`}>
                          {(language === 'it' ? need.label_it : null) ?? need.label_en}
                        </a>
                      </li>
                    ))}
                  </ul>
                </>
              )}
              {call.portal_url && (
                <p>
                  <a href={call.portal_url} rel="external">
                    {t.portal}
                  </a>
                </p>
              )}
              <p>
                <a href={`/${language}/calls.ics?q=${code}`}>{t.calendar}</a>
              </p>
            </section>
          </aside>
        </div>
      </>,
    )
  }
}

/** The text as the portal publishes it, in English. */
function CallText({ text }: { text: string }) {
  return (
    <div lang="en">
      {blocksOf(text).map((block, index) => {
        const key = `${index}`
        if (block.kind === 'list') {
          return (
            <ul key={key}>
              {block.items.map(item => (
                <li key={item}>{item}</li>
              ))}
            </ul>
          )
        }
        return block.kind === 'heading' ? <h3 key={key}>{block.text}</h3> : <p key={key}>{block.text}</p>
      })}
    </div>
  )
}
