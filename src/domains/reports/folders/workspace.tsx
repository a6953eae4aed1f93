import { type Context, Hono } from 'hono'
import type { z } from 'zod'
import { type Clock, dateInRome } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { Failure, STATUS } from '#platform/errors.ts'
import { type AppEnv, attachment, page, parseForm, rawForm, seeOther } from '#platform/http.tsx'
import { type Column, CSV_TYPE, toCsv } from '#platform/sheets.ts'
import { theDefinitions } from '../definitions.ts'
import {
  addFolder,
  addItems,
  attach,
  bringBack,
  detach,
  editFolder,
  editItem,
  listFolders,
  moveItem,
  type OpenedFolder,
  openFolder,
  putAside,
} from './actions.ts'
import { errors, meanings, words } from './messages.ts'
import { evidenceForm, folderForm, type Item, itemForm, linesForm, moveForm } from './model.ts'
import { mayKeep } from './policy.ts'
import { evidenceText } from './views/evidence.tsx'
import { FolderPage, PrintedFolder } from './views/folder.tsx'
import { ItemPage } from './views/item.tsx'
import { FoldersPage } from './views/list.tsx'

type Raw = Readonly<Record<string, string | string[]>>
const ID = '{[0-9]{1,9}}'

/** Folders of evidence for labels of excellence. Staff keep them; the region's auditor reads. */
export function workspace({ db, clock }: { db: Db; clock: Clock }): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const at = `/reports/folders/:id${ID}`
  const number = (c: Context<AppEnv>, name: string) => Number(c.req.param(name))
  const head = (title: string) => ({ title, section: 'reports', noIndex: true })
  const opened = (c: Context<AppEnv>) => {
    const now = clock()
    return openFolder(db, c.get('actor'), number(c, 'id'), { now, today: dateInRome(now) })
  }
  const itemIn = ({ items }: OpenedFolder, id: number): Item => {
    const item = items.find(one => one.id === id)
    if (!item) throw new Failure('NotFound', errors.noItem)
    return item
  }

  /** Does what a form asks for and goes on; what is refused is shown on the page it came from. */
  async function take<T extends z.ZodType>(
    c: Context<AppEnv>,
    schema: T,
    act: (form: z.infer<T>) => Promise<string>,
    back: (failure: Failure, raw: Raw) => Promise<Response>,
  ) {
    const raw = await rawForm(c)
    const parsed = schema.safeParse(raw)
    if (!parsed.success) return back(new Failure('Invalid', errors.refused), raw)
    try {
      return seeOther(c, await act(parsed.data))
    } catch (error) {
      if (!(error instanceof Failure) || !['Invalid', 'Conflict'].includes(error.kind)) throw error
      return back(error, raw)
    }
  }

  async function list(c: Context<AppEnv>, failure?: Failure, raw: Raw = {}) {
    const language = c.get('language')
    const folders = await listFolders(db, c.get('actor'))
    return page(
      c,
      head(words[language].title),
      <FoldersPage {...{ language, folders, raw }} mayKeep={mayKeep(c.get('actor'))} refused={failure?.in(language)} />,
      failure ? STATUS[failure.kind] : 200,
    )
  }

  async function folder(c: Context<AppEnv>, failure?: Failure, raw: Raw = {}) {
    const language = c.get('language')
    const found = await opened(c)
    return page(
      c,
      head(found.folder.name),
      <FolderPage
        {...{ language, raw }}
        opened={found}
        mayKeep={mayKeep(c.get('actor'))}
        refused={failure?.in(language)}
      />,
      failure ? STATUS[failure.kind] : 200,
    )
  }

  async function item(c: Context<AppEnv>, failure?: Failure, raw: Raw = {}) {
    const language = c.get('language')
    const found = await opened(c)
    const one = itemIn(found, number(c, 'item'))
    return page(
      c,
      head(one.name),
      <ItemPage
        {...{ language, raw }}
        opened={found}
        item={one}
        figures={theDefinitions().indicators}
        refused={failure?.in(language)}
      />,
      failure ? STATUS[failure.kind] : 200,
    )
  }

  app.get('/reports/folders', c => list(c))
  app.post('/reports/folders', c =>
    take(
      c,
      folderForm,
      async form => `/reports/folders/${await addFolder(db, c.get('actor'), form)}`,
      (failure, raw) => list(c, failure, raw),
    ),
  )
  app.get(at, c => folder(c))
  app.get(`${at}/print`, async c => {
    const language = c.get('language')
    const found = await opened(c)
    return page(c, head(found.folder.name), <PrintedFolder {...{ language }} opened={found} />)
  })
  app.get(`${at}/items.csv`, async c => {
    const found = await opened(c)
    const items = found.items.filter(one => !one.put_aside)
    return c.body(toCsv(columns(c, found), items), 200, attachment(`folder-${found.folder.id}.csv`, CSV_TYPE))
  })
  app.post(at, c =>
    take(
      c,
      folderForm,
      async form => {
        await editFolder(db, c.get('actor'), number(c, 'id'), form)
        return `/reports/folders/${number(c, 'id')}`
      },
      (failure, raw) => folder(c, failure, raw),
    ),
  )
  app.post(`${at}/aside`, async c => {
    await putAside(db, c.get('actor'), number(c, 'id'))
    return seeOther(c, '/reports/folders')
  })
  app.post(`${at}/back`, async c => {
    await bringBack(db, c.get('actor'), number(c, 'id'))
    return seeOther(c, `/reports/folders/${number(c, 'id')}`)
  })
  app.post(`${at}/items`, c =>
    take(
      c,
      linesForm,
      async ({ lines }) => {
        await addItems(db, c.get('actor'), number(c, 'id'), lines)
        return `/reports/folders/${number(c, 'id')}`
      },
      (failure, raw) => folder(c, failure, raw),
    ),
  )

  const one = `${at}/items/:item${ID}`
  const itself = (c: Context<AppEnv>) => `/reports/folders/${number(c, 'id')}/items/${number(c, 'item')}`
  app.get(one, c => item(c))
  app.post(one, c =>
    take(
      c,
      itemForm,
      async form => {
        await editItem(db, c.get('actor'), number(c, 'id'), number(c, 'item'), form)
        return `/reports/folders/${number(c, 'id')}#item-${number(c, 'item')}`
      },
      (failure, raw) => item(c, failure, raw),
    ),
  )
  app.post(`${one}/move`, async c => {
    const { way } = parseForm(await rawForm(c), moveForm)
    await moveItem(db, c.get('actor'), number(c, 'id'), number(c, 'item'), way)
    return seeOther(c, `/reports/folders/${number(c, 'id')}#item-${number(c, 'item')}`)
  })
  app.post(`${one}/aside`, async c => {
    await putAside(db, c.get('actor'), number(c, 'id'), number(c, 'item'))
    return seeOther(c, `/reports/folders/${number(c, 'id')}`)
  })
  app.post(`${one}/back`, async c => {
    await bringBack(db, c.get('actor'), number(c, 'id'), number(c, 'item'))
    return seeOther(c, `/reports/folders/${number(c, 'id')}#item-${number(c, 'item')}`)
  })
  app.post(`${one}/evidence`, c =>
    take(
      c,
      evidenceForm,
      async form => {
        await attach(db, c.get('actor'), number(c, 'id'), number(c, 'item'), form)
        return itself(c)
      },
      (failure, raw) => item(c, failure, raw),
    ),
  )
  app.post(`${one}/evidence/:evidence${ID}/remove`, async c => {
    await detach(db, c.get('actor'), number(c, 'id'), number(c, 'item'), number(c, 'evidence'))
    return seeOther(c, itself(c))
  })

  return app
}

function columns(c: Context<AppEnv>, opened: OpenedFolder): Column<Item>[] {
  const language = c.get('language')
  const t = words[language]
  const shown = opened.items.filter(item => !item.put_aside)
  return [
    { head: '#', means: meanings.place, value: item => shown.indexOf(item) + 1 },
    { head: t.item, means: meanings.name, value: item => item.name, width: 50 },
    { head: t.state, means: meanings.state, value: item => item.state },
    { head: t.note, means: meanings.note, value: item => item.note, width: 40 },
    {
      head: t.evidence,
      means: meanings.evidence,
      value: item => item.evidence.map(evidence => evidenceText(language, opened, evidence)).join('; '),
      width: 60,
    },
  ]
}
