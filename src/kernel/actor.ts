/** Who is acting. What a role may do is decided in each slice's `policy.ts`, nowhere else. */
export type Actor = {
  /** Undefined for somebody who has not signed in. */
  readonly id: string | undefined
  readonly name: string
  readonly role: string
}

export const VISITOR: Actor = { id: undefined, name: '', role: 'visitor' }
