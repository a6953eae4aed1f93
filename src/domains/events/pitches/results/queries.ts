import type { Db, Tx } from '#platform/db.ts'
import type { Giver } from './model.ts'

export type Prize = Awaited<ReturnType<typeof prizesOf>>[number]

/** The vote of a registration: the first one, or another instead of it. */
export const putVote = (tx: Tx, event: number, registration: number, pitch: number, at: Date) =>
  tx
    .insertInto('pitch_vote')
    .values({ event_id: event, registration_id: registration, pitch_id: pitch, at })
    .onConflict(conflict => conflict.column('registration_id').doUpdateSet({ pitch_id: pitch, at }))
    .execute()

/** How many have voted: not for whom. */
export async function countVotes(db: Db, event: number): Promise<number> {
  const { n } = await db
    .selectFrom('pitch_vote')
    .where('event_id', '=', event)
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** Writes down how many votes each pitch on stage has, and forgets who voted for which. */
export async function sealVotes(tx: Tx, event: number): Promise<void> {
  await tx
    .updateTable('pitch')
    .set(eb => ({
      votes: eb
        .selectFrom('pitch_vote')
        .whereRef('pitch_vote.pitch_id', '=', 'pitch.id')
        .select(({ fn }) => fn.countAll<number>().as('n')),
    }))
    .where('event_id', '=', event)
    .where('place', 'is not', null)
    .execute()
  await tx.updateTable('pitch_vote').set({ pitch_id: null }).where('event_id', '=', event).execute()
}

export const prizesOf = (db: Db, event: number) =>
  db
    .selectFrom('pitch_prize as z')
    .leftJoin('pitch as p', 'p.id', 'z.pitch_id')
    .where('z.event_id', '=', event)
    .select(['z.id', 'z.it', 'z.en', 'z.given_by', 'z.pitch_id', 'p.title', 'p.organisation'])
    .orderBy('z.id')
    .execute()

export const insertPrize = (tx: Tx, event: number, said: { it: string; en: string; given_by: Giver }) =>
  tx
    .insertInto('pitch_prize')
    .values({ event_id: event, ...said })
    .execute()

export const givePrize = (tx: Tx, event: number, prize: number, pitch: number | null) =>
  tx.updateTable('pitch_prize').set({ pitch_id: pitch }).where('event_id', '=', event).where('id', '=', prize).execute()

export const deletePrize = (tx: Tx, event: number, prize: number) =>
  tx.deleteFrom('pitch_prize').where('event_id', '=', event).where('id', '=', prize).execute()

export const publishResults = (tx: Tx, event: number, at: Date | null, ranking: boolean) =>
  tx.updateTable('pitching').set({ published_at: at, shows_ranking: ranking }).where('event_id', '=', event).execute()
