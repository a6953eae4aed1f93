/** The clock of the room, for the server and the page of the timer alike. */
export type Phase = 'pitch' | 'questions'
export type Clock = {
  /** Who pitches; null before the first and after the last. */
  readonly pitch: number | null
  readonly phase: Phase
  /** Milliseconds of this part that have gone by. */
  readonly elapsed: number
  readonly running: boolean
}

export const CLOCK_ACTS = ['toggle', 'next', 'previous', 'again'] as const
export type ClockAct = (typeof CLOCK_ACTS)[number]

const MINUTE = 60_000
export const lengthOf = (clock: Clock, minutes: { pitch: number; questions: number }): number =>
  minutes[clock.phase] * MINUTE

const STILL = { phase: 'pitch', elapsed: 0, running: false } as const

/** What a press makes of the clock. Questions begin at once, a pitch when whoever is on stage is ready. */
export function moved(clock: Clock, order: readonly number[], questions: boolean, act: ClockAct): Clock {
  const at = clock.pitch === null ? -1 : order.indexOf(clock.pitch)
  const first = order[0] ?? null
  if (act === 'toggle')
    return at < 0 ? { ...STILL, pitch: first, running: first !== null } : { ...clock, running: !clock.running }
  if (act === 'again') return { ...clock, elapsed: 0, running: false }
  if (at < 0) return { ...STILL, pitch: act === 'next' ? first : null }
  if (act === 'next')
    return clock.phase === 'pitch' && questions
      ? { ...clock, phase: 'questions', elapsed: 0, running: true }
      : { ...STILL, pitch: order[at + 1] ?? null }
  return clock.phase === 'questions'
    ? { ...STILL, pitch: clock.pitch }
    : { ...STILL, pitch: order[Math.max(0, at - 1)] ?? null }
}

export type Signal = 'fine' | 'soon' | 'over'
/** What the room is told of the time that is left: soon is the last minute, or the last fifth where that is less. */
export const signalOf = (left: number, whole: number): Signal =>
  left <= 0 ? 'over' : left <= Math.min(MINUTE, whole / 5) ? 'soon' : 'fine'

/** Milliseconds as "4:05"; what is over has a minus before it. Counting down, a second that has begun still counts. */
export function told(left: number): string {
  const seconds = left >= 0 ? Math.ceil(left / 1000) : Math.floor(-left / 1000)
  return `${left < 0 && seconds > 0 ? '−' : ''}${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
