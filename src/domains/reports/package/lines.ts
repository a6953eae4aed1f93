/** Hashes bytes as they come: node:crypto here, another implementation in a browser. */
export type Hasher = () => { update(bytes: Uint8Array): void; hex(): string }

/** No line of ours is longer: what is, is no line. */
const LONGEST = 1_000_000

/** A line, or all of a file, is longer than anything of ours. */
export class TooLong extends Error {}

/** The lines of a file, those of a piece at a time. What follows the last line feed comes last, if it is anything. Bytes that are no UTF-8 become U+FFFD. */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let rest = ''
  for await (const piece of bytes) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield lines
    if (rest.length > LONGEST) throw new TooLong('line')
  }
  rest += decoder.decode()
  if (rest !== '') yield [rest]
}

/** A small file as one text. Throws TooLong. */
export async function textOf(bytes: AsyncIterable<Uint8Array>, most: number): Promise<string> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let text = ''
  for await (const piece of bytes) {
    text += decoder.decode(piece, { stream: true })
    if (text.length > most) throw new TooLong('file')
  }
  return text + decoder.decode()
}
