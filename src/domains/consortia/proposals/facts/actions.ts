import { isDeepStrictEqual } from 'node:util'
import { recordFact } from '#domains/ledger/actions.ts'
import { correctTold, reasonOf, toldBy } from '#domains/ledger/amendments/actions.ts'
import { REASONS } from '#domains/ledger/messages.ts'
import type { NewFact } from '#domains/ledger/model.ts'
import type { Tx } from '#platform/db.ts'
import type { MoveForm, Partner, State } from '../model.ts'
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

type Of = Pick<Proposal, 'id' | 'acronym' | 'call_id'>

/** What a fact says of a proposal as it is. The amount is the whole budget: what the proposal is worth. */
function saysOf(proposal: Of, partners: readonly Partner[]) {
  const worth = partners.reduce((sum, partner) => sum + partner.budget_cents, 0)
  return {
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
  }
}

const originOf = ({ id }: Of) => `proposal ${id}`

/** Records what the move means, in its transaction. */
export async function recordOutcome(
  tx: Tx,
  proposal: Proposal,
  partners: readonly PartnerRow[],
  { to, on }: Pick<MoveForm, 'to' | 'on'>,
  by: string,
  today: string,
): Promise<void> {
  for (const kind of TOLD_BY[to] ?? []) {
    const says = saysOf(proposal, partners)
    await recordFact(tx, { kind, on, ...says, source: 'derived', origin: originOf(proposal), by }, today)
  }
}

/**
 * Corrects, in the transaction of an edit, the facts that the present state has told, where the edit changes what they say. What was told of earlier states
 * stays: a grant that comes out smaller does not change what was asked for.
 */
export async function mendOutcome(
  tx: Tx,
  state: State,
  before: { readonly proposal: Of; readonly partners: readonly Partner[] },
  after: { readonly proposal: Of; readonly partners: readonly Partner[] },
  { reason: why, by, today }: { reason: string | undefined; by: string; today: string },
): Promise<void> {
  const kinds: readonly string[] = TOLD_BY[state] ?? []
  const says = saysOf(after.proposal, after.partners)
  if (kinds.length === 0 || isDeepStrictEqual(inOrder(saysOf(before.proposal, before.partners)), inOrder(says))) return
  const reason = why ? reasonOf(why) : REASONS.edited
  for (const fact of await toldBy(tx, { origins: [originOf(after.proposal)] }))
    if (fact.amendment !== 'withdrawal' && kinds.includes(fact.kind))
      await correctTold(tx, fact, says, reason, { by, today })
}

const inOrder = (says: ReturnType<typeof saysOf>) => ({
  ...says,
  parties: [...says.parties].sort((a, b) => a.organisation - b.organisation),
})
