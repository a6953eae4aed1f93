import type { Context } from 'hono'
import { z } from 'zod'
import { mayRepresent, mayWork } from '#domains/accounts/policy.ts'
import { profileOf } from '#domains/network/actions.ts'
import { words as networkWords } from '#domains/network/messages.ts'
import { readableName, readablePlace } from '#domains/network/naming/model.ts'
import { shownProfile, shownWords } from '#domains/network/profile/shown.ts'
import { ShownProfile } from '#domains/network/profile/views/shown.tsx'
import { placeNames } from '#domains/network/queries.ts'
import { words as projectWords } from '#domains/projects/messages.ts'
import { byYear, competencesOf, partnersOf, projectsOf, totalsOf } from '#domains/projects/queries.ts'
import { mayBeAsked } from '#domains/relations/introductions/actions.ts'
import { isoCode } from '#kernel/country.ts'
import { field } from '#kernel/fields.ts'
import type { Db } from '#platform/db.ts'
import { type AppEnv, page, readQuery } from '#platform/http.tsx'
import { formats } from '#platform/i18n.ts'
import { Bar, Crumbs, Facts, Figures, Notice, Table, Tag } from '#ui/parts.tsx'
import { Links } from './organisation-links.tsx'
import { Competences, labelIn, PROJECTS_PER_PAGE, Projects } from './organisation-tables.tsx'
import { KeepProfile, Together } from './organisation-ways.tsx'
import { words } from './organisation-words.ts'

const query = z.object({ page: field.page() })

/** Everything about one organisation: what it does with its evidence, projects, partners, money, place. */
export function organisationPage({ db }: { db: Db }) {
  return async (c: Context<AppEnv>): Promise<Response> => {
    const language = c.get('language')
    const { page: at } = readQuery(c, query)
    const { organisation: whole, linked, membership, ids } = await profileOf(db, c.req.param('key') ?? '')
    const actor = c.get('actor')
    const [profile, visible, asks, totals, competences, partners, projects, years, places] = await Promise.all([
      membership && shownProfile(db, actor, whole),
      membership ? undefined : shownWords(db, actor, whole),
      mayBeAsked(db, actor, whole.id),
      totalsOf(db, ids),
      competencesOf(db, ids, 12),
      partnersOf(db, ids, 12),
      projectsOf(db, ids, { limit: PROJECTS_PER_PAGE, offset: (at - 1) * PROJECTS_PER_PAGE }),
      byYear(db, ids),
      placeNames(db, whole.nuts?.slice(0, 4) || '-'),
    ])
    // What is not shown to this reader is nowhere on the page.
    const { says = null, looks_for = null, website = null } = profile ?? visible ?? {}
    const organisation = { ...whole, says, looks_for, website }
    const t = words[language]
    const n = networkWords[language]
    const p = projectWords[language]
    const f = formats(language)
    const name = readableName(organisation)
    const city = organisation.city && readablePlace(organisation.city)
    const province = organisation.nuts && places.get(organisation.nuts)
    const place = [city, province !== city && province, organisation.country && f.country(organisation.country)]
    const highest = Math.max(1, ...years.map(year => year.contribution_cents))
    return page(
      c,
      {
        title: name,
        section: 'organisations',
        description:
          organisation.says ??
          `${name}: ${competences
            .map(concept => labelIn(language, concept))
            .slice(0, 5)
            .join(', ')}`,
        jsonLd: {
          '@context': 'https://schema.org',
          '@type': 'Organization',
          name: organisation.name,
          alternateName: organisation.short_name ?? undefined,
          identifier: organisation.pic ?? organisation.key,
          url: organisation.website ?? undefined,
          address: {
            '@type': 'PostalAddress',
            addressLocality: organisation.city ?? undefined,
            addressCountry: organisation.country ? isoCode(organisation.country) : undefined,
          },
          knowsAbout: competences.map(concept => concept.label_en),
        },
      },
      <>
        <Crumbs label={n.title} trail={[{ href: `/${language}/organisations`, text: n.title }]} />
        <h1>{name}</h1>
        <p className="row">
          {membership && <Tag tone="weft">{n.categories[membership.category as keyof typeof n.categories]}</Tag>}
          {organisation.invented && <Tag tone="knot">{n.inventedTag}</Tag>}
          <span>{n.kinds[organisation.kind as keyof typeof n.kinds]}</span>
          {organisation.sme && <Tag>{n.smeTag}</Tag>}
          <span className="soft">{place.filter(Boolean).join(', ')}</span>
        </p>
        {organisation.invented && (
          <Notice tone="warn">
            <p>{t.inventedNotice}</p>
          </Notice>
        )}
        <Figures
          items={[
            {
              value: f.number(totals.as_beneficiary),
              label: t.projectsHe(totals.projects - totals.as_beneficiary),
            },
            { value: f.number(totals.coordinated), label: t.coordinated },
            { value: f.moneyShort(totals.contribution_cents), label: t.received },
            { value: f.number(totals.earlier), label: t.earlier },
          ]}
        />
        <div className="two">
          <div>
            {organisation.says && (
              <section className="prose">
                <h2>{t.says}</h2>
                <p>{organisation.says}</p>
                {organisation.looks_for && (
                  <p>
                    <strong>{t.looksFor}</strong> {organisation.looks_for}
                  </p>
                )}
              </section>
            )}
            {profile && <ShownProfile language={language} shown={profile} />}
            <section>
              <h2>{t.canDo}</h2>
              <Competences language={language} competences={competences} />
            </section>
            <section id="projects">
              <h2>{p.projects}</h2>
              <Projects {...{ language, organisation, projects, totals, at }} />
            </section>
          </div>
          <aside className="stack">
            <section className="panel">
              <Facts
                items={[
                  ['PIC', organisation.pic],
                  [
                    'ROR',
                    organisation.ror_id && (
                      <a href={organisation.ror_id}>{organisation.ror_id.replace('https://ror.org/', '')}</a>
                    ),
                  ],
                  [t.memberSince, membership && f.date(membership.joined_on)],
                  [
                    t.website,
                    organisation.website && (
                      <a
                        href={
                          organisation.website.startsWith('http')
                            ? organisation.website
                            : `https://${organisation.website}`
                        }
                        rel="external nofollow"
                      >
                        {organisation.website.replace(/^https?:\/\//, '')}
                      </a>
                    ),
                  ],
                  [t.otherNames, organisation.other_names.join('; ')],
                ]}
              />
              <KeepProfile
                language={language}
                own={organisation.key}
                member={Boolean(membership)}
                actor={actor}
                id={organisation.id}
              />
              <Links language={language} own={organisation.key} linked={linked} mayLink={mayWork(actor).allowed} />
              <p className="row">
                <a className="button small" href={`/${language}/matching?lead=${organisation.key}`}>
                  {t.findPartners}
                </a>
                <a className="button quiet small" href={`/${language}/organisations/${organisation.key}/network`}>
                  {t.seeNetwork}
                </a>
                <a className="button quiet small" href={`/${language}/organisations/${organisation.key}/calls`}>
                  {t.seeCalls}
                </a>
                {mayRepresent(c.get('actor'), organisation.id).allowed && (
                  <a className="button quiet small" href={`/${language}/organisations/${organisation.key}/access`}>
                    {t.access}
                  </a>
                )}
              </p>
              <Together
                {...{ language, t, code: organisation.key, asks, own: actor.actsFor.has(organisation.id) }}
                staff={mayWork(actor).allowed}
              />
            </section>
            {partners.length > 0 && (
              <section className="panel">
                <Table
                  caption={t.partners}
                  heads={[{ text: p.organisation }, { text: t.together, number: true }]}
                  rows={partners.map(partner => [
                    <a key="p" href={`/${language}/organisations/${partner.key}`}>
                      {readableName(partner)}
                    </a>,
                    f.number(partner.together),
                  ])}
                />
              </section>
            )}
            {years.length > 0 && (
              <section className="panel">
                <Table
                  caption={t.perYear}
                  heads={[
                    { text: t.year },
                    { text: p.projects, number: true },
                    { text: p.contribution, number: true },
                    { text: t.share },
                  ]}
                  rows={years.map(year => [
                    String(year.year),
                    f.number(year.projects),
                    f.moneyShort(year.contribution_cents),
                    <Bar key="b" share={year.contribution_cents / highest} tone="weft" />,
                  ])}
                />
              </section>
            )}
          </aside>
        </div>
      </>,
    )
  }
}
