import type { ReactNode } from 'react'

/** The way back, from the most general to this page's parent. */
export function Crumbs({ label, trail }: { label: string; trail: readonly { href: string; text: string }[] }) {
  return (
    <nav className="crumbs" aria-label={label}>
      <ol>
        {trail.map(({ href, text }) => (
          <li key={href}>
            <a href={href}>{text}</a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

export function Notice({
  tone,
  children,
  role,
}: {
  tone?: 'warn' | 'wrong' | 'good'
  children: ReactNode
  role?: 'alert' | 'status'
}) {
  return (
    <div className={tone ? `notice ${tone}` : 'notice'} role={role}>
      {children}
    </div>
  )
}

/** Nothing to show: says so, and what to do next. */
export function Empty({ children }: { children: ReactNode }) {
  return <div className="empty">{children}</div>
}

export type Tone = 'warp' | 'weft' | 'knot' | 'good'

export function Tag({ tone, children }: { tone?: Tone | undefined; children: ReactNode }) {
  return <span className={tone ? `tag ${tone}` : 'tag'}>{children}</span>
}

/** Big numbers with what they count. */
export function Figures({ items }: { items: readonly { value: string; label: ReactNode }[] }) {
  return (
    <dl className="figures">
      {items.map(({ value, label }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list, rendered once on the server
        <div key={index}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Name and value pairs; those without a value are left out. */
export function Facts({ items }: { items: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="facts">
      {items
        .filter(([, value]) => value !== undefined && value !== null && value !== '' && value !== false)
        .flatMap(([name, value]) => [<dt key={`${name}-t`}>{name}</dt>, <dd key={`${name}-d`}>{value}</dd>])}
    </dl>
  )
}

/** A share 0..1 as a bar; the number stands beside it in the text, so the bar itself is silent. */
export function Bar({ share, tone }: { share: number; tone?: 'weft' }) {
  const width = Math.max(0, Math.min(100, share * 100))
  return (
    <svg
      className={tone ? `bar ${tone}` : 'bar'}
      viewBox="0 0 100 6"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <rect width="100" height="6" rx="1" />
      <rect width={width.toFixed(1)} height="6" rx="1" />
    </svg>
  )
}

/** A strength from 1 to 3 as drawn dots: not every font has them. The word stands beside it, so they are silent. */
export function Dots({ count }: { count: number }) {
  return (
    <svg
      className="dots"
      width={count * 9}
      height="8"
      viewBox={`0 0 ${count * 9} 8`}
      aria-hidden="true"
      focusable="false"
    >
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: dots are all the same
        <circle key={index} cx={4.5 + 9 * index} cy="4" r="3.2" />
      ))}
    </svg>
  )
}

/** Numbers are compared down a column, so a table of nothing else keeps its columns, however narrow. */
const stacks = (heads: readonly { number?: boolean }[]) =>
  heads.length > 3 && heads.slice(1).some(({ number }) => !number)

/**
 * A table that scrolls sideways inside itself where it must, reachable by keyboard. On a phone one of more than three columns is read row by
 * row instead, each value after the head of its column.
 */
export function Table({
  caption,
  heads,
  rows,
  className,
  silent,
}: {
  caption: string
  heads: readonly { text: string; number?: boolean }[]
  rows: readonly (readonly ReactNode[])[]
  className?: string
  /** A heading just above says the same to whoever sees it: the caption is only heard. */
  silent?: boolean
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section className="table-wrap" aria-label={caption} tabIndex={0}>
      <table className={[className, stacks(heads) && 'stacks'].filter(Boolean).join(' ') || undefined}>
        <caption className={silent ? 'visually-hidden' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {heads.map(({ text, number }) => (
              <th key={text} scope="col" className={number ? 'number' : undefined}>
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rendered once on the server
            <tr key={row}>
              {cells.map((cell, column) =>
                column === 0 ? (
                  // biome-ignore lint/suspicious/noArrayIndexKey: rendered once on the server
                  <th key={column} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td
                    // biome-ignore lint/suspicious/noArrayIndexKey: rendered once on the server
                    key={column}
                    className={heads[column]?.number ? 'number' : undefined}
                    data-head={heads[column]?.text}
                  >
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Previous and next, with where one is. `href` gives the address of a page. */
export function Pager({
  page,
  pages,
  href,
  words,
}: {
  page: number
  pages: number
  href: (page: number) => string
  words: { label: string; previous: string; next: string; position: string }
}) {
  if (pages <= 1) return null
  return (
    <nav className="pager" aria-label={words.label}>
      {page > 1 && (
        <a className="button quiet small" href={href(page - 1)} rel="prev">
          ← {words.previous}
        </a>
      )}
      <span>{words.position}</span>
      {page < pages && (
        <a className="button quiet small" href={href(page + 1)} rel="next">
          {words.next} →
        </a>
      )}
    </nav>
  )
}
