import { isDay } from '#kernel/period.ts'
import type { Sentence } from '#platform/errors.ts'
import { errors } from '../messages.ts'
import type { Evidence, NewFact } from '../model.ts'
import { isKind, ruleOf } from './catalogue.ts'
import { type Details, detailsSchema, MOST_PARTIES } from './model.ts'

export type Around = {
  /** Today in Rome. */
  readonly today: string
  /** No fact is older than the cluster. */
  readonly founded: string
  /** Whether the place of the fact is a province that exists. */
  readonly placeKnown: boolean
}

export type CheckedFact = { readonly details: Details; readonly wrong: Readonly<Record<string, Sentence>> }

/** Holds a fact against its kind. `wrong` names each field that is, as the form has it: on, amount, place, party_ROLE, detail_NAME. */
export function checkFact(fact: NewFact, { today, founded, placeKnown }: Around): CheckedFact {
  if (!isKind(fact.kind)) return { details: {}, wrong: { kind: errors.unknownKind } }
  const rule = ruleOf(fact.kind)
  const wrong: Record<string, Sentence> = {}
  if (!isDay(fact.on)) wrong.on = errors.noDay
  else if (fact.on > today) wrong.on = errors.future
  else if (fact.on < founded) wrong.on = errors.beforeCluster
  checkAmount(fact.amountCents, rule.amount, wrong)
  if (fact.place !== undefined && rule.place === 'none') wrong.place = errors.noPlaceHere
  else if (fact.place !== undefined && !placeKnown) wrong.place = errors.unknownPlace
  checkParties(fact, wrong)
  if (fact.evidence?.some(one => 'address' in one && badAddress(one, today))) wrong.address = errors.badAddress
  const details = detailsSchema(rule).safeParse(fact.details ?? {})
  if (!details.success)
    for (const { path, message, code } of details.error.issues)
      wrong[code === 'unrecognized_keys' ? 'details' : `detail_${String(path[0])}`] =
        code === 'unrecognized_keys' ? errors.unknownDetail : (DETAIL[message] ?? errors.badDetail)
  return { details: details.data ?? {}, wrong }
}

const DETAIL: Readonly<Record<string, Sentence>> = {
  empty: errors.emptyDetail,
  long: errors.longDetail,
  markup: errors.markup,
  personal: errors.personal,
  unprintable: errors.unprintable,
  number: errors.badNumber,
  day: errors.noDay,
  codes: errors.badCodes,
  fact: errors.badEarlier,
}

/** EUR 1,000 billion: beyond, somebody has typed too many zeros. */
const MOST_CENTS = 100_000_000_000_000

function checkAmount(cents: number | undefined, wanted: string, wrong: Record<string, Sentence>): void {
  if (cents === undefined) {
    if (wanted === 'required') wrong.amount = errors.amountWanted
  } else if (wanted === 'none') wrong.amount = errors.noAmountHere
  else if (!Number.isSafeInteger(cents) || cents < 0 || cents > MOST_CENTS) wrong.amount = errors.badAmount
}

function checkParties(fact: NewFact, wrong: Record<string, Sentence>): void {
  const { roles } = ruleOf(fact.kind)
  if (fact.parties.length > MOST_PARTIES) wrong.parties = errors.tooManyParties
  if (fact.parties.some(({ role }) => !Object.hasOwn(roles, role))) wrong.parties = errors.unknownRole
  for (const [role, { least, most }] of Object.entries(roles)) {
    const found = new Set(fact.parties.filter(party => party.role === role).map(party => party.organisation)).size
    if (found < least) wrong[`party_${role}`] = least === 1 ? errors.partyWanted : errors.partiesWanted
    else if (found > most) wrong[`party_${role}`] = errors.onePartyOnly
  }
}

const badAddress = ({ address, seenOn }: Extract<Evidence, { address: string }>, today: string): boolean =>
  !/^https?:\/\/[^\s]{3,2000}$/.test(address) || !URL.canParse(address) || !isDay(seenOn) || seenOn > today
