import { z } from 'zod'
import { blank, field } from '#kernel/fields.ts'

/** What one side says of a meeting. */
export const OUTCOMES = ['met', 'stand-in', 'they-absent', 'we-absent'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** How two go on. */
export const WAYS = ['meeting', 'introduction', 'team'] as const
export type Way = (typeof WAYS)[number]
export const FOLLOWED = ['asked', 'agreed', 'declined', 'held'] as const
export type Followed = (typeof FOLLOWED)[number]

export const LONGEST = { note: 2000, about: 200 }

/** What the two say together. */
export const VERDICTS = ['held', 'disputed', 'not-held', 'unsaid'] as const
export type Verdict = (typeof VERDICTS)[number]

const HELD: readonly (Outcome | undefined)[] = ['met', 'stand-in']

/** Held: one side at least says so and the other does not deny it. Each saying that the other did not come is a dispute too: somebody is wrong. */
export function verdictOf(a: Outcome | undefined, b: Outcome | undefined): Verdict {
  const said = [a, b].filter(one => one !== undefined)
  if (said.length === 0) return 'unsaid'
  const held = said.filter(one => HELD.includes(one)).length
  if (held === said.length) return 'held'
  return held > 0 || (a === 'they-absent' && b === 'they-absent') ? 'disputed' : 'not-held'
}

export type Answer = 'agree' | 'decline' | 'held' | 'not-held'

/** What a follow-up becomes by what a side does; undefined: that side cannot, or not from there. */
export function followedAfter(
  one: { readonly kind: Way; readonly state: Followed; readonly asked: boolean },
  answer: Answer,
): Followed | undefined {
  if (answer === 'agree')
    return !one.asked && (one.state === 'asked' || one.state === 'declined') ? 'agreed' : undefined
  // Who asked takes it back, who was asked says no.
  if (answer === 'decline') return one.state === 'asked' || one.state === 'agreed' ? 'declined' : undefined
  if (one.kind !== 'meeting') return undefined
  if (answer === 'held') return one.state === 'asked' || one.state === 'agreed' ? 'held' : undefined
  return one.state === 'held' ? 'declined' : undefined
}

const day = z.preprocess(blank, z.iso.date().optional())
const whole = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER)
const stamp = { id: z.uuid(), meeting: whole, at: z.iso.datetime() }

/** One thing somebody says of a meeting, with an id and an instant made on the phone. */
const said = z.discriminatedUnion('what', [
  z.object({ what: z.literal('outcome'), ...stamp, outcome: z.enum(OUTCOMES) }),
  z.object({ what: z.literal('note'), ...stamp, text: z.string().max(10_000) }),
  z.object({
    what: z.literal('go-on'),
    ...stamp,
    kind: z.enum(WAYS),
    day,
    about: z.string().max(1000).default(''),
  }),
  z.object({
    what: z.literal('answer'),
    ...stamp,
    kind: z.enum(WAYS),
    answer: z.enum(['agree', 'decline', 'held', 'not-held']),
    day,
  }),
])
export type Said = z.infer<typeof said>
/** What a phone sends after a while without a network. */
export const saidBody = z.object({ said: z.array(said).max(200) })
/** The same by a form, of which the id and the instant are ours. */
export const saidForm = (id: string, at: Date) =>
  z.preprocess(raw => ({ id, at: at.toISOString(), ...(raw as object) }), said)

export const SORTS = ['time', 'name', 'said'] as const
export const outcomesQuery = z.object({
  q: field.text(120),
  verdict: field.one(VERDICTS),
  follow: field.one(['any', ...WAYS]),
  sort: z.enum(SORTS).catch('time'),
  page: field.page(),
})
export type OutcomesQuery = z.infer<typeof outcomesQuery>
export const PER_PAGE = 50
