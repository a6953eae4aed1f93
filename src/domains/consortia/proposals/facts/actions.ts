import { recordFact } from '#domains/ledger/actions.ts'
import type { NewFact } from '#domains/ledger/model.ts'
import type { Tx } from '#platform/db.ts'
import type { MoveForm, State } from '../model.ts'
import type { PartnerRow, Proposal } from '../queries.ts'

/**
 * What the ledger is told as a proposal arrives in a state. A proposal is *supported* when it has been submitted with the cluster's help: a draft that
 * is never sent helped nobody, and only at submission are its value and partners settled. What is in Telaio was prepared here, so both come together;
 * proposals supported elsewhere are typed in.
 */
export const TOLD_BY: Partial<Readonly<Record<State, readonly NewFact['kind'][]>>> = {
  submitted: ['proposal-submitted', 'proposal-supported'],
  funded: ['proposal-funded'],
  rejected: ['proposal-rejected'],
}

/** Records what the move means, in its transaction. The amount is the whole budget: what the proposal is worth. */
export async function recordOutcome(
  tx: Tx,
  proposal: Proposal,
  partners: readonly PartnerRow[],
  { to, on }: Pick<MoveForm, 'to' | 'on'>,
  by: string,
  today: string,
): Promise<void> {
  const worth = partners.reduce((sum, partner) => sum + partner.budget_cents, 0)
  for (const kind of TOLD_BY[to] ?? []) {
    const fact: NewFact = {
      kind,
      on,
      parties: partners.map(({ organisation_id, role }) => ({
        organisation: organisation_id,
        role: role === 'coordinator' ? 'coordinator' : 'partner',
      })),
      amountCents: worth || undefined,
      details: {
        title: proposal.acronym,
        // All calls of Telaio come from the European portal; without a call nobody has said.
        level: proposal.call_id ? 'european' : 'regional',
        ...(proposal.call_id ? { call: proposal.call_id } : {}),
      },
      source: 'derived',
      origin: `proposal ${proposal.id}`,
      by,
    }
    await recordFact(tx, fact, today)
  }
}
