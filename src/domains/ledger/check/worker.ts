import type { Head } from '#algorithms/chain/chain.ts'
import { check } from '#algorithms/chain/check.ts'
import { sha256 } from '../hash.ts'
import type { Stretch } from './queries.ts'
import { linkOf, rowsOf } from './read.ts'

export type Task = {
  readonly stretch: Stretch
  /** What the stretch before says its end is; whoever checks that one finds out whether it is so. */
  readonly from: Head
  readonly anchors: ReadonlyMap<number, string>
}

/** Checks one stretch in a thread of its own. Answers its end; undefined when something does not hold. */
export default async function checkStretch({ stretch, from, anchors }: Task): Promise<Head | undefined> {
  const { head, fault } = await check([rowsOf(stretch).map(linkOf)], { sha256, anchors, from })
  return fault ? undefined : head
}
