import type { Definitions } from '#algorithms/indicators/problem.ts'
import {
  factsSince,
  factsToCount,
  type Head,
  ledgerHead,
  placeNames,
  type ToldFact,
  tellFacts,
} from '#domains/ledger/counting/actions.ts'
import { chainNames } from '#domains/network/chains/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import { type Period, periodBefore } from '#kernel/period.ts'
import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { theDefinitions, wantedBy } from './definitions.ts'
import { counting, factOf } from './encode.ts'
import { errors } from './messages.ts'
import type { Report, Statement, Told } from './model.ts'
import { targetsIn } from './targets/actions.ts'

export type Asked = {
  readonly period: Period
  /** Facts that were recorded later are left out: after an instant, or after a head that was noted. */
  readonly knownOn: Date | Head | undefined
  readonly today: string
  /** Those of today when they are not given: a report that was frozen brings its own. */
  readonly definitions?: Definitions
}

/** The definitions in use, with what is aimed at in a period. */
export async function definitionsFor(db: Db, { name }: Period): Promise<Definitions> {
  const { indicators, ...rest } = theDefinitions()
  const targets = await targetsIn(db, name)
  return {
    ...rest,
    indicators: indicators.map(one => {
      const target = targets.get(one.code)
      return target === undefined ? one : { ...one, targets: { ...one.targets, [name]: target } }
    }),
  }
}

/** The figures of a period and of the one before, in one reading of the ledger. Public: facts hold no data of people. */
export const makeReport = async (db: Db, asked: Asked): Promise<Report> => (await read(db, asked)).report

async function read(db: Db, { period, knownOn, today, definitions: given }: Asked, trace?: string) {
  const definitions = given ?? (await definitionsFor(db, period))
  const head = knownOn instanceof Date ? await ledgerHead(db, knownOn) : knownOn
  const counted = counting(definitions, period, head?.recorded_at ?? '', trace)
  if (head)
    for await (const told of factsToCount(db, { ...wantedBy(definitions, period), last: head.seq }))
      counted.add(factOf(told))
  const figures = counted.told()
  const places = await placeNames(db, keysIn(figures, 'place'))
  const chains = await chainNames(db, keysIn(figures, 'list.chains'))
  const unfinished = period.until >= today
  const report: Report = { period, before: periodBefore(period), unfinished, head, figures, places, chains }
  return { report, behind: counted.traced() }
}

/** The keys of all breakdowns by a field, of what facts say or what entries say of a party. */
const keysIn = (figures: readonly Told[], field: string): string[] => [
  ...new Set(
    figures.flatMap(({ figure, before }) =>
      [...figure.by, ...before.by]
        .filter(({ of }) => of === field || of.endsWith(`.${field}`))
        .flatMap(({ parts }) => parts.map(part => part.key)),
    ),
  ),
]

/** Facts recorded after the head of a report that bear on its period: the oldest of them, and how many they are. */
export const recordedSince = (db: Db, { report, definitions }: Pick<Statement, 'report' | 'definitions'>) =>
  factsSince(db, { ...wantedBy(definitions, report.period), after: report.head?.seq ?? 0 })

/** The most facts of one downloaded list. */
const LONGEST_LIST = 100_000

export type Opened = {
  readonly report: Report
  readonly told: Told
  /** How many facts there are; `facts` are those of the page. */
  readonly count: number
  readonly facts: readonly ToldFact[]
}

/** One figure with a page of the facts behind it, the last recorded first, as this reader may see them. Throws NotFound for a code that does not exist. */
export async function openFigure(
  db: Db,
  actor: Actor,
  code: string,
  asked: Asked,
  { from = 0, most = LONGEST_LIST }: { from?: number; most?: number } = {},
): Promise<Opened> {
  const all = asked.definitions ?? (await definitionsFor(db, asked.period))
  const definition = all.indicators.find(one => one.code === code)
  const { report, behind } = await read(
    db,
    { ...asked, definitions: { ...all, indicators: definition ? [definition] : [] } },
    code,
  )
  const [told] = report.figures
  if (!told) throw new Failure('NotFound', errors.noSuchFigure, { code: code.slice(0, 60) })
  const facts = await tellFacts(db, actor, behind.toReversed().slice(from, from + most))
  return { report, told, count: behind.length, facts }
}
