import type { ReactNode } from 'react'
import { formats, type Language } from '#platform/i18n.ts'
import { Select, TextArea, TextField } from '#ui/forms.tsx'
import { Crumbs, Facts, Notice, Table, Tag } from '#ui/parts.tsx'
import { words as network } from '../../messages.ts'
import { CATEGORIES, type Category } from '../../model.ts'
import { readableName } from '../../naming/model.ts'
import type { Dictionary } from '../../sheets/model.ts'
import { words } from '../messages.ts'
import type { MemberState, Membership } from '../queries.ts'
import { type Raw, RecordFields, type Wrong } from './record.tsx'

type Props = {
  language: Language
  state: MemberState
  memberships: readonly Membership[]
  dictionary: Dictionary
  provinces: readonly { code: string; name: string }[]
  today: string
  done: 'added' | 'saved' | undefined
  sent: { raw: Raw; wrong: Wrong; text: string } | undefined
  /** Contacts, fees, documents and history: each from its own slice part. */
  children: ReactNode
}

/** The record of a member, for staff: what it is, its membership, and whatever else the cluster keeps of it. */
export function MemberPage({
  language,
  state,
  memberships,
  dictionary,
  provinces,
  today,
  done,
  sent,
  children,
}: Props) {
  const t = words[language]
  const n = network[language]
  const f = formats(language)
  const { member } = state
  const here = `/${language}/registry/${member.key}`
  return (
    <>
      <Crumbs label={t.title} trail={[{ href: `/${language}/registry`, text: t.title }]} />
      <h1>{readableName(member)}</h1>
      <p className="row">
        {state.membership && <Tag tone="weft">{n.categories[member.category]}</Tag>}
        {member.left_on && <Tag>{t.left}</Tag>}
        {state.invented && <Tag tone="knot">{n.inventedTag}</Tag>}
        <span className="soft">
          {[member.city, member.province && dictionary.provinceName(member.province)]
            .filter((part, at, all) => part && all.indexOf(part) === at)
            .join(', ')}
        </span>
      </p>
      {done && (
        <Notice tone="good" role="status">
          <p>{done === 'added' ? t.added : t.saved}</p>
        </Notice>
      )}
      {sent && (
        <Notice tone="wrong" role="alert">
          <p>{sent.text}</p>
        </Notice>
      )}
      <p className="row no-print">
        <a className="button small" href={`/${language}/organisations/${member.key}/profile`}>
          {t.profilePage}
        </a>
        <a className="button quiet small" href={`/${language}/organisations/${member.key}`}>
          {t.publicPage}
        </a>
        <a className="button quiet small" href={`/${language}/organisations/${member.key}/profile.pdf`}>
          {t.printForm}
        </a>
      </p>
      <Facts
        items={[
          ['PIC', member.pic],
          ['ROR', member.ror],
          ['LEI', member.lei],
          [n.key, member.key],
        ]}
      />
      <details open={sent?.raw.name !== undefined}>
        <summary>{t.edit}</summary>
        <form method="post" action={here}>
          <RecordFields
            language={language}
            member={member}
            dictionary={dictionary}
            raw={sent?.raw.name === undefined ? undefined : sent.raw}
            wrong={sent?.wrong}
            provinces={provinces}
          />
          <button type="submit">{t.save}</button>
        </form>
      </details>
      <section id="memberships">
        <h2>{t.memberships}</h2>
        <Table
          caption={t.memberships}
          heads={[{ text: t.category }, { text: t.since }, { text: t.to }, { text: t.because }]}
          rows={memberships.map(one => [
            n.categories[one.category as Category],
            f.dateShort(one.joined_on),
            one.left_on ? f.dateShort(one.left_on) : t.now,
            [one.joined_because, one.left_because].filter(Boolean).join(' · '),
          ])}
        />
        {state.membership && !member.left_on && (
          <details>
            <summary>{t.leave}</summary>
            <form method="post" action={`${here}/leave`}>
              <div className="columns">
                <TextField name="on" type="date" label={t.leaveOn} value={today} required />
                <TextArea name="because" label={t.leaveBecause} rows={2} required maxLength={500} />
              </div>
              <button type="submit" className="small">
                {t.leaveButton}
              </button>
            </form>
          </details>
        )}
        {member.left_on && (
          <details>
            <summary>{t.rejoin}</summary>
            <form method="post" action={`${here}/rejoin`}>
              <div className="columns">
                <TextField name="on" type="date" label={t.joinedOn} value={today} required />
                <Select
                  name="category"
                  label={t.category}
                  value={member.category}
                  choices={CATEGORIES.map(value => ({ value, text: n.categories[value] }))}
                />
                <TextField name="because" label={t.because} maxLength={500} />
              </div>
              <button type="submit" className="small">
                {t.rejoinButton}
              </button>
            </form>
          </details>
        )}
      </section>
      {children}
    </>
  )
}
