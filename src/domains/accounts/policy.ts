import type { Actor } from '#kernel/actor.ts'
import { Failure, type Sentence } from '#platform/errors.ts'
import { LONGEST_SESSION_HOURS, RECENT_HOURS, type SessionLimits } from './model.ts'

/** Allowed, or the reason why not. */
export type Permission = { readonly allowed: true } | { readonly allowed: false; readonly reason: Sentence }

const ALLOWED: Permission = { allowed: true }

const refused = (reason: Sentence): Permission => ({ allowed: false, reason })
const when = (condition: boolean, actor: Actor, reason: Sentence): Permission =>
  condition ? ALLOWED : refused(actor.id === undefined ? SIGN_IN : reason)

const SIGN_IN: Sentence = {
  it: 'Per farlo devi entrare: se non hai un accesso, chiedi al personale del cluster un invito. Quello che vedi resta com’è.',
  en: 'You need to sign in for this: if you have no account, ask the cluster’s staff for an invitation. What you see stays as it is.',
}
const STAFF_ONLY: Sentence = {
  it: 'Questo lo fa il personale del cluster. Nulla è cambiato: se ti serve, chiamalo.',
  en: 'The cluster’s staff do this. Nothing changed: call them if you need it.',
}
const ADMINISTRATOR_ONLY: Sentence = {
  it: 'Questo lo fa chi amministra Telaio. Nulla è cambiato: chiedi a un amministratore.',
  en: 'Whoever administers Telaio does this. Nothing changed: ask an administrator.',
}
const NOT_YOURS: Sentence = {
  it: 'Questo lo fa chi agisce per quell’organizzazione, e tu non sei fra loro. Nulla è cambiato: chiedi al suo rappresentante o al personale del cluster.',
  en: 'People who act for that organisation do this, and you are not one of them. Nothing changed: ask its representative or the cluster’s staff.',
}
const REPRESENTATIVE_ONLY: Sentence = {
  it: 'Questo lo decide chi rappresenta l’organizzazione. Nulla è cambiato: chiedilo al suo rappresentante.',
  en: 'Whoever represents the organisation decides this. Nothing changed: ask its representative.',
}
const MEMBERS_ONLY: Sentence = {
  it: 'Questo lo vede chi è del cluster: i suoi membri e il suo personale.',
  en: 'People of the cluster see this: its members and its staff.',
}

const NOT_RECENT: Sentence = {
  it: 'Prima di una cosa così chiediamo di nuovo chi sei, e sei entrato da più di quattro ore. Nulla è cambiato: entra di nuovo da qui, poi ripeti.',
  en: 'Before an act like this we ask again who you are, and you signed in more than four hours ago. Nothing changed: sign in again from here, then repeat it.',
}

/** The roles a person can be invited in. What somebody may do for a member is no role: a person may act for several. */
export const INVITED_AS = ['staff', 'administrator', 'reviewer', 'mentor', 'auditor', 'visitor'] as const

/** Roles whose holders are the cluster's staff: who work can be given to. */
export const STAFF_ROLES = ['administrator', 'staff'] as const
const isStaff = (actor: Actor) => STAFF_ROLES.some(role => role === actor.role)

/** Anybody reads what is public, signed in or not. */
export const mayVisit = (_actor: Actor): Permission => ALLOWED

/** Everybody who has signed in has an account page, their data and their sessions. */
export const mayUseAccount = (actor: Actor): Permission => when(actor.id !== undefined, actor, SIGN_IN)

/** Staff and administrators work on teams, proposals and the registry; everybody else reads what is public. */
export const mayWork = (actor: Actor): Permission => when(isStaff(actor), actor, STAFF_ONLY)

/** Administrators give and take roles. */
export const mayAdminister = (actor: Actor): Permission =>
  when(actor.role === 'administrator', actor, ADMINISTRATOR_ONLY)

/** Staff, and whoever acts for an organisation, see what members show each other. */
export const maySeeMembersOnly = (actor: Actor): Permission =>
  when(isStaff(actor) || actor.actsFor.size > 0, actor, MEMBERS_ONLY)

/** Representatives and contributors of an organisation keep its profile and answer for it; staff do it on their behalf. */
export const mayActFor = (actor: Actor, organisation: number): Permission =>
  when(isStaff(actor) || actor.actsFor.has(organisation), actor, NOT_YOURS)

/** Representatives decide who else acts for their organisation, and what binds it. */
export const mayRepresent = (actor: Actor, organisation: number): Permission =>
  when(
    isStaff(actor) || actor.actsFor.get(organisation) === 'represent',
    actor,
    actor.actsFor.has(organisation) ? REPRESENTATIVE_ONLY : NOT_YOURS,
  )

/** Whether what this actor changes at an organisation is done on its behalf, and needs its mandate. */
export const actsOnBehalf = (actor: Actor, organisation: number): boolean =>
  isStaff(actor) && !actor.actsFor.has(organisation)

/** Staff and the region's auditor read accounts; the auditor never reads personal data. */
export const mayReadAccounts = (actor: Actor): Permission =>
  when(isStaff(actor) || actor.role === 'auditor', actor, STAFF_ONLY)

const HOUR_MS = 3_600_000

/** Whoever has signed in lately, for acts that a passer-by at an open laptop must not do. */
export const hasJustSignedIn = (since: Date | undefined, now: Date): Permission =>
  since !== undefined && now.getTime() - since.getTime() < RECENT_HOURS * HOUR_MS ? ALLOWED : refused(NOT_RECENT)

/** How long a browser stays signed in. A night ends it for those who work with other people's data. */
export const sessionLimits = (role: string): SessionLimits =>
  role === 'administrator' || role === 'staff' || role === 'auditor'
    ? { unused: 12, most: 7 * 24 }
    : { unused: 7 * 24, most: LONGEST_SESSION_HOURS }

/** Throws the reason when the permission is refused. */
export function demand(permission: Permission): void {
  if (!permission.allowed) throw new Failure('Forbidden', permission.reason)
}
