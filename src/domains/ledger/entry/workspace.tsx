import { randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { Failure } from '#platform/errors.ts'
import { type AppEnv, page, parseForm, rawForm, readQuery, seeOther } from '#platform/http.tsx'
import { formats } from '#platform/i18n.ts'
import { Crumbs, Notice } from '#ui/parts.tsx'
import { undoEntry } from '../amendments/actions.ts'
import { isKind, type KindCode } from '../kinds/catalogue.ts'
import { readFact } from '../list/actions.ts'
import { errors } from '../messages.ts'
import { type EntryDeps, entryPage, mayFollow, type Taken, takeEntry } from './actions.ts'
import { words } from './messages.ts'
import { kindField, NOTHING, type Raw, rawOf } from './model.ts'
import { EntryForm } from './views/form.tsx'
import { NewFact } from './views/new.tsx'
import type { FormProps } from './views/props.ts'

const newQuery = z.object({
  kind: kindField.catch(undefined),
  saved: z.coerce.number().int().min(1).optional().catch(undefined),
  undone: z.literal('1').optional().catch(undefined),
})
const here = { section: 'ledger', noIndex: true } as const

/** The quick entry of facts, and their correction by the same form. */
export function workspace(deps: EntryDeps): Hono<AppEnv> {
  const { db, clock } = deps
  const app = new Hono<AppEnv>()

  app.get('/ledger/new', c => newPage(c, deps, readQuery(c, newQuery)))

  app.post('/ledger/new', async c => {
    const { raw, file } = await posted(c)
    const { kind } = readQuery(c, z.object({ kind: kindField }))
    if (!kind) throw new Failure('Invalid', errors.unknownKind)
    const taken = await takeEntry(deps, c.get('actor'), kind, raw, file)
    if ('seq' in taken) return seeOther(c, `/ledger/new?kind=${kind}&saved=${taken.seq}`)
    return newPage(c, deps, { kind }, taken)
  })

  app.post('/ledger/:seq{[0-9]{1,15}}/undo', async c => {
    const { kind } = parseForm(await rawForm(c), z.object({ kind: kindField.catch(undefined) }))
    await undoEntry(db, c.get('actor'), seqOf(c), clock())
    return seeOther(c, `/ledger/new?undone=1${kind ? `&kind=${kind}` : ''}`)
  })

  app.get('/ledger/:seq{[0-9]{1,15}}/correct', async c => correctPage(c, deps))

  app.post('/ledger/:seq{[0-9]{1,15}}/correct', async c => {
    const { raw, file } = await posted(c)
    const seq = seqOf(c)
    const { fact } = await readFact(db, c.get('actor'), seq)
    const taken = await takeEntry(deps, c.get('actor'), fact.kind, raw, file, seq)
    if ('seq' in taken) return seeOther(c, `/ledger/${taken.seq}?done=correction`)
    return correctPage(c, deps, taken)
  })

  return app
}

const seqOf = (c: Context<AppEnv>): number => Number(c.req.param('seq'))

type Asked = Exclude<Taken, { seq: number }>

/** A multipart form with at most one file. */
async function posted(c: Context): Promise<{ raw: Raw; file: { name: string; bytes: Buffer } | undefined }> {
  const raw = await rawForm(c)
  const file = (await c.req.formData()).get('file')
  // A file that was not chosen comes as one without name and bytes.
  if (!(file instanceof File) || (file.size === 0 && file.name === '')) return { raw, file: undefined }
  return { raw, file: { name: file.name, bytes: Buffer.from(await file.arrayBuffer()) } }
}

async function formProps(
  c: Context<AppEnv>,
  deps: EntryDeps,
  kind: KindCode,
  action: string,
  raw: Raw,
  asked: Asked | undefined,
  earlier: FormProps['earlier'] = [],
): Promise<FormProps> {
  const language = c.get('language')
  const { members, places } = await entryPage(deps.db, c.get('actor'))
  return {
    language,
    kind,
    action,
    raw: asked?.raw ?? raw,
    wrong: asked?.failure?.fieldsIn(language) ?? {},
    kept: asked?.kept ?? [],
    several: asked?.several ?? new Map(),
    similar: asked?.similar ?? [],
    earlier: asked?.earlier ?? earlier,
    members,
    places,
    readable: deps.naming.readable,
  }
}

async function newPage(
  c: Context<AppEnv>,
  deps: EntryDeps,
  { kind, saved, undone }: { kind?: KindCode | undefined; saved?: number | undefined; undone?: '1' | undefined },
  asked?: Asked,
): Promise<Response> {
  const language = c.get('language')
  const { used } = await entryPage(deps.db, c.get('actor'))
  const action = `/${language}/ledger/new?kind=${kind ?? ''}`
  const form = kind && isKind(kind) ? await formProps(c, deps, kind, action, { once: randomUUID() }, asked) : undefined
  return page(
    c,
    { title: words[language].title, ...here },
    <NewFact {...{ language, used, saved, form }} undone={undone === '1'} refused={asked?.failure?.in(language)} />,
    asked ? 422 : 200,
  )
}

async function correctPage(c: Context<AppEnv>, deps: EntryDeps, asked?: Asked): Promise<Response> {
  const language = c.get('language')
  const t = words[language]
  const seq = seqOf(c)
  const view = await readFact(deps.db, c.get('actor'), seq)
  const newest = view.versions.at(-1)
  if (newest?.amendment === 'withdrawal') throw new Failure('Conflict', errors.withdrawn)
  if (newest && newest.seq !== seq) throw new Failure('Conflict', errors.amendedMeanwhile, { seq: newest.seq })
  const number = formats(language).number(seq)
  const { fact } = view
  const keys = fact.parties.map(party => party.key)
  // What it follows as that stands now: a version of it that was corrected since is none of the choices, and the form would choose another by itself.
  const follows = view.follows?.id
  const earlier = await mayFollow(deps.db, fact.kind, keys, fact.happened_on, seq, follows)
  // One that follows nothing was asked about when it was recorded.
  const raw = earlier.length ? { ...rawOf(fact), detail_after: String(follows ?? NOTHING) } : rawOf(fact)
  const form = await formProps(c, deps, fact.kind, `/${language}/ledger/${seq}/correct`, raw, asked, earlier)
  const files = view.fact.evidence.flatMap(one => (one.sha256 ? (view.files.get(one.sha256) ?? []) : []))
  return page(
    c,
    { title: t.correctTitle(number), ...here },
    <>
      <Crumbs
        label={t.back}
        trail={[
          { href: `/${language}/ledger`, text: t.back },
          { href: `/${language}/ledger/${seq}`, text: `${t.no} ${number}` },
        ]}
      />
      <h1>{t.correctTitle(number)}</h1>
      <p className="lead">{t.correctLead}</p>
      {asked?.failure && (
        <Notice tone="wrong" role="alert">
          <p>{asked.failure.in(language)}</p>
        </Notice>
      )}
      <EntryForm {...form} kept={asked ? form.kept : files} correcting />
    </>,
    asked ? 422 : 200,
  )
}
