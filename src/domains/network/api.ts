import { VISITOR } from '#kernel/actor.ts'
import { addEndpoint, type OpenAPIHono, z } from '#platform/api.ts'
import type { Db } from '#platform/db.ts'
import type { AppEnv } from '#platform/http.tsx'
import { profileOf, requirePlaces } from './actions.ts'
import { CATEGORIES, KINDS } from './model.ts'
import { shownWords } from './profile/shown.ts'
import { countsByMunicipality, countsByProvince } from './queries.ts'
import { PAGE_SIZE, searchQuery } from './search/model.ts'
import { searchOrganisations } from './search/queries.ts'

const row = z
  .object({
    key: z.string().openapi({ description: 'PIC, or a short name where there is none' }),
    name: z.string(),
    short_name: z.string().nullable(),
    kind: z
      .enum(KINDS)
      .openapi({ description: 'HES higher education, REC research, PRC company, PUB public, OTH other' }),
    sme: z.boolean().nullable().openapi({ description: 'Null when nobody has said' }),
    country: z.string().nullable().openapi({ description: 'Code of the European Union (EL, UK)' }),
    city: z.string().nullable(),
    nuts: z.string().nullable(),
    member: z.boolean(),
    category: z.enum(CATEGORIES).nullable().openapi({ description: 'Category of membership' }),
    invented: z.boolean().openapi({ description: 'Part of the example cluster, not a real organisation' }),
    project_count: z.number().int(),
    contribution_cents: z.number().int(),
  })
  .openapi('Organisation')

const detail = row
  .omit({ member: true, category: true })
  .extend({
    pic: z.string().nullable(),
    ror_id: z.string().nullable(),
    website: z.string().nullable(),
    says: z.string().nullable(),
    looks_for: z.string().nullable(),
    coordinated_count: z.number().int(),
    last_start: z.string().nullable(),
    membership: z.object({ category: z.string(), joined_on: z.string() }).nullable(),
    other_records: z.array(z.object({ key: z.string(), name: z.string(), linked_by: z.string().nullable() })),
  })
  .openapi('OrganisationDetail')

const place = z
  .object({
    code: z.string(),
    name: z.string(),
    members: z.number().int(),
    organisations: z.number().int(),
    projects: z.number().int(),
  })
  .openapi('Place')

const REGION = 'ITH5'

export function addEndpoints(app: OpenAPIHono<AppEnv>, { db }: { db: Db }): void {
  addEndpoint(app, {
    path: '/organisations',
    tag: 'Network',
    summary: 'Search organisations',
    description: `Names, acronyms, competences and projects, in Italian or English; accents and typing errors are forgiven. ${PAGE_SIZE} a page.`,
    query: searchQuery,
    answer: z.object({
      total: z.number().int(),
      page: z.number().int(),
      pages: z.number().int(),
      results: z.array(row),
      counts: z.array(z.object({ facet: z.string(), value: z.string(), n: z.number().int() })),
    }),
    async read(query) {
      await requirePlaces(db, query.region, query.province)
      const { rows, total, facets } = await searchOrganisations(db, query)
      return { total, page: query.page, pages: Math.ceil(total / PAGE_SIZE), results: rows, counts: facets }
    },
  })
  addEndpoint(app, {
    path: '/organisations/{key}',
    tag: 'Network',
    summary: 'One organisation',
    description: 'A record that was linked to another answers with that one.',
    query: z.object({}),
    parts: { key: 'PIC or key' },
    answer: detail,
    async read(_, { key = '' }) {
      const { organisation, linked, membership } = await profileOf(db, key)
      return {
        ...organisation,
        ...(await shownWords(db, VISITOR, organisation)),
        membership: membership ?? null,
        other_records: linked,
      } as z.input<typeof detail>
    },
  })
  addEndpoint(app, {
    path: '/territory',
    tag: 'Network',
    summary: 'Members, organisations and projects by place',
    description: 'Provinces of the region, or the municipalities of one of them.',
    query: z.object({
      province: z
        .string()
        .regex(/^[A-Z]{2}[A-Z0-9]{3}$/)
        .optional(),
    }),
    answer: z.object({ results: z.array(place) }),
    async read({ province }) {
      const rows = province ? await countsByMunicipality(db, province) : await countsByProvince(db, REGION)
      return { results: rows.map(({ nuts3, ...rest }) => ({ ...rest, code: nuts3 })) }
    },
  })
}
