import type { ReactNode } from 'react'
import { formats, type Language } from '#platform/i18n.ts'
import { Facts } from '#ui/parts.tsx'
import { ContactLine } from '../../people/contacts/views/contacts.tsx'
import { words } from '../messages.ts'
import type { Shown } from '../shown.ts'

/** What the page of an organisation shows of its profile, to whoever reads it. */
export function ShownProfile({ language, shown }: { language: Language; shown: Shown }) {
  const t = words[language]
  const f = formats(language)
  const seat = ({ city, province, street, postcode }: Shown['seats'][number]) =>
    [street, [postcode, city].filter(Boolean).join(' '), province !== city && province].filter(Boolean).join(', ')
  const facts: readonly (readonly [string, ReactNode])[] = [
    [
      t.chains,
      shown.chains.length > 0 && (
        <ul className="plain">
          {shown.chains.map(chain => (
            <li key={chain.id}>
              <a href={`/${language}/chains/${chain.id}`}>{chain[`name_${language}`]}</a>
            </li>
          ))}
        </ul>
      ),
    ],
    [t.equipment, shown.equipment && <span className="lines">{shown.equipment}</span>],
    [t.services, shown.services && <span className="lines">{shown.services}</span>],
    [t.trl, shown.trl && (shown.trl[0] === shown.trl[1] ? String(shown.trl[0]) : `${shown.trl[0]}–${shown.trl[1]}`)],
    [t.seats, shown.seats.map(seat).join('; ')],
    [t.phone, shown.phone && <a href={`tel:${shown.phone.replaceAll(' ', '')}`}>{shown.phone}</a>],
  ]
  if (!facts.some(([, value]) => value) && shown.contacts.length === 0 && !shown.confirmed_at) return null
  return (
    <section>
      <h2>{t.memberFields}</h2>
      <Facts items={facts} />
      {shown.contacts.length > 0 && (
        <>
          <h3>{t.contacts}</h3>
          {shown.contacts.map(contact => (
            <ContactLine key={contact.id} language={language} contact={contact} />
          ))}
        </>
      )}
      {shown.confirmed_at && (
        <p className="small soft">
          {t.confirmedOn(f.date(shown.confirmed_at.toISOString().slice(0, 10)))}{' '}
          {shown.entered && t.onPhone(shown.entered.given_by, t.ways[shown.entered.how])}
        </p>
      )}
    </section>
  )
}
