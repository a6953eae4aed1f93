import { Hono } from 'hono'
import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { type AppEnv, page } from '#platform/http.tsx'
import { errors } from './messages.ts'
import { conceptsOf, participantsOf, projectById } from './queries.ts'
import { ProjectPage } from './views/project.tsx'

export function website({ db }: { db: Db }): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  app.get('/projects/:id', async c => {
    const id = c.req.param('id')
    const project = /^\d{1,12}$/.test(id) ? await projectById(db, Number(id)) : undefined
    if (!project) throw new Failure('NotFound', errors.unknownProject, { id: id.slice(0, 40) })
    const [participants, concepts] = await Promise.all([participantsOf(db, project.id), conceptsOf(db, project.id)])
    return page(
      c,
      {
        title: project.acronym ?? String(project.id),
        section: 'organisations',
        jsonLd: {
          '@context': 'https://schema.org',
          '@type': 'ResearchProject',
          name: project.title ?? project.acronym,
          identifier: String(project.id),
          // A project is an organisation in schema.org: it is founded and dissolved.
          foundingDate: project.starts_on ?? undefined,
          dissolutionDate: project.ends_on ?? undefined,
        },
      },
      <ProjectPage language={c.get('language')} project={project} participants={participants} concepts={concepts} />,
    )
  })
  return app
}
