import { recordFacts } from '../../actions.ts'
import type { NewFact } from '../../model.ts'
import type { Run } from '../../queries.ts'
import { starterFormat } from '../model.ts'

/**
 * The facts of the example cluster: starter/ledger.json, parsed. They carry the source `starter` and the instant of the loading: what is known before it
 * is nothing, and it is not made to look otherwise.
 */
export async function mergeStarterFacts(
  run: Run,
  content: unknown,
): Promise<{ read: number; added: number; changed: number; unchanged: number }> {
  const facts = starterFormat.parse(content)
  // The example ends in 2026: it loads also where the clock is behind.
  const today =
    facts
      .map(fact => fact.on)
      .sort()
      .at(-1) ?? ''
  const ids = await inOrder(run, facts, today)
  return { read: facts.length, added: ids.size, changed: 0, unchanged: 0 }
}

/** Records facts in rounds: what follows another waits until that has its id. Answers the ids by the places in the list. */
async function inOrder(
  run: Run,
  facts: readonly (NewFact & { readonly after: number | undefined })[],
  today: string,
): Promise<ReadonlyMap<number, number>> {
  const ids = new Map<number, number>()
  let waiting = facts.map((fact, at) => ({ fact, at }))
  while (waiting.length) {
    const ready = waiting.filter(({ fact: { after } }) => after === undefined || ids.has(after))
    if (ready.length === 0) throw new Error('starter facts that follow each other')
    const told = ready.map(({ fact: { after, ...fact } }) =>
      after === undefined ? fact : { ...fact, details: { ...fact.details, after: ids.get(after) ?? 0 } },
    )
    const recorded = await recordFacts(run, told, today)
    for (const [index, { at }] of ready.entries()) ids.set(at, recorded[index] ?? 0)
    waiting = waiting.filter(one => !ready.includes(one))
  }
  return ids
}
