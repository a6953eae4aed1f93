import { recordAudit } from '#domains/accounts/actions.ts'
import type { Verb } from '#domains/accounts/audit/model.ts'
import { type Amended, amendedSince, type ToldFact, tellFacts } from '#domains/ledger/counting/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { makeReport } from '../actions.ts'
import { theDefinitions } from '../definitions.ts'
import { periodOf, type Report, type Told } from '../model.ts'
import { errors } from './messages.ts'
import { type EvidenceForm, type Folder, type FolderForm, figureKey, type Item, type ItemForm, moved } from './model.ts'
import { keeper, reader } from './policy.ts'
import {
  asideFolder,
  asideItem,
  deleteEvidence,
  foldersOf,
  insertEvidence,
  insertFolder,
  insertItems,
  itemsOf,
  lockFolder,
  orderItems,
  updateFolder,
  updateItem,
} from './queries.ts'

/** All folders, also those put aside. Throws Forbidden. */
export async function listFolders(db: Db, actor: Actor): Promise<Folder[]> {
  reader(actor)
  return foldersOf(db)
}

export type OpenedFolder = {
  readonly folder: Folder
  readonly items: readonly Item[]
  /** By period and code, as the ledger says now. */
  readonly figures: ReadonlyMap<string, { readonly report: Report; readonly told: Told }>
  readonly facts: ReadonlyMap<number, ToldFact>
  /** Those of the facts that no longer stand. */
  readonly amended: ReadonlyMap<number, Amended>
}

/** A folder with what shows each item: figures counted now, facts as this reader may see them. Throws Forbidden, NotFound. */
export async function openFolder(
  db: Db,
  actor: Actor,
  id: number,
  { now, today }: { now: Date; today: string },
): Promise<OpenedFolder> {
  reader(actor)
  const [folder] = await foldersOf(db, id)
  if (!folder) throw new Failure('NotFound', errors.noFolder)
  const items = await itemsOf(db, id)
  const wanted = new Map<string, Set<string>>()
  const seqs = new Set<number>()
  for (const one of items.flatMap(({ evidence }) => evidence))
    if ('fact' in one) seqs.add(one.fact)
    else if ('code' in one) wanted.set(one.period, (wanted.get(one.period) ?? new Set()).add(one.code))
  const all = theDefinitions()
  const figures = new Map<string, { report: Report; told: Told }>()
  for (const [name, codes] of wanted) {
    const definitions = { ...all, indicators: all.indicators.filter(({ code }) => codes.has(code)) }
    if (definitions.indicators.length === 0) continue
    const report = await makeReport(db, { period: periodOf(name), knownOn: now, today, definitions })
    for (const told of report.figures) figures.set(figureKey(name, told.figure.code), { report, told })
  }
  const facts = await tellFacts(db, actor, [...seqs])
  const amended = await amendedSince(db, [...seqs])
  return { folder, items, figures, facts: new Map(facts.map(fact => [fact.seq, fact])), amended }
}

/** Does something to a folder and says so in the register. Throws Forbidden, and NotFound where there is no such thing. */
async function change(
  db: Db,
  actor: Actor,
  folder: number,
  verb: Verb,
  details: Record<string, string | number>,
  work: (tx: Tx) => Promise<boolean>,
): Promise<void> {
  const by = keeper(actor)
  await inTransaction(db, async tx => {
    if (!(await lockFolder(tx, folder))) throw new Failure('NotFound', errors.noFolder)
    if (!(await work(tx))) throw new Failure('NotFound', errors.noItem)
    await recordAudit(tx, { actor: by, verb, thing: `folder ${folder}`, details })
  })
}

/** Answers the new folder's id. Throws Forbidden. */
export async function addFolder(db: Db, actor: Actor, form: FolderForm): Promise<number> {
  const by = keeper(actor)
  return inTransaction(db, async tx => {
    const id = await insertFolder(tx, form, by)
    await recordAudit(tx, { actor: by, verb: 'added', thing: `folder ${id}` })
    return id
  })
}

export const editFolder = (db: Db, actor: Actor, id: number, form: FolderForm): Promise<void> =>
  change(db, actor, id, 'edited', {}, tx => updateFolder(tx, id, form))

export const putAside = (db: Db, actor: Actor, folder: number, item?: number): Promise<void> =>
  change(db, actor, folder, 'put aside', item === undefined ? {} : { item }, tx =>
    item === undefined ? asideFolder(tx, folder, new Date()) : asideItem(tx, folder, item, new Date()),
  )

export const bringBack = (db: Db, actor: Actor, folder: number, item?: number): Promise<void> =>
  change(db, actor, folder, 'brought back', item === undefined ? {} : { item }, tx =>
    item === undefined ? asideFolder(tx, folder, null) : asideItem(tx, folder, item, null),
  )

/** Adds items at the end, in the order of their lines. Throws Forbidden, NotFound. */
export const addItems = (db: Db, actor: Actor, folder: number, names: readonly string[]): Promise<void> =>
  change(db, actor, folder, 'added', { items: names.length }, async tx => {
    await insertItems(tx, folder, names)
    return true
  })

/** Throws Forbidden, NotFound, and Conflict when somebody has changed the item since the page was opened. */
export const editItem = (db: Db, actor: Actor, folder: number, item: number, form: ItemForm): Promise<void> =>
  change(db, actor, folder, 'edited', { item, state: form.state }, async tx => {
    if (await updateItem(tx, folder, item, form)) return true
    if ((await itemsOf(tx, folder)).some(({ id }) => id === item)) throw new Failure('Conflict', errors.overtaken)
    return false
  })

/** One place up or down among those that are not put aside; at an end it stays. Throws Forbidden, NotFound. */
export const moveItem = (db: Db, actor: Actor, folder: number, item: number, way: 'up' | 'down'): Promise<void> =>
  change(db, actor, folder, 'moved', { item }, async tx => {
    const items = await itemsOf(tx, folder)
    const shown = items.filter(one => !one.put_aside).map(({ id }) => id)
    if (!shown.includes(item)) return false
    await orderItems(tx, folder, [
      ...moved(shown, item, way),
      ...items.filter(one => one.put_aside).map(({ id }) => id),
    ])
    return true
  })

/** Throws Forbidden, NotFound, and Invalid for a figure or a fact that does not exist. */
export const attach = (db: Db, actor: Actor, folder: number, item: number, form: EvidenceForm): Promise<void> =>
  change(db, actor, folder, 'edited', { item }, async tx => {
    if (!(await itemsOf(tx, folder)).some(({ id }) => id === item)) return false
    const { code, fact } = form
    if (code !== undefined && !theDefinitions().indicators.some(one => one.code === code))
      throw new Failure('Invalid', errors.noFigure, {}, { code: errors.noFigure })
    if (fact !== undefined && (await tellFacts(tx, actor, [fact])).length === 0)
      throw new Failure('Invalid', errors.noFact, { seq: fact }, { fact: errors.noFact })
    await insertEvidence(tx, item, form)
    return true
  })

export const detach = (db: Db, actor: Actor, folder: number, item: number, evidence: number): Promise<void> =>
  change(db, actor, folder, 'edited', { item }, async tx => {
    if (!(await itemsOf(tx, folder)).some(({ id }) => id === item)) return false
    return deleteEvidence(tx, item, evidence)
  })
