import { z } from 'zod'
import { field } from '#kernel/fields.ts'

/** What can be done to a thing, as the register writes it. A new act is added here, and cannot be without its words. */
export const VERBS = [
  'accepted invitation',
  'added passkey',
  'applied retention',
  'began',
  'brought back',
  'changed',
  'changed name',
  'changed role',
  'checked',
  'compared',
  'corrected',
  'edited',
  'ended acting',
  'ended session',
  'erased person',
  'exported',
  'gave second factor',
  'gave wrong second factor',
  'invited',
  'issued sign-in link',
  'kept apart',
  'linked',
  'moved',
  'moved back',
  'put aside',
  'recorded',
  'recorded consent',
  'removed account',
  'removed passkey',
  'saved',
  'signed in',
  'took back',
  'turned off second factor',
  'turned on second factor',
  'unlinked',
  'withdrew',
  'withdrew consent',
  'withdrew invitation',
] as const
export type Verb = (typeof VERBS)[number]

/** The kinds of things that acts are done to: the first word of `thing`. */
export const THINGS = [
  'account',
  'duplicate',
  'fact',
  'invitation',
  'organisation',
  'person',
  'proposal',
  'site',
  'team',
] as const
export type Thing = (typeof THINGS)[number]

export const auditQuery = z.object({
  who: field.text(120),
  verb: field.one(VERBS),
  thing: field.one(THINGS),
  which: field.text(80),
  from: z.preprocess(value => (value === '' ? undefined : value), z.iso.date().optional()),
  until: z.preprocess(value => (value === '' ? undefined : value), z.iso.date().optional()),
  page: field.page(),
})
export type AuditQuery = z.infer<typeof auditQuery>
