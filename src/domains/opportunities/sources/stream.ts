import { JSONParser } from '@streamparser/json'

/**
 * Values of a JSON text at a path such as "$.fundingData.GrantTenderObj.*", one by one: the text is never whole in memory.
 * @throws when the text is not JSON or breaks off; the values before are given first.
 */
export async function* valuesAt(stream: AsyncIterable<Uint8Array>, path: string): AsyncGenerator<unknown> {
  const parser = new JSONParser({ paths: [path], keepStack: false })
  let ready: unknown[] = []
  let broken: Error | undefined
  parser.onValue = ({ value }) => {
    ready.push(value)
  }
  parser.onError = error => {
    broken = error
  }
  for await (const chunk of stream) {
    parser.write(chunk)
    const values = ready
    ready = []
    yield* values
    if (broken) throw broken
  }
  if (!parser.isEnded) throw new Error('unexpected end of the text')
}

export type Raw = Readonly<Record<string, unknown>>

/** A JSON value as an object; of anything else an empty one. */
export const objectOf = (value: unknown): Raw =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Raw) : {}

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
