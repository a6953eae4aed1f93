import { z } from 'zod'
import { field } from '#kernel/fields.ts'

/** What can be done to a thing, as the register writes it. A new act is added here, and cannot be without its words. */
export const VERBS = [
  'accepted introduction',
  'accepted invitation',
  'added note',
  'added passkey',
  'added task',
  'asked introduction',
  'asked to stop mail',
  'began',
  'brought back',
  'changed',
  'changed name',
  'changed reachability',
  'changed role',
  'changed setting',
  'closed need',
  'declined introduction',
  'edited',
  'edited need',
  'ended acting',
  'ended session',
  'expired introduction',
  'finished task',
  'gave second factor',
  'gave wrong second factor',
  'invited',
  'issued sign-in link',
  'left mail',
  'linked',
  'moved',
  'moved back',
  'opened need again',
  'passed introduction',
  'published need',
  'put aside',
  'recorded outcome',
  'removed account',
  'removed note',
  'removed passkey',
  'removed task',
  'reopened task',
  'saved',
  'sent mail again',
  'showed interest',
  'signed in',
  'took mail in',
  'turned off second factor',
  'turned on second factor',
  'unlinked',
  'withdrew interest',
  'withdrew introduction',
  'withdrew invitation',
  'wrote message',
] as const
export type Verb = (typeof VERBS)[number]

/** The kinds of things that acts are done to: the first word of `thing`. */
export const THINGS = ['account', 'call', 'introduction', 'invitation', 'mail', 'need', 'note', 'organisation', 'person', 'proposal', 'site', 'task', 'team'] as const
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
