import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { type AppEnv, page, parseForm, rawForm, readForm, readQuery, seeOther } from '#platform/http.tsx'
import { formats } from '#platform/i18n.ts'
import { TextField } from '#ui/forms.tsx'
import { Notice, Table } from '#ui/parts.tsx'
import { invitePerson, withdrawInvitation } from '../invitations/actions.ts'
import { words } from '../invitations/messages.ts'
import { type FormState, Invite, Waiting } from '../invitations/views/access.tsx'
import { inviteForm, tried } from '../invitations/workspace.tsx'
import { words as own } from '../own/messages.ts'
import { INVITED_AS } from '../policy.ts'
import { allAccounts, changeRole, endFactorOf, endSessionsOf, removeAccount } from './actions.ts'

type Deps = { db: Db; clock: Clock; baseUrl: string }

const roleForm = z.object({ account: z.string().min(1).max(100), role: z.string().max(40) })
const accountForm = z.object({ account: z.string().min(1).max(100) })
const emailForm = z.object({ lost: z.string().max(300) })
const idForm = z.object({ id: z.coerce.number().int().positive() })
const doneQuery = z.object({ done: z.enum(['sent', 'done']).optional().catch(undefined) })

/** Accounts with a role, for administrators. */
export function workspace(deps: Deps): Hono<AppEnv> {
  const { db, clock, baseUrl } = deps
  const app = new Hono<AppEnv>()

  app.get('/accounts', c => accountsPage(c, deps, { typed: {} }))

  app.post('/accounts', async c => {
    const typed = parseForm(await rawForm(c), inviteForm)
    const refused = await tried(c, typed, () =>
      invitePerson(
        { db, baseUrl, now: clock() },
        c.get('actor'),
        { ...typed, offer: { role: typed.as } },
        c.get('language'),
      ),
    )
    return refused ? accountsPage(c, deps, refused) : seeOther(c, '/accounts?done=sent')
  })

  app.post('/accounts/withdraw', async c => {
    await withdrawInvitation(db, c.get('actor'), (await readForm(c, idForm)).id, null, clock())
    return seeOther(c, '/accounts?done=done')
  })

  app.post('/accounts/role', async c => {
    const { account, role } = await readForm(c, roleForm)
    await changeRole(db, c.get('actor'), account, role)
    return seeOther(c, '/accounts?done=done')
  })

  app.post('/accounts/sessions/end', async c => {
    await endSessionsOf(db, c.get('actor'), (await readForm(c, accountForm)).account)
    return seeOther(c, '/accounts?done=done')
  })

  app.post('/accounts/second-factor/end', async c => {
    await endFactorOf(db, c.get('actor'), (await readForm(c, emailForm)).lost)
    return seeOther(c, '/accounts?done=done')
  })

  app.post('/accounts/remove', async c => {
    await removeAccount(db, c.get('actor'), (await readForm(c, accountForm)).account)
    return seeOther(c, '/accounts?done=done')
  })

  return app
}

async function accountsPage(c: Context<AppEnv>, { db, clock }: Deps, form: FormState): Promise<Response> {
  const language = c.get('language')
  const t = words[language]
  const f = formats(language)
  const actor = c.get('actor')
  const { done } = readQuery(c, doneQuery)
  const { accounts, invited } = await allAccounts(db, actor, clock())
  const roles = INVITED_AS.map(value => ({ value, text: own[language].roles[value] }))
  const row = (one: (typeof accounts)[number]) => [
    <span key="p">
      {one.name} {one.id === actor.id && <strong>({t.you})</strong>} <span className="small soft">{one.email}</span>
      {one.acts_for ? <span className="small soft"> · {t.members(f.number(one.acts_for))}</span> : null}
    </span>,
    <form key="r" method="post" action={`/${language}/accounts/role`} className="row">
      <input type="hidden" name="account" value={one.id} />
      <select name="role" defaultValue={one.role} aria-label={`${t.role}: ${one.name}`}>
        {roles.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
      <button type="submit" className="quiet small">
        {t.change}
      </button>
    </form>,
    one.seen_at ? f.instant(one.seen_at, 'Europe/Rome') : t.never,
    <div key="d" className="row">
      <form method="post" action={`/${language}/accounts/sessions/end`}>
        <input type="hidden" name="account" value={one.id} />
        <button type="submit" className="quiet small" aria-label={`${t.signOutAll}: ${one.name}`}>
          {t.signOutAll}
        </button>
      </form>
      <form method="post" action={`/${language}/accounts/remove`}>
        <input type="hidden" name="account" value={one.id} />
        <button type="submit" className="quiet small" aria-label={`${t.remove}: ${one.name}`}>
          {t.remove}
        </button>
      </form>
    </div>,
  ]
  return page(
    c,
    { title: t.accounts, noIndex: true, section: 'accounts', wide: true },
    <>
      <h1>{t.accounts}</h1>
      <p className="lead">{t.accountsLead}</p>
      {done && form.alert === undefined && (
        <Notice tone="good" role="status">
          <p>{t[done]}</p>
        </Notice>
      )}
      <Table
        caption={t.accounts}
        heads={[{ text: t.person }, { text: t.role }, { text: t.lastSeen }, { text: t.act }]}
        rows={accounts.map(row)}
      />
      <Waiting language={language} open={invited} at={`/${language}/accounts/withdraw`} />
      <Invite language={language} form={form} at={`/${language}/accounts`} label={t.role} choices={roles} />
      <section className="prose">
        <h2>{t.lost}</h2>
        <p>{t.lostLead}</p>
        <form method="post" action={`/${language}/accounts/second-factor/end`} noValidate>
          <TextField name="lost" type="email" label={t.lostWho} />
          <button type="submit" className="quiet">
            {t.lostEnd}
          </button>
        </form>
      </section>
    </>,
    form.alert === undefined ? 200 : 422,
  )
}
