import { recordFacts } from '../../actions.ts'
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
  const ids = await recordFacts(run, facts, today)
  return { read: facts.length, added: ids.length, changed: 0, unchanged: 0 }
}
