import { createHash } from 'node:crypto'
import { recordAudit } from '#domains/accounts/actions.ts'
import { demand } from '#domains/accounts/policy.ts'
import { ledgerHeadAt } from '#domains/ledger/counting/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Period } from '#kernel/period.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { Failure, fill, type Params, type Sentence } from '#platform/errors.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { definitionsFor, makeReport, recordedSince } from '../actions.ts'
import type { Block, State, Statement } from '../model.ts'
import type { Output } from '../opendata/files.ts'
import { errors, notReady, states, words } from './messages.ts'
import { BLOCKING, freeze, MOVES, type MoveForm, type Remark, remarksOn, type Work } from './model.ts'
import { mayMoveTo, writer } from './policy.ts'
import {
  insertMove,
  insertPublication,
  insertReport,
  type Move,
  moveReport,
  movesOf,
  otherAdministrators,
  updateBlocks,
  workOn,
} from './queries.ts'

export type Cluster = Statement['cluster']

type Asked = { readonly period: Period; readonly today: string; readonly now: Date; readonly cluster: Cluster }

/** What a report on its way looks like now: a draft by the ledger of this moment, later by the head that was fixed. */
export type WorkView = {
  readonly work: Work
  readonly statement: Statement
  readonly moves: readonly Move[]
  readonly remarks: readonly Remark[]
  /** Facts that bear on the period and were recorded after the head was fixed. */
  readonly since: number
  /** Where the actor may take it. */
  readonly to: readonly State[]
}

/** Undefined when nobody has begun it. */
export async function viewWork(db: Db, actor: Actor, asked: Asked): Promise<WorkView | undefined> {
  const work = await workOn(db, asked.period.name)
  if (!work) return undefined
  const statement = await statementOf(db, work, asked)
  const others = actor.id === undefined ? 0 : await otherAdministrators(db, actor.id)
  const since = work.state === 'draft' ? 0 : (await recordedSince(db, statement)).count
  return {
    work,
    statement,
    moves: await movesOf(db, work.id),
    remarks: remarksOn(work.blocks, statement.report),
    since,
    to: MOVES[work.state].filter(to => mayMoveTo(actor, work, to, others).allowed),
  }
}

/** By what the figures of a period are counted: the ledger of this moment until somebody has reviewed them, then the head that was fixed. */
async function basisOf(db: Db, work: Work | undefined, { period, today, now }: Asked) {
  const fixed = work && work.state !== 'draft'
  const head = fixed && work.head_seq !== null ? await ledgerHeadAt(db, work.head_seq) : undefined
  return { period, today, knownOn: fixed ? head : now, definitions: await definitionsFor(db, period) }
}

/** The same for whoever needs no figures of it. */
export const basisNow = async (db: Db, asked: Asked) => basisOf(db, await workOn(db, asked.period.name), asked)

const UNBEGUN = { blocks: [], edition: 1, state: 'draft' } as const

async function statementOf(db: Db, work: Work | undefined, asked: Asked): Promise<Statement> {
  const basis = await basisOf(db, work, asked)
  const { blocks, edition, state } = work ?? UNBEGUN
  const report = await makeReport(db, basis)
  return { report, definitions: basis.definitions, blocks, edition, state, publishedAt: null, cluster: asked.cluster }
}

/** A report as it would go out now, also before anybody has begun it. */
export const statementNow = async (db: Db, asked: Asked): Promise<Statement> =>
  statementOf(db, await workOn(db, asked.period.name), asked)

/** Begins the report of a period; when somebody has begun it already, that is the one. Throws Forbidden. */
export async function beginReport(db: Db, actor: Actor, period: Period, now: Date): Promise<void> {
  const by = writer(actor)
  await inTransaction(db, async tx => {
    const id = await insertReport(tx, period, by)
    if (id === undefined) return
    await insertMove(tx, { report_id: id, from_state: null, to_state: 'draft', moved_by: by, moved_at: now, note: '' })
    await recordAudit(tx, { actor: by, verb: 'began', thing: `report ${id}`, details: { period: period.name } })
  })
}

/** Saves the words of a draft. Throws Conflict for a form that began from an older version, and for what is no draft any more. */
export async function saveWords(
  db: Db,
  actor: Actor,
  period: Period,
  version: number,
  blocks: readonly Block[],
): Promise<void> {
  const by = writer(actor)
  const work = await required(db, period)
  if (work.state !== 'draft') throw new Failure('Conflict', errors.notDraft)
  await inTransaction(db, async tx => {
    if (!(await updateBlocks(tx, work.id, version, blocks))) throw new Failure('Conflict', errors.wordsMeanwhile)
    await recordAudit(tx, { actor: by, verb: 'edited', thing: `report ${work.id}`, details: { period: period.name } })
  })
}

async function required(db: Db, period: Period): Promise<Work> {
  const work = await workOn(db, period.name)
  if (!work) throw new Failure('NotFound', errors.notBegun)
  return work
}

/** Makes the files a statement goes out as, and the hash of the report. */
export type MakeOutputs = (statement: Statement) => Promise<{ hash: string; files: readonly Output[] }>

/**
 * Takes a report on or back. From reviewed on its figures are those of one head of the ledger; published, figures, definitions, words and files are kept as they
 * are for good. All or nothing. Throws Forbidden, Invalid (words that are not ready, no reason for going back) and Conflict (somebody was faster).
 */
export async function moveOn(
  db: Db,
  actor: Actor,
  form: MoveForm,
  asked: Asked,
  makeOutputs: MakeOutputs,
): Promise<void> {
  const by = writer(actor)
  const { period, now } = asked
  const work = await required(db, period)
  if (work.version !== form.version) throw await meanwhile(db, work)
  demand(mayMoveTo(actor, work, form.to, await otherAdministrators(db, by)))
  if (!MOVES[work.state].includes(form.to))
    throw new Failure(
      'Conflict',
      filledIn(errors.cannotMove, language => ({ from: states[work.state][language], to: states[form.to][language] })),
    )
  if (form.to === 'draft' && form.note === '') throw new Failure('Invalid', errors.sayWhy, {}, { note: errors.sayWhy })
  const statement = await statementOf(db, work, asked)
  if (form.to !== 'draft') ready(statement)
  const published: Statement = { ...statement, state: 'published', publishedAt: now.toISOString() }
  const outputs = form.to === 'published' ? await makeOutputs(published) : undefined
  await inTransaction(db, async tx => {
    const moved = {
      to: form.to,
      headSeq: form.to === 'draft' ? null : (statement.report.head?.seq ?? null),
      reviewedBy: form.to === 'draft' ? null : form.to === 'reviewed' ? by : work.reviewed_by,
    }
    if (!(await moveReport(tx, work.id, work.version, moved))) throw await meanwhile(db, work)
    await insertMove(tx, {
      report_id: work.id,
      from_state: work.state,
      to_state: form.to,
      moved_by: by,
      moved_at: now,
      note: form.note,
    })
    if (outputs)
      await insertPublication(tx, work.id, {
        at: now,
        hash: outputs.hash,
        statement: freeze(published),
        files: outputs.files.map(file => ({ ...file, sha256: createHash('sha256').update(file.bytes).digest('hex') })),
      })
    await recordAudit(tx, {
      actor: by,
      verb: form.to === 'published' ? 'published' : form.to === 'draft' ? 'moved back' : 'moved',
      thing: `report ${work.id}`,
      details: { period: period.name, to: form.to, ...(outputs ? { hash: outputs.hash } : {}) },
    })
  })
}

/** The figures of the moment, and words that say what they may. Throws Invalid. */
function ready({ report, blocks }: Statement): void {
  if (!report.head) throw new Failure('Invalid', errors.nothingToPublish)
  const first = remarksOn(blocks, report).find(({ what }) => BLOCKING.has(what))
  if (!first) return
  throw new Failure(
    'Invalid',
    filledIn(errors.wordsNotReady, language => ({ what: notReady[first.what]?.[language] ?? '' })),
  )
}

/** A sentence whose marks are words of its language, too. */
const filledIn = (sentence: Sentence, params: (language: Language) => Params): Sentence => ({
  it: fill(sentence.it, params('it')),
  en: fill(sentence.en, params('en')),
})

/** Who was faster, in words. */
async function meanwhile(db: Db, { id }: Work): Promise<Failure> {
  const [last] = await movesOf(db, id)
  if (!last) return new Failure('Conflict', errors.wordsMeanwhile)
  return new Failure(
    'Conflict',
    filledIn(errors.changedMeanwhile, language => {
      const t = words[language]
      const when = formats(language).instant(last.moved_at, 'Europe/Rome')
      return { what: t.movedBy(states[last.to_state][language], last.by || t.someone, when) }
    }),
  )
}
