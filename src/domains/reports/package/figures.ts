import type { Json } from '#algorithms/chain/chain.ts'
import { canonical } from '#algorithms/chain/chain.ts'
import type { Definitions, Fact } from '#algorithms/indicators/problem.ts'
import { type Period, periodBefore } from '#kernel/period.ts'
import { LANGUAGES } from '#platform/i18n.ts'
import { counting } from '../encode.ts'
import type { Report } from '../model.ts'
import { reportData } from '../sheet.ts'
import { unknownIn } from '../words/references.ts'
import type { CheckedFigure, Collector } from './findings.ts'
import type { FactLine, Manifest, StatedReport } from './model.ts'

const REPORT = 'report.json'

/** Counts the figures of a package again, fact by fact. `amended`: when a fact was amended, by its inner number. */
export function recount(
  definitions: Definitions,
  period: Period,
  head: Manifest['head'],
  amended: ReadonlyMap<number, string>,
) {
  const counted = counting(definitions, period, head?.recorded_at ?? '')
  return {
    add: (line: FactLine): void => counted.add(factOf(line, amended)),
    /** The report as the facts tell it. */
    report: (unfinished: boolean): Report => ({
      period,
      before: periodBefore(period),
      unfinished,
      head: head ?? undefined,
      figures: counted.told(),
      places: new Map(),
      chains: new Map(),
    }),
  }
}

const factOf = ({ seq, recorded_at, content }: FactLine, amended: ReadonlyMap<number, string>): Fact => ({
  id: seq,
  kind: content.kind,
  on: content.on,
  recordedAt: recorded_at,
  replacedAt: amended.get(content.id),
  withdrawal: content.amendment === 'withdrawal',
  amount: content.amount_cents,
  place: content.place,
  details: content.details,
  parties: content.parties.map(({ organisation, role }) => ({ key: organisation, role })),
})

/** What must be said of each figure; what a later program says besides is not missed in an older package. */
const SAID = [
  'code',
  'name',
  'definition',
  'unit',
  'value',
  'why',
  'part',
  'whole',
  'facts',
  'silent',
  'before',
  'target',
  'by',
]
const SAID_BEFORE = ['code', 'value', 'why', 'part', 'whole', 'facts', 'silent', 'by']
const SAID_AT_ALL = ['period', 'from', 'until', 'before', 'ledger']

/** Compares what is stated with what was counted again, figure by figure, and looks where the references in words lead. */
export function compareFigures(stated: StatedReport, report: Report, found: Collector): CheckedFigure[] {
  const counted = plain({
    ...reportData(report),
    before_figures: report.figures.map(one => one.before),
  }) as unknown as StatedReport
  const wrong = new Set<string>()
  const said = plain(stated) as { indicators?: Json } & Members
  const indicators = said.indicators
  const both = [
    { stated: stated.figures, counted: counted.figures, said: SAID, at: '' },
    {
      stated: stated.before_figures,
      counted: counted.before_figures,
      said: SAID_BEFORE,
      at: `${report.before.name}: `,
    },
  ]
  for (const { stated: stating, counted: counting, said, at } of both) {
    const theirs = new Map(stating.map(figure => [figure.code, figure as Members]))
    const ours = new Map(counting.map(figure => [figure.code, figure as Members]))
    for (const code of new Set([...theirs.keys(), ...ours.keys()])) {
      const [its, our] = [theirs.get(code), ours.get(code)]
      const wrongs =
        its && our ? differences(its, our, said) : [{ field: 'code', stated: its?.code, counted: our?.code }]
      if (wrongs.length > 0) wrong.add(code)
      for (const each of wrongs) found.note({ file: REPORT, what: 'figure', code, ...each, field: at + each.field })
    }
    // Told twice, the second could be read as well as the first.
    if (theirs.size < stating.length)
      found.note({ file: REPORT, what: 'field', field: 'figures', stated: stating.length, counted: theirs.size })
  }
  for (const { field, ...values } of differences(membersOf(indicators), membersOf(plain(counted).indicators), [])) {
    // Said twice in the file; once is enough of what was named above.
    if (wrong.has(field)) continue
    wrong.add(field)
    found.note({ file: REPORT, what: 'figure', code: field, field: 'indicators', ...values })
  }
  for (const field of SAID_AT_ALL)
    if (!same(said[field], plain(counted)[field]))
      found.note({ file: REPORT, what: 'field', field, stated: said[field], counted: plain(counted)[field] })
  for (const block of stated.blocks)
    for (const language of LANGUAGES)
      for (const reference of unknownIn(block[language], report))
        found.note({ file: REPORT, what: 'reference', section: block.section, language, reference })
  return report.figures.map(({ definition, figure }) => ({
    code: figure.code,
    name: definition.name,
    unit: definition.unit,
    value: figure.value,
    holds: !wrong.has(figure.code),
  }))
}

type Members = Readonly<Record<string, Json | undefined>>

/** As it would be read from a file: without what is undefined. */
const plain = (value: object): Members => JSON.parse(JSON.stringify(value)) as Members

const membersOf = (value: Json | undefined): Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {}

const same = (a: Json | undefined, b: Json | undefined): boolean =>
  a === undefined || b === undefined ? a === b : canonical(a) === canonical(b)

function differences(stated: Members, counted: Members, must: readonly string[]) {
  const fields = must.length
    ? new Set([...Object.keys(stated), ...must])
    : new Set([...Object.keys(stated), ...Object.keys(counted)])
  return [...fields].flatMap(field => {
    const [was, is] = [stated[field], counted[field]]
    return same(was, is) ? [] : [{ field, stated: was, counted: is }]
  })
}
