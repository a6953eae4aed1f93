import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

let compiler: NodeCompiler | undefined

/** Typst source as a tagged PDF that holds to PDF/UA-1. Throws with Typst's own words when the source does not allow it. */
export async function toPdf(source: string): Promise<Uint8Array> {
  // Loaded for the first document: the library is tens of megabytes.
  compiler ??= (await import('@myriaddreamin/typst-ts-node-compiler')).NodeCompiler.create()
  try {
    return new Uint8Array(compiler.pdf({ mainFileContent: source }, { pdfStandard: 'ua-1' as never }))
  } catch (error) {
    // The compiler puts what it has to say in `code` and leaves the message empty.
    throw new Error(`Typst: ${(error as { code?: string }).code ?? String(error)}`)
  }
}

/** Text as a string in Typst's code, as for the title of a document. */
export const typstString = (text: string): string => JSON.stringify(text.replace(/\p{Cc}/gu, ' '))

/** Text as Typst content that shows just that text, whatever marks it holds. */
export const typst = (text: string): string => `#${typstString(text)};`
