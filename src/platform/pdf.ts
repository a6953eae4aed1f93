import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

let compiler: NodeCompiler | undefined

/** Typst source as a tagged PDF that holds to PDF/UA-1. Throws with Typst's own words when the source does not allow it. */
export function toPdf(source: string): Uint8Array {
  compiler ??= NodeCompiler.create()
  return new Uint8Array(compiler.pdf({ mainFileContent: source }, { pdfStandard: 'ua-1' as never }))
}

/** Text as Typst content that shows just that text, whatever marks it holds. */
export const typst = (text: string): string => `#${JSON.stringify(text.replace(/[\u0000-\u001f\u007f]/g, ' '))}`
