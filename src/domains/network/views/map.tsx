import { formats, type Language } from '#platform/i18n.ts'
import { Crumbs, Table } from '#ui/parts.tsx'
import { mapWords } from '../map-messages.ts'
import type { PlaceCount } from '../queries.ts'
import type { DrawnMap } from '../territory/shapes.ts'

export const MEASURES = ['members', 'organisations', 'projects'] as const
export type Measure = (typeof MEASURES)[number]

type Props = {
  language: Language
  map: DrawnMap
  counts: readonly PlaceCount[]
  measure: Measure
  province: PlaceCount | undefined
}

const SHADES = 4

/** Quantile classes 1..4 of the values above zero; zero has a class of its own. */
function shader(values: readonly number[]): (value: number) => number {
  const positive = values.filter(value => value > 0).sort((a, b) => a - b)
  const limits = Array.from(
    { length: SHADES - 1 },
    (_, index) => positive[Math.floor(((index + 1) * positive.length) / SHADES)] ?? Number.POSITIVE_INFINITY,
  )
  return value => (value === 0 ? 0 : 1 + limits.filter(limit => value >= limit).length)
}

export function MapPage({ language, map, counts, measure, province }: Props) {
  const t = mapWords[language]
  const f = formats(language)
  const shade = shader(counts.map(place => place[measure]))
  const byCode = new Map(counts.map(place => [place.nuts3, place]))
  const here = (changes: { measure?: Measure; province?: string | undefined }) => {
    const params = new URLSearchParams()
    params.set('measure', changes.measure ?? measure)
    const at = 'province' in changes ? changes.province : province?.nuts3
    if (at) params.set('province', at)
    return `/${language}/map?${params}`
  }
  const target = (place: PlaceCount) =>
    province
      ? `/${language}/organisations?province=${province.nuts3}&q=${encodeURIComponent(place.name)}`
      : here({ province: place.nuts3 })
  const shown = province ? counts.filter(place => place.members + place.organisations > 0) : counts
  return (
    <>
      {province && <Crumbs label={t.title} trail={[{ href: here({ province: undefined }), text: t.title }]} />}
      <h1>{province ? t.titleOf(province.name) : t.title}</h1>
      <p className="lead">{t.lead}</p>
      <p>
        <a href={`/${language}/network`}>{t.network}</a>
      </p>
      <ul className="tabs">
        {MEASURES.map(name => (
          <li key={name}>
            <a href={here({ measure: name })} aria-current={name === measure ? 'page' : undefined}>
              {t[name]}
            </a>
          </li>
        ))}
      </ul>
      <figure>
        <svg className="map" viewBox={`0 0 ${map.width} ${map.height}`} role="img" aria-label={t.figure(t[measure])}>
          {map.shapes.map(shape => {
            const place = byCode.get(shape.code)
            const value = place?.[measure] ?? 0
            return (
              <path key={shape.code} d={shape.d} className={`c${shade(value)}`}>
                <title>{`${shape.name}: ${f.number(value)}`}</title>
              </path>
            )
          })}
        </svg>
        <figcaption className="small soft">{t.caption}</figcaption>
      </figure>
      <Table
        caption={t.table}
        heads={[
          { text: province ? t.municipality : t.province },
          ...MEASURES.map(name => ({ text: t[name], number: true })),
        ]}
        rows={shown.map(place => [
          <a key="p" href={target(place)}>
            {place.name}
          </a>,
          ...MEASURES.map(name => f.number(place[name])),
        ])}
      />
    </>
  )
}
