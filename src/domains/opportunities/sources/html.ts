import { decodeHTMLStrict } from 'entities'
import { Parser } from 'htmlparser2'

const TAGS =
  'p|br|div|span|ul|ol|li|b|strong|i|em|u|s|a|h[1-6]|table|tbody|thead|tfoot|tr|td|th|sup|sub|blockquote|section|article|pre|code|hr|img|font|small|script|style'
const MARKUP = new RegExp(`</?(?:${TAGS})(?:\\s[^<>]*)?/?>`, 'i')
const BLOCKS = new Set('p div ul ol table tr blockquote section article pre hr br h1 h2 h3 h4 h5 h6'.split(' '))
const SILENT = new Set(['script', 'style'])

/** Whether a text holds tags of HTML; a lone "<" or an unknown tag is text. */
export const isHtml = (text: string): boolean => MARKUP.test(text)

/** The text of HTML: paragraphs on lines of their own, list items after "- ", headings after "## ". Addresses of links are left out. */
export function htmlText(html: string): string {
  let text = ''
  let silent = 0
  let items = 0
  const parser = new Parser(
    {
      onopentag(name, { class: className = '' }) {
        if (SILENT.has(name)) silent += 1
        if (name === 'li') {
          items += 1
          text += '\n- '
        } else if (/^h[1-6]$/.test(name) || className.includes('topicdescriptionkind')) text += '\n## '
        else if (name === 'td' || name === 'th') text += ' '
        else if (BLOCKS.has(name)) text += items > 0 ? ' ' : '\n'
      },
      ontext(part) {
        if (silent === 0) text += part.replace(/\s+/g, ' ')
      },
      onclosetag(name) {
        if (SILENT.has(name)) silent -= 1
        if (name === 'li') {
          items -= 1
          text += '\n'
        } else if (BLOCKS.has(name)) text += items > 0 ? ' ' : '\n'
        else if (name === 'span' && /(^|\n)## [^\n]*$/.test(text)) text += '\n'
      },
    },
    { decodeEntities: false },
  )
  parser.end(html)
  return text
}

/** Characters for their names and numbers ("&amp;" and its like); what is no such name stays as it is. */
export const decoded = (text: string): string => (text.includes('&') ? decodeHTMLStrict(text) : text)
