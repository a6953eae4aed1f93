import { z } from 'zod'
import { field } from '#kernel/fields.ts'

export const STATES = ['asked', 'passed', 'accepted', 'declined', 'expired', 'withdrawn', 'met'] as const
export type State = (typeof STATES)[number]

/** Who may make a move: the side that asks, the side that is asked, staff in their own right, or time. */
export type Mover = 'from' | 'to' | 'staff' | 'time'
type Move = { readonly from: readonly State[]; readonly to: State; readonly by: readonly Mover[] }

/** Every way from one state to another. */
export const MOVES = {
  pass: { from: ['asked'], to: 'passed', by: ['staff'] },
  accept: { from: ['passed'], to: 'accepted', by: ['to'] },
  decline: { from: ['passed'], to: 'declined', by: ['to'] },
  refuse: { from: ['asked'], to: 'declined', by: ['staff'] },
  withdraw: { from: ['asked', 'passed'], to: 'withdrawn', by: ['from'] },
  expire: { from: ['asked', 'passed'], to: 'expired', by: ['time'] },
  meet: { from: ['accepted'], to: 'met', by: ['from', 'to'] },
} as const satisfies Record<string, Move>
export type MoveName = keyof typeof MOVES

export const FIRST: State = 'asked'
/** States in which the other side has not answered. */
export const WAITING = ['asked', 'passed'] as const satisfies readonly State[]

ensureSound(MOVES)

/** The table of moves, checked when the program starts: every state is reached, none is left to itself before the end, nobody is forgotten. */
export function ensureSound(moves: Readonly<Record<string, Move>>): void {
  const all = Object.entries(moves)
  const reached = new Set<State>([FIRST])
  for (let size = 0; size !== reached.size; ) {
    size = reached.size
    for (const [, move] of all) if (move.from.some(state => reached.has(state))) reached.add(move.to)
  }
  for (const state of STATES) if (!reached.has(state)) throw new Error(`No move of introductions leads to ${state}.`)
  for (const [name, move] of all)
    if (move.by.length === 0 || move.from.includes(move.to)) throw new Error(`The move ${name} leads nowhere.`)
  for (const state of WAITING)
    if (!all.some(([, move]) => move.from.includes(state) && move.by.includes('time')))
      throw new Error(`An introduction could stay ${state} for ever.`)
}

/** Whether this mover may make this move now. */
export function mayMove(name: MoveName, state: State, movers: readonly Mover[]): boolean {
  const move: Move = MOVES[name]
  return move.from.includes(state) && move.by.some(mover => movers.includes(mover))
}

/** The moves that are open to somebody. */
export const movesFor = (state: State, movers: readonly Mover[]): MoveName[] =>
  (Object.keys(MOVES) as MoveName[]).filter(name => mayMove(name, state, movers))

const DAY_MS = 86_400_000
/** Days after which an unanswered request is recalled, and after which it ends. */
export const REMIND_AFTER = 7
export const EXPIRE_AFTER = 14
/** Requests one organisation may have open at the same time. */
export const MOST_OPEN = 10
/** Days after an end during which the two sides still write through the case. */
export const WRITES_FOR = 90

export const daysAfter = (at: Date, days: number): Date => new Date(at.getTime() + days * DAY_MS)

/** Whether the two sides may write to each other through the case. */
export const mayWrite = (one: { state: string; ended_at: Date | null }, now: Date): boolean =>
  one.state === 'accepted' ||
  (one.state === 'met' && one.ended_at !== null && daysAfter(one.ended_at, WRITES_FOR) > now)

export const OUTCOMES = ['project', 'goes on', 'nothing'] as const
export type Outcome = (typeof OUTCOMES)[number]

export const LONGEST_WORDS = 2000

/** Whom a side names: an account that acts for it, or a contact of it. */
export type Who = { readonly account: string | null; readonly person: number | null }

/** A choice of whom to name to the other side: an account or a contact. */
export const whoSchema = z
  .string()
  .max(120)
  .transform((text, context): Who => {
    const [kind, ...rest] = text.split(':')
    const id = rest.join(':')
    if (kind === 'account' && id) return { account: id, person: null }
    if (kind === 'person' && /^\d{1,15}$/.test(id)) return { account: null, person: Number(id) }
    context.addIssue({ code: 'custom', message: 'who' })
    return z.NEVER
  })
export const whoCode = (who: { account: string | null; person: number | null }): string =>
  who.account === null ? `person:${who.person}` : `account:${who.account}`

export const askForm = z.object({
  for: z.string().max(300).default(''),
  to: z.string().max(300).default(''),
  call: z.string().max(120).default(''),
  need: z.preprocess(value => (value === '' ? undefined : value), z.coerce.number().int().positive().optional()),
  words: z.string().max(20_000).default(''),
  who: z.string().max(120).default(''),
})
export type AskForm = z.infer<typeof askForm>

export const moveForm = z.object({
  move: z.enum(Object.keys(MOVES) as [MoveName, ...MoveName[]]),
  note: z.string().trim().max(LONGEST_WORDS).default(''),
  who: z.string().max(120).default(''),
  outcome: field.one(OUTCOMES),
})
export type MoveForm = z.infer<typeof moveForm>
