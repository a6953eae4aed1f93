import { profileOf } from '#domains/network/actions.ts'
import { requireCall } from '#domains/opportunities/actions.ts'
import type { Db } from '#platform/db.ts'
import type { Ranker } from '../actions.ts'
import type { Match } from '../model.ts'
import { newestIndex } from '../queries.ts'
import { bestCalls, type Fit } from './model.ts'
import { callFits, unseenCalls } from './queries.ts'

const SHOWN = 20

/** The calls an organisation should look at, with what speaks for each. Throws NotFound. */
export async function callsFor(db: Db, key: string, now: Date) {
  const profile = await profileOf(db, key)
  const fits: Fit[] = bestCalls(await callFits(db, profile.organisation, profile.ids, now), SHOWN)
  return { profile, fits }
}

/**
 * Ranks partners for every open call that has none stored, so that its page opens at once, and tells `ranked` so that what the call
 * needs can be derived. One call at a time, beside the work of people; stops between two calls when `signal` says so.
 */
export async function lookAhead(
  db: Db,
  ranker: Ranker,
  now: Date,
  signal: AbortSignal,
  ranked: (callId: string, matches: readonly Match[]) => Promise<unknown>,
): Promise<number> {
  const index = await newestIndex(db)
  if (!index) return 0
  let done = 0
  for (const id of await unseenCalls(db, index.version, now)) {
    if (signal.aborted) break
    const call = await requireCall(db, id)
    await ranked(id, await ranker.forCall(call, 'all'))
    await ranker.forCall(call, 'members')
    done += 1
  }
  return done
}
