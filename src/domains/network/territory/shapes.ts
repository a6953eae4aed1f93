import { readFileSync } from 'node:fs'
import path from 'node:path'
import { geoMercator, geoPath } from 'd3-geo'
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson'
import { feature, merge } from 'topojson-client'
import type {
  GeometryCollection,
  Topology,
  MultiPolygon as TopoMultiPolygon,
  Polygon as TopoPolygon,
} from 'topojson-specification'

/** Boundaries of Emilia-Romagna's municipalities; provinces are merged from them. openpolis/geojson-italy, CC BY 4.0. */
const FILE = path.resolve(import.meta.dirname, '../../../../starter/emilia-romagna-municipalities.topo.json')

/** ISTAT number of the province and its NUTS 2021 code. */
const NUTS_OF: Record<string, string> = {
  '033': 'ITH51',
  '034': 'ITH52',
  '035': 'ITH53',
  '036': 'ITH54',
  '037': 'ITH55',
  '038': 'ITH56',
  '039': 'ITH57',
  '040': 'ITH58',
  '099': 'ITH59',
}

export const MAP_WIDTH = 860

export type Shape = {
  readonly code: string
  readonly name: string
  readonly d: string
  readonly label: readonly [number, number]
}
export type DrawnMap = { readonly width: number; readonly height: number; readonly shapes: readonly Shape[] }

type Properties = { name: string; prov_name: string; prov_istat_code: string; com_istat_code: string }
type Municipality = (TopoPolygon<Properties> | TopoMultiPolygon<Properties>) & { properties: Properties }

const drawn = new Map<string, DrawnMap>()

/** The provinces of the region, or the municipalities of one province, as SVG paths. Drawn once. */
export function drawMap(province: string | undefined): DrawnMap {
  const key = province ?? ''
  const known = drawn.get(key)
  if (known) return known
  const map = province ? municipalitiesOf(province) : provinces()
  drawn.set(key, map)
  return map
}

function load(): { topology: Topology; all: Municipality[] } {
  const topology = JSON.parse(readFileSync(FILE, 'utf8')) as Topology
  return { topology, all: (topology.objects.comuni as GeometryCollection<Properties>).geometries as Municipality[] }
}

function provinces(): DrawnMap {
  const { topology, all } = load()
  const codes = [...new Set(all.map(one => one.properties.prov_istat_code))].sort()
  return draw(
    codes.map(code => {
      const parts = all.filter(one => one.properties.prov_istat_code === code)
      return {
        code: NUTS_OF[code] ?? code,
        name: parts[0]?.properties.prov_name ?? code,
        geometry: merge(topology, parts as never[]),
      }
    }),
  )
}

function municipalitiesOf(province: string): DrawnMap {
  const { topology, all } = load()
  return draw(
    all
      .filter(one => NUTS_OF[one.properties.prov_istat_code] === province)
      .map(one => ({
        code: one.properties.com_istat_code,
        name: one.properties.name,
        geometry: (feature(topology, one) as Feature<Polygon | MultiPolygon>).geometry,
      })),
  )
}

function draw(places: readonly { code: string; name: string; geometry: Polygon | MultiPolygon }[]): DrawnMap {
  const collection: FeatureCollection = {
    type: 'FeatureCollection',
    features: places.map(({ geometry }) => ({ type: 'Feature', properties: {}, geometry })),
  }
  const projection = geoMercator().fitWidth(MAP_WIDTH, collection)
  const line = geoPath(projection).digits(1)
  const [, [, height = 0] = []] = line.bounds(collection)
  const shapes = places.map(({ code, name, geometry }) => ({
    code,
    name,
    d: line(geometry) ?? '',
    label: line.centroid(geometry) as [number, number],
  }))
  return { width: MAP_WIDTH, height: Math.ceil(height), shapes }
}
