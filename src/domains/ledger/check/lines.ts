export type Cells = readonly (string | null)[]

/** The lines of COPY's text format, each as its cells. */
export function linesOf(bytes: Uint8Array): Cells[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
  return text === '' ? [] : text.slice(0, -1).split('\n').map(cellsOf)
}

const cellsOf = (line: string): Cells =>
  line.includes('\\') ? line.split('\t').map(cell => (cell === '\\N' ? null : unescaped(cell))) : line.split('\t')

const MEANS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }
const unescaped = (cell: string): string =>
  cell.includes('\\') ? cell.replace(/\\(.)/gs, (_, mark: string) => MEANS[mark] ?? mark) : cell
