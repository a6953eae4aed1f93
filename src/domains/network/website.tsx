import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { field } from '#kernel/fields.ts'
import type { Db } from '#platform/db.ts'
import { type AppEnv, attachment, page, readQuery } from '#platform/http.tsx'
import { formats } from '#platform/i18n.ts'
import { type Column, CSV_TYPE, toCsv, toXlsx, XLSX_TYPE } from '#platform/sheets.ts'
import { requirePlaces } from './actions.ts'
import { mapWords } from './map-messages.ts'
import { meanings, words } from './messages.ts'
import { type OrganisationRow, PROVINCES } from './model.ts'
import { countsByMunicipality, countsByProvince, placeNames } from './queries.ts'
import { searchQuery } from './search/model.ts'
import { exportOrganisations, fieldsToChoose, searchOrganisations } from './search/queries.ts'
import { drawMap } from './territory/shapes.ts'
import { MapPage, MEASURES } from './views/map.tsx'
import { SearchPage } from './views/search.tsx'

/** The map is drawn for the region whose boundaries the project ships. */
const REGION = 'ITH5'
const mapQuery = z.object({ province: field.one(PROVINCES), measure: field.one(MEASURES) })
const LARGEST_EXPORT = 50_000

export function website({ db }: { db: Db }): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.get('/organisations', async c => {
    const query = readQuery(c, searchQuery)
    await requirePlaces(db, query.region, query.province)
    const language = c.get('language')
    const [result, places, fields] = await Promise.all([
      searchOrganisations(db, query),
      placeNames(db, 'IT'),
      fieldsToChoose(db, query.concept, language),
    ])
    const title = query.q ? `${words[language].title}: ${query.q}` : words[language].title
    return page(
      c,
      { title, description: words[language].lead, section: 'organisations' },
      <SearchPage language={language} query={query} result={result} places={places} fields={fields} />,
    )
  })

  app.get('/organisations.csv', async c => {
    const rows = await exportOrganisations(db, readQuery(c, searchQuery), LARGEST_EXPORT)
    return c.body(toCsv(columns(c), rows), 200, attachment('organisations.csv', CSV_TYPE))
  })

  app.get('/organisations.xlsx', async c => {
    const rows = await exportOrganisations(db, readQuery(c, searchQuery), LARGEST_EXPORT)
    const { title } = words[c.get('language')]
    const bytes = await toXlsx(title, c.get('language'), [{ name: title, columns: columns(c), rows: rows as never[] }])
    return c.body(bytes as Uint8Array<ArrayBuffer>, 200, attachment('organisations.xlsx', XLSX_TYPE))
  })

  app.get('/map', async c => {
    const { province, measure = 'members' } = readQuery(c, mapQuery)
    const provinces = await countsByProvince(db, REGION)
    const counts = province ? await countsByMunicipality(db, province) : provinces
    const { title, lead } = mapWords[c.get('language')]
    return page(
      c,
      { title, description: lead, section: 'map' },
      <MapPage
        language={c.get('language')}
        map={drawMap(province)}
        counts={counts}
        measure={measure}
        province={provinces.find(place => place.nuts3 === province)}
      />,
    )
  })

  return app
}

function columns(c: Context<AppEnv>): Column<OrganisationRow>[] {
  const t = words[c.get('language')]
  const f = formats(c.get('language'))
  return [
    { head: t.key, means: meanings.key, value: row => row.key, width: 14 },
    { head: t.name, means: meanings.name, value: row => row.name, width: 50 },
    { head: t.shortName, means: meanings.shortName, value: row => row.short_name },
    { head: t.kind, means: meanings.kind, value: row => t.kinds[row.kind], width: 26 },
    { head: t.sme, means: meanings.sme, value: row => (row.sme === null ? null : row.sme ? t.yes : t.no) },
    { head: t.country, means: meanings.country, value: row => row.country && f.country(row.country) },
    { head: t.city, means: meanings.city, value: row => row.city, width: 22 },
    { head: t.nuts, means: meanings.nuts, value: row => row.nuts },
    { head: t.member, means: meanings.member, value: row => (row.member ? t.yes : t.no) },
    { head: t.projects, means: meanings.projects, value: row => row.project_count },
    { head: t.contribution, means: meanings.contribution, value: row => row.contribution_cents / 100 },
  ]
}
