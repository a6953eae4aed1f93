import { profileOf } from '#domains/network/actions.ts'
import { field } from '#kernel/fields.ts'
import { addEndpoint, type OpenAPIHono, z } from '#platform/api.ts'
import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import type { AppEnv } from '#platform/http.tsx'
import { errors } from './messages.ts'
import {
  competencesOf,
  conceptsOf,
  participantsOf,
  partnersOf,
  projectById,
  projectsOf,
  searchProjects,
  totalsOf,
} from './queries.ts'

const PER_PAGE = 50

const concept = z.object({ code: z.string(), label_it: z.string().nullable(), label_en: z.string() })

const project = z
  .object({
    id: z.number().int().openapi({ description: 'Grant agreement number' }),
    programme: z.string(),
    acronym: z.string().nullable(),
    title: z.string().nullable(),
    topic_id: z.string().nullable(),
    scheme: z.string().nullable(),
    starts_on: z.string().nullable(),
    ends_on: z.string().nullable(),
  })
  .openapi('Project')

const detail = project
  .extend({
    objective: z.string().nullable(),
    terms: z.array(z.string()).openapi({ description: 'Key terms drawn from its texts' }),
    status: z.string().nullable(),
    signed_on: z.string().nullable(),
    total_cost_cents: z.number().nullable(),
    contribution_cents: z.number().nullable(),
    doi: z.string().nullable(),
    concepts: z.array(concept),
    participants: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        country: z.string().nullable(),
        role: z.string(),
        contribution_cents: z.number().nullable(),
        ended: z.boolean(),
      }),
    ),
  })
  .openapi('ProjectDetail')

export function addEndpoints(app: OpenAPIHono<AppEnv>, { db }: { db: Db }): void {
  addEndpoint(app, {
    path: '/projects',
    tag: 'Projects',
    summary: 'Search projects, the newest first',
    query: z.object({
      q: field.text(200).openapi({ description: 'Words of the acronym or title' }),
      programme: field.text(40).openapi({ description: 'e.g. HORIZON' }),
      topic: field.text(120).openapi({ description: 'Call topic the project answered' }),
      scheme: field.text(40).openapi({ description: 'Funding scheme, e.g. HORIZON-RIA' }),
      page: field.page(),
    }),
    answer: z.object({
      total: z.number().int(),
      page: z.number().int(),
      pages: z.number().int(),
      results: z.array(project),
    }),
    async read({ page, ...search }) {
      const { total, rows } = await searchProjects(db, search, { limit: PER_PAGE, offset: (page - 1) * PER_PAGE })
      return { total, page, pages: Math.ceil(total / PER_PAGE), results: rows }
    },
  })
  addEndpoint(app, {
    path: '/projects/{id}',
    tag: 'Projects',
    summary: 'One project',
    query: z.object({}),
    parts: { id: 'Grant agreement number' },
    answer: detail,
    async read(_, { id = '' }) {
      const found = /^\d{1,12}$/.test(id) ? await projectById(db, Number(id)) : undefined
      if (!found) throw new Failure('NotFound', errors.unknownProject, { id: id.slice(0, 40) })
      const [participants, concepts] = await Promise.all([participantsOf(db, found.id), conceptsOf(db, found.id)])
      return { ...found, participants, concepts }
    },
  })
  addEndpoint(app, {
    path: '/organisations/{key}/projects',
    tag: 'Projects',
    summary: 'Projects of an organisation, the newest first',
    query: z.object({ page: field.page() }),
    parts: { key: 'PIC or key' },
    answer: z.object({
      total: z.number().int(),
      page: z.number().int(),
      results: z.array(
        project.extend({
          role: z.string(),
          contribution_cents: z.number().nullable(),
          partners: z.number().int().openapi({ description: 'Organisations in the project' }),
        }),
      ),
    }),
    async read({ page }, { key = '' }) {
      const { ids } = await profileOf(db, key)
      const [{ projects }, results] = await Promise.all([
        totalsOf(db, ids),
        projectsOf(db, ids, { limit: PER_PAGE, offset: (page - 1) * PER_PAGE }),
      ])
      return { total: projects, page, results }
    },
  })
  addEndpoint(app, {
    path: '/organisations/{key}/competences',
    tag: 'Projects',
    summary: 'What an organisation can do, with the projects that show it',
    query: z.object({}),
    parts: { key: 'PIC or key' },
    answer: z.object({
      results: z.array(
        concept.extend({
          weight: z.number(),
          project_count: z.number().int(),
          evidence: z.array(z.object({ id: z.number().int(), acronym: z.string().nullable() })),
        }),
      ),
    }),
    async read(_, { key = '' }) {
      const { ids } = await profileOf(db, key)
      return {
        results: (await competencesOf(db, ids, 60)).map(one => ({
          ...one,
          evidence: [...one.evidence],
        })),
      }
    },
  })
  addEndpoint(app, {
    path: '/organisations/{key}/partners',
    tag: 'Projects',
    summary: 'With whom an organisation has worked, most often first',
    query: z.object({}),
    parts: { key: 'PIC or key' },
    answer: z.object({
      results: z.array(
        z.object({
          key: z.string(),
          name: z.string(),
          country: z.string().nullable(),
          member: z.boolean(),
          together: z.number().int(),
          first: z.string().nullable(),
          last: z.string().nullable(),
        }),
      ),
    }),
    async read(_, { key = '' }) {
      const { ids } = await profileOf(db, key)
      return { results: await partnersOf(db, ids, 200) }
    },
  })
}
