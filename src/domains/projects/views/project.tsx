import { readableName } from '#domains/network/naming/model.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { Crumbs, Facts, Table } from '#ui/parts.tsx'
import { words } from '../messages.ts'
import type { conceptsOf, ProjectDetail, participantsOf } from '../queries.ts'

type Props = {
  language: Language
  project: ProjectDetail
  participants: Awaited<ReturnType<typeof participantsOf>>
  concepts: Awaited<ReturnType<typeof conceptsOf>>
}

export function ProjectPage({ language, project, participants, concepts }: Props) {
  const t = words[language]
  const f = formats(language)
  return (
    <>
      <Crumbs label={t.projects} trail={[{ href: `/${language}/organisations`, text: t.organisation }]} />
      <h1>{project.acronym ?? project.id}</h1>
      {project.title && <p className="lead">{project.title}</p>}
      <div className="two">
        <div>
          <Table
            caption={t.participants}
            heads={[
              { text: t.organisation },
              { text: t.country },
              { text: t.role },
              { text: t.contribution, number: true },
            ]}
            rows={participants.map(row => [
              <a key={row.key} href={`/${language}/organisations/${row.key}`}>
                {readableName(row)}
              </a>,
              row.country && f.country(row.country),
              t.roles[row.role as keyof typeof t.roles],
              row.contribution_cents === null ? '' : f.money(row.contribution_cents),
            ])}
          />
          {project.objective && (
            <section className="prose">
              <h2>{t.objective}</h2>
              <p lang="en">{project.objective}</p>
            </section>
          )}
        </div>
        <aside className="panel">
          <Facts
            items={[
              [t.programme, project.programme],
              [t.scheme, project.scheme],
              [
                t.topic,
                project.topic_id &&
                  (project.topic_title ? `${project.topic_title} (${project.topic_id})` : project.topic_id),
              ],
              [
                t.dates,
                project.starts_on && project.ends_on && t.from(f.date(project.starts_on), f.date(project.ends_on)),
              ],
              [t.signed, project.signed_on && f.date(project.signed_on)],
              [t.total, project.total_cost_cents && f.money(project.total_cost_cents)],
              [t.contribution, project.contribution_cents && f.money(project.contribution_cents)],
            ]}
          />
          {concepts.length > 0 && (
            <>
              <h2>{t.concepts}</h2>
              <ul className="tags">
                {concepts.map(concept => (
                  <li key={concept.code}>
                    <a className="tag" href={`/${language}/organisations?concept=${encodeURIComponent(concept.code)}`}>
                      {(language === 'it' ? concept.label_it : null) ?? concept.label_en}
                    </a>
                  </li>
                ))}
              </ul>
            </>
          )}
          {project.terms.length > 0 && (
            <>
              <h2>{t.terms}</h2>
              <p className="small soft" lang="en">
                {project.terms.join(', ')}
              </p>
            </>
          )}
          <p>
            <a href={`https://cordis.europa.eu/project/id/${project.id}`} rel="external">
              {t.openCordis}
            </a>
          </p>
        </aside>
      </div>
    </>
  )
}
