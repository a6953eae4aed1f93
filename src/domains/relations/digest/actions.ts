import { callsFor } from '#domains/matching/calls/actions.ts'
import { agreed, withdrawConsent } from '#domains/network/people/consents/actions.ts'
import { newNeeds } from '#domains/opportunities/needs/actions.ts'
import { dateInRome } from '#platform/clock.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import type { Language } from '#platform/i18n.ts'
import { errorDetails, log } from '#platform/log.ts'
import { queueMail } from '#platform/mail/outbox.ts'
import { companions, interestsOf } from '../interests/queries.ts'
import { digestLetter } from './letter.ts'
import { errors } from './messages.ts'
import { MOST_CALLS, MOST_NEEDS, NEAR_DAYS, readUnsubscribeToken, unsubscribeToken, weekOf } from './model.ts'
import { markTold, movedSince, organisationsOfPerson, toldTo } from './queries.ts'

export type DigestMeans = { readonly db: Db; readonly baseUrl: string; readonly secret: string; readonly now: Date }

const WEEK_MS = 7 * 86_400_000

/**
 * Writes the weekly mail to everybody who agreed to it and has something to read. Repeating it in the same week writes nothing twice;
 * a person whose mail cannot be made does not keep the others from theirs.
 */
export async function writeDigests(means: DigestMeans): Promise<{ written: number; nothing: number; failed: number }> {
  const counts = { written: 0, nothing: 0, failed: 0 }
  for (const person of await agreed(means.db, 'digest')) {
    if (!person.email) continue
    try {
      const written = await writeOne(means, {
        id: person.id,
        name: person.name,
        email: person.email,
        language: person.language as Language,
      })
      counts[written ? 'written' : 'nothing'] += 1
    } catch (error) {
      log('warn', 'digest not written', errorDetails(error))
      counts.failed += 1
    }
  }
  return counts
}

type Reader = { readonly id: number; readonly name: string; readonly email: string; readonly language: Language }

async function writeOne(means: DigestMeans, person: Reader): Promise<boolean> {
  const { db, baseUrl, secret, now } = means
  const news = await newsFor(db, person.id, now)
  if (news.things.length === 0 && news.requests.length === 0 && news.others.length === 0 && news.deadlines.length === 0)
    return false
  const token = encodeURIComponent(unsubscribeToken(secret, person.id))
  const unsubscribe = `${baseUrl}/${person.language}/digest/unsubscribe?token=${token}`
  return inTransaction(db, async tx => {
    const queued = await queueMail(tx, {
      ...digestLetter(person, news, { baseUrl, unsubscribe, now }),
      to: person.email,
      template: 'digest',
      unsubscribe,
      onceKey: `digest ${person.id} ${weekOf(dateInRome(now))}`,
      uselessAfter: new Date(now.getTime() + WEEK_MS),
    })
    if (queued) await markTold(tx, person.id, news.things, now)
    return queued
  })
}

export type News = Awaited<ReturnType<typeof newsFor>>

/** What there is to tell a person this week that they have not been told. */
async function newsFor(db: Db, person: number, now: Date) {
  const organisations = await organisationsOfPerson(db, person)
  const ids = organisations.map(one => one.id)
  const since = new Date(now.getTime() - WEEK_MS)
  const today = dateInRome(now)
  const near = new Date(now.getTime() + NEAR_DAYS * 86_400_000)
  const [told, fits, needs, requests, others, interests] = await Promise.all([
    toldTo(db, person),
    Promise.all(organisations.map(async one => ({ organisation: one, fits: (await callsFor(db, one.key, now)).fits }))),
    newNeeds(db, new Date(now.getTime() - 4 * WEEK_MS), now),
    movedSince(db, ids, since),
    companions(db, ids, since),
    interestsOf(db, ids, now, today),
  ])
  const calls = fits.map(({ organisation, fits: all }) => ({
    organisation,
    calls: all.filter(call => !told.has(`call ${call.id}`)).slice(0, MOST_CALLS),
  }))
  const fresh = needs
    .filter(need => !ids.includes(need.organisation_id) && !told.has(`need ${need.id}`))
    .slice(0, MOST_NEEDS)
  const deadlines = interests.flatMap(one => {
    const at = one.deadline
    const thing = `deadline ${one.call_id} ${at?.toISOString().slice(0, 10)}`
    return at && at <= near && !told.has(thing) ? [{ ...one, at, thing }] : []
  })
  const things = [
    ...calls.flatMap(each => each.calls.map(call => `call ${call.id}`)),
    ...fresh.map(need => `need ${need.id}`),
    ...deadlines.map(each => each.thing),
  ]
  return {
    ids,
    calls: calls.filter(each => each.calls.length > 0),
    needs: fresh,
    requests,
    others,
    deadlines,
    things: [...new Set(things)],
  }
}

/** Ends the weekly mail of whoever a link was made for; doing it twice is no fault. Throws Forbidden for a link that is not ours. */
export async function unsubscribe(means: Pick<DigestMeans, 'db' | 'secret' | 'now'>, token: string): Promise<void> {
  const person = requireToken(means.secret, token)
  await withdrawConsent(means.db, person, 'digest', means.now)
}

export function requireToken(secret: string, token: string): number {
  const person = readUnsubscribeToken(secret, token)
  if (person === undefined) throw new Failure('Forbidden', errors.notOurLink)
  return person
}
