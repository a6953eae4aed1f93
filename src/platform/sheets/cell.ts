/** What stands in a cell, as text; a formula is kept apart and never evaluated. */
export type Cell = string | { readonly formula: string }
/** Rows as they stand in the file: the first is row 1, an empty row is an empty list. */
export type Grid = readonly (readonly Cell[])[]
export type ReadSheet = { readonly name: string; readonly rows: Grid }

/** Takes away the apostrophe that `platform/sheets.ts` puts before what would run as a formula, and marks that have no place in a text. */
export function readBack(text: string): string {
  const clean = text
    .replaceAll('\r\n', '\n')
    .replace(/[\p{Cc}\p{Cf}]/gu, mark => (mark === '\n' ? mark : ''))
    .trim()
  return /^'+[=+\-@]/.test(clean) ? clean.slice(1) : clean
}
