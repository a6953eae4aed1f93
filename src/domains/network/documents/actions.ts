import { createHash } from 'node:crypto'
import { recordAudit } from '#domains/accounts/actions.ts'
import { demand, mayActFor, maySeeMembersOnly } from '#domains/accounts/policy.ts'
import type { Actor } from '#kernel/actor.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { profileOf } from '../actions.ts'
import { errors } from './messages.ts'
import { type DocumentForm, LARGEST_DOCUMENT, mediaTypeOf, safeName } from './model.ts'
import { type DocumentRow, deleteDocument, documentById, documentsOf, insertDocument } from './queries.ts'

/** The documents of a member that this actor may see. */
export async function documentsFor(db: Db, actor: Actor, organisation: number): Promise<readonly DocumentRow[]> {
  if (!maySeeMembersOnly(actor).allowed) return []
  const all = await documentsOf(db, organisation)
  return mayActFor(actor, organisation).allowed ? all : all.filter(one => one.visibility === 'members')
}

/** Keeps a file of a member. Throws Forbidden, Invalid, Conflict when it has it already. */
export async function addDocument(
  db: Db,
  actor: Actor,
  key: string,
  file: { name: string; bytes: Buffer },
  form: DocumentForm,
): Promise<number> {
  const { organisation } = await profileOf(db, key)
  demand(mayActFor(actor, organisation.id))
  if (file.bytes.length === 0) throw new Failure('Invalid', errors.noFile)
  if (file.bytes.length > LARGEST_DOCUMENT) throw new Failure('Invalid', errors.tooLarge)
  const media_type = mediaTypeOf(file.bytes)
  if (!media_type) throw new Failure('Invalid', errors.wrongType)
  const sha256 = createHash('sha256').update(file.bytes).digest('hex')
  return inTransaction(db, async tx => {
    const id = await insertDocument(tx, {
      organisation_id: organisation.id,
      ...form,
      name: safeName(file.name),
      media_type,
      size: file.bytes.length,
      sha256,
      bytes: file.bytes,
      added_by: actor.id ?? '',
    })
    if (id === undefined) throw new Failure('Conflict', errors.already)
    await recordAudit(tx, {
      actor: actor.id ?? '',
      verb: 'added document',
      thing: `organisation ${organisation.key}`,
      details: { document: id, sha256 },
    })
    return id
  })
}

/** A file to download. Throws Forbidden, NotFound. */
export async function openDocument(
  db: Db,
  actor: Actor,
  key: string,
  id: number,
): Promise<NonNullable<Awaited<ReturnType<typeof documentById>>>> {
  demand(maySeeMembersOnly(actor))
  const { organisation } = await profileOf(db, key)
  const found = await documentById(db, organisation.id, id)
  if (!found) throw new Failure('NotFound', errors.unknown)
  if (found.visibility !== 'members') demand(mayActFor(actor, organisation.id))
  return found
}

/** Throws Forbidden, NotFound. */
export async function removeDocument(db: Db, actor: Actor, key: string, id: number): Promise<void> {
  const { organisation } = await profileOf(db, key)
  demand(mayActFor(actor, organisation.id))
  await inTransaction(db, async tx => {
    if (!(await deleteDocument(tx, organisation.id, id))) throw new Failure('NotFound', errors.unknown)
    await recordAudit(tx, {
      actor: actor.id ?? '',
      verb: 'deleted document',
      thing: `organisation ${organisation.key}`,
      details: { document: id },
    })
  })
}
