import { type Context, Hono } from 'hono'
import { demand, mayWork } from '#domains/accounts/policy.ts'
import { dateInRome } from '#platform/clock.ts'
import { Failure, type Sentence } from '#platform/errors.ts'
import { type AppEnv, page, parseForm, rawForm, seeOther } from '#platform/http.tsx'
import { documentsFor } from '../documents/actions.ts'
import { Documents } from '../documents/views/documents.tsx'
import { readRecord } from '../members/form.ts'
import type { Member, MemberChange } from '../members/model.ts'
import { lookups } from '../members/queries.ts'
import type { RegistryDeps } from '../members/workspace.tsx'
import { readableName } from '../naming/model.ts'
import { Contacts } from '../people/contacts/views/contacts.tsx'
import { dictionaryOf } from '../sheets/model.ts'
import {
  confirmProfile,
  endMandate,
  openProfile,
  recordMandate,
  saveProfile,
  saveVisibility,
  takeKnown,
} from './actions.ts'
import { errors, words } from './messages.ts'
import { mandateForm, profileForm } from './model.ts'
import { profileSheet } from './sheet.ts'
import { ProfilePage } from './views/profile.tsx'

type Raw = Record<string, string | string[]>
/** Fields whose text is read as a cell of a spreadsheet is: one item a line, names for codes. */
const READ = ['concepts', 'seats', 'website', 'phone'] as const

export function workspace(deps: RegistryDeps): Hono<AppEnv> {
  const { db, clock, refresh } = deps
  const app = new Hono<AppEnv>()
  const at = '/organisations/:key/profile'
  const keyOf = (c: Context) => c.req.param('key') ?? ''

  app.get(at, c => showProfile(c, deps))

  /** A form of the page: what is wrong with it is said there, with what was typed. */
  const post = (path: string, done: string, work: (c: Context<AppEnv>, raw: Raw) => Promise<void>) =>
    app.post(`${at}${path}`, async c => {
      const raw = await rawForm(c)
      try {
        await work(c, raw)
      } catch (error) {
        if (!(error instanceof Failure) || !['Invalid', 'Conflict'].includes(error.kind)) throw error
        return showProfile(c, deps, { raw, error })
      }
      return seeOther(c, `/organisations/${keyOf(c)}/profile${done}`)
    })

  post('', '?done=saved', async (c, raw) => {
    const form = parseForm(raw, profileForm)
    const change: MemberChange = {
      says: form.says,
      looks_for: form.looks_for,
      equipment: form.equipment,
      services: form.services,
      trl: trlOf(form.trl_from, form.trl_to),
      chains: form.chains,
      ...readRecord(raw, dictionaryOf(await lookups(db)), READ),
    }
    await saveProfile(db, c.get('actor'), keyOf(c), { version: form.version, change }, clock(), refresh)
  })
  post('/confirm', '?done=confirmed', c => confirmProfile(db, c.get('actor'), keyOf(c), clock()))
  post('/known', '?done=saved', async (c, raw) => {
    const codes = raw.code === undefined ? [] : Array.isArray(raw.code) ? raw.code : [raw.code]
    await takeKnown(db, c.get('actor'), keyOf(c), codes, clock(), refresh)
  })
  post('/visibility', '#visibility', (c, raw) => saveVisibility(db, c.get('actor'), keyOf(c), raw, refresh))
  post('/mandate', '', async (c, raw) => {
    const now = clock()
    await recordMandate(db, c.get('actor'), keyOf(c), parseForm(raw, mandateForm), { today: dateInRome(now), now })
  })
  post('/mandate/end', '', c => endMandate(db, c.get('actor'), keyOf(c), clock()))

  app.get('/organisations/:key/profile.pdf', async c => {
    const view = await openProfile(db, c.get('actor'), keyOf(c))
    const bytes = await profileSheet(
      view.state.member,
      dictionaryOf(view.lookups),
      c.get('language'),
      dateInRome(clock()),
    )
    return pdf(c, bytes, view.state.member.key)
  })

  app.get('/registry/form.pdf', async c => {
    demand(mayWork(c.get('actor')))
    return pdf(c, await profileSheet(undefined, undefined, c.get('language'), dateInRome(clock())), 'telaio')
  })

  return app
}

const pdf = (c: Context<AppEnv>, bytes: Uint8Array, name: string) =>
  c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `inline; filename="${name}.pdf"`,
    'Cache-Control': 'private, no-store',
  })

function trlOf(from: number | null, to: number | null): Member['trl'] {
  if (from === null && to === null) return null
  if (from === null || to === null || to < from) {
    const wrong: Record<string, Sentence> = { trl_to: errors.trlOrder }
    throw new Failure('Invalid', errors.trlOrder, {}, wrong)
  }
  return { from, to }
}

/** The profile; after a form of it that was refused, with what was typed. */
export async function showProfile(
  c: Context<AppEnv>,
  { db, clock }: RegistryDeps,
  sent?: { raw: Raw; error: Failure },
) {
  const language = c.get('language')
  const actor = c.get('actor')
  const view = await openProfile(db, actor, c.req.param('key') ?? '')
  const documents = await documentsFor(db, actor, view.state.id)
  const { member } = view.state
  const done = c.req.query('done')
  return page(
    c,
    { title: `${words[language].title}: ${readableName(member)}`, section: 'organisations', noIndex: true },
    <ProfilePage
      language={language}
      view={view}
      dictionary={dictionaryOf(view.lookups)}
      today={dateInRome(clock())}
      done={sent ? undefined : done === 'saved' || done === 'confirmed' ? done : undefined}
      sent={sent && { raw: sent.raw, wrong: sent.error.fieldsIn(language), text: sent.error.in(language) }}
    >
      <Contacts
        language={language}
        organisation={member.key}
        contacts={view.contacts}
        back="profile"
        sent={sent && { raw: sent.raw, wrong: sent.error.fieldsIn(language) }}
      />
      <Documents language={language} organisation={member.key} documents={documents} mayEdit back="profile" />
    </ProfilePage>,
    sent ? (sent.error.kind === 'Conflict' ? 409 : 422) : 200,
  )
}
