import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { readableName } from '#domains/network/naming/model.ts'
import { addressOf } from '#kernel/address.ts'
import { type Clock, dateInRome } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { type AppEnv, idOf, page, parseForm, rawForm, readForm, readQuery, seeOther } from '#platform/http.tsx'
import { formats } from '#platform/i18n.ts'
import { TextArea } from '#ui/forms.tsx'
import { Crumbs, Empty, Notice } from '#ui/parts.tsx'
import { addNote, addTask, finishTask, notesFor, putOff, removeNote, removeTask, tasksFor } from './actions.ts'
import { words } from './messages.ts'
import { LONGEST, taskForm, tasksQuery } from './model.ts'
import { type FormState, QuickTask, TaskItem, TaskList } from './views/tasks.tsx'

type Deps = { db: Db; clock: Clock }

const actForm = z.object({
  act: z.enum(['done', 'open', 'tomorrow', 'week', 'remove']),
  back: z.string().max(200).default(''),
})
const noteForm = z.object({ words: z.string().max(100_000).default('') })
const idForm = z.object({ id: z.coerce.number().int().positive() })
const doneQuery = z.object({
  did: z.enum(['added', 'done', 'open', 'moved', 'removed', 'noted', 'unnoted']).optional().catch(undefined),
  task: z.coerce.number().int().positive().optional().catch(undefined),
})

/** Back to a page of ours, whatever the form says. */
const backTo = (back: string | undefined): string =>
  /^\/(?!\/)[\w/-]*$/.test(back ?? '') ? (back as string) : '/tasks'

export function workspace(deps: Deps): Hono<AppEnv> {
  const { db, clock } = deps
  const app = new Hono<AppEnv>()

  app.get('/tasks', c => tasksPage(c, deps, { typed: {} }))

  app.post('/tasks', async c => {
    const form = parseForm(await rawForm(c), taskForm)
    const back = backTo(form.back)
    try {
      await addTask(db, c.get('actor'), form, clock())
    } catch (error) {
      if (!(error instanceof Failure) || error.kind === 'Forbidden') throw error
      const language = c.get('language')
      return tasksPage(c, deps, { typed: form, alert: error.in(language), wrong: error.fieldsIn(language) })
    }
    return seeOther(c, `${back}?did=added`)
  })

  app.post('/tasks/:id{[0-9]+}', async c => {
    const id = idOf(c)
    const { act, back } = await readForm(c, actForm)
    const actor = c.get('actor')
    if (act === 'done' || act === 'open') await finishTask(db, actor, id, act === 'done', clock())
    else if (act === 'remove') await removeTask(db, actor, id)
    else await putOff(db, actor, id, { quick: act, due: undefined }, clock())
    const did = act === 'tomorrow' || act === 'week' ? 'moved' : act === 'remove' ? 'removed' : act
    return seeOther(c, `${backTo(back)}${addressOf({ did, task: id })}`)
  })

  app.get('/organisations/:key/notes', c => notesPage(c, deps))

  app.post('/organisations/:key/notes', async c => {
    const { words: typed } = await readForm(c, noteForm)
    try {
      await addNote(db, c.get('actor'), c.req.param('key'), typed, clock())
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'Invalid') throw error
      return notesPage(c, deps, { typed, wrong: error.in(c.get('language')) })
    }
    return seeOther(c, `/organisations/${encodeURIComponent(c.req.param('key'))}/notes?did=noted`)
  })

  app.post('/organisations/:key/notes/remove', async c => {
    await removeNote(db, c.get('actor'), (await readForm(c, idForm)).id)
    return seeOther(c, `/organisations/${encodeURIComponent(c.req.param('key'))}/notes?did=unnoted`)
  })

  return app
}

/** What has just been done; a task that was done can be undone at once. */
function Did({ c, back }: { c: Context<AppEnv>; back: string }) {
  const language = c.get('language')
  const t = words[language]
  const { did, task } = readQuery(c, doneQuery)
  if (!did) return null
  return (
    <Notice tone="good" role="status">
      <form method="post" action={`/${language}/tasks/${task}`} className="row">
        <span>{did === 'noted' ? t.noteSaved : did === 'unnoted' ? t.noteRemoved : t.done[did]}</span>
        {did === 'done' && task && (
          <>
            <input type="hidden" name="back" value={back} />
            <button type="submit" name="act" value="open" className="quiet small">
              {t.undo}
            </button>
          </>
        )}
      </form>
    </Notice>
  )
}

async function tasksPage(c: Context<AppEnv>, { db, clock }: Deps, form: FormState): Promise<Response> {
  const language = c.get('language')
  const t = words[language]
  const actor = c.get('actor')
  const query = form.alert ? tasksQuery.parse({}) : readQuery(c, tasksQuery)
  const { open, done, staff } = await tasksFor(db, actor, query)
  const whose = query.whose === 'all'
  return page(
    c,
    { title: t.title, noIndex: true, section: 'tasks' },
    <>
      <h1>{t.title}</h1>
      <p className="lead">{t.lead}</p>
      {form.alert === undefined && <Did c={c} back="/tasks" />}
      <QuickTask {...{ language, staff, form }} me={actor.id ?? ''} back="/tasks" />
      <ul className="tabs">
        {(['mine', 'all'] as const).map(value => (
          <li key={value}>
            <a
              href={`/${language}/tasks${addressOf({ whose: value === 'all' ? value : undefined })}`}
              aria-current={query.whose === value ? 'page' : undefined}
            >
              {t[value]}
            </a>
          </li>
        ))}
      </ul>
      {open.length === 0 ? (
        <Empty>
          <p>{t.none}</p>
        </Empty>
      ) : (
        <TaskList {...{ language, whose }} tasks={open} today={dateInRome(clock())} back="/tasks" />
      )}
      {query.done ? (
        <section>
          <h2>{t.doneTitle}</h2>
          <ul className="results">
            {done.map(task => (
              <TaskItem key={task.id} {...{ language, task, whose }} back="/tasks" />
            ))}
          </ul>
        </section>
      ) : (
        <p>
          <a href={`/${language}/tasks${addressOf({ whose: whose ? 'all' : undefined, done: true })}`}>{t.showDone}</a>
        </p>
      )}
    </>,
    form.alert === undefined ? 200 : 422,
  )
}

async function notesPage(
  c: Context<AppEnv>,
  { db, clock }: Deps,
  sent?: { typed: string; wrong: string },
): Promise<Response> {
  const language = c.get('language')
  const t = words[language]
  const f = formats(language)
  const actor = c.get('actor')
  const { organisation, notes, tasks, staff, returned } = await notesFor(db, actor, c.req.param('key') ?? '')
  const name = readableName(organisation)
  const path = `/organisations/${organisation.key}`
  return page(
    c,
    { title: t.notesOf(name), noIndex: true, section: 'tasks' },
    <>
      <Crumbs label={t.notes} trail={[{ href: `/${language}${path}`, text: name }]} />
      <h1>{t.notesOf(name)}</h1>
      <p className="lead">{t.notesLead}</p>
      {!sent && <Did c={c} back={`${path}/notes`} />}
      {returned.length > 0 && (
        <Notice tone="warn">
          <p>
            <strong>{t.returned}.</strong> {t.returnedLead}
          </p>
          <ul>
            {returned.map(one => (
              <li key={one.email}>
                {one.name}, {one.email}: {one.problem}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <div className="two">
        <section>
          <h2>{t.notes}</h2>
          <form method="post" action={`/${language}${path}/notes`} noValidate>
            <TextArea
              name="words"
              label={t.note}
              hint={t.noteHint}
              rows={4}
              value={sent?.typed}
              wrong={sent?.wrong}
              maxLength={LONGEST.note}
            />
            <button type="submit">{t.saveNote}</button>
          </form>
          {notes.length === 0 ? (
            <p className="soft">{t.noNotes}</p>
          ) : (
            <ol className="messages">
              {notes.map(note => (
                <li key={note.id} className="panel">
                  <p className="small soft">
                    {note.author ?? t.erased} · {f.instant(note.written_at, 'Europe/Rome')}
                  </p>
                  <p className="lines">{note.words}</p>
                  {note.written_by === actor.id && (
                    <form method="post" action={`/${language}${path}/notes/remove`}>
                      <input type="hidden" name="id" value={note.id} />
                      <button type="submit" className="quiet small">
                        {t.removeNote}
                      </button>
                    </form>
                  )}
                </li>
              ))}
            </ol>
          )}
        </section>
        <div>
          <QuickTask
            {...{ language, staff }}
            me={actor.id ?? ''}
            form={{ typed: {} }}
            organisation={organisation.key}
            back={`${path}/notes`}
          />
          <TaskList {...{ language, tasks }} today={dateInRome(clock())} back={`${path}/notes`} whose />
        </div>
      </div>
    </>,
    sent ? 422 : 200,
  )
}
