import { renderToStaticMarkup } from 'react-dom/server'
import type { Language } from '#platform/i18n.ts'

/** What a mail says, once: its text and its HTML are made from the same parts. */
export type Part =
  | string
  | { readonly head: string }
  | { readonly text: string; readonly href: string }
  | { readonly list: readonly ListItem[] }
export type ListItem = { readonly text: string; readonly href?: string; readonly note?: string }

export type Letter = {
  readonly language: Language
  readonly subject: string
  readonly parts: readonly Part[]
  /** Small print: who writes, why, how not to be written to again. */
  readonly foot: readonly Part[]
}

/**
 * What a stranger typed, in a form that no mail program makes a link of: somebody could register another person under the name of a site. It reads as
 * before: a word joiner, which nobody sees, stands behind each dot and colon within a word.
 */
export const unlinked = (text: string): string => text.replace(/(?<=\S)[.:](?=\S)/g, '$&\u2060')

/** Both bodies of a letter. No picture, no style sheet, nothing fetched: it opens anywhere and tells nobody that it was opened. */
export function written(letter: Letter): { text: string; html: string } {
  const { language, subject, parts, foot } = letter
  const text = `${[...parts, '--', ...foot].map(asText).join('\n\n')}\n`
  const html = renderToStaticMarkup(
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{subject}</title>
      </head>
      <body style={{ margin: 0, padding: '24px', background: '#f6f5f2', color: '#1d2430' }}>
        <div style={{ maxWidth: '600px', margin: '0 auto', padding: '24px', background: '#ffffff', font: FONT }}>
          {parts.map(asHtml)}
        </div>
        <div style={{ maxWidth: '600px', margin: '0 auto', padding: '12px 24px', font: SMALL, color: '#4b5563' }}>
          {foot.map(asHtml)}
        </div>
      </body>
    </html>,
  )
  return { text, html: `<!doctype html>${html}` }
}

const FONT = '16px/1.5 "Titillium Web", Arial, sans-serif'
const SMALL = '14px/1.5 Arial, sans-serif'

function asText(part: Part): string {
  if (typeof part === 'string') return part
  if ('head' in part) return part.head.toUpperCase()
  if ('href' in part) return `${part.text}:\n${part.href}`
  return part.list
    .map(item => [`- ${item.text}`, item.note && `  ${item.note}`, item.href && `  ${item.href}`])
    .map(lines => lines.filter(Boolean).join('\n'))
    .join('\n')
}

function asHtml(part: Part, at: number) {
  if (typeof part === 'string') {
    // What a person typed may have lines of its own.
    return (
      <p key={at} style={{ whiteSpace: 'pre-line' }}>
        {part}
      </p>
    )
  }
  if ('head' in part) {
    return (
      <h2 key={at} style={{ fontSize: '18px', margin: '24px 0 8px' }}>
        {part.head}
      </h2>
    )
  }
  if ('href' in part) {
    return (
      <p key={at}>
        <a href={part.href} style={{ color: '#0b5394', fontWeight: 600 }}>
          {part.text}
        </a>
      </p>
    )
  }
  return (
    <ul key={at} style={{ paddingLeft: '20px' }}>
      {part.list.map(item => (
        <li key={`${item.text}${item.href ?? ''}`} style={{ marginBottom: '8px' }}>
          {item.href ? (
            <a href={item.href} style={{ color: '#0b5394' }}>
              {item.text}
            </a>
          ) : (
            item.text
          )}
          {item.note && <div style={{ color: '#4b5563' }}>{item.note}</div>}
        </li>
      ))}
    </ul>
  )
}
