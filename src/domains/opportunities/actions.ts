import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { errors } from './messages.ts'
import { callId } from './model.ts'
import { type Call, callById } from './queries.ts'

/** A call by its topic code, whatever its letters' case. Throws NotFound. */
export async function requireCall(db: Db, id: string): Promise<Call> {
  const parsed = callId.safeParse(id)
  const call = parsed.success
    ? ((await callById(db, parsed.data)) ?? (await callById(db, parsed.data.toUpperCase())))
    : undefined
  if (!call) throw new Failure('NotFound', errors.unknownCall, { id: id.slice(0, 80) })
  return call
}

/** What the ranking reads of a call: its title and whatever text this installation has of it. */
export function textOf(call: Call): string {
  return [call.title, call.keywords.join(', '), call.summary_en, call.description?.slice(0, 20_000)]
    .filter(Boolean)
    .join('\n')
}
