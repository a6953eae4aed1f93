import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { field } from '#kernel/fields.ts'
import { dateInRome } from '#platform/clock.ts'
import { Failure } from '#platform/errors.ts'
import { type AppEnv, idOf, page, parseForm, postedFile, rawForm, readQuery, seeOther } from '#platform/http.tsx'
import { lookups } from '../members/queries.ts'
import type { RegistryDeps } from '../members/workspace.tsx'
import { answerWho, applyImport, dropImport, listImports, setMapping, uploadSheet, viewImport } from './actions.ts'
import { errors } from './errors.ts'
import type { Mapping } from './headings.ts'
import { dictionaryOf, isSheetField } from './model.ts'
import { undoImport } from './undo.ts'
import { DryRunPage } from './views/dry-run.tsx'
import { ImportsPage } from './views/imports.tsx'
import { words } from './words.ts'

const here = { section: 'registry', noIndex: true } as const
const columnsForm = z.object({
  sheet: z.string().max(100),
  heading: z.coerce.number().int().min(1).max(10_000),
  clears: field.flag(),
})
const applyForm = z.object({ fingerprint: z.string().max(64), leave_out: field.flag() })
const doneQuery = z.object({
  done: field.one(['applied', 'undone']),
  back: field.whole(0, 1_000_000),
  kept: field.whole(0, 1_000_000),
})

export function workspace(deps: RegistryDeps): Hono<AppEnv> {
  const { db, clock, refresh } = deps
  const app = new Hono<AppEnv>()
  const base = '/registry/import'
  const one = `${base}/:id{[0-9]{1,15}}`
  /** What can be mended on the page is said there, above what it is about. */
  const orSay = async (c: Context<AppEnv>, work: () => Promise<void>, done: string) => {
    try {
      await work()
    } catch (error) {
      if (!(error instanceof Failure) || !['Invalid', 'Conflict'].includes(error.kind)) throw error
      return showDryRun(c, deps, idOf(c), error)
    }
    return seeOther(c, done)
  }

  app.get(base, c => showImports(c, deps))

  app.post(base, async c => {
    try {
      const file = await postedFile(c, 'file')
      if (!file) throw new Failure('Invalid', errors.noFile)
      return seeOther(c, `${base}/${await uploadSheet(db, c.get('actor'), file)}`)
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'Invalid') throw error
      return showImports(c, deps, error)
    }
  })

  app.get(one, c => showDryRun(c, deps, idOf(c)))

  app.post(`${one}/columns`, async c => {
    const raw = await rawForm(c)
    const mapping: Record<string, Mapping[string]> = {}
    for (const [name, value] of Object.entries(raw)) {
      const column = /^column_(\d{1,3})$/.exec(name)?.[1]
      if (column !== undefined && typeof value === 'string' && isSheetField(value)) mapping[column] = value
    }
    return orSay(
      c,
      () => setMapping(db, c.get('actor'), idOf(c), { ...parseForm(raw, columnsForm), mapping }),
      `${base}/${idOf(c)}`,
    )
  })

  app.post(`${one}/answers`, async c => {
    const raw = await rawForm(c)
    const answers = Object.fromEntries(
      Object.entries(raw).flatMap(([name, value]) => {
        const row = /^who_(\d{1,5})$/.exec(name)?.[1]
        return row !== undefined && typeof value === 'string' ? [[row, value.slice(0, 81)]] : []
      }),
    )
    return orSay(c, () => answerWho(db, c.get('actor'), idOf(c), answers), `${base}/${idOf(c)}`)
  })

  app.post(`${one}/apply`, async c => {
    const { fingerprint, leave_out } = parseForm(await rawForm(c), applyForm)
    const now = clock()
    return orSay(
      c,
      () =>
        applyImport(
          db,
          c.get('actor'),
          idOf(c),
          { fingerprint, leaveOut: leave_out },
          { today: dateInRome(now), now },
          refresh,
        ),
      `${base}?done=applied`,
    )
  })

  app.post(`${one}/drop`, async c => {
    await dropImport(db, c.get('actor'), idOf(c))
    return seeOther(c, base)
  })

  app.post(`${one}/undo`, async c => {
    const { back, kept } = await undoImport(db, c.get('actor'), idOf(c), clock(), refresh)
    return seeOther(c, `${base}?done=undone&back=${back}&kept=${kept}`)
  })

  return app
}

async function showImports(c: Context<AppEnv>, { db }: RegistryDeps, error?: Failure) {
  const language = c.get('language')
  const { done, back = 0, kept = 0 } = readQuery(c, doneQuery)
  const past = await listImports(db, c.get('actor'))
  return page(
    c,
    { title: words[language].title, ...here },
    <ImportsPage
      language={language}
      past={past}
      refused={error?.in(language)}
      done={error || !done ? undefined : done === 'applied' ? { kind: 'applied' } : { kind: 'undone', back, kept }}
    />,
    error ? 422 : 200,
  )
}

async function showDryRun(c: Context<AppEnv>, { db, clock }: RegistryDeps, id: number, error?: Failure) {
  const language = c.get('language')
  const view = await viewImport(db, c.get('actor'), id, dateInRome(clock()))
  const dictionary = dictionaryOf(await lookups(db))
  return page(
    c,
    { title: view.sheetImport.file_name, ...here, wide: true },
    <DryRunPage language={language} view={view} dictionary={dictionary} refused={error?.in(language)} />,
    error ? (error.kind === 'Conflict' ? 409 : 422) : 200,
  )
}
