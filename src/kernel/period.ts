/** Days from one to another, both included, with the name people call it by: "2025", "2025-H1", or "2025-03-01..2025-04-30". */
export type Period = { readonly name: string; readonly from: string; readonly until: string }

const DAY_MS = 86_400_000

/** A year, a half year, or two dates, as people write them. `backwards`: it ends before it begins. */
export function readPeriod(text: string): Period | 'unreadable' | 'backwards' {
  const bare = text.trim().toUpperCase()
  const [, year, half] = /^((?:19|20|21)\d\d)(?:-[HS]([12]))?$/.exec(bare) ?? []
  if (year) return half === undefined ? yearOf(year) : halfOf(year, half)
  const [, from, until] = /^(\d{4}-\d{2}-\d{2})(?:\.\.|\/|_|--)(\d{4}-\d{2}-\d{2})$/.exec(bare) ?? []
  if (!from || !until || !isDay(from) || !isDay(until)) return 'unreadable'
  return until < from ? 'backwards' : between(from, until)
}

const yearOf = (year: string): Period => ({ name: year, from: `${year}-01-01`, until: `${year}-12-31` })
const halfOf = (year: string, half: string): Period =>
  half === '1'
    ? { name: `${year}-H1`, from: `${year}-01-01`, until: `${year}-06-30` }
    : { name: `${year}-H2`, from: `${year}-07-01`, until: `${year}-12-31` }

/** By its own name where the days are a year or a half of one. */
function between(from: string, until: string): Period {
  const year = from.slice(0, 4)
  const named = [yearOf(year), halfOf(year, '1'), halfOf(year, '2')].find(
    one => one.from === from && one.until === until,
  )
  return named ?? { name: `${from}..${until}`, from, until }
}

/** The year or half year before; of other periods as many days before. */
export function periodBefore({ name, from, until }: Period): Period {
  const [, year, half] = /^(\d{4})(?:-H([12]))?$/.exec(name) ?? []
  if (year && half === '2') return halfOf(year, '1')
  if (year) return half ? halfOf(String(Number(year) - 1), '2') : yearOf(String(Number(year) - 1))
  const days = Math.round((Date.parse(until) - Date.parse(from)) / DAY_MS) + 1
  return between(daysBefore(from, days), daysBefore(from, 1))
}

const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * DAY_MS).toISOString().slice(0, 10)

/** Whether a day exists, as YYYY-MM-DD. */
export const isDay = (day: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) && new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) === day
