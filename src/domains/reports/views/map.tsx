import type { Language } from '#platform/i18n.ts'
import type { MapData } from '../charts/data.ts'
import { type Ink, SITE } from '../charts/ink.ts'
import { words } from '../charts/messages.ts'
import { theProvinces } from '../provinces.ts'

/** Marks over each shade, so that the classes differ without colour too: dots, lines, more lines, crossed lines. */
const HATCHES = ['M3 3h.1', 'M0 8L8 0', 'M0 4L4 0M4 8L8 4M0 8L8 0', 'M0 8L8 0M0 0L8 8'] as const

/** Outlines and marks, once on a page for all its maps. */
export function MapShapes({ ink = SITE }: { ink?: Ink }) {
  return (
    <defs>
      {theProvinces().shapes.map(({ code, d }) => (
        <path key={code} id={`p-${code}`} d={d} />
      ))}
      {HATCHES.map((d, at) => (
        <pattern
          key={d}
          id={`h${at + 1}`}
          width="8"
          height="8"
          patternUnits="userSpaceOnUse"
          patternTransform="scale(1.6)"
        >
          <path
            d={d}
            {...ink.hatch}
            fill="none"
            strokeWidth={at === 0 ? 1.6 : 0.7}
            strokeLinecap="round"
            strokeOpacity="0.55"
          />
        </pattern>
      ))}
    </defs>
  )
}

/** For a page: takes no room, and is not hidden by a style that would hide what refers to it too. */
export const PageShapes = () => (
  <svg className="shapes" width="0" height="0" aria-hidden="true" focusable="false">
    <MapShapes />
  </svg>
)

export function ProvinceMap({
  data,
  ink = SITE,
  alone = false,
}: {
  data: MapData
  ink?: Ink /** With its outlines in it, as a picture of its own. */
  alone?: boolean
}) {
  const { width, height, shapes } = theProvinces()
  const byCode = new Map(data.areas.map(area => [area.code, area]))
  return (
    <svg
      {...(alone ? { xmlns: 'http://www.w3.org/2000/svg', width, height } : { className: 'provinces', role: 'img' })}
      viewBox={`0 0 ${width} ${height}`}
    >
      <title>{data.title}</title>
      <desc>{data.says}</desc>
      {alone && <MapShapes ink={ink} />}
      {shapes.map(({ code }) => {
        const shade = byCode.get(code)?.shade ?? 0
        return (
          <g key={code} {...ink.edge} strokeWidth="2">
            <use href={`#p-${code}`} {...ink.shade(shade)} />
            {shade > 0 && <use href={`#p-${code}`} fill={`url(#h${shade})`} />}
          </g>
        )
      })}
      {shapes.map(({ code, letters, label: [x, y] }) => (
        <g
          key={code}
          {...ink.text}
          strokeWidth="7"
          strokeLinejoin="round"
          paintOrder="stroke"
          textAnchor="middle"
          fontFamily="Titillium Web"
        >
          <text x={x} y={y - 2} fontSize="24">
            {letters}
          </text>
          <text x={x} y={y + 30} fontSize="32" fontWeight="700">
            {byCode.get(code)?.text}
          </text>
        </g>
      ))}
    </svg>
  )
}

/** A map with its legend; the table of the same parts stands beside it. */
export function MapFigure({ language, data }: { language: Language; data: MapData }) {
  return (
    <figure className="chart">
      <ProvinceMap data={data} />
      <figcaption className="small soft">
        <ul className="legend" aria-label={words[language].legend}>
          {data.legend.map(({ shade, text }) => (
            <li key={shade}>
              <svg width="18" height="14" aria-hidden="true" focusable="false">
                <rect width="18" height="14" {...SITE.shade(shade)} />
                {shade > 0 && <rect width="18" height="14" fill={`url(#h${shade})`} />}
              </svg>
              {text}
            </li>
          ))}
        </ul>
        {data.elsewhere}
      </figcaption>
    </figure>
  )
}
