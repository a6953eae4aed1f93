import { readDefinitions } from '#algorithms/indicators/definitions.ts'
import type { Definitions } from '#algorithms/indicators/problem.ts'
import { Failure } from '#platform/errors.ts'
import data from './definitions.json' with { type: 'json' }
import { errors } from './messages.ts'

/** Definitions as somebody wrote them. Throws Invalid with every line that is wrong. */
export function definitionsFrom(written: unknown): Definitions {
  const read = readDefinitions(written)
  if ('definitions' in read) return read.definitions
  throw new Failure('Invalid', errors.wrongDefinitions, { wrong: read.wrong.slice(0, 20).join('\n') })
}

let included: Definitions | undefined

/** The indicators that come with Telaio. */
export function theDefinitions(): Definitions {
  included ??= definitionsFrom(data)
  return included
}

/** The kinds of facts that definitions look at: `always` since the beginning, because who is in a group may have come long ago. */
export function kindsOf({ groups, indicators }: Definitions): { kinds: string[]; always: string[] } {
  const moves = Object.values(groups).flatMap(({ enters, leaves }) =>
    leaves === undefined ? [enters] : [enters, leaves],
  )
  const counted = indicators.flatMap(({ measure }) =>
    measure.what === 'ratio'
      ? [...measure.part.kinds, ...(typeof measure.whole === 'number' ? [] : measure.whole.kinds)]
      : 'kinds' in measure
        ? measure.kinds
        : [],
  )
  return { kinds: [...new Set(counted)].sort(), always: [...new Set(moves)].sort() }
}
