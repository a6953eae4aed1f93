import { formats, type Language } from '#platform/i18n.ts'
import { Select, TextField } from '#ui/forms.tsx'
import { Empty, Notice, Table } from '#ui/parts.tsx'
import { words } from '../messages.ts'

export type Typed = { readonly email?: string; readonly name?: string; readonly as?: string }
export type FormState = {
  readonly typed: Typed
  /** What is wrong with the whole, and with each field. */
  readonly alert?: string | undefined
  readonly wrong?: Readonly<Record<string, string>>
}

type Open = { id: number; email: string; name: string; expires_at: Date }

/** Invitations that wait, each with its way back. `at` is the address to withdraw at. */
export function Waiting({ language, open, at }: { language: Language; open: readonly Open[]; at: string }) {
  const t = words[language]
  const f = formats(language)
  if (open.length === 0) return null
  return (
    <section>
      <h2>{t.open_}</h2>
      <Table
        caption={t.open_}
        heads={[{ text: t.person }, { text: t.expires }, { text: t.act }]}
        rows={open.map(one => [
          <span key="p">
            {one.name} <span className="small soft">{one.email}</span>
          </span>,
          f.instant(one.expires_at, 'Europe/Rome'),
          <form key="w" method="post" action={at}>
            <input type="hidden" name="id" value={one.id} />
            <button type="submit" className="quiet small">
              {t.withdraw}
            </button>
          </form>,
        ])}
      />
    </section>
  )
}

/** The form that invites somebody; `choices` are what they are invited to. */
export function Invite({
  language,
  form,
  at,
  label,
  choices,
}: {
  language: Language
  form: FormState
  at: string
  label: string
  choices: readonly { value: string; text: string }[]
}) {
  const t = words[language]
  return (
    <section className="prose">
      <h2 id="invite">{t.invite}</h2>
      {form.alert && (
        <Notice tone="wrong" role="alert">
          <p>{form.alert}</p>
        </Notice>
      )}
      <form method="post" action={at} noValidate>
        <TextField name="name" label={t.name} value={form.typed.name} wrong={form.wrong?.name} />
        <TextField name="email" type="email" label={t.email} value={form.typed.email} wrong={form.wrong?.email} />
        <Select name="as" label={label} value={form.typed.as ?? choices[0]?.value} choices={choices} />
        <button type="submit">{t.send}</button>
      </form>
    </section>
  )
}

type Acting = { id: number; account: string; name: string; email: string; may: string; since: Date }

export function Access(props: {
  language: Language
  organisation: { key: string; name: string }
  acting: readonly Acting[]
  invited: readonly Open[]
  form: FormState
  done?: string | undefined
}) {
  const { language, organisation, acting, invited, form, done } = props
  const t = words[language]
  const f = formats(language)
  const at = `/${language}/organisations/${organisation.key}/access`
  return (
    <>
      <h1>{t.access}</h1>
      <p className="lead">
        <a href={`/${language}/organisations/${organisation.key}`}>{organisation.name}</a>. {t.accessLead}
      </p>
      {done && (
        <Notice tone="good" role="status">
          <p>{done}</p>
        </Notice>
      )}
      {acting.length === 0 ? (
        <Empty>
          <p>{t.nobody}</p>
        </Empty>
      ) : (
        <Table
          caption={t.access}
          heads={[{ text: t.person }, { text: t.may }, { text: t.since }, { text: t.act }]}
          rows={acting.map(one => [
            <span key="p">
              {one.name} <span className="small soft">{one.email}</span>
            </span>,
            t[one.may as 'represent' | 'contribute'],
            f.instant(one.since, 'Europe/Rome'),
            <form key="e" method="post" action={`${at}/end`}>
              <input type="hidden" name="id" value={one.id} />
              <button type="submit" className="quiet small">
                {t.end}
              </button>
            </form>,
          ])}
        />
      )}
      <Waiting language={language} open={invited} at={`${at}/withdraw`} />
      <Invite
        language={language}
        form={form}
        at={at}
        label={t.may}
        choices={[
          { value: 'contribute', text: t.what.contribute },
          { value: 'represent', text: t.what.represent },
        ]}
      />
    </>
  )
}
