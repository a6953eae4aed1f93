import type { Context } from 'hono'
import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import type { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import { Failure, type Sentence } from '#platform/errors.ts'
import type { Language } from '#platform/i18n.ts'

/** How the names of all our cookies begin; what follows is a dot. */
export const COOKIE_PREFIX = 'telaio'

/** What the head of a page and the frame around it need to know. */
export type PageHead = {
  readonly title: string
  readonly description?: string
  /** Which entry of the navigation this page belongs to. */
  readonly section?: string
  /** schema.org data of the thing the page is about. */
  readonly jsonLd?: Record<string, unknown>
  /** Islands this page loads; every page works without them. */
  readonly islands?: readonly string[]
  readonly noIndex?: boolean
  /** Uses the whole width of the screen: dense pages of the workspace. */
  readonly wide?: boolean
}

export type LayoutProps = {
  readonly head: PageHead
  readonly language: Language
  readonly actor: Actor
  /** Path and query of this page without the language prefix, for the other language and for `hreflang`. */
  readonly here: string
  readonly origin: string
  readonly children: ReactNode
}

/** What every handler finds in its context. */
export type AppEnv = {
  Variables: {
    language: Language
    actor: Actor
    /** The session of whoever has signed in, also while the second factor is still owed. */
    signedIn:
      | { readonly session: string; readonly account: string; readonly since: Date; readonly waiting: boolean }
      | undefined
    layout: (props: LayoutProps) => ReactNode
    origin: string
  }
}

type AppContext = Context<AppEnv>

/** Answers with a whole page in the site's frame. */
export function page(
  c: AppContext,
  head: PageHead,
  body: ReactNode,
  status: 200 | 400 | 403 | 404 | 409 | 422 | 429 | 500 | 503 = 200,
): Response {
  const url = new URL(c.req.url)
  const here = url.pathname.replace(/^\/(it|en)(?=\/|$)/, '') + url.search
  const html = renderToString(
    c.get('layout')({
      head,
      language: c.get('language'),
      actor: c.get('actor'),
      here,
      origin: c.get('origin'),
      children: body,
    }),
  )
  return c.html(`<!doctype html>${html}`, status)
}

/** A 303 to a path of the site in the visitor's language: what follows every form that was accepted. */
export function seeOther(c: AppContext, path: string): Response {
  return c.redirect(`/${c.get('language')}${path}`, 303)
}

/** The answer of `work`; where it is refused in one of these ways, what `show` makes of the refusal: the form again, with what was wrong. */
export async function orShow(
  work: () => Promise<Response>,
  show: (refused: Failure) => Promise<Response>,
  kinds: readonly Failure['kind'][] = ['Invalid', 'Conflict'],
): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Failure) || !kinds.includes(error.kind)) throw error
    return show(error)
  }
}

/** Headers of a file that is saved and not shown. */
export const attachment = (name: string, type: string) => ({
  'Content-Type': type,
  'Content-Disposition': `attachment; filename="${name}"`,
})

/** The number of what an address is about, of routes that take digits alone there. */
export const idOf = (c: Context): number => Number(c.req.param('id'))

/**
 * Reads the query string by a schema. Repeated keys become arrays where the schema wants one.
 * Throws an Invalid failure that names the filters that were not understood.
 */
export function readQuery<T extends z.ZodType>(c: Context, schema: T): z.infer<T> {
  return parse(schema, queryOf(c))
}

/** The query string as it came. */
export const queryOf = (c: Context): Record<string, string | string[]> =>
  collect(new URL(c.req.url).searchParams.entries())

/** Reads a posted form by a schema; failures carry the fields. */
export async function readForm<T extends z.ZodType>(c: Context, schema: T): Promise<z.infer<T>> {
  return parse(schema, await rawForm(c))
}

/** Reads a posted JSON body by a schema; one that is no JSON at all is refused like a wrong value. */
export async function readJson<T extends z.ZodType>(c: Context, schema: T): Promise<z.infer<T>> {
  return parse(schema, await c.req.json().catch(() => undefined))
}

/** A posted form as it came, to show it again beside its errors. Throws Invalid for a body that is no form. */
export async function rawForm(c: Context): Promise<Record<string, string | string[]>> {
  const form = await formOf(c)
  const entries = [...form.entries()].flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[key, value]] : [],
  )
  return collect(entries)
}

/** A file of a posted form, whole; undefined when the field is missing or was left empty. */
export async function postedFile(c: Context, name: string): Promise<{ name: string; bytes: Buffer } | undefined> {
  const value = (await formOf(c)).get(name)
  if (!(value instanceof File) || (value.size === 0 && value.name === '')) return undefined
  return { name: value.name, bytes: Buffer.from(await value.arrayBuffer()) }
}

/** A body that is too large is refused while it is read, and says so itself. */
async function formOf(c: Context): Promise<FormData> {
  try {
    return await c.req.formData()
  } catch (error) {
    throw error instanceof TypeError ? new Failure('Invalid', NO_FORM) : error
  }
}

function collect(entries: Iterable<[string, string]>): Record<string, string | string[]> {
  // Not an object: a field may be called "constructor" or "__proto__".
  const out = new Map<string, string | string[]>()
  for (const [key, value] of entries) {
    const seen = out.get(key)
    out.set(key, seen === undefined ? value : Array.isArray(seen) ? [...seen, value] : [seen, value])
  }
  return Object.fromEntries(out)
}

/** A form already read, by a schema. */
export const parseForm = <T extends z.ZodType>(raw: Record<string, string | string[]>, schema: T): z.infer<T> =>
  parse(schema, raw)

function parse<T extends z.ZodType>(schema: T, input: unknown): z.infer<T> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  throw refuse(parsed.error)
}

/** The failure that names the values a schema refused. */
export function refuse(error: Pick<z.ZodError, 'issues'>): Failure {
  const names = [...new Set(error.issues.map(issue => issue.path.join('.') || '?'))]
  return new Failure(
    'Invalid',
    NOT_UNDERSTOOD,
    { names: names.join(', ') },
    Object.fromEntries(names.map(name => [name, CHECK_VALUE])),
  )
}

const NOT_UNDERSTOOD: Sentence = {
  it: 'Alcuni valori non sono stati capiti: {names}. Nulla è cambiato: correggili e riprova.',
  en: 'Some values were not understood: {names}. Nothing changed: correct them and try again.',
}
const NO_FORM: Sentence = {
  it: 'Quello che è arrivato non è un modulo compilato. Nulla è cambiato: apri la pagina e riprova da lì.',
  en: 'What arrived is not a form. Nothing changed: open the page and try again from there.',
}
const CHECK_VALUE: Sentence = { it: 'Controlla questo valore.', en: 'Check this value.' }
