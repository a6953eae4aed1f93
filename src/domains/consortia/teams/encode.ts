import type { Candidate, Problem } from '#algorithms/team/problem.ts'
import type { Match } from '#domains/matching/model.ts'
import { yearOf } from '#domains/opportunities/model.ts'
import type { Call } from '#domains/opportunities/queries.ts'
import type { Member, Call as RuleCall } from '../eligibility/model.ts'
import { toTeamRules } from '../eligibility/team-rules.ts'
import type { TeamQuery } from './model.ts'
import type { CandidateRow, StrengthRow } from './queries.ts'

/** What the cluster's own candidates gain when members are preferred, of a base that runs from 0 to 1. */
const MEMBER_BONUS = 0.6
/** Points of a candidate of base 1: enough to order equals, not enough to beat a competence. */
const BASE_POINTS = 6

/** A call as the rules know it. Calls of programmes without rules answer none. */
export function ruleCallOf(call: Call): RuleCall {
  const year = yearOf(call.id, call.deadlines[0]?.at)
  const action = call.action ?? ''
  const stages =
    call.stages === 'two' ? { stages: 2 as const, stage: 1 as const } : { stages: 1 as const, stage: 1 as const }
  const of = (programme: RuleCall['programme'], typeOfAction: string): RuleCall => ({
    programme,
    typeOfAction,
    year,
    ...stages,
  })
  if (action === 'MSCA-DN') return of('MSCA', 'DN')
  if (action === 'EIC-ACC') return of('EIC', 'ACCELERATOR')
  if (/^EU4H/.test(call.id)) return of('EU4H', 'PJG')
  if (/^DIGITAL/.test(call.id)) return of('DIGITAL', action)
  return of('HORIZON', action.startsWith('MSCA') ? 'TMA' : action)
}

/** Facts about a partner as far as they are known: what is not known stays out, and the rules say so. */
export function memberOf(
  row: Pick<CandidateRow, 'name' | 'kind' | 'pic' | 'country' | 'nuts' | 'sme'>,
  role: Member['role'],
): Member {
  return {
    name: row.name,
    role,
    kind: row.kind,
    ...(row.pic ? { pic: row.pic } : {}),
    ...(row.country ? { country: row.country } : {}),
    ...(row.nuts?.length === 5 ? { nuts3: row.nuts } : {}),
    ...(row.sme === null ? {} : { sme: row.sme }),
    ...(row.kind === 'PRC'
      ? { nonProfit: false }
      : row.kind === 'HES' || row.kind === 'PUB'
        ? { nonProfit: true }
        : {}),
    // Established in one country under its law, unless somebody says otherwise: bodies of the Union have no country of their own in CORDIS.
    ...(row.country ? { euBody: false } : {}),
    ...(row.country === 'RU' ? {} : row.country ? { russianOwnedPercent: 0 } : {}),
  }
}

/** How strongly projects show a competence, 0..1: typical of the candidate, and often enough to be no accident. Own words alone count half. */
export function strengthOf({ weight, projects }: Pick<StrengthRow, 'weight' | 'projects'>): number {
  return projects === 0 ? 0.5 * weight : 0.5 * weight + 0.5 * (1 - Math.exp(-projects / 3))
}

export type Encoded = { readonly problem: Problem; readonly members: readonly Member[] }

/** Candidates, needs and wishes as the team solver's problem: candidate i is `rows[i]`, competence j is `needs[j]`. */
export function encode(
  query: TeamQuery,
  call: Call,
  rows: readonly CandidateRow[],
  needs: readonly { code: string; weight: number }[],
  strengths: readonly StrengthRow[],
  matches: readonly Match[],
): Encoded {
  const place = new Map(matches.map((match, index) => [match.key, index]))
  const needNumber = new Map(needs.map((need, index) => [need.code, index]))
  const byOrganisation = new Map<number, StrengthRow[]>()
  for (const row of strengths)
    byOrganisation.set(row.organisation_id, [...(byOrganisation.get(row.organisation_id) ?? []), row])
  const associated = new Set(query.associated)
  const members = rows.map(row =>
    memberOf(
      row,
      associated.has(row.key) ? 'associatedPartner' : row.key === query.lead ? 'coordinator' : 'participant',
    ),
  )
  const { rules, groups } = toTeamRules(ruleCallOf(call), members)
  const candidates = rows.map((row, index): Candidate => {
    const rank = place.get(row.key)
    const liked = rank === undefined ? 0 : 1 - rank / (matches.length || 1)
    return {
      evidence: (byOrganisation.get(row.id) ?? []).map(strength => ({
        competence: needNumber.get(strength.need) ?? 0,
        strength: strengthOf(strength),
      })),
      base: query.members ? liked * (1 - MEMBER_BONUS) + (row.member ? MEMBER_BONUS : 0) : liked,
      groups: groups[index] ?? {},
      counts: !associated.has(row.key),
    }
  })
  const numbers = (keys: readonly (string | undefined)[]) => [
    ...new Set(keys.flatMap(key => rows.flatMap((row, index) => (row.key === key ? [index] : [])))),
  ]
  return {
    members,
    problem: {
      candidates,
      competences: needs.map(need => ({ weight: need.weight })),
      size: { min: query.min, max: query.max },
      fixed: numbers([query.lead, ...query.with, ...query.associated]),
      excluded: numbers(query.without),
      rules,
      baseWeight: BASE_POINTS,
    },
  }
}
