import { localDay } from '#kernel/zoned.ts'

/** The only source of "now": handed in, so that a test can set it and a decision never reads it by itself. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()

/** The calendar date in Rome at an instant, as YYYY-MM-DD. */
export const dateInRome = (instant: Date): string => localDay(instant, 'Europe/Rome')
