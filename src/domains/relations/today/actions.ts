import { maySeeMembersOnly, mayWork } from '#domains/accounts/policy.ts'
import { callsFor } from '#domains/matching/calls/actions.ts'
import { namedOrganisations } from '#domains/network/actions.ts'
import { newNeeds } from '#domains/opportunities/needs/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import { dateInRome } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { interestOverview } from '../interests/actions.ts'
import { companions, interestsOf } from '../interests/queries.ts'
import { introductionsSeen } from '../introductions/actions.ts'
import { mailSeen } from '../mail/actions.ts'
import { mailQuery } from '../mail/model.ts'
import { tasksDue } from '../tasks/actions.ts'
import { dayAfter } from '../tasks/model.ts'
import { unansweredByNobody } from './queries.ts'

const DAY_MS = 86_400_000
/** Days that count as what changed lately. */
const LATELY = 14
const CALLS_SHOWN = 5
/** Organisations whose fitting calls are looked up: somebody who acts for more finds the others on their pages. */
const FITTED = 3

export type Today = Awaited<ReturnType<typeof todayOf>>

/** What waits for somebody, and what is new for them. */
export async function todayOf(db: Db, actor: Actor, now: Date) {
  const [member, staff] = await Promise.all([
    actor.actsFor.size > 0 ? memberToday(db, actor, now) : undefined,
    mayWork(actor).allowed ? staffToday(db, actor, now) : undefined,
  ])
  return { member, staff, ofCluster: maySeeMembersOnly(actor).allowed }
}

async function memberToday(db: Db, actor: Actor, now: Date) {
  const ids = [...actor.actsFor.keys()]
  const since = new Date(now.getTime() - LATELY * DAY_MS)
  const organisations = await namedOrganisations(db, ids)
  const [{ mine }, interests, others, needs, fits] = await Promise.all([
    introductionsSeen(db, actor),
    interestsOf(db, ids, now, dateInRome(now)),
    companions(db, ids, since),
    newNeeds(db, since, now),
    Promise.all(
      organisations.slice(0, FITTED).map(async organisation => ({
        organisation,
        calls: (await callsFor(db, organisation.key, now)).fits.slice(0, CALLS_SHOWN),
      })),
    ),
  ])
  return {
    organisations: organisations.map(one => ({ ...one, represents: actor.actsFor.get(one.id) === 'represent' })),
    toAnswer: mine.filter(one => one.state === 'passed' && actor.actsFor.has(one.to_id)),
    open: mine.filter(one => (one.state === 'asked' || one.state === 'passed') && actor.actsFor.has(one.from_id)),
    met: mine.filter(one => one.state === 'accepted'),
    interests,
    others,
    needs: needs.filter(need => !actor.actsFor.has(need.organisation_id)).slice(0, CALLS_SHOWN),
    fits,
  }
}

async function staffToday(db: Db, actor: Actor, now: Date) {
  const today = dateInRome(now)
  const since = new Date(now.getTime() - LATELY * DAY_MS)
  const [tasks, { all }, { counts }, nobody, needs, subjects] = await Promise.all([
    tasksDue(db, actor, dayAfter(today, 7)),
    introductionsSeen(db, actor),
    mailSeen(db, actor, mailQuery.parse({}), now),
    unansweredByNobody(db),
    newNeeds(db, since, now),
    interestOverview(db, actor),
  ])
  return {
    tasks,
    today,
    toPass: all.filter(one => one.state === 'asked'),
    open: all.filter(one => one.state === 'passed').length,
    nobody,
    mail: counts,
    needs: needs.slice(0, CALLS_SHOWN),
    subjects: subjects.filter(one => one.last >= since).slice(0, CALLS_SHOWN),
  }
}
