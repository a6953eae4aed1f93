import { createHash } from 'node:crypto'
import { recordAudit } from '#domains/accounts/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import { dateInRome } from '#platform/clock.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { Failure, type Sentence } from '#platform/errors.ts'
import { recordFacts } from '../actions.ts'
import { type Similar, similarFacts } from '../entry/queries.ts'
import type { KindCode } from '../kinds/catalogue.ts'
import { checkFact } from '../kinds/check.ts'
import { provinces } from '../list/queries.ts'
import { type NewFact, SUSPECT_DAYS } from '../model.ts'
import { type Naming, writtenKey } from '../naming.ts'
import { recorder } from '../policy.ts'
import { prepare, runIn } from '../queries.ts'
import { errors } from './messages.ts'
import { recordedBefore } from './queries.ts'
import { fold, type Problem, type ReadRow, readRows } from './rows.ts'
import { readSheet } from './sheet.ts'

export type PlannedRow = {
  readonly line: number
  readonly kind: KindCode | undefined
  readonly on: string | undefined
  readonly problems: readonly Problem[]
  readonly similar: readonly Similar[]
  /** Imported from this same sheet before. */
  readonly before: boolean
  readonly fact: NewFact | undefined
}
export type Plan = { readonly rows: readonly PlannedRow[]; readonly unread: readonly string[] }

/** What an import of the sheet would record, row by row, with what is wrong. Records nothing. Throws Invalid for what is no sheet. */
export async function planImport(db: Db, naming: Naming, by: string, bytes: Buffer, now: Date): Promise<Plan> {
  const { rows, unread } = readRows(await readSheet(bytes))
  const sheet = createHash('sha256').update(bytes).digest('hex').slice(0, 16)
  const [places, names] = await Promise.all([provinces(db), lookUp(db, naming, rows)])
  const placeNames = new Map(
    places.flatMap(({ code, name }) => [[fold(code), code] as const, [fold(name), code] as const]),
  )
  const before = await recordedBefore(
    db,
    rows.map(row => onceOf(sheet, row)),
  )
  const known = await inTransaction(db, tx =>
    prepare(
      runIn(tx),
      0,
      [],
      places.map(place => place.code),
    ),
  )
  const planned = rows.map(row =>
    planRow(row, { sheet, placeNames, names, by, before, founded: known.founded, today: dateInRome(now) }),
  )
  return { unread, rows: await withSimilar(db, planned) }
}

const onceOf = (sheet: string, { line }: ReadRow) => `sheet ${sheet} row ${line}`

type Around = {
  readonly sheet: string
  readonly placeNames: ReadonlyMap<string, string>
  readonly names: ReadonlyMap<string, string | Problem>
  readonly by: string
  readonly before: ReadonlySet<string>
  readonly founded: string
  readonly today: string
}

function planRow(row: ReadRow, around: Around): PlannedRow {
  const { placeNames, names, sheet } = around
  const problems = [...row.problems]
  const place = row.place === undefined ? undefined : placeNames.get(fold(row.place))
  if (row.place !== undefined && !place)
    problems.push({ sentence: errors.unknownPlace, params: { text: row.place.slice(0, 60) } })
  const parties = row.parties.flatMap(({ role, text }) => {
    const found = names.get(text)
    if (typeof found === 'string') return [{ role, organisation: found }]
    if (found) problems.push(found)
    return []
  })
  const { line, kind, on } = row
  const once = onceOf(sheet, row)
  const before = around.before.has(once)
  const planned = { line, kind, on, problems, similar: [], before, fact: undefined }
  if (!kind || !on || problems.length) return planned
  const fact: NewFact = {
    kind,
    on,
    parties,
    amountCents: row.cents,
    place,
    details: row.details,
    evidence: row.address ? [{ address: row.address, seenOn: around.today }] : [],
    source: 'imported',
    origin: once,
    by: around.by,
    once,
  }
  const { wrong } = checkFact(fact, { today: around.today, founded: around.founded, placeKnown: true })
  const found = Object.entries(wrong).map(([field, sentence]) => ({ sentence: named(field, sentence), params: {} }))
  return found.length ? { ...planned, problems: found } : { ...planned, fact }
}

const named = (field: string, { it, en }: Sentence): Sentence => {
  const name = field.replace(/^(party|detail)_/, '')
  return { it: `${name}: ${it}`, en: `${name}: ${en}` }
}

/** Each distinct name once: a key, or why it is none. */
async function lookUp(db: Db, naming: Naming, rows: readonly ReadRow[]): Promise<Map<string, string | Problem>> {
  const found = new Map<string, string | Problem>()
  for (const text of new Set(rows.flatMap(row => row.parties.map(party => party.text)))) {
    const meant = await naming.meant(db, writtenKey(text)).catch(error => {
      if (error instanceof Failure && error.kind === 'NotFound') return { choices: [] }
      throw error
    })
    const shown = text.slice(0, 60)
    if ('key' in meant) found.set(text, meant.key)
    else if (meant.choices.length === 0) found.set(text, { sentence: errors.unknownName, params: { text: shown } })
    else {
      const choices = meant.choices
        .slice(0, 4)
        .map(({ name, key }) => `${name} (${key})`)
        .join('; ')
      found.set(text, { sentence: errors.severalNames, params: { text: shown, choices } })
    }
  }
  return found
}

async function withSimilar(db: Db, rows: readonly PlannedRow[]): Promise<PlannedRow[]> {
  const done: PlannedRow[] = []
  for (const row of rows) {
    const { fact } = row
    const title = fact?.details?.title
    const similar =
      fact && !row.before
        ? await similarFacts(
            db,
            {
              kind: fact.kind,
              on: fact.on,
              keys: fact.parties.map(party => String(party.organisation)),
              title: title === undefined ? undefined : String(title),
            },
            SUSPECT_DAYS,
          )
        : []
    done.push({ ...row, similar })
  }
  return done
}

/** The rows of a plan that would be recorded. */
export const recordable = (plan: Plan, suspects: boolean): NewFact[] =>
  plan.rows.flatMap(row => (row.fact && !row.before && (suspects || row.similar.length === 0) ? [row.fact] : []))

/** Records the good rows of a plan, all or none. Answers how many. */
export async function applyImport(db: Db, by: string, plan: Plan, suspects: boolean, now: Date): Promise<number> {
  const facts = recordable(plan, suspects)
  if (facts.length === 0) return 0
  await inTransaction(db, async tx => {
    await recordFacts(runIn(tx), facts, dateInRome(now))
    await recordAudit(tx, { actor: by, verb: 'recorded', thing: 'site', details: { facts: facts.length } })
  })
  return facts.length
}

/** Who imports by the site. Throws Forbidden. */
export const importer = (actor: Actor): string => recorder(actor)
