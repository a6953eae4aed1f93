import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { errors } from './messages.ts'
import { organisationKey } from './model.ts'
import {
  currentMembership,
  isPlace,
  linkedRecords,
  type Organisation,
  organisationById,
  organisationByKey,
} from './queries.ts'

export type Profile = {
  readonly organisation: Organisation
  /** Other records of the same legal entity, linked by hand or by VAT number. */
  readonly linked: Awaited<ReturnType<typeof linkedRecords>>
  readonly membership: Awaited<ReturnType<typeof currentMembership>>
  /** Ids of this record and the linked ones: what they did counts as one. */
  readonly ids: readonly number[]
}

/** An organisation with everything that is linked to it. A linked record answers with the one it points to. Throws NotFound. */
export async function profileOf(db: Db, key: string): Promise<Profile> {
  const organisation = await wholeOf(db, key)
  const [linked, membership] = await Promise.all([
    linkedRecords(db, organisation.id),
    currentMembership(db, organisation.id),
  ])
  // What it says of itself may stand in a record that was linked to it.
  const whole = {
    ...organisation,
    says: organisation.says ?? linked.find(record => record.says)?.says ?? null,
    looks_for: organisation.looks_for ?? linked.find(record => record.looks_for)?.looks_for ?? null,
  }
  return { organisation: whole, linked, membership, ids: [organisation.id, ...linked.map(record => record.id)] }
}

/** The organisation of a key, without the rest of its profile. Throws NotFound. */
export async function wholeOf(db: Db, key: string): Promise<Organisation> {
  const asked = organisationKey.safeParse(key).success ? await organisationByKey(db, key) : undefined
  const organisation = asked?.same_as ? await organisationById(db, asked.same_as) : asked
  if (!organisation) throw new Failure('NotFound', errors.unknownOrganisation, { key: key.slice(0, 80) })
  return organisation
}

/** Throws NotFound for places that do not exist: an empty list would say that nobody is there. */
export async function requirePlaces(db: Db, ...codes: readonly (string | undefined)[]): Promise<void> {
  for (const code of codes)
    if (code && !(await isPlace(db, code))) throw new Failure('NotFound', errors.unknownPlace, { code })
}
