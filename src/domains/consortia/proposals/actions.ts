import { isDeepStrictEqual } from 'node:util'
import { recordAudit } from '#domains/accounts/actions.ts'
import { withdrawDerived } from '#domains/ledger/amendments/actions.ts'
import { MOVED_BACK } from '#domains/ledger/messages.ts'
import { profileOf } from '#domains/network/actions.ts'
import { requireCall } from '#domains/opportunities/actions.ts'
import { recordProject } from '#domains/projects/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import { Failure, type Sentence } from '#platform/errors.ts'
import { evaluate, type Verdict } from '../eligibility/evaluate.ts'
import { fundingRate } from '../eligibility/rates.ts'
import { weaver } from '../policy.ts'
import type { TeamView } from '../teams/actions.ts'
import { memberOf, ruleCallOf } from '../teams/encode.ts'
import { candidatesByKey } from '../teams/queries.ts'
import { mendOutcome, recordOutcome, TOLD_BY } from './facts/actions.ts'
import { errors } from './messages.ts'
import {
  type ListQuery,
  MOVES,
  type MoveForm,
  type Partner,
  type ProposalForm,
  partnerForm,
  type Role,
  type State,
} from './model.ts'
import {
  insertMove,
  insertProposal,
  type ListRow,
  listProposals,
  type Move,
  membersIn,
  movesOf,
  type PartnerRow,
  type Proposal,
  partnersOf,
  proposalById,
  updateProposal,
  writePartners,
} from './queries.ts'

const MOST_PARTNERS = 100
/** Longest title a proposal is begun with: the person will write its own. */
const ACRONYM_LENGTH = 24

/** A draft with the partners of a team, their funding rates filled in from the rules. Answers its id. */
export async function proposeTeam(db: Db, actor: Actor, view: TeamView, today: string): Promise<number> {
  const by = weaver(actor)
  const { built, call, query, rows } = view
  if (built.status === 'infeasible') throw new Failure('Invalid', errors.noTeam)
  const members = (built.teams[0]?.members ?? []).flatMap(index => rows[index] ?? [])
  const partners = members.map((row): Partner => {
    const role: Role =
      row.key === query.lead ? 'coordinator' : query.associated.includes(row.key) ? 'associatedPartner' : 'participant'
    return { organisation_id: row.id, role, budget_cents: 0, rate_percent: rateOf(call.action, memberOf(row, role)) }
  })
  return inTransaction(db, async tx => {
    const id = await insertProposal(
      tx,
      {
        call_id: call.id,
        title: call.title,
        acronym: call.id.slice(0, ACRONYM_LENGTH),
        action: call.action ?? 'OTHER',
      },
      by,
      today,
    )
    await writePartners(tx, id, partners)
    await recordAudit(tx, { actor: by, verb: 'began', thing: `proposal ${id}`, details: { call: call.id } })
    return id
  })
}

/** The share the rules allow, in percent; the least of it where a fact that would raise it is not known. */
export function rateOf(action: string | null, member: { nonProfit?: boolean | undefined }): number {
  const found = fundingRate(action ?? '', member.nonProfit === undefined ? {} : { nonProfit: member.nonProfit })
  return found ? Math.round((found.unknown ? Math.max(found.least, 0) : found.rate) * 100) || 100 : 100
}

export type ProposalView = {
  readonly proposal: Proposal
  readonly partners: readonly PartnerRow[]
  readonly moves: readonly Move[]
  readonly verdicts: readonly Verdict[]
}

/** A proposal with its partners, its history and the rules checked on its budget. Throws NotFound, Forbidden. */
export async function viewProposal(db: Db, actor: Actor, id: number): Promise<ProposalView> {
  weaver(actor)
  const proposal = await required(db, id)
  const [partners, moves] = await Promise.all([partnersOf(db, id), movesOf(db, id)])
  const call = proposal.call_id ? await requireCall(db, proposal.call_id) : undefined
  const budgeted = partners.some(partner => partner.budget_cents > 0)
  const verdicts = call
    ? evaluate({
        call: ruleCallOf(call),
        members: partners.map(partner => ({
          ...memberOf(partner, partner.role),
          ...(budgeted ? { eligibleCostsCents: partner.budget_cents, requestedCents: partner.requested_cents } : {}),
        })),
        proposal: {
          lumpSum: call.lump_sum,
          ...(proposal.months ? { durationMonths: proposal.months } : {}),
          ...(budgeted ? { grantCents: partners.reduce((sum, one) => sum + one.requested_cents, 0) } : {}),
        },
      })
    : []
  return { proposal, partners, moves, verdicts }
}

async function required(db: Db, id: number): Promise<Proposal> {
  const proposal = Number.isSafeInteger(id) && id > 0 ? await proposalById(db, id) : undefined
  if (!proposal) throw new Failure('NotFound', errors.unknownProposal, { id })
  return proposal
}

/** Saves the fields and the partners as the form has them; answers the version the proposal now has. Refuses a form that began from an older version: nothing of either is lost. */
export async function saveProposal(
  db: Db,
  actor: Actor,
  id: number,
  form: ProposalForm,
  raw: Readonly<Record<string, string | string[]>>,
  today: string,
): Promise<number> {
  const by = weaver(actor)
  const proposal = await required(db, id)
  const before = await partnersOf(db, id)
  const partners = readPartners(before, raw)
  if (form.add) {
    const { organisation } = await profileOf(db, form.add)
    if (partners.some(partner => partner.organisation_id === organisation.id)) {
      throw wrong('add', errors.alreadyIn, { name: organisation.name })
    }
    const [row] = await candidatesByKey(db, [organisation.key])
    partners.push({
      organisation_id: organisation.id,
      role: 'participant',
      budget_cents: 0,
      rate_percent: row ? rateOf(proposal.action, memberOf(row, 'participant')) : 100,
    })
  }
  if (partners.length > MOST_PARTNERS) throw wrong('add', errors.tooMany, { most: MOST_PARTNERS })
  if (partners.filter(partner => partner.role === 'coordinator').length > 1) throw wrong('role', errors.twoCoordinators)
  const { title, acronym, starts_on = null, months = null } = form
  // The register tells of changes, not of buttons pressed.
  const same = isDeepStrictEqual(
    contentOf({ title, acronym, starts_on, months }, partners),
    contentOf(proposal, before),
  )
  if (same && proposal.version === form.version) return form.version
  await inTransaction(db, async tx => {
    await changed(tx, id, form.version, { title, acronym, starts_on, months })
    await writePartners(tx, id, partners)
    await mendOutcome(
      tx,
      proposal.state,
      { proposal, partners: before },
      { proposal: { ...proposal, acronym }, partners },
      { reason: form.reason, by, today },
    )
    await recordAudit(tx, {
      actor: by,
      verb: 'edited',
      thing: `proposal ${id}`,
      details: { partners: partners.length, budget_cents: partners.reduce((sum, one) => sum + one.budget_cents, 0) },
    })
  })
  return form.version + 1
}

const contentOf = (
  { title, acronym, starts_on, months }: Pick<Proposal, 'title' | 'acronym' | 'starts_on' | 'months'>,
  partners: readonly Partner[],
) => [
  [title, acronym, starts_on, months],
  partners
    .map(one => [one.organisation_id, one.role, one.budget_cents, one.rate_percent] as const)
    .sort(([a], [b]) => a - b),
]

function readPartners(rows: readonly PartnerRow[], raw: Readonly<Record<string, string | string[]>>): Partner[] {
  return rows.flatMap(row => {
    const id = row.organisation_id
    if (raw[`remove_${id}`]) return []
    const read = partnerForm.safeParse({
      role: raw[`role_${id}`] ?? row.role,
      budget: raw[`budget_${id}`] ?? String(row.budget_cents / 100),
      rate: raw[`rate_${id}`] ?? row.rate_percent,
    })
    if (!read.success) {
      const field = String(read.error.issues[0]?.path[0] ?? 'budget')
      throw wrong(`${field}_${id}`, errors.badAmount, { name: row.name })
    }
    return [{ organisation_id: id, role: read.data.role, budget_cents: read.data.budget, rate_percent: read.data.rate }]
  })
}

const wrong = (field: string, sentence: Sentence, params: Record<string, string | number> = {}) =>
  new Failure('Invalid', sentence, params, { [field]: sentence })

async function changed(tx: Tx, id: number, version: number, changes: Parameters<typeof updateProposal>[3]) {
  if (!(await updateProposal(tx, id, version, changes))) throw new Failure('Conflict', errors.olderPage)
}

/** Moves a proposal on, dated. A funded one becomes the project of the given grant agreement number. */
export async function moveProposal(db: Db, actor: Actor, id: number, form: MoveForm, today: string): Promise<void> {
  const by = weaver(actor)
  const { proposal, partners, moves } = await viewProposal(db, actor, id)
  const { state } = proposal
  if (!MOVES[state].includes(form.to)) throw new Failure('Conflict', errors.noSuchMove, { from: state, to: form.to })
  if (form.on > today) throw wrong('on', errors.futureDay)
  if (moves[0] && form.on < moves[0].moved_on) throw wrong('on', errors.beforeLast, { last: moves[0].moved_on })
  if (form.to === 'submitted' && !partners.some(partner => partner.role === 'coordinator'))
    throw wrong('to', errors.noCoordinator)
  if (form.to === 'funded' && !form.project) throw wrong('project', errors.noGrantNumber)
  await inTransaction(db, async tx => {
    if (form.to === 'funded' && form.project) await becomeProject(tx, proposal, partners, form.project)
    await changed(tx, id, form.version, {
      state: form.to,
      ...(form.to === 'funded' ? { project_id: form.project ?? null } : {}),
    })
    await insertMove(tx, id, { from: state, to: form.to, on: form.on, note: form.note }, by)
    await recordOutcome(tx, proposal, partners, form, by, today)
    await recordAudit(tx, { actor: by, verb: 'moved', thing: `proposal ${id}`, details: { to: form.to } })
  })
}

/** Takes the last move back; the history keeps both. A project that was made stays: others may point to it. */
export async function undoMove(db: Db, actor: Actor, id: number, version: number, today: string): Promise<void> {
  const by = weaver(actor)
  const { proposal, moves } = await viewProposal(db, actor, id)
  const last = moves[0]
  if (!last?.from_state) throw new Failure('Conflict', errors.nothingToUndo)
  const back: State = last.from_state
  await inTransaction(db, async tx => {
    await changed(tx, id, version, { state: back, project_id: null })
    await insertMove(tx, id, { from: proposal.state, to: back, on: today, note: '' }, by)
    await withdrawDerived(tx, `proposal ${id}`, TOLD_BY[proposal.state] ?? [], MOVED_BACK, by)
    await recordAudit(tx, { actor: by, verb: 'moved back', thing: `proposal ${id}`, details: { to: back } })
  })
}

const AS_PARTICIPATION = {
  coordinator: 'coordinator',
  participant: 'participant',
  affiliated: 'thirdParty',
  associatedPartner: 'associatedPartner',
} as const satisfies Record<Role, string>

async function becomeProject(tx: Tx, proposal: Proposal, partners: readonly PartnerRow[], number: number) {
  const { starts_on, months } = proposal
  await recordProject(tx, {
    id: number,
    programme: proposal.call_id?.split('-')[0] ?? 'OTHER',
    acronym: proposal.acronym,
    title: proposal.title,
    topic_id: proposal.call_id,
    scheme: proposal.action,
    starts_on,
    ends_on: starts_on && months ? monthsAfter(starts_on, months) : null,
    source: `proposal ${proposal.id}`,
    partners: partners.map(({ organisation_id, role, requested_cents, budget_cents }) => ({
      organisation_id,
      role: AS_PARTICIPATION[role],
      contribution_cents: requested_cents,
      total_cost_cents: budget_cents,
    })),
  })
}

/** The last day of a project of so many months. */
export function monthsAfter(day: string, months: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  const wanted = at.getUTCDate()
  at.setUTCDate(1)
  at.setUTCMonth(at.getUTCMonth() + months)
  const lastOfMonth = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate()
  at.setUTCDate(Math.min(wanted, lastOfMonth))
  if (wanted <= lastOfMonth) at.setUTCDate(at.getUTCDate() - 1)
  return at.toISOString().slice(0, 10)
}

export type Totals = {
  readonly proposals: number
  readonly budget_cents: number
  readonly requested_cents: number
  /** Members of the cluster involved, each counted once. */
  readonly members: number
}

/** The list with what it comes to, as a whole and by state. */
export async function proposalsWithTotals(
  db: Db,
  actor: Actor,
  query: ListQuery,
): Promise<{ rows: ListRow[]; totals: Totals; byState: ReadonlyMap<State, Totals> }> {
  weaver(actor)
  const rows = await listProposals(db, query)
  const total = async (of: readonly ListRow[]): Promise<Totals> => ({
    proposals: of.length,
    budget_cents: of.reduce((sum, row) => sum + row.budget_cents, 0),
    requested_cents: of.reduce((sum, row) => sum + row.requested_cents, 0),
    members: await membersIn(
      db,
      of.map(row => row.id),
    ),
  })
  const states = [...new Set(rows.map(row => row.state))]
  const byState = await Promise.all(
    states.map(async state => [state, await total(rows.filter(row => row.state === state))] as const),
  )
  return { rows, totals: await total(rows), byState: new Map(byState) }
}
