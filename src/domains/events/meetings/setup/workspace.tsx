import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { field } from '#kernel/fields.ts'
import { type AppEnv, idOf, orShow, page, parseForm, rawForm, readForm, readQuery, seeOther } from '#platform/http.tsx'
import { formats } from '#platform/i18n.ts'
import type { Deps } from '../../website.tsx'
import {
  addTables,
  keepCapacities,
  keepRules,
  keepTable,
  makeSlots,
  previewSlots,
  removeSlots,
  removeTables,
  setupOf,
  switchOff,
  switchOn,
  tableOf,
} from './actions.ts'
import { words } from './messages.ts'
import { rulesForm, slotsForm, tableForm, tablesForm } from './model.ts'
import { AskPage } from './views/ask.tsx'
import { SetupPage, type Wrong } from './views/setup.tsx'
import { TablePage } from './views/table.tsx'

const ids = z.preprocess(
  value => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
  z.array(z.coerce.number().int().positive()).max(600),
)
const switchForm = z.object({ to: z.enum(['on', 'off']).catch('on') })
const removeForm = z.object({ remove: ids })
const removeTablesForm = z.object({ table: ids, sure: field.flag() })
const count = z
  .string()
  .regex(/^\d{1,4}$/)
  .optional()
  .catch(undefined)
const doneQuery = z.object({
  done: z.enum(['saved', 'on', 'off', 'slots', 'removedSlots', 'tables', 'removedTables']).optional().catch(undefined),
  n: count,
  rest: count,
})

/** Where staff give an event its meetings: slots, rooms and tables, rules. */
export function workspace(deps: Deps): Hono<AppEnv> {
  const { db, clock } = deps
  const app = new Hono<AppEnv>()
  const at = '/events/:id{[0-9]{1,15}}/meetings'
  const back = (c: Context<AppEnv>, done: string, part: string) =>
    seeOther(c, `/events/${idOf(c)}/meetings?done=${done}${part}`)

  app.get(at, c => show(c, deps, {}))

  app.post(at, async c => {
    const { to } = await readForm(c, switchForm)
    return orSetup(c, deps, undefined, async () => {
      await (to === 'on' ? switchOn(db, c.get('actor'), idOf(c), clock()) : switchOff(db, c.get('actor'), idOf(c)))
      return back(c, to, '')
    })
  })

  app.post(`${at}/slots`, async c => {
    const raw = await rawForm(c)
    const form = parseForm(raw, slotsForm)
    return orSetup(c, deps, { form: 'slots', typed: raw as Wrong['typed'] }, async () => {
      if (form.do === 'preview') {
        const preview = await previewSlots(db, c.get('actor'), idOf(c), form)
        return show(c, deps, { preview, wrong: { form: 'slots', typed: raw as Wrong['typed'], fields: {} } })
      }
      const { made, left } = await makeSlots(db, c.get('actor'), idOf(c), form)
      return back(c, 'slots', `&n=${made}&rest=${left}#slots`)
    })
  })

  app.post(`${at}/slots/remove`, async c => {
    const { remove } = await readForm(c, removeForm)
    return orSetup(c, deps, undefined, async () => {
      const n = await removeSlots(db, c.get('actor'), idOf(c), remove)
      return back(c, 'removedSlots', `&n=${n}#slots`)
    })
  })

  app.post(`${at}/rooms`, async c => {
    const raw = await rawForm(c)
    return orSetup(c, deps, { form: 'rooms', typed: raw as Wrong['typed'] }, async () => {
      await keepCapacities(db, c.get('actor'), idOf(c), raw)
      return back(c, 'saved', '#rooms')
    })
  })

  app.post(`${at}/tables`, async c => {
    const raw = await rawForm(c)
    return orSetup(c, deps, { form: 'tables', typed: raw as Wrong['typed'] }, async () => {
      const { added, there } = await addTables(db, c.get('actor'), idOf(c), parseForm(raw, tablesForm))
      return back(c, 'tables', `&n=${added}&rest=${there}#tables`)
    })
  })

  app.post(`${at}/tables/remove`, async c => {
    const { table, sure } = await readForm(c, removeTablesForm)
    return orSetup(c, deps, undefined, async () => {
      if (!sure) return ask(c, deps, table)
      const n = await removeTables(db, c.get('actor'), idOf(c), table)
      return back(c, 'removedTables', `&n=${n}#tables`)
    })
  })

  app.get(`${at}/tables/:table{[0-9]{1,15}}`, c => showTable(c, deps, {}))

  app.post(`${at}/tables/:table{[0-9]{1,15}}`, async c => {
    const raw = await rawForm(c)
    return orShow(
      async () => {
        await keepTable(db, c.get('actor'), idOf(c), Number(c.req.param('table')), parseForm(raw, tableForm))
        return back(c, 'saved', '#tables')
      },
      error => {
        const language = c.get('language')
        return showTable(c, deps, { raw, alert: error.in(language), wrong: error.fieldsIn(language) })
      },
      ['Invalid'],
    )
  })

  app.post(`${at}/rules`, async c => {
    const raw = await rawForm(c)
    return orSetup(c, deps, { form: 'rules', typed: raw as Wrong['typed'] }, async () => {
      await keepRules(db, c.get('actor'), idOf(c), parseForm(raw, rulesForm), clock())
      return back(c, 'saved', '#rules')
    })
  })

  return app
}

const head = { section: 'events', noIndex: true } as const

type Shown = { alert?: string; wrong?: Wrong; preview?: Awaited<ReturnType<typeof previewSlots>> }

/** Work whose errors are shown on the page of the set-up, beside the form they are of. */
async function orSetup(
  c: Context<AppEnv>,
  deps: Deps,
  form: Omit<Wrong, 'fields'> | undefined,
  work: () => Promise<Response>,
): Promise<Response> {
  return orShow(
    work,
    error => {
      const language = c.get('language')
      return show(c, deps, {
        alert: error.in(language),
        ...(form ? { wrong: { ...form, fields: error.fieldsIn(language) } } : {}),
      })
    },
    ['Invalid'],
  )
}

async function show(c: Context<AppEnv>, { db }: Deps, shown: Shown): Promise<Response> {
  const setup = await setupOf(db, c.get('actor'), idOf(c))
  const language = c.get('language')
  return page(
    c,
    { title: words[language].title, ...head, wide: true },
    <SetupPage {...{ language, ...setup, ...shown }} done={doneIn(c)} />,
    shown.alert === undefined ? 200 : 422,
  )
}

function doneIn(c: Context<AppEnv>): string | undefined {
  const { done, n = '0', rest = '0' } = readQuery(c, doneQuery)
  const t = words[c.get('language')]
  const f = formats(c.get('language'))
  const [made, left] = [f.number(Number(n)), f.number(Number(rest))]
  switch (done) {
    case undefined:
      return undefined
    case 'slots':
      return t.made(made, left)
    case 'removedSlots':
      return t.removedSlots(made)
    case 'tables':
      return t.added(made, left)
    case 'removedTables':
      return t.removedTables(made)
    case 'off':
      return t.switchedOff
    default:
      return t[done]
  }
}

type ShownTable = { raw?: Record<string, string | string[]>; alert?: string; wrong?: Record<string, string> }

async function showTable(c: Context<AppEnv>, { db }: Deps, { raw, alert, wrong = {} }: ShownTable): Promise<Response> {
  const setup = await tableOf(db, c.get('actor'), idOf(c), Number(c.req.param('table')))
  const language = c.get('language')
  return page(
    c,
    { title: words[language].editTable(setup.table.name), ...head },
    <TablePage {...{ language, ...setup, alert, wrong }} typed={raw && parseForm(raw, tableForm)} />,
    alert === undefined ? 200 : 422,
  )
}

/** The question before tables go. */
async function ask(c: Context<AppEnv>, { db }: Deps, chosen: readonly number[]): Promise<Response> {
  const { event, tables } = await setupOf(db, c.get('actor'), idOf(c))
  const language = c.get('language')
  const t = words[language]
  const own = tables.filter(table => chosen.includes(table.id))
  if (own.length === 0) return seeOther(c, `/events/${event.id}/meetings#tables`)
  return page(
    c,
    { title: t.removeChosen, ...head },
    <AskPage
      {...{ language, event }}
      title={t.removeTablesAsk(formats(language).number(own.length))}
      names={own.map(table => `${table.name} (${table.room})`)}
      action={`/${language}/events/${event.id}/meetings/tables/remove`}
      fields={own.map(table => ['table', String(table.id)])}
      yes={t.removeYes}
    />,
  )
}
