import { type Highs, loadHighs } from '../team/highs.ts'
import type { Board } from './board.ts'
import { type Bound, everything, type Level, relaxedPairs, servableBy } from './bound.ts'
import { contradictions } from './contradictions.ts'
import { exact, isSmall } from './exact.ts'
import { unmetWishes } from './explain.ts'
import { greedy } from './greedy.ts'
import { type Instance, instance } from './instance.ts'
import { pairKey } from './pairs.ts'
import { type Meeting, OPTIONS, type Options, type Outcome, type Problem, type Solution } from './problem.ts'
import { Search } from './search.ts'
import { seat } from './tables.ts'
import { meanWait, shortenWaits } from './waits.ts'

/** Moves for each millisecond of the limit: a third of what two busy cores manage, so that the clock hardly ever decides. */
const MOVES_PER_MS = 400
/** More moves than this for each pair change nothing any more. */
const MOVES_PER_PAIR = 3_000
/** Heats at the start and the end of a round, as shares of the mean worth of a pair. */
const CHOSEN_HEATS = [
  [1, 0.1],
  [2, 0.02],
  [0.6, 0.1],
  [1, 0.02],
] as const
const HEATS = [0.27, 0.02] as const
const LAST_HEATS = [0.02, 0.01] as const
/** A pair of which the relaxation takes more than this is chosen. */
const CHOSEN = 0.01
/** A pair whose reduced cost is further below 0 than this share of the mean worth is tried at the end only. */
const PROMISING = 0.03
const ROUNDS_FOR_LEFT_OUT = 20
/** Share of the time for the search; the bound has what is left before it, waits and reasons what is left after. */
const SEARCH_ENDS = 0.75

/**
 * An agenda: as few people left out as can be, then as many musts, then value, then short waits; with a proved bound and a reason for each wish that
 * is not met. Locked meetings that cannot stand are an answer, not an error. The same problem, seed and limit give the same agenda as
 * long as `repeatable` is true. Blocks while it works: run it in a thread.
 */
export async function solve(problem: Problem, options: Options = {}): Promise<Outcome> {
  const wrong = contradictions(problem)
  if (wrong.length > 0) return { status: 'infeasible', contradictions: wrong }
  return agenda(options.bound === false ? undefined : await loadHighs(), problem, options)
}

function agenda(highs: Highs | undefined, problem: Problem, options: Options): Solution {
  const { seed, timeLimitMs } = { ...OPTIONS, ...options }
  const started = performance.now()
  const spent = () => performance.now() - started
  const of = instance(problem)
  const servable = servableBy(of)
  const all: Level = { served: sum(servable), musts: sum(of.must) }
  const board = greedy(of)

  let bound = highs ? relaxedPairs(highs, of, all, 0.3 * timeLimitMs, seed) : everything(of)
  const any = highs ? relaxedPairs(highs, of, undefined, 0.3 * timeLimitMs, seed) : bound
  // When not everybody and every must can be served, the relaxation that knows neither still says which pairs are worth trying.
  const guide = bound.taken ? bound : any
  const scale = of.pairs === 0 ? 1 : sum(of.value) / of.pairs
  const moves = options.moves ?? Math.min(MOVES_PER_MS * timeLimitMs, MOVES_PER_PAIR * of.pairs)
  const enough = board.weights.first * all.served + board.weights.must * all.musts + bound.value
  const begun = spent()
  const clock = () => (spent() - begun) / Math.max(1, SEARCH_ENDS * timeLimitMs - begun)
  const search = new Search(board, seed)
  let stopped = 'work' as Solution['stopped']
  // A relaxation that was cut off says nothing about pairs: the clock has chosen them. One that nobody looks at has no say.
  let repeatable = !bound.late && (bound === guide || !any.late)
  let planned = 0
  /** One run of the search with its share of the work, and with it of the time. */
  const look = (share: number, [hot, cold]: readonly [number, number], pool?: Int32Array) => {
    if (stopped === 'optimal') return
    const from = planned
    planned += share
    const { ended, hurried } = search.run({
      moves: share * moves,
      hot: hot * scale,
      cold: cold * scale,
      clock: () => (clock() - from) / share,
      enough,
      ...(pool ? { pool } : {}),
    })
    if (hurried) repeatable = false
    if (ended !== 'work') stopped = ended
  }
  // First the pairs the relaxation chose: they only have to find their slots. Then all that its prices allow, then everybody for a short turn.
  if (guide.taken) {
    const chosen = pairsWhere(of, p => guide.taken![p]! > CHOSEN)
    for (const heats of CHOSEN_HEATS) look(0.12, heats, chosen)
  }
  look(
    guide.taken ? 0.42 : 0.9,
    HEATS,
    pairsWhere(of, p => of.must[p] === 1 || (guide.reducedCosts?.[p] ?? 0) > -PROMISING * scale),
  )
  look(0.1, LAST_HEATS)
  for (let round = 0; round < ROUNDS_FOR_LEFT_OUT && stopped !== 'optimal'; round++) {
    const pool = pairsWhere(of, p => [of.a[p]!, of.b[p]!].some(i => servable[i] && board.count[i] === 0))
    if (pool.length === 0) break
    search.run({ moves: 50 * pool.length, hot: HEATS[0] * scale, cold: HEATS[1] * scale, pool })
  }

  let level: Level = levelOf(of, board, servable)
  if (highs) {
    if (level.served < all.served || level.musts < all.musts)
      bound = relaxedPairs(highs, of, level, timeLimitMs - spent(), seed)
    if (stopped !== 'optimal' && board.value() < bound.value) {
      const left = timeLimitMs - spent()
      const proved = exact(highs, of, board, level, left, seed)
      if (left < 1 && isSmall(of)) repeatable = false
      if (proved) {
        if (proved.value < bound.value) bound = proved
        if (proved.late) repeatable = false
      }
      level = levelOf(of, board, servable)
    }
  }
  if (board.value() >= bound.value - 1e-9) stopped = 'optimal'
  if (!shortenWaits(board, () => spent() > timeLimitMs)) repeatable = false
  const meetings = meetingsOf(of, board)
  const answer = solutionOf(of, board, meetings, { bound, any, work: search.moves, stopped, repeatable, ms: 0 })
  return { ...answer, unmet: unmetWishes(of, board), ms: spent() }
}

const pairsWhere = (of: Instance, right: (p: number) => boolean): Int32Array =>
  Int32Array.from(Array.from({ length: of.pairs }, (_, p) => p).filter(right))

const sum = (of: Iterable<number>): number => {
  let all = 0
  for (const one of of) all += one
  return all
}

function leftOut(of: Instance, board: Board, servable: Uint8Array): number[] {
  return Array.from({ length: of.people }, (_, i) => i).filter(i => servable[i] && board.count[i] === 0)
}

function levelOf(of: Instance, board: Board, servable: Uint8Array): Level {
  let musts = 0
  for (let p = 0; p < of.pairs; p++) if (of.must[p] && board.slotOf[p]! >= 0) musts++
  return { served: sum(servable) - leftOut(of, board, servable).length, musts }
}

/** Meetings of the board with tables, and those that are locked. */
export function meetingsOf(of: Instance, board: Board, tableOf: (p: number) => number = () => -1): Meeting[] {
  const placed: Meeting[] = []
  for (let p = 0; p < of.pairs; p++)
    if (board.slotOf[p]! >= 0) placed.push({ a: of.a[p]!, b: of.b[p]!, slot: board.slotOf[p]!, table: tableOf(p) })
  return [...seat(of.problem, placed), ...of.locked.map(({ a, b, slot, table }) => ({ a, b, slot, table }))].sort(
    (x, y) => x.slot - y.slot || x.table - y.table,
  )
}

export interface Account {
  readonly bound: Bound
  readonly any: Bound
  readonly work: number
  readonly stopped: Solution['stopped']
  readonly repeatable: boolean
  readonly ms: number
}

/** A solution without the reasons, which take longer than a repair may. */
export type Agenda = Omit<Solution, 'unmet'>

/** What there is to say about the agenda on the board. */
export function solutionOf(of: Instance, board: Board, meetings: readonly Meeting[], account: Account): Agenda {
  const servable = servableBy(of)
  const asked = new Set<number>()
  for (const { from, to, strength } of of.problem.wishes)
    if (strength === 'must') asked.add(pairKey(of.people, from, to))
  return {
    status: 'solved',
    meetings,
    value: board.value() + of.lockedValue,
    bound: account.bound.value + of.lockedValue,
    boundBy: account.bound.by,
    boundOfAny: Math.max(account.any.value, account.bound.value) + of.lockedValue,
    leftOut: leftOut(of, board, servable),
    musts: {
      asked: asked.size,
      possible: sum(of.must) + of.lockedMusts,
      met: levelOf(of, board, servable).musts + of.lockedMusts,
    },
    meanWait: meanWait(of.problem.slots, of.people, meetings),
    work: account.work,
    stopped: account.stopped,
    repeatable: account.repeatable,
    ms: account.ms,
  }
}
