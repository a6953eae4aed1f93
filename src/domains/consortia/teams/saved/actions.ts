import { recordAudit } from '#domains/accounts/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { errors } from '../../messages.ts'
import { weaver } from '../../policy.ts'
import type { TeamView } from '../actions.ts'
import { deleteDraft } from '../drafts/queries.ts'
import { type SaveForm, type TeamQuery, teamQuery } from '../model.ts'
import {
  competencesOf,
  insertTeam,
  membersOf,
  type SavedMember,
  type SavedTeam,
  savedById,
  updateTeam,
  writeTeam,
} from './queries.ts'

/** Keeps a team with the wishes that made it. Saving one that was saved before changes it, unless somebody else has meanwhile. Answers its id. */
export async function saveTeam(db: Db, actor: Actor, view: TeamView, form: SaveForm): Promise<number> {
  const by = weaver(actor)
  const { query, rows, built, needs } = view
  const chosen = new Set(
    built.status === 'solved' ? (built.teams[0]?.members ?? []).map(index => rows[index]?.key) : [],
  )
  const kept = (key: string): Pick<SavedMember, 'state' | 'role'> | undefined => {
    if (key === query.lead) return { state: 'fixed', role: 'coordinator' }
    if (query.associated.includes(key)) return { state: 'fixed', role: 'associatedPartner' }
    if (query.with.includes(key)) return { state: 'fixed', role: 'participant' }
    if (query.without.includes(key)) return { state: 'excluded', role: 'participant' }
    return chosen.has(key) ? { state: 'in', role: 'participant' } : undefined
  }
  const members = rows.flatMap(row => {
    const how = kept(row.key)
    return how ? [{ ...how, organisation_id: row.id }] : []
  })
  const fields = {
    call_id: view.call.id,
    name: form.name,
    notes: form.notes,
    size_min: query.min,
    size_max: query.max,
    members_first: query.members,
  }
  const before = query.saved ? await requireSaved(db, query.saved) : undefined
  return inTransaction(db, async tx => {
    if (before && !(await updateTeam(tx, before.id, form.version ?? before.version, fields)))
      throw new Failure('Conflict', errors.olderTeam)
    const id = before?.id ?? (await insertTeam(tx, fields, by))
    await writeTeam(tx, id, members, query.need.length ? needs : [])
    await deleteDraft(tx, { account: by, call: view.call.id, team: before?.id })
    await recordAudit(tx, { actor: by, verb: before ? 'changed' : 'saved', thing: `team ${id}` })
    return id
  })
}

export async function requireSaved(db: Db, id: number): Promise<SavedTeam> {
  const saved = await savedById(db, id)
  if (!saved) throw new Failure('NotFound', errors.unknownTeam, { id })
  return saved
}

/** The question a saved team was the answer to. */
export async function wishesOf(db: Db, actor: Actor, id: number): Promise<TeamQuery> {
  weaver(actor)
  const saved = await requireSaved(db, id)
  const [members, need] = await Promise.all([membersOf(db, id), competencesOf(db, id)])
  const keys = (test: (member: (typeof members)[number]) => boolean) => members.filter(test).map(member => member.key)
  return teamQuery.parse({
    call: saved.call_id,
    lead: keys(member => member.role === 'coordinator')[0],
    with: keys(member => member.state === 'fixed' && member.role === 'participant'),
    without: keys(member => member.state === 'excluded'),
    associated: keys(member => member.role === 'associatedPartner'),
    min: String(saved.size_min),
    max: String(saved.size_max),
    members: saved.members_first ? '1' : '',
    need,
    saved: String(id),
  })
}

/** Puts a team aside, or brings it back. */
export async function archiveTeam(db: Db, actor: Actor, id: number, aside: boolean, now: Date): Promise<void> {
  const by = weaver(actor)
  const saved = await requireSaved(db, id)
  await inTransaction(db, async tx => {
    if (!(await updateTeam(tx, id, saved.version, { archived_at: aside ? now : null })))
      throw new Failure('Conflict', errors.olderTeam)
    await recordAudit(tx, { actor: by, verb: aside ? 'put aside' : 'brought back', thing: `team ${id}` })
  })
}
