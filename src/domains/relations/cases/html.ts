import { Parser } from 'htmlparser2'

/** Begin on a line of their own. */
const BLOCKS = new Set([
  'p',
  'div',
  'br',
  'li',
  'tr',
  'h1',
  'h2',
  'h3',
  'h4',
  'blockquote',
  'pre',
  'ul',
  'ol',
  'table',
  'hr',
])
/** Nobody reads what is in them. */
const SILENT = new Set(['script', 'style', 'head', 'title', 'template'])

/** The words of a mail that has no plain text. What stands in a blockquote gets the ">" it would have in one. */
export function textOfHtml(html: string): string {
  const lines: string[] = ['']
  let silent = 0
  let depth = 0
  const breakLine = () => {
    if ((lines.at(-1) ?? '').trim() !== '') lines.push('')
  }
  const parser = new Parser({
    onopentagname(name) {
      if (SILENT.has(name)) silent += 1
      if (BLOCKS.has(name)) breakLine()
      if (name === 'blockquote') depth += 1
    },
    ontext(text) {
      if (silent > 0) return
      const last = lines.length - 1
      const words = text.replace(/\s+/g, ' ')
      if (words.trim() === '' && lines[last] === '') return
      lines[last] =
        lines[last] === '' ? `${'>'.repeat(depth)}${depth ? ' ' : ''}${words.trimStart()}` : lines[last] + words
    },
    onclosetag(name) {
      if (SILENT.has(name)) silent -= 1
      if (name === 'blockquote') depth -= 1
      if (BLOCKS.has(name)) breakLine()
    },
  })
  parser.end(html)
  return lines.map(line => line.trimEnd()).join('\n')
}
