import { requireCall } from '#domains/opportunities/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Db } from '#platform/db.ts'
import { weaver } from '../../policy.ts'
import type { TeamQuery } from '../model.ts'
import { requireSaved } from '../saved/actions.ts'
import { type Draft, draftOf, writeDraft } from './queries.ts'

/** Keeps what was typed beside a team and is not saved yet; what is as it was saved, or empty, is nothing to keep. */
export async function keepDraft(
  db: Db,
  actor: Actor,
  query: Pick<TeamQuery, 'call' | 'saved'>,
  typed: Draft,
  now: Date,
): Promise<void> {
  const account = weaver(actor)
  const call = await requireCall(db, query.call)
  const saved = query.saved ? await requireSaved(db, query.saved) : undefined
  const before = { name: saved?.name ?? '', notes: saved?.notes ?? '' }
  const same = typed.name.trim() === before.name && typed.notes.trim() === before.notes
  await writeDraft(db, { account, call: call.id, team: saved?.id }, same ? undefined : typed, now)
}

/** What this person typed beside this team and has not saved. */
export async function findDraft(db: Db, actor: Actor, query: TeamQuery): Promise<Draft | undefined> {
  return draftOf(db, { account: weaver(actor), call: query.call, team: query.saved })
}
