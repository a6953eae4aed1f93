/** What somebody may do for an organisation: speak for it, or keep its profile and answers. */
export type Capacity = 'represent' | 'contribute'

/** Who is acting. What a role may do is decided in each slice's `policy.ts`, nowhere else. */
export type Actor = {
  /** Undefined for somebody who has not signed in. */
  readonly id: string | undefined
  readonly name: string
  readonly role: string
  /** The organisations they act for, by id; empty for most. */
  readonly actsFor: ReadonlyMap<number, Capacity>
}

export const VISITOR: Actor = { id: undefined, name: '', role: 'visitor', actsFor: new Map() }
