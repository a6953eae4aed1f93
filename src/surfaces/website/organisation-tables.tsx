import { words as networkWords } from '#domains/network/messages.ts'
import { words as projectWords } from '#domains/projects/messages.ts'
import type { competencesOf, projectsOf, totalsOf } from '#domains/projects/queries.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { Bar, Empty, Pager, Table } from '#ui/parts.tsx'
import { words } from './organisation-words.ts'

type Many<T extends (...args: never[]) => unknown> = Awaited<ReturnType<T>>

/** The label of a field of science in the reader's language, English where there is no other. */
export const labelIn = (language: Language, concept: { label_it: string | null; label_en: string }): string =>
  (language === 'it' ? concept.label_it : null) ?? concept.label_en

/** What an organisation can do, with the projects that show it. */
export function Competences({
  language,
  competences,
}: {
  language: Language
  competences: Many<typeof competencesOf>
}) {
  const t = words[language]
  const f = formats(language)
  return (
    <>
      {competences.length === 0 ? (
        <Empty>
          <p>{t.noCompetences}</p>
        </Empty>
      ) : (
        <Table
          caption={t.canDoCaption}
          heads={[{ text: t.fieldOfScience }, { text: t.weight }, { text: t.evidence }]}
          rows={competences.map(concept => [
            <a key="c" href={`/${language}/organisations?concept=${encodeURIComponent(concept.code)}`}>
              {labelIn(language, concept)}
            </a>,
            <Bar key="b" share={concept.weight} />,
            concept.project_count === 0 ? (
              t.saysSo
            ) : (
              <span key="e" className="small">
                {concept.evidence.map((project, index) => (
                  <span key={project.id}>
                    {index > 0 && ', '}
                    <a href={`/${language}/projects/${project.id}`}>{project.acronym ?? project.id}</a>
                  </span>
                ))}
                {concept.project_count > concept.evidence.length &&
                  ` ${t.andMore(f.number(concept.project_count - concept.evidence.length))}`}
              </span>
            ),
          ])}
        />
      )}
    </>
  )
}

export const PROJECTS_PER_PAGE = 15

/** Its projects, newest first, a page at a time. */
export function Projects({
  language,
  organisation,
  projects,
  totals,
  at,
}: {
  language: Language
  organisation: { readonly key: string }
  projects: Many<typeof projectsOf>
  totals: Many<typeof totalsOf>
  at: number
}) {
  const t = words[language]
  const n = networkWords[language]
  const p = projectWords[language]
  const f = formats(language)
  return (
    <>
      {projects.length === 0 ? (
        <Empty>
          <p>{totals.earlier > 0 ? t.onlyEarlier : t.noProjects}</p>
        </Empty>
      ) : (
        <Table
          caption={t.projectsCaption(f.number(totals.projects))}
          heads={[
            { text: p.acronym },
            { text: p.role },
            { text: p.start },
            { text: p.partners, number: true },
            { text: p.contribution, number: true },
          ]}
          rows={projects.map(project => [
            <span key="p">
              <a href={`/${language}/projects/${project.id}`}>{project.acronym ?? project.id}</a>
              <span className="small soft"> {project.topic_id}</span>
            </span>,
            p.roles[project.role as keyof typeof p.roles],
            project.starts_on && (
              <span key="s" className="nowrap">
                {f.dateShort(project.starts_on)}
              </span>
            ),
            f.number(project.partners - 1),
            project.contribution_cents === null ? '' : f.money(project.contribution_cents),
          ])}
        />
      )}
      <Pager
        page={at}
        pages={Math.ceil(totals.projects / PROJECTS_PER_PAGE)}
        href={next => `/${language}/organisations/${organisation.key}?page=${next}#projects`}
        words={{
          label: n.pages,
          previous: n.previous,
          next: n.next,
          position: n.position(f.number(at), f.number(Math.ceil(totals.projects / PROJECTS_PER_PAGE))),
        }}
      />
    </>
  )
}
