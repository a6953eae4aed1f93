import type { Db, Tx } from '#platform/db.ts'

export const clockRow = (db: Db, event: number) =>
  db.selectFrom('pitch_clock').where('event_id', '=', event).selectAll().executeTakeFirst()

type Said = { pitch_id: number | null; phase: string; elapsed_ms: number; running: boolean; since: Date }
export async function putClock(tx: Tx, event: number, said: Said): Promise<void> {
  await tx
    .insertInto('pitch_clock')
    .values({ event_id: event, ...said })
    .onConflict(conflict =>
      conflict.column('event_id').doUpdateSet(eb => ({ ...said, turn: eb('pitch_clock.turn', '+', 1) })),
    )
    .execute()
}

export const keepSeed = (tx: Tx, event: number, seed: number) =>
  tx.updateTable('pitching').set({ seed }).where('event_id', '=', event).execute()
