import { recordAudit } from '#domains/accounts/actions.ts'
import type { Verb } from '#domains/accounts/audit/model.ts'
import { demand, mayWork, STAFF_ROLES } from '#domains/accounts/policy.ts'
import { wholeOf } from '#domains/network/actions.ts'
import { profileNamed } from '#domains/network/naming/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import { dateInRome } from '#platform/clock.ts'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import { Failure, ofField } from '#platform/errors.ts'
import { staffAccounts } from '../parties/queries.ts'
import { errors } from './messages.ts'
import { dueOf, LONGEST, type TaskForm, type TasksQuery } from './model.ts'
import {
  deleteNote,
  deleteTask,
  insertNote,
  insertTask,
  listTasks,
  moveTask,
  notesOf,
  returnedMail,
  setDone,
} from './queries.ts'

const SHOWN = 300
const DONE_SHOWN = 50

/** Tasks as a list asks for them, and whom they can be given to. Throws Forbidden, NotFound. */
export async function tasksFor(db: Db, actor: Actor, query: TasksQuery) {
  demand(mayWork(actor))
  const organisation = query.organisation ? await wholeOf(db, query.organisation) : undefined
  const assignee = query.whose === 'mine' && !organisation ? actor.id : undefined
  const asked = { assignee, organisation: organisation?.id }
  const [open, done, staff] = await Promise.all([
    listTasks(db, { ...asked, done: false }, SHOWN),
    query.done ? listTasks(db, { ...asked, done: true }, DONE_SHOWN) : [],
    staffAccounts(db, STAFF_ROLES),
  ])
  return { open, done, staff, organisation }
}

/** Tasks of one person that are due by a day. */
export async function tasksDue(db: Db, actor: Actor, until: string) {
  const open = await listTasks(db, { assignee: actor.id, done: false }, SHOWN)
  return open.filter(task => task.due_on !== null && task.due_on <= until)
}

/** Adds a task, for oneself unless somebody else is named. Throws Forbidden, Invalid, NotFound. */
export async function addTask(db: Db, actor: Actor, form: TaskForm, now: Date): Promise<void> {
  demand(mayWork(actor))
  const title = form.title.trim()
  if (title === '' || title.length > LONGEST.title)
    throw new Failure('Invalid', errors.badTitle, {}, { title: errors.badTitle })
  const organisation = await about(db, form.organisation)
  const staff = await staffAccounts(db, STAFF_ROLES)
  const assignee = form.assignee ?? actor.id
  if (!staff.some(one => one.id === assignee))
    throw new Failure('Invalid', errors.badAssignee, {}, { assignee: errors.badAssignee })
  const by = actor.id ?? ''
  await inTransaction(db, async tx => {
    const id = await insertTask(tx, {
      title,
      due_on: dueOf(form, dateInRome(now)),
      assignee: assignee ?? null,
      organisation_id: organisation?.id ?? null,
      added_by: by,
    })
    await note(tx, by, 'added task', id, organisation?.key)
  })
}

const about = async (db: Db, written: string | undefined) =>
  written ? (await ofField('organisation', () => profileNamed(db, written))).organisation : undefined

const note = (tx: Tx, by: string, verb: Verb, id: number, organisation?: string) =>
  recordAudit(tx, { actor: by, verb, thing: `task ${id}`, details: organisation ? { organisation } : {} })

/** Marks a task done, or to do again. Throws Forbidden, Conflict. */
export async function finishTask(db: Db, actor: Actor, id: number, done: boolean, now: Date): Promise<void> {
  demand(mayWork(actor))
  const by = actor.id ?? ''
  await inTransaction(db, async tx => {
    if (!(await setDone(tx, id, done ? by : null, done ? now : null))) throw new Failure('Conflict', errors.changed)
    await note(tx, by, done ? 'finished task' : 'reopened task', id)
  })
}

/** Puts a task off. Throws Forbidden, Conflict. */
export async function putOff(
  db: Db,
  actor: Actor,
  id: number,
  form: Pick<TaskForm, 'due' | 'quick'>,
  now: Date,
): Promise<void> {
  demand(mayWork(actor))
  await inTransaction(db, async tx => {
    if (!(await moveTask(tx, id, dueOf(form, dateInRome(now))))) throw new Failure('Conflict', errors.changed)
    await note(tx, actor.id ?? '', 'changed', id)
  })
}

/** Takes a task away. Throws Forbidden, Conflict. */
export async function removeTask(db: Db, actor: Actor, id: number): Promise<void> {
  demand(mayWork(actor))
  await inTransaction(db, async tx => {
    if (!(await deleteTask(tx, id))) throw new Failure('Conflict', errors.changed)
    await note(tx, actor.id ?? '', 'removed task', id)
  })
}

/** What staff remember of an organisation, and what there is to do about it. Throws Forbidden, NotFound. */
export async function notesFor(db: Db, actor: Actor, key: string) {
  demand(mayWork(actor))
  const organisation = await wholeOf(db, key)
  const [notes, tasks, staff, returned] = await Promise.all([
    notesOf(db, organisation.id),
    listTasks(db, { organisation: organisation.id, done: false }, SHOWN),
    staffAccounts(db, STAFF_ROLES),
    returnedMail(db, organisation.id),
  ])
  return { organisation, notes, tasks, staff, returned }
}

/** Writes a note. Throws Forbidden, Invalid, NotFound. */
export async function addNote(db: Db, actor: Actor, key: string, typed: string, now: Date): Promise<void> {
  demand(mayWork(actor))
  const organisation = await wholeOf(db, key)
  const words = typed.replaceAll('\r\n', '\n').trim()
  if (words === '' || words.length > LONGEST.note)
    throw new Failure('Invalid', errors.badNote, {}, { words: errors.badNote })
  const by = actor.id ?? ''
  await inTransaction(db, async tx => {
    const id = await insertNote(tx, { organisation_id: organisation.id, words, written_by: by, written_at: now })
    await recordAudit(tx, {
      actor: by,
      verb: 'added note',
      thing: `note ${id}`,
      details: { organisation: organisation.key },
    })
  })
}

/** Deletes a note of one's own: what it said is gone, that it was stays in the register. Throws Forbidden, Conflict. */
export async function removeNote(db: Db, actor: Actor, id: number): Promise<void> {
  demand(mayWork(actor))
  const by = actor.id ?? ''
  await inTransaction(db, async tx => {
    if (!(await deleteNote(tx, id, by))) throw new Failure('Conflict', errors.notYourNote)
    await recordAudit(tx, { actor: by, verb: 'removed note', thing: `note ${id}` })
  })
}
