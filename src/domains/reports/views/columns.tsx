import type { ColumnData } from '../charts/data.ts'
import { type Ink, SITE } from '../charts/ink.ts'

const HEIGHT = 150
const FOOT = 26
const HEAD = 26
const STEP = 52

/** A column for each month, with its number; the table of the same numbers stands beside it. */
export function ColumnChart({ data, ink = SITE, alone = false }: { data: ColumnData; ink?: Ink; alone?: boolean }) {
  const width = data.columns.length * STEP
  const height = HEAD + HEIGHT + FOOT
  const ground = HEAD + HEIGHT
  return (
    <svg
      {...(alone ? { xmlns: 'http://www.w3.org/2000/svg', width, height } : { className: 'columns', role: 'img' })}
      viewBox={`0 0 ${width} ${height}`}
    >
      <title>{data.title}</title>
      <desc>{data.says}</desc>
      {data.columns.map(({ key, label, text, share }, at) => {
        const x = at * STEP + STEP / 2
        const tall = share * HEIGHT
        return (
          <g key={key}>
            {share > 0 && <rect x={x - 15} y={ground - tall} width="30" height={tall} {...ink.bar} />}
            <g {...ink.text} stroke="none" textAnchor="middle" fontSize="17" fontFamily="Titillium Web">
              <text x={x} y={ground - tall - 7} fontWeight="700">
                {text}
              </text>
              <text x={x} y={height - 6}>
                {label}
              </text>
            </g>
          </g>
        )
      })}
      <path d={`M0 ${ground}H${width}`} {...ink.line} strokeWidth="1.5" />
    </svg>
  )
}

export const ColumnFigure = ({ data }: { data: ColumnData }) => (
  <figure className="chart wide">
    <ColumnChart data={data} />
  </figure>
)
