import { mayActFor, maySeeMembersOnly } from '#domains/accounts/policy.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Db } from '#platform/db.ts'
import { type Contact, contactsOf } from '../people/contacts/queries.ts'
import type { Organisation } from '../queries.ts'
import { type ProfileField, sees, type Visibility, visibilityOf } from './model.ts'
import {
  chainsOfMember,
  chosenVisibility,
  type ProfileRow,
  profileRow,
  type SeatRow,
  seatsOf,
  switchboardOf,
} from './queries.ts'

export type Shown = {
  readonly says: string | null
  readonly looks_for: string | null
  readonly website: string | null
  readonly equipment: string | null
  readonly services: string | null
  readonly trl: readonly [number, number] | null
  readonly seats: readonly SeatRow[]
  readonly phone: string | null
  readonly chains: readonly { readonly id: number; readonly name_it: string; readonly name_en: string }[]
  readonly contacts: readonly Contact[]
  readonly confirmed_at: Date | null
  /** Entered by staff on its behalf: who agreed, and how. For the cluster's own people. */
  readonly entered: ProfileRow['entered_mandate']
}

/** How much somebody sees of a member: staff and its own people all of it, people of the cluster what members show each other. */
export const viewerOf = (actor: Actor, organisation: number): Visibility =>
  mayActFor(actor, organisation).allowed ? 'staff' : maySeeMembersOnly(actor).allowed ? 'members' : 'public'

/** What an organisation's page shows this reader of its profile. */
export async function shownProfile(db: Db, actor: Actor, organisation: Organisation): Promise<Shown> {
  const { id } = organisation
  const viewer = viewerOf(actor, id)
  const [row, chosen, contacts, chains, seats, phone] = await Promise.all([
    profileRow(db, id),
    chosenVisibility(db, id),
    contactsOf(db, id),
    chainsOfMember(db, id),
    seatsOf(db, id),
    switchboardOf(db, id),
  ])
  const may = (field: ProfileField) => sees(viewer, visibilityOf(chosen, field))
  const { says, looks_for, website } = visibleWords(organisation, chosen, viewer)
  return {
    says,
    looks_for,
    website,
    equipment: may('equipment') ? (row?.equipment ?? null) : null,
    services: may('services') ? (row?.services ?? null) : null,
    trl: may('trl') && row?.trl_from && row.trl_to ? [row.trl_from, row.trl_to] : null,
    seats: may('seats') ? seats : [],
    phone: may('phone') ? phone : null,
    chains,
    contacts: contacts.filter(contact => sees(viewer, contact.visibility)),
    confirmed_at: row?.confirmed_at ?? null,
    entered: viewer === 'public' ? null : (row?.entered_mandate ?? null),
  }
}

/** The words of an organisation that a reader may see. */
export function visibleWords<T extends Pick<Organisation, 'says' | 'looks_for' | 'website'>>(
  { says, looks_for, website }: T,
  chosen: Partial<Record<ProfileField, Visibility>>,
  viewer: Visibility,
): Pick<Organisation, 'says' | 'looks_for' | 'website'> {
  const may = (field: ProfileField) => sees(viewer, visibilityOf(chosen, field))
  return {
    says: may('says') ? says : null,
    looks_for: may('looks_for') ? looks_for : null,
    website: may('website') ? website : null,
  }
}

/** The same for an organisation of which no profile is shown: whoever has left the cluster keeps what it did not show. */
export async function shownWords(
  db: Db,
  actor: Actor,
  organisation: Organisation,
): Promise<Pick<Organisation, 'says' | 'looks_for' | 'website'>> {
  return visibleWords(organisation, await chosenVisibility(db, organisation.id), viewerOf(actor, organisation.id))
}
