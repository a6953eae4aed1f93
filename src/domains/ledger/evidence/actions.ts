import { recordAudit } from '#domains/accounts/actions.ts'
import { demand } from '#domains/accounts/policy.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Blobs } from '#platform/blobs.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { mayOpen, recorder, type ShownTo } from '../policy.ts'
import { errors } from './messages.ts'
import { inspect } from './model.ts'
import { type FileRow, filesByHash, forgetUnused, insertFile, showTo } from './queries.ts'

/** Keeps a file, so that a fact can name it. The bytes are written first: a row without its file would be a promise nobody can keep. Throws Invalid. */
export async function keepFile(
  { db, blobs }: { db: Db; blobs: Blobs },
  actor: Actor,
  file: { name: string; bytes: Buffer },
  shownTo: ShownTo,
  now: Date,
): Promise<FileRow> {
  const by = recorder(actor)
  await removeUnused({ db, blobs }, now)
  const { name, bytes, mediaType, stripped } = await inspect(file)
  const sha256 = await blobs.keep(bytes)
  await inTransaction(db, tx =>
    insertFile(tx, {
      sha256,
      name,
      media_type: mediaType,
      bytes: bytes.length,
      stripped,
      shown_to: shownTo,
      added_by: by,
    }),
  )
  const [row] = await filesByHash(db, [sha256])
  if (!row) throw new Failure('NotFound', errors.unknown)
  if (row.erased_because) throw new Failure('Conflict', errors.erased, { reason: row.erased_because })
  return row
}

/** The bytes of a file, for those who may. Throws NotFound, Forbidden, Unavailable. */
export async function openFile(
  { db, blobs }: { db: Db; blobs: Blobs },
  actor: Actor,
  sha256: string,
): Promise<{ row: FileRow; bytes: Buffer }> {
  const [row] = await filesByHash(db, [sha256])
  if (!row) throw new Failure('NotFound', errors.unknown)
  demand(mayOpen(actor, row.shown_to))
  if (row.erased_because) throw new Failure('NotFound', errors.erased, { reason: row.erased_because })
  const bytes = await blobs.read(sha256).catch(() => undefined)
  if (!bytes) throw new Failure('Unavailable', errors.lost)
  return { row, bytes }
}

export async function showFileTo(db: Db, actor: Actor, sha256: string, shownTo: ShownTo): Promise<void> {
  const by = recorder(actor)
  const [row] = await filesByHash(db, [sha256])
  if (!row) throw new Failure('NotFound', errors.unknown)
  if (row.shown_to === shownTo) return
  await inTransaction(db, async tx => {
    await showTo(tx, sha256, shownTo)
    await recordAudit(tx, {
      actor: by,
      verb: 'changed',
      thing: `fact ${sha256.slice(0, 12)}`,
      details: { to: shownTo },
    })
  })
}

/** Files that came with forms nobody sent in the end. Done when the next file comes: there is no hurry. */
async function removeUnused({ db, blobs }: { db: Db; blobs: Blobs }, now: Date): Promise<void> {
  const gone = await inTransaction(db, tx => forgetUnused(tx, now))
  for (const sha256 of gone) await blobs.remove(sha256)
}
