import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { field } from '#kernel/fields.ts'
import { type Clock, dateInRome } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { type AppEnv, attachment, page, parseForm, rawForm, readQuery, seeOther } from '#platform/http.tsx'
import { CSV_TYPE, toCsv, toXlsx, XLSX_TYPE } from '#platform/sheets.ts'
import { documentsFor } from '../documents/actions.ts'
import { Documents } from '../documents/views/documents.tsx'
import { feesOfMember } from '../fees/actions.ts'
import { Fees } from '../fees/views/fees.tsx'
import { historyOfMember } from '../history/actions.ts'
import { History } from '../history/views/history.tsx'
import { readableName } from '../naming/model.ts'
import { contactsOf } from '../people/contacts/queries.ts'
import { Contacts } from '../people/contacts/views/contacts.tsx'
import type { RefreshSome } from '../sheets/actions.ts'
import { dictionaryOf } from '../sheets/model.ts'
import {
  addMember,
  beginWith,
  changeRecord,
  exportRegistry,
  leaveCluster,
  proposeKnown,
  recordOf,
  registryOf,
  rejoinCluster,
} from './actions.ts'
import { memberColumns } from './columns.ts'
import type { NewMember } from './enter.ts'
import { RECORD_FIELDS, readRecord } from './form.ts'
import { errors, words } from './messages.ts'
import { leaveForm, type Member, memberQuery, rejoinForm } from './model.ts'
import { lookups } from './queries.ts'
import { RegistryPage } from './views/list.tsx'
import { MemberPage } from './views/member.tsx'
import { NewMemberPage } from './views/new.tsx'

const newQuery = z.object({ q: field.text(300), as: field.text(81) })
const here = { section: 'registry', noIndex: true } as const
type Raw = Record<string, string | string[]>

export type RegistryDeps = { readonly db: Db; readonly clock: Clock; readonly refresh: RefreshSome }

export function workspace(deps: RegistryDeps): Hono<AppEnv> {
  const { db, clock, refresh } = deps
  const app = new Hono<AppEnv>()
  const at = () => ({ today: dateInRome(clock()), now: clock() })

  app.get('/registry', async c => {
    const query = readQuery(c, memberQuery)
    const language = c.get('language')
    const registry = await registryOf(db, c.get('actor'), query, at())
    return page(
      c,
      { title: words[language].title, ...here, wide: true },
      <RegistryPage language={language} query={query} registry={registry} today={at().today} />,
    )
  })

  app.get('/registry.csv', async c => {
    const { members, dictionary } = await exportRegistry(db, c.get('actor'), readQuery(c, memberQuery), at())
    return c.body(
      toCsv(memberColumns(c.get('language'), dictionary), members),
      200,
      attachment(`${words[c.get('language')].file}.csv`, CSV_TYPE),
    )
  })

  app.get('/registry.xlsx', async c => {
    const language = c.get('language')
    const { members, dictionary } = await exportRegistry(db, c.get('actor'), readQuery(c, memberQuery), at())
    const { title } = words[language]
    const bytes = await toXlsx(title, language, [
      { name: title, columns: memberColumns(language, dictionary), rows: members as never[] },
    ])
    return c.body(bytes as Uint8Array<ArrayBuffer>, 200, attachment(`${words[c.get('language')].file}.xlsx`, XLSX_TYPE))
  })

  app.get('/registry/new', async c => {
    const { q, as } = readQuery(c, newQuery)
    return showNew(c, deps, { written: q, as })
  })

  app.post('/registry/new', async c => {
    const raw = await rawForm(c)
    const as = typeof raw.as === 'string' && raw.as ? raw.as : undefined
    try {
      const member = readRecord(raw, dictionaryOf(await lookups(db)), RECORD_FIELDS, true) as NewMember
      const key = await addMember(db, c.get('actor'), as, member, at().today, refresh)
      return seeOther(c, `/registry/${key}?done=added`)
    } catch (error) {
      if (!(error instanceof Failure) || !['Invalid', 'Conflict'].includes(error.kind)) throw error
      return showNew(c, deps, { written: undefined, as: as ?? 'new' }, { raw, error })
    }
  })

  app.get('/registry/:key', async c => showMember(c, deps))

  app.post('/registry/:key', async c => {
    const raw = await rawForm(c)
    const key = c.req.param('key')
    try {
      const change = readRecord(raw, dictionaryOf(await lookups(db)), RECORD_FIELDS)
      await changeRecord(db, c.get('actor'), key, change, at().today, refresh)
    } catch (error) {
      if (!(error instanceof Failure) || !['Invalid', 'Conflict'].includes(error.kind)) throw error
      return showMember(c, deps, { raw, error })
    }
    return seeOther(c, `/registry/${key}?done=saved`)
  })

  app.post('/registry/:key/leave', async c => {
    const form = parseForm(await rawForm(c), leaveForm)
    await leaveCluster(db, c.get('actor'), c.req.param('key'), form, at().today, refresh)
    return seeOther(c, `/registry/${c.req.param('key')}#memberships`)
  })

  app.post('/registry/:key/rejoin', async c => {
    const form = parseForm(await rawForm(c), rejoinForm)
    await rejoinCluster(db, c.get('actor'), c.req.param('key'), form, at().today, refresh)
    return seeOther(c, `/registry/${c.req.param('key')}#memberships`)
  })

  return app
}

async function showNew(
  c: Context<AppEnv>,
  { db, clock }: RegistryDeps,
  { written, as }: { written: string | undefined; as: string | undefined },
  sent?: { raw: Raw; error: Failure },
) {
  const language = c.get('language')
  const actor = c.get('actor')
  // Looked up also when a form is shown: it is what refuses those who may not.
  const proposals = await proposeKnown(db, actor, written ?? '').catch(error => {
    if (error instanceof Failure && error.kind === 'NotFound') return []
    throw error
  })
  const known = as && as !== 'new' ? await beginWith(db, actor, as) : undefined
  if (known?.membership && !known.member.left_on && !sent)
    throw new Failure('Conflict', errors.isMember, { name: known.member.name })
  const names = await lookups(db)
  const begun: Partial<Member> = known
    ? { ...known.member, joined_on: dateInRome(clock()) }
    : { name: written && !/^\d+$/.test(written) ? written : '', joined_on: dateInRome(clock()) }
  if (known && !known.membership) delete (begun as { category?: unknown }).category
  return page(
    c,
    { title: words[language].newTitle, ...here },
    <NewMemberPage
      language={language}
      written={written}
      proposals={written ? proposals : undefined}
      form={
        as
          ? {
              key: known?.member.key,
              member: begun,
              raw: sent?.raw,
              wrong: sent?.error.fieldsIn(language),
              refused: sent?.error.in(language),
            }
          : undefined
      }
      dictionary={dictionaryOf(names)}
      provinces={names.provinces}
    />,
    sent ? (sent.error.kind === 'Conflict' ? 409 : 422) : 200,
  )
}

/** The page of a member; after a form of it that was refused, with what was typed. */
export async function showMember(c: Context<AppEnv>, { db, clock }: RegistryDeps, sent?: { raw: Raw; error: Failure }) {
  const language = c.get('language')
  const actor = c.get('actor')
  const { state, memberships, dictionary } = await recordOf(db, actor, c.req.param('key') ?? '')
  const [contacts, fees, documents, lines, names] = await Promise.all([
    contactsOf(db, state.id),
    feesOfMember(db, actor, state.id),
    documentsFor(db, actor, state.id),
    historyOfMember(db, actor, state.id),
    lookups(db),
  ])
  const today = dateInRome(clock())
  const done = c.req.query('done')
  const organisation = state.member.key
  return page(
    c,
    { title: readableName(state.member), ...here },
    <MemberPage
      language={language}
      state={state}
      memberships={memberships}
      dictionary={dictionary}
      provinces={names.provinces}
      today={today}
      done={sent ? undefined : done === 'added' || done === 'saved' ? done : undefined}
      sent={sent && { raw: sent.raw, wrong: sent.error.fieldsIn(language), text: sent.error.in(language) }}
    >
      <Contacts
        language={language}
        organisation={organisation}
        contacts={contacts}
        back="registry"
        sent={sent && { raw: sent.raw, wrong: sent.error.fieldsIn(language) }}
      />
      <Fees language={language} organisation={organisation} fees={fees} today={today} />
      <Documents language={language} organisation={organisation} documents={documents} mayEdit back="registry" />
      <History language={language} lines={lines} dictionary={dictionary} />
    </MemberPage>,
    sent ? (sent.error.kind === 'Conflict' ? 409 : 422) : 200,
  )
}
