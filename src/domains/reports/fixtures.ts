import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Fact } from '#algorithms/indicators/problem.ts'
import { indicators } from '#algorithms/indicators/solve.ts'
import { periodBefore } from '#kernel/period.ts'
import { theDefinitions } from './definitions.ts'
import { periodOf, type Statement } from './model.ts'
import { theProvinces } from './provinces.ts'

type Written = {
  kind: string
  on: string
  parties: [string, string][]
  place?: string
  cents?: number
  details: Record<string, string | number>
}

const RECORDED = '2026-11-24T08:00:00.000Z'
let starter: Fact[] | undefined

function starterFacts(): Fact[] {
  starter ??= (
    JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../../starter/ledger.json'), 'utf8')) as Written[]
  ).map(({ kind, on, parties, place, cents, details }, at) => ({
    id: at + 1,
    kind,
    on,
    recordedAt: RECORDED,
    amount: cents,
    place,
    details,
    parties: parties.map(([role, key]) => ({ role, key })),
  }))
  return starter
}

/** What the example cluster says of a period, counted from the starter's facts without a database; `changes` take the place of its parts. */
export function aStatement(name = '2025', changes: Partial<Statement> = {}): Statement {
  const definitions = changes.definitions ?? theDefinitions()
  const period = periodOf(name)
  const before = periodBefore(period)
  const [now, then] = [period, before].map(one => indicators(starterFacts(), definitions, one, RECORDED))
  const figures = definitions.indicators.flatMap((definition, at) => {
    const [figure, last] = [now?.[at], then?.[at]]
    return figure && last ? [{ definition, figure, before: last, target: definition.targets?.[name] }] : []
  })
  return {
    definitions,
    report: {
      period,
      before,
      unfinished: false,
      head: { seq: starterFacts().length, hash: 'ab12'.repeat(16), recorded_at: RECORDED },
      figures,
      places: new Map(theProvinces().shapes.map(({ code, name }) => [code, name])),
      chains: new Map(),
    },
    blocks: [
      {
        section: 'opening',
        it: 'Nel 2025 il cluster conta {members_total} membri, {members_total:change} rispetto all’anno prima.\nAbbiamo accompagnato {proposals_supported} proposte europee.',
        en: 'In 2025 the cluster has {members_total} members, {members_total:change} on the year before.\nWe supported {proposals_supported} European proposals.',
      },
      { section: 'events', it: 'Gli eventi sono stati {events_held}.', en: 'There were {events_held} events.' },
      { section: 'closing', it: 'Grazie a chi ha lavorato con noi.', en: 'Thank you to all who worked with us.' },
    ],
    edition: 1,
    state: 'published',
    publishedAt: '2026-03-02T09:30:00.000Z',
    cluster: { name: 'Cluster di esempio', invented: true },
    ...changes,
  }
}
