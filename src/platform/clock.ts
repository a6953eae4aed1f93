/** The only source of "now": handed in, so that a test can set it and a decision never reads it by itself. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()

/** The calendar date in Rome at an instant, as YYYY-MM-DD. */
export function dateInRome(instant: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome', dateStyle: 'short' }).format(instant)
}
