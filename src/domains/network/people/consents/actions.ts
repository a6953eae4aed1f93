import { recordAudit } from '#domains/accounts/actions.ts'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import { type Purpose, TEXTS, type Way } from './model.ts'
import { agreedTo, endConsent, insertConsent, setListed } from './queries.ts'

/** Who agrees to something at present, to write to or to show. */
export const agreed = agreedTo

export type Said = { readonly person: number; readonly purpose: Purpose; readonly how: Way }

/**
 * Records what a person has agreed to, with the version of the text as it is now, or that they no longer do. Saying the same
 * twice changes nothing. Whoever calls has asked whether `by` may speak for the person.
 */
export async function recordConsent(tx: Tx, by: string, said: Said, agrees: boolean, now: Date): Promise<void> {
  const { person, purpose, how } = said
  const changed = agrees
    ? await insertConsent(tx, {
        person_id: person,
        purpose,
        text_version: TEXTS[purpose][0].version,
        given_at: now,
        how,
        recorded_by: by,
      })
    : await endConsent(tx, person, purpose, now)
  if (!changed) return
  if (purpose === 'directory') await setListed(tx, person, agrees ? now : null)
  await recordAudit(tx, {
    actor: by,
    verb: agrees ? 'recorded consent' : 'withdrew consent',
    thing: `person ${person}`,
    details: { purpose, how },
  })
}

/** Takes a consent back by a link that proves whose it is, as in the foot of a letter. */
export async function withdrawConsent(db: Db, person: number, purpose: Purpose, now: Date): Promise<void> {
  await inTransaction(db, tx => recordConsent(tx, 'system', { person, purpose, how: 'mail' }, false, now))
}
