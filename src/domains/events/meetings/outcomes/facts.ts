import { recordFact } from '#domains/ledger/actions.ts'
import { correctTold, toldBy, withdrawTold } from '#domains/ledger/amendments/actions.ts'
import { plainText } from '#domains/ledger/kinds/model.ts'
import { REASONS } from '#domains/ledger/messages.ts'
import type { NewFact } from '#domains/ledger/model.ts'
import { dateInRome } from '#platform/clock.ts'
import type { Tx } from '#platform/db.ts'
import type { EventRow } from '../../queries.ts'
import { dayOf } from '../../times.ts'
import { verdictOf } from './model.ts'
import type { FollowRow, Sides } from './queries.ts'

type Act = { readonly by: string; readonly now: Date }
type Tellable = Pick<NewFact, 'kind' | 'on' | 'place' | 'details'>

const keysOf = ({ a_key, b_key }: Sides): readonly [string, string] | undefined =>
  a_key !== null && b_key !== null && a_key !== b_key ? [a_key, b_key] : undefined

const originOfMeeting = (meeting: number) => `meeting ${meeting}`

/** The fact that a meeting was held, as long as one side says so and the other does not deny it; otherwise it is taken back. */
export async function tellMeeting(tx: Tx, event: EventRow, sides: Sides, act: Act): Promise<void> {
  const held = verdictOf(sides.a_said ?? undefined, sides.b_said ?? undefined) === 'held'
  await tell(
    tx,
    originOfMeeting(sides.id),
    sides,
    'participant',
    act,
    held && {
      kind: 'meeting-held',
      on: notAfter(dayOf(sides.starts_at, event.zone), dateInRome(act.now)),
      place: event.nuts ?? undefined,
      details: occasionOf(event),
    },
  )
}

/** The fact that comes of a follow-up: a second meeting that was held, an introduction or a team that both agreed to. It follows the fact of the meeting. */
export async function tellFollow(tx: Tx, event: EventRow, sides: Sides, one: FollowRow, act: Act): Promise<void> {
  const first = (await toldBy(tx, { origins: [originOfMeeting(sides.id)] })).at(-1)
  const after = first && first.amendment !== 'withdrawal' ? { after: first.id } : {}
  const today = dateInRome(act.now)
  const facts: Record<FollowRow['kind'], Tellable | false> = {
    meeting: one.state === 'held' && {
      kind: 'meeting-held',
      on: one.on_day ?? today,
      details: { ...(one.about ? { title: one.about } : {}), ...occasionOf(event), ...after },
    },
    introduction: one.state === 'agreed' && { kind: 'introduction-made', on: today, details: noteOf(event) },
    team: one.state === 'agreed' && { kind: 'partnership-formed', on: today, details: { title: one.about, ...after } },
  }
  const role = { meeting: 'participant', introduction: 'introduced', team: 'partner' }[one.kind]
  await tell(tx, `follow-up ${one.id}`, sides, role, act, facts[one.kind])
}

/** Records, corrects or takes back, so that the ledger says what is said now. What a person corrected or withdrew there stays. */
async function tell(
  tx: Tx,
  origin: string,
  sides: Sides,
  role: string,
  { by, now }: Act,
  fact: Tellable | false,
): Promise<void> {
  const told = (await toldBy(tx, { origins: [origin] })).at(-1)
  if (told && told.source !== 'derived') return
  const stands = told !== undefined && told.amendment !== 'withdrawal'
  if (!fact) {
    if (stands) await withdrawTold(tx, told, REASONS.outcome, by)
    return
  }
  const keys = keysOf(sides)
  // An organisation that is not known, or not any more, changes nothing that was told.
  if (!keys) return
  const parties = keys.map(organisation => ({ organisation, role }))
  const today = dateInRome(now)
  if (!stands) await recordFact(tx, { ...fact, parties, source: 'derived', origin, by }, today)
  else if (!same(told, fact, keys)) await correctTold(tx, told, { ...fact, parties }, REASONS.outcome, { by, today })
}

type Told = { happened_on: string; details: object; parties: readonly { key: string }[] }

/** Whether a fact says already what would be told: introductions and teams keep the day on which they were agreed. */
const same = (told: Told, fact: Tellable, keys: readonly string[]) =>
  (fact.kind !== 'meeting-held' || told.happened_on === fact.on) &&
  told.parties
    .map(({ key }) => key)
    .toSorted()
    .join(' ') === keys.toSorted().join(' ')

const notAfter = (day: string, today: string) => (day > today ? today : day)

/** The title of the event, where it is a line that can be published. */
function lineOf(event: EventRow): string | undefined {
  const line = plainText(200).safeParse(event.title_it)
  return line.success ? line.data : undefined
}
const occasionOf = (event: EventRow): Record<string, string> => {
  const occasion = lineOf(event)
  return occasion === undefined ? {} : { occasion }
}
const noteOf = (event: EventRow): Record<string, string> => {
  const note = lineOf(event)
  return note === undefined ? {} : { note }
}
