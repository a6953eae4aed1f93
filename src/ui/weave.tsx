/**
 * The mark: three warps crossed by three wefts, over and under in turn. Drawn, not an image, so that it follows the theme.
 */
export function Mark({ size = 36 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 36 36" aria-hidden="true" focusable="false">
      <Threads columns={3} rows={3} step={12} thick={8} />
    </svg>
  )
}

/** A strip of cloth across the page, under the masthead. */
export function Selvedge() {
  return (
    <svg className="threads" width="100%" height="6" aria-hidden="true" focusable="false">
      <defs>
        <pattern id="selvedge" width="48" height="6" patternUnits="userSpaceOnUse">
          <path className="warp-thread" d="M0 3H22" strokeWidth="6" />
          <path className="weft-thread" d="M24 3H34" strokeWidth="6" />
          <path className="knot-thread" d="M36 3H46" strokeWidth="6" />
        </pattern>
      </defs>
      <rect width="100%" height="6" fill="url(#selvedge)" />
    </svg>
  )
}

/** The cloth of the home page. `rows` of weft over `columns` of warp. */
export function Cloth({ columns = 12, rows = 8 }: { columns?: number; rows?: number }) {
  const step = 30
  return (
    <svg viewBox={`0 0 ${columns * step} ${rows * step}`} aria-hidden="true" focusable="false" className="cloth">
      <Threads columns={columns} rows={rows} step={step} thick={18} />
    </svg>
  )
}

const WEFTS = ['weft-thread', 'knot-thread', 'weft-thread', 'weft-thread'] as const

function Threads({ columns, rows, step, thick }: { columns: number; rows: number; step: number; thick: number }) {
  const at = (index: number) => index * step + step / 2
  const weftOf = (row: number) => WEFTS[row % WEFTS.length]
  const lines = Array.from({ length: rows }, (_, row) => row)
  // Wefts first, warps over them, then each weft again where it passes over: every other crossing.
  const over = (row: number) => {
    const parts: string[] = []
    for (let column = row % 2; column < columns; column += 2) parts.push(`M${column * step} ${at(row)}h${step}`)
    return parts.join('')
  }
  return (
    <g strokeWidth={thick}>
      {lines.map(row => (
        <path key={row} className={weftOf(row)} d={`M0 ${at(row)}H${columns * step}`} />
      ))}
      <path
        className="warp-thread"
        d={Array.from({ length: columns }, (_, column) => `M${at(column)} 0V${rows * step}`).join('')}
      />
      {lines.map(row => (
        <path key={row} className={weftOf(row)} d={over(row)} />
      ))}
    </g>
  )
}
