import { createRequire } from 'node:module'
import path from 'node:path'
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

let compiler: NodeCompiler | undefined

/** The face of the site; a document asks for it by `#set text(font: ...)`. */
const require = createRequire(import.meta.url)
const FONTS = path.dirname(require.resolve('@expo-google-fonts/titillium-web/package.json'))

/** Typst source as a tagged PDF that holds to PDF/UA-1. Throws with Typst's own words when the source does not allow it. */
export const toPdf = (source: string): Promise<Uint8Array> => shownOrMarked(source, 'ua-1')

/** By one of the standards Typst holds a document to: it takes one at a time. */
export async function compile(source: string, standard: 'ua-1' | 'a-2a'): Promise<Uint8Array> {
  // Loaded for the first document: the library is tens of megabytes.
  compiler ??= (await import('@myriaddreamin/typst-ts-node-compiler')).NodeCompiler.create({
    fontArgs: [{ fontPaths: [FONTS] }],
  })
  try {
    return new Uint8Array(compiler.pdf({ mainFileContent: source }, { pdfStandard: standard as never }))
  } catch (error) {
    // The compiler puts what it has to say in `code` and leaves the message empty.
    throw new Error(`Typst: ${(error as { code?: string }).code ?? String(error)}`)
  }
}

/** What no font here can show would stop a whole document: a name in another script is printed with marks in its place. */
const shownOrMarked = async (source: string, standard: 'ua-1'): Promise<Uint8Array> =>
  compile(source, standard).catch(error => compile(withoutUnshown(source, error), standard))

/** Source without the characters that fonts or archives refuse, or the error again when that was not the reason. */
export function withoutUnshown(source: string, error: unknown): string {
  const said = error instanceof Error ? error.message : ''
  if (!/could not be displayed|contains the codepoint/.test(said)) throw error
  const marked = source.replace(UNSHOWN, '\uFFFD')
  if (marked === source) throw error
  return marked
}

/** All but Latin, Greek, Cyrillic, their accents, punctuation, currencies and arrows. */
const UNSHOWN =
  /\p{Cn}|[^\t\n\r\u0020-\u0484\u0487-\u0525\u1e00-\u1eff\u2010-\u2027\u2030-\u203a\u20ac\u2190-\u2193\u2212\u2260\u2264\u2265]/gu

/** Text as a string in Typst's code, as for the title of a document. */
export const typstString = (text: string): string =>
  JSON.stringify(text.replace(/\p{Cc}/gu, ' ').replace(/\p{Cs}/gu, '\uFFFD'))

/** Text as Typst content that shows just that text, whatever marks it holds. */
export const typst = (text: string): string => `#${typstString(text)};`
