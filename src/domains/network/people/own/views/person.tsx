import { formats, type Language } from '#platform/i18n.ts'
import { Choices, Select, TextArea, TextField } from '#ui/forms.tsx'
import { Notice, Table } from '#ui/parts.tsx'
import { PURPOSES, type Purpose, TEXTS, textOf, WAYS, type Way } from '../../consents/model.ts'
import { words } from '../../messages.ts'
import type { PersonView } from '../actions.ts'

export type PersonFields = {
  readonly name: string
  readonly phone?: string | undefined
  readonly says?: string | undefined
  readonly language: string
  readonly agrees: readonly string[]
}

/** Name, phone, words, language and consents. Staff also say how they were told. */
export function PersonForm(props: {
  language: Language
  at: string
  fields: PersonFields
  forStaff: boolean
  alert?: string | undefined
  wrongName?: string | undefined
}) {
  const { language, at, fields, forStaff, alert, wrongName } = props
  const t = words[language]
  return (
    <form method="post" action={at} className="prose" noValidate>
      {alert && (
        <Notice tone="wrong" role="alert">
          <p>{alert}</p>
        </Notice>
      )}
      <h2>{t.aboutYou}</h2>
      <TextField
        name="name"
        label={t.name}
        value={fields.name}
        autoComplete={forStaff ? 'off' : 'name'}
        wrong={wrongName}
      />
      <TextField
        name="phone"
        type="tel"
        label={t.phone}
        hint={t.phoneHint}
        value={fields.phone}
        autoComplete={forStaff ? 'off' : 'tel'}
        maxLength={40}
      />
      <TextArea name="says" label={t.says} hint={t.saysHint} value={fields.says} rows={3} maxLength={400} />
      <Select
        name="language"
        label={t.language}
        value={fields.language}
        choices={(['it', 'en'] as const).map(value => ({ value, text: t.languages[value] }))}
      />
      <Choices
        name="agrees"
        legend={t.agree}
        chosen={fields.agrees}
        choices={PURPOSES.map(value => ({ value, text: TEXTS[value][0][language] }))}
      />
      <p className="soft">{t.agreeHint}</p>
      {forStaff && (
        <Select
          name="how"
          label={t.said}
          value="phone"
          choices={WAYS.filter(way => way !== 'here').map(value => ({ value, text: t.ways[value] }))}
        />
      )}
      <button type="submit">{t.save}</button>
    </form>
  )
}

export const agreesNow = (consents: PersonView['consents']): string[] =>
  consents.filter(one => one.withdrawn_at === null).map(one => one.purpose)

export function Contacts({ language, contacts }: { language: Language; contacts: PersonView['contacts'] }) {
  const t = words[language]
  if (contacts.length === 0) return null
  return (
    <section>
      <h2>{t.contacts}</h2>
      <p>{t.contactsLead}</p>
      <Table
        caption={t.contacts}
        heads={[{ text: t.organisation }, { text: t.role }, { text: t.sees }]}
        rows={contacts.map(one => [
          <a key="o" href={`/${language}/organisations/${one.key}`}>
            {one.organisation}
          </a>,
          [t.roles[one.role as keyof typeof t.roles], one.title].filter(Boolean).join(', '),
          t.visibility[one.visibility as keyof typeof t.visibility],
        ])}
      />
    </section>
  )
}

export function Consents({ language, consents }: { language: Language; consents: PersonView['consents'] }) {
  const t = words[language]
  const f = formats(language)
  if (consents.length === 0) return null
  return (
    <section>
      <h2>{t.history}</h2>
      <Table
        caption={t.history}
        heads={[{ text: t.purpose }, { text: t.given }, { text: t.how }, { text: t.withdrawn }]}
        rows={consents.map(one => [
          <details key="p">
            <summary>
              {t.purposes[one.purpose as Purpose]} ({one.text_version})
            </summary>
            <p className="small">{textOf(one.purpose as Purpose, one.text_version)?.[language]}</p>
          </details>,
          f.instant(one.given_at, 'Europe/Rome'),
          t.ways[one.how as Way],
          one.withdrawn_at ? f.instant(one.withdrawn_at, 'Europe/Rome') : t.stands,
        ])}
      />
    </section>
  )
}

/** The end of everything, behind a word that has to be written. */
export function Erase({ language, at, lead, wrong }: { language: Language; at: string; lead: string; wrong?: string }) {
  const t = words[language]
  return (
    <section id="erase" className="prose">
      <h2>{t.erase}</h2>
      <p>{lead}</p>
      <form method="post" action={at} noValidate>
        <TextField name="sure" label={t.eraseSure} wrong={wrong} autoComplete="off" />
        <button type="submit" className="quiet">
          {t.eraseNow}
        </button>
      </form>
    </section>
  )
}
