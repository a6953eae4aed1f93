import { agreement } from '#algorithms/rating/agreement.ts'
import { type Ranked, rank } from '#algorithms/rating/rank.ts'
import { type Entry, isComplete, type Sheet, type Summary, sheetMean, summarise } from '#algorithms/rating/scores.ts'

type Given = {
  readonly criteria: readonly { id: number; weight: number }[]
  readonly pitches: readonly { id: number }[]
  readonly judges: readonly { id: number }[]
  readonly reviews: readonly { judge_id: number; pitch_id: number; conflict: boolean }[]
  readonly scores: readonly { judge_id: number; pitch_id: number; criterion_id: number; score: number }[]
}

export type Line = Summary &
  Ranked & {
    /** Judges with a conflict of interest. */
    readonly conflicts: readonly number[]
    /** Judges who may judge it and have not finished. */
    readonly missing: readonly number[]
  }
export type Tally = {
  /** In the order of places. */
  readonly lines: readonly Line[]
  /** Krippendorff's alpha of the judges' weighted means, and by criterion. */
  readonly alpha: number | undefined
  readonly alphas: readonly (number | undefined)[]
}

/** What judges said of pitches, counted: rows of the database into the entries that are rated. */
export function tally({ criteria, pitches, judges, reviews, scores }: Given): Tally {
  const weights = criteria.map(one => one.weight)
  const place = new Map(criteria.map((one, at) => [one.id, at]))
  const sheets = new Map<string, (number | undefined)[]>()
  for (const { judge_id, pitch_id, criterion_id, score } of scores) {
    const key = `${pitch_id} ${judge_id}`
    const sheet = sheets.get(key) ?? weights.map(() => undefined)
    const at = place.get(criterion_id)
    if (at !== undefined) sheet[at] = score
    sheets.set(key, sheet)
  }
  const entries: Entry[] = pitches.map(({ id }) => ({
    key: id,
    sheets: new Map(judges.flatMap(judge => sheetOf(sheets, id, judge.id))),
  }))
  const whole = entries.map(({ sheets }) =>
    [...sheets.values()].flatMap(sheet => (isComplete(sheet, weights.length) ? [sheet] : [])),
  )
  const summaries = new Map(summarise(entries, weights).map(one => [one.key, one]))
  const lines = rank([...summaries.values()], weights).flatMap(ranked => {
    const summary = summaries.get(ranked.key)
    const given = entries.find(one => one.key === ranked.key)?.sheets
    if (!summary) return []
    const conflicts = reviews.filter(one => one.pitch_id === ranked.key && one.conflict).map(one => one.judge_id)
    const missing = judges
      .map(judge => judge.id)
      .filter(judge => !conflicts.includes(judge) && !isComplete(given?.get(judge) ?? [], weights.length))
    return [{ ...summary, ...ranked, conflicts, missing }]
  })
  return {
    lines,
    alpha: agreement(whole.map(unit => unit.map(sheet => sheetMean(sheet, weights)))),
    alphas: weights.map((_, at) => agreement(whole.map(unit => unit.map(sheet => sheet[at] ?? 0)))),
  }
}

function sheetOf(sheets: ReadonlyMap<string, Sheet>, pitch: number, judge: number): [number, Sheet][] {
  const sheet = sheets.get(`${pitch} ${judge}`)
  return sheet ? [[judge, sheet]] : []
}
