import { recordFact } from '#domains/ledger/actions.ts'
import { correctTold, toldBy } from '#domains/ledger/amendments/actions.ts'
import { REASONS } from '#domains/ledger/messages.ts'
import type { NewFact } from '#domains/ledger/model.ts'
import { dateInRome } from '#platform/clock.ts'
import type { Tx } from '#platform/db.ts'
import { attendedBy, countsOf, type EventRow, keepFact } from './queries.ts'
import { dayOf } from './times.ts'

const originOf = (event: EventRow) => `event ${event.id}`

/** What is told of an event: how many came, and the organisations of those who did. */
async function saidOf(tx: Tx, event: EventRow): Promise<Pick<NewFact, 'details' | 'parties'>> {
  const [{ came }, organisations] = await Promise.all([countsOf(tx, event.id), attendedBy(tx, event.id)])
  return {
    parties: organisations.map(organisation => ({ organisation, role: 'participant' })),
    details: { title: event.title_it, type: event.kind, participants: came },
  }
}

/** The fact that an event was held, once. */
export async function tellHeld(tx: Tx, event: EventRow, by: string, now: Date): Promise<void> {
  const fact = await recordFact(
    tx,
    {
      ...(await saidOf(tx, event)),
      kind: 'event-held',
      on: dayOf(event.starts_at, event.zone),
      place: event.nuts ?? undefined,
      source: 'derived',
      origin: originOf(event),
      by,
      once: originOf(event),
    },
    dateInRome(now),
  )
  await keepFact(tx, event.id, fact)
}

/** Corrects it when attendance was marked later, as by a phone that had no network. What a person has corrected or withdrawn stays. */
export async function retellHeld(tx: Tx, event: EventRow, by: string, now: Date): Promise<void> {
  const told = (await toldBy(tx, { origins: [originOf(event)] })).at(-1)
  if (told?.source !== 'derived' || told.amendment === 'withdrawal') return
  const said = await saidOf(tx, event)
  const before = told.parties.map(party => party.key).toSorted()
  const after = said.parties.map(party => String(party.organisation)).toSorted()
  if (told.details.participants === said.details?.participants && before.join(' ') === after.join(' ')) return
  await correctTold(tx, told, said, REASONS.attended, { by, today: dateInRome(now) })
}
