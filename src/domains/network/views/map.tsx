import { formats, type Language } from '#platform/i18n.ts'
import { Crumbs, Table } from '#ui/parts.tsx'
import { mapWords } from '../map-messages.ts'
import type { PlaceCount } from '../queries.ts'
import type { DrawnMap, Shape } from '../territory/shapes.ts'

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

/** Quantile classes 1..4 of the values above zero, zero with a class of its own; and what each class spans, for the legend. */
export function shader(values: readonly number[]) {
  const positive = values.filter(value => value > 0).sort((a, b) => a - b)
  const limits = Array.from(
    { length: SHADES - 1 },
    (_, index) => positive[Math.floor(((index + 1) * positive.length) / SHADES)] ?? Number.POSITIVE_INFINITY,
  )
  const shade = (value: number) => (value === 0 ? 0 : 1 + limits.filter(limit => value >= limit).length)
  const spans = new Map<number, readonly [number, number]>()
  for (const value of [...values].sort((a, b) => a - b)) {
    spans.set(shade(value), [spans.get(shade(value))?.[0] ?? value, value])
  }
  return { shade, spans: [...spans] }
}

/** Name and number on the map, above every area so that none hides them. */
function Label({ shape, value }: { shape: Shape; value: string }) {
  const [x, y] = shape.label
  return (
    <text x={x} y={y}>
      <tspan className="name">{`${shape.name} `}</tspan>
      <tspan x={x} dy="1.1em" className="value">
        {value}
      </tspan>
    </text>
  )
}

export function MapPage({ language, map, counts, measure, province }: Props) {
  const t = mapWords[language]
  const f = formats(language)
  const { shade, spans } = shader(counts.map(place => place[measure]))
  const byCode = new Map(counts.map(place => [place.nuts3, place]))
  const countOf = (code: string) => byCode.get(code)?.[measure] ?? 0
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
        <svg className={province ? 'map fine' : 'map'} viewBox={`0 0 ${map.width} ${map.height}`}>
          <title>{t.figure(t[measure])}</title>
          {map.shapes.map(shape => (
            <path key={shape.code} id={`m${shape.code}`} d={shape.d} className={`c${shade(countOf(shape.code))}`}>
              <title>{`${shape.name}: ${f.number(countOf(shape.code))}`}</title>
            </path>
          ))}
          {map.shapes.map(shape => {
            const place = byCode.get(shape.code)
            if (province)
              return (
                countOf(shape.code) > 0 && (
                  <Label key={shape.code} shape={shape} value={f.number(countOf(shape.code))} />
                )
              )
            return (
              <a key={shape.code} href={place ? target(place) : undefined}>
                <use href={`#m${shape.code}`} />
                <Label shape={shape} value={f.number(countOf(shape.code))} />
              </a>
            )
          })}
        </svg>
        <figcaption className="small soft">
          <ul className="legend" aria-label={t[measure]}>
            {spans.map(([shadeOf, [from, to]]) => (
              <li key={shadeOf}>
                <svg width="14" height="14" aria-hidden="true">
                  <rect width="14" height="14" className={`c${shadeOf}`} />
                </svg>
                {from === to ? f.number(from) : `${f.number(from)}–${f.number(to)}`}
              </li>
            ))}
          </ul>
          {t.caption}
        </figcaption>
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
