import type { Language } from '#platform/i18n.ts'
import { Select, TextField } from '#ui/forms.tsx'
import { Empty, Tag } from '#ui/parts.tsx'
import { CONTACT_ROLES } from '../../../members/model.ts'
import { words as profile } from '../../../profile/messages.ts'
import { VISIBILITIES } from '../../../profile/model.ts'
import { words } from '../messages.ts'
import type { Contact } from '../queries.ts'

type Props = {
  language: Language
  organisation: string
  contacts: readonly Contact[]
  /** Where the forms lead back to. */
  back: 'registry' | 'profile'
  /** A form of these as it was sent, and what is wrong with it. */
  sent?: Sent | undefined
}
type Sent = {
  readonly raw: Readonly<Record<string, string | string[]>>
  readonly wrong: Readonly<Record<string, string>>
}

/** The people of an organisation, each with a form to change them, and one to add somebody. */
export function Contacts({ language, organisation, contacts, back, sent }: Props) {
  const t = words[language]
  const at = `/${language}/organisations/${organisation}/contacts`
  return (
    <section id="contacts">
      <h2>{t.contacts}</h2>
      {contacts.length === 0 && (
        <Empty>
          <p>{t.none}</p>
        </Empty>
      )}
      <ul className="results">
        {contacts.map(contact => (
          <li key={contact.id}>
            <ContactLine language={language} contact={contact} />
            <details open={sent?.raw[`c${contact.id}_name`] !== undefined}>
              <summary>
                {t.change}
                <span className="visually-hidden">: {contact.name}</span>
              </summary>
              <form method="post" action={`${at}/${contact.id}`}>
                <input type="hidden" name="back" value={back} />
                <ContactFields language={language} contact={contact} prefix={`c${contact.id}_`} sent={sent} />
                <p className="row">
                  <button type="submit" className="small">
                    {t.save}
                  </button>
                  <button type="submit" className="link" formAction={`${at}/${contact.id}/end`} formNoValidate>
                    {t.end}
                  </button>
                </p>
              </form>
            </details>
          </li>
        ))}
      </ul>
      <details open={contacts.length === 0 || sent?.raw.c_name !== undefined}>
        <summary>{t.add}</summary>
        <form method="post" action={at}>
          <input type="hidden" name="back" value={back} />
          <ContactFields language={language} prefix="c_" contact={undefined} sent={sent} />
          <button type="submit" className="small">
            {t.add}
          </button>
        </form>
      </details>
    </section>
  )
}

export function ContactLine({ language, contact }: { language: Language; contact: Contact }) {
  const t = words[language]
  return (
    <p className="row">
      <strong>{contact.name}</strong>
      <span>{contact.title ?? t.roles[contact.role]}</span>
      {contact.first && <Tag tone="weft">{t.first}</Tag>}
      {contact.phone && <a href={`tel:${contact.phone.replaceAll(' ', '')}`}>{contact.phone}</a>}
      {contact.email && <a href={`mailto:${contact.email}`}>{contact.email}</a>}
    </p>
  )
}

/** Names of fields carry a prefix, because labels name fields by their id and several such forms stand on one page. */
function ContactFields({
  language,
  contact,
  prefix,
  sent,
}: {
  language: Language
  contact: Contact | undefined
  prefix: string
  sent: Sent | undefined
}) {
  const t = words[language]
  const raw = sent?.raw[`${prefix}name`] === undefined ? undefined : sent.raw
  const shown = (name: 'name' | 'role' | 'title' | 'email' | 'phone' | 'visibility', otherwise?: string) => {
    const typed = raw?.[`${prefix}${name}`]
    return {
      value: (Array.isArray(typed) ? typed[0] : typed) ?? contact?.[name] ?? otherwise,
      wrong: raw && sent?.wrong[`${prefix}${name}`],
    }
  }
  return (
    <div className="columns">
      <TextField name={`${prefix}name`} label={t.name} {...shown('name')} required maxLength={120} />
      <Select
        name={`${prefix}role`}
        label={t.role}
        {...shown('role', 'delegate')}
        choices={CONTACT_ROLES.map(value => ({ value, text: t.roles[value] }))}
      />
      <TextField name={`${prefix}title`} label={t.personTitle} {...shown('title')} maxLength={120} />
      <TextField name={`${prefix}email`} type="email" label={t.email} {...shown('email')} maxLength={254} />
      <TextField name={`${prefix}phone`} type="tel" label={t.phone} {...shown('phone')} maxLength={40} />
      <Select
        name={`${prefix}visibility`}
        label={t.visibility}
        {...shown('visibility', 'staff')}
        choices={VISIBILITIES.map(value => ({ value, text: profile[language].visibilities[value] }))}
      />
      <label className="choice">
        <input
          type="checkbox"
          name={`${prefix}first`}
          value="1"
          defaultChecked={raw ? raw[`${prefix}first`] === '1' : contact?.first}
        />
        <span>{t.first}</span>
      </label>
    </div>
  )
}
