import { formats, type Language } from '#platform/i18n.ts'
import { TextField } from '#ui/forms.tsx'
import { Facts, Notice, Table } from '#ui/parts.tsx'
import type { Factor } from '../../second-factor/actions.ts'
import type { OwnAccount } from '../actions.ts'
import { words } from '../messages.ts'
import { deviceOf } from '../model.ts'

export type AccountProps = {
  readonly language: Language
  readonly account: OwnAccount
  readonly factor: Factor
  /** The drawing of the key, as a data address, while the second step is being set up. */
  readonly qr: string | undefined
  readonly session: string
  /** Whether the sign-in is recent enough to change how one signs in. */
  readonly recent: boolean
  /** Shown once, just after they were made. */
  readonly spares?: readonly string[]
  readonly wrong?: string | undefined
  readonly wrongName?: string | undefined
  readonly done?: string | undefined
}

export function Account(props: AccountProps) {
  const { language, account, done } = props
  const t = words[language]
  const role = t.roles[account.role as keyof typeof t.roles]
  return (
    <>
      <h1>{t.title}</h1>
      <p className="lead">{t.lead}</p>
      {done && (
        <Notice tone="good" role="status">
          <p>{done}</p>
        </Notice>
      )}
      {props.spares && <Spares {...props} />}
      <div className="two">
        <div>
          <SecondStep {...props} />
          <Passkeys {...props} />
          <Devices {...props} />
        </div>
        <aside className="stack">
          <section className="panel">
            <Facts
              items={[
                [t.email, account.email],
                [t.role, role],
              ]}
            />
            <form method="post" action={`/${language}/account/name`} noValidate>
              <TextField name="name" label={t.name} value={account.name} autoComplete="name" wrong={props.wrongName} />
              <button type="submit" className="quiet small">
                {t.save}
              </button>
            </form>
          </section>
          <section className="panel">
            <h2 className="small">{t.actsFor}</h2>
            {account.organisations.length === 0 ? (
              <p className="soft">{t.nobody}</p>
            ) : (
              <ul>
                {account.organisations.map(one => (
                  <li key={one.key}>
                    <a href={`/${language}/organisations/${one.key}`}>{one.name}</a>:{' '}
                    {one.may === 'represent' ? t.represent : t.contribute}
                  </li>
                ))}
              </ul>
            )}
          </section>
          <section className="panel">
            <h2 className="small">{t.data}</h2>
            <p>{t.dataLead}</p>
            <a className="button quiet small" href={`/${language}/account/data`}>
              {t.dataOpen}
            </a>
          </section>
        </aside>
      </div>
    </>
  )
}

function Spares({ language, spares }: AccountProps) {
  const t = words[language]
  return (
    <Notice tone="warn" role="status">
      <h2>{t.sparesTitle}</h2>
      <p>{t.spares}</p>
      <ul className="codes">
        {spares?.map(spare => (
          <li key={spare}>
            <code>{spare}</code>
          </li>
        ))}
      </ul>
      <a className="button small" href={`/${language}/account`}>
        {t.sparesDone}
      </a>
    </Notice>
  )
}

/** In place of what changes how one signs in, when the sign-in is hours old. */
function SignInAgain({ language }: Pick<AccountProps, 'language'>) {
  return (
    <p className="soft">
      {words[language].notRecent} <a href={`/${language}/sign-in`}>{words[language].signInAgain}</a>
    </p>
  )
}

function SecondStep({ language, factor, qr, wrong, recent }: AccountProps) {
  const t = words[language]
  const at = (path: string) => `/${language}/account/second-factor/${path}`
  const code = (hint?: string) => (
    <TextField name="code" label={t.factorCode} hint={hint} wrong={wrong} autoComplete="one-time-code" maxLength={20} />
  )
  return (
    <section id="second-factor" className="prose">
      <h2>{t.factor}</h2>
      <p>{t.factorLead}</p>
      {factor.state === 'none' && !recent && <SignInAgain language={language} />}
      {factor.state === 'none' && recent && (
        <form method="post" action={at('begin')}>
          <button type="submit" className="quiet">
            {t.factorBegin}
          </button>
        </form>
      )}
      {factor.state === 'offered' && (
        <form method="post" action={at('confirm')} noValidate>
          <p>{t.factorScan}</p>
          {qr && <img src={qr} alt={t.factorQr} width="200" height="200" />}
          <Facts items={[[t.factorKey, <code key="k">{factor.secret.replace(/(.{4})/g, '$1 ')}</code>]]} />
          {code()}
          <button type="submit">{t.factorConfirm}</button>
        </form>
      )}
      {factor.state === 'on' && <p>{t.factorOn(formats(language).number(factor.spares))}</p>}
      {factor.state === 'on' && !recent && <SignInAgain language={language} />}
      {factor.state === 'on' && recent && (
        <form method="post" action={at('end')} noValidate>
          {code(t.factorOffHint)}
          <button type="submit" className="quiet">
            {t.factorOff}
          </button>
        </form>
      )}
    </section>
  )
}

function Passkeys({ language, account, recent }: AccountProps) {
  const t = words[language]
  const f = formats(language)
  return (
    <section id="passkeys" className="prose">
      <h2>{t.passkeys}</h2>
      <p>{t.passkeysLead}</p>
      {account.passkeys.length === 0 ? (
        <p className="soft">{t.passkeyNone}</p>
      ) : (
        <Table
          caption={t.passkeys}
          heads={[{ text: t.passkeyName }, { text: t.passkeyMade }, { text: t.act }]}
          rows={account.passkeys.map(one => [
            one.name ?? t.passkeyDefault,
            one.created_at && f.instant(one.created_at, 'Europe/Rome'),
            <form key="r" method="post" action={`/${language}/account/passkeys/remove`}>
              <input type="hidden" name="id" value={one.id} />
              <button type="submit" className="quiet small">
                {t.passkeyRemove}
              </button>
            </form>,
          ])}
        />
      )}
      <p id="passkey-failed" className="wrong" role="alert" hidden>
        {t.passkeyFailed}
      </p>
      {recent ? (
        <button
          type="button"
          hidden
          className="quiet"
          data-passkey="add"
          data-at={`/${language}/account/passkeys`}
          data-name={t.passkeyDefault}
          aria-describedby="passkey-failed"
        >
          {t.passkeyNew}
        </button>
      ) : (
        <SignInAgain language={language} />
      )}
      <noscript>
        <p className="soft">{t.passkeyNoScript}</p>
      </noscript>
    </section>
  )
}

function Devices({ language, account, session }: AccountProps) {
  const t = words[language]
  const f = formats(language)
  const device = (agent: string | null) => {
    const known = deviceOf(agent)
    return known ? t.on(known.browser, known.system) : t.unknownDevice
  }
  return (
    <section id="sessions">
      <h2>{t.sessions}</h2>
      <p>{t.sessionsLead}</p>
      <Table
        caption={t.sessions}
        heads={[{ text: t.device }, { text: t.since }, { text: t.lastSeen }, { text: t.act }]}
        rows={account.sessions.map(one => [
          <span key="d">
            {device(one.user_agent)} {one.id === session && <strong>({t.thisOne})</strong>}
          </span>,
          f.instant(one.created_at, 'Europe/Rome'),
          f.instant(one.updated_at, 'Europe/Rome'),
          <form key="e" method="post" action={`/${language}/account/sessions/end`}>
            <input type="hidden" name="session" value={one.id} />
            <button type="submit" className="quiet small">
              {t.end}
            </button>
          </form>,
        ])}
      />
      {account.sessions.length > 1 && (
        <form method="post" action={`/${language}/account/sessions/end-others`}>
          <button type="submit" className="quiet">
            {t.endOthers}
          </button>
        </form>
      )}
    </section>
  )
}
