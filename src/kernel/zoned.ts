const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
  formatters.set(zone, made)
  return made
}

/** Whether there is such a time zone, as "Europe/Rome". */
export function isZone(zone: string): boolean {
  try {
    return formatterOf(zone) !== undefined
  } catch {
    return false
  }
}

/** What clocks of a zone show at an instant, to the second. */
const wallClock = (at: Date, zone: string): string => formatterOf(zone).format(at).replace(' ', 'T')

/** What clocks of a zone show at an instant, as a form has it: "2026-10-25T02:30". */
export const localTime = (at: Date, zone: string): string => wallClock(at, zone).slice(0, 16)

/** The calendar date that clocks of a zone show at an instant, YYYY-MM-DD. */
export const localDay = (at: Date, zone: string): string => wallClock(at, zone).slice(0, 10)

/** Milliseconds that clocks of a zone are ahead of UTC at an instant, in milliseconds since 1970. */
export const offsetAt = (at: number, zone: string): number => Date.parse(`${wallClock(new Date(at), zone)}Z`) - at

/**
 * The instant at which clocks of a zone show a time. An hour that comes twice in autumn is meant the first time; one that is skipped in spring,
 * and what is no time at all, is undefined.
 */
export function instantAt(local: string, zone: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(local)) return undefined
  const wall = Date.parse(`${local}:00Z`)
  if (Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 16) !== local) return undefined
  // A zone's distance from UTC a day before and a day after are the only two it can have in between.
  const distances = [wall - DAY_MS, wall + DAY_MS].map(at => Date.parse(`${localTime(new Date(at), zone)}:00Z`) - at)
  return distances
    .map(distance => new Date(wall - distance))
    .filter(at => localTime(at, zone) === local)
    .sort((a, b) => a.getTime() - b.getTime())[0]
}

const DAY_MS = 86_400_000
