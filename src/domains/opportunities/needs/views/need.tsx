import type { ReactNode } from 'react'
import { readableName } from '#domains/network/naming/model.ts'
import { addressOf } from '#kernel/address.ts'
import { dateInRome } from '#platform/clock.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { Select, TextArea, TextField } from '#ui/forms.tsx'
import { Crumbs, Empty, Facts, Notice, Pager, Tag, type Tone } from '#ui/parts.tsx'
import { words } from '../messages.ts'
import {
  LONGEST,
  NEEDS_PER_PAGE,
  type NeedForm,
  type NeedState,
  type NeedsQuery,
  needState,
  VISIBILITIES,
} from '../model.ts'
import type { Need } from '../queries.ts'

const TONE: Record<NeedState, Tone | undefined> = { open: 'good', closed: undefined, expired: undefined }

/** Characters of a text that fit into an address. */
const IN_AN_ADDRESS = 1000

type ListProps = {
  language: Language
  rows: readonly Need[]
  total: number
  query: NeedsQuery
  today: string
  mayPublish: boolean
}

export function NeedsPage({ language, rows, total, query, today, mayPublish }: ListProps) {
  const t = words[language]
  const f = formats(language)
  return (
    <>
      <h1>{t.title}</h1>
      <p className="lead">{t.lead}</p>
      <p className="row">
        {mayPublish && (
          <a className="button" href={`/${language}/needs/new`}>
            {t.publish}
          </a>
        )}
        <a href={`/${language}/needs${addressOf({ past: !query.past })}`}>{query.past ? t.open_ : t.past}</a>
      </p>
      {rows.length === 0 ? (
        <Empty>
          <p>{t.none}</p>
          <p className="small">{t.noneHint}</p>
        </Empty>
      ) : (
        <>
          <p role="status">{t.found(f.number(total))}</p>
          <ol className="results">
            {rows.map(need => (
              <NeedItem key={need.id} need={need} language={language} today={today} />
            ))}
          </ol>
        </>
      )}
      <Pager
        page={query.page}
        pages={Math.ceil(total / NEEDS_PER_PAGE)}
        href={page => `/${language}/needs${addressOf({ ...query, page })}`}
        words={{
          label: t.pages,
          previous: t.previous,
          next: t.next,
          position: t.position(f.number(query.page), f.number(Math.ceil(total / NEEDS_PER_PAGE))),
        }}
      />
    </>
  )
}

function NeedItem({ need, language, today }: { need: Need; language: Language; today: string }) {
  const t = words[language]
  const f = formats(language)
  const state = needState(need, today)
  return (
    <li>
      <h2>
        <a href={`/${language}/needs/${need.id}`}>{need.title}</a>
      </h2>
      <p className="small row">
        <Tag tone={TONE[state]}>{t.states[state]}</Tag>
        {need.visibility === 'members' && <Tag>{t.visibilities.members}</Tag>}
        <span>{readableName(need)}</span>
        <span className="soft">
          {t.until}: {f.date(need.until)}
        </span>
      </p>
    </li>
  )
}

type NeedProps = {
  language: Language
  need: Need
  today: string
  done: string | undefined
  mayChange: boolean
  /** What stands beside it: who is interested, how to be introduced. */
  beside: ReactNode
}

export function NeedPage({ language, need, today, done, mayChange, beside }: NeedProps) {
  const t = words[language]
  const f = formats(language)
  const state = needState(need, today)
  return (
    <>
      <Crumbs label={t.title} trail={[{ href: `/${language}/needs`, text: t.title }]} />
      <h1>{need.title}</h1>
      <p className="row">
        <Tag tone={TONE[state]}>{t.states[state]}</Tag>
        <a href={`/${language}/organisations/${need.key}`}>{readableName(need)}</a>
      </p>
      {done && (
        <Notice tone="good" role="status">
          <p>{done}</p>
        </Notice>
      )}
      <div className="two">
        <div className="prose">
          <p className="lines">{need.words}</p>
          <p className="row">
            <a
              className="button quiet"
              href={`/${language}/matching${addressOf({ text: `${need.title}\n${need.words}`.slice(0, IN_AN_ADDRESS) })}`}
            >
              {t.findPartners}
            </a>
          </p>
        </div>
        <aside className="stack">
          <section className="panel">
            <Facts
              items={[
                [t.until, f.date(need.until)],
                [t.on, f.date(dateInRome(need.published_at))],
                [t.who, t.visibilities[need.visibility as keyof typeof t.visibilities]],
              ]}
            />
            {mayChange && (
              <form method="post" action={`/${language}/needs/${need.id}/close`} className="row">
                <a className="button quiet small" href={`/${language}/needs/${need.id}/edit`}>
                  {t.edit}
                </a>
                {state !== 'expired' && (
                  <button type="submit" className="quiet small" name="close" value={state === 'open' ? '1' : ''}>
                    {state === 'open' ? t.close : t.reopen}
                  </button>
                )}
              </form>
            )}
          </section>
          {beside}
        </aside>
      </div>
    </>
  )
}

export type NeedFormProps = {
  language: Language
  typed: Partial<NeedForm>
  /** The organisations to choose from; undefined when staff write one. */
  choices: readonly { key: string; name: string; short_name: string | null }[]
  /** A need that is there already. */
  id?: number
  today: string
  alert?: string | undefined
  wrong?: Readonly<Record<string, string>>
}

export function NeedFormPage({ language, typed, choices, id, today, alert, wrong = {} }: NeedFormProps) {
  const t = words[language]
  const title = id === undefined ? t.publish : t.editTitle
  return (
    <>
      <Crumbs label={t.title} trail={[{ href: `/${language}/needs`, text: t.title }]} />
      <h1>{title}</h1>
      <p className="lead">{t.publishLead}</p>
      {alert && (
        <Notice tone="wrong" role="alert">
          <p>{alert}</p>
        </Notice>
      )}
      <form method="post" action={`/${language}/needs${id === undefined ? '' : `/${id}`}`} className="prose" noValidate>
        {id === undefined && <ForField {...{ language, choices, value: typed.for, wrong: wrong.for }} />}
        <TextField name="title" label={t.needTitle} value={typed.title} wrong={wrong.title} maxLength={LONGEST.title} />
        <TextArea
          name="words"
          label={t.needWords}
          hint={t.needWordsHint}
          rows={8}
          value={typed.words}
          wrong={wrong.words}
          maxLength={LONGEST.words}
        />
        <TextField
          name="until"
          type="date"
          label={t.until}
          hint={t.untilHint}
          value={typed.until ?? today}
          wrong={wrong.until}
        />
        <Select
          name="visibility"
          label={t.who}
          value={typed.visibility ?? 'members'}
          choices={VISIBILITIES.map(value => ({ value, text: t.whoLong[value] }))}
        />
        <button type="submit">{id === undefined ? t.send : t.save}</button>
      </form>
    </>
  )
}

/** For which organisation a form is: nothing to say for who acts for one, a choice for who acts for several, a name for staff. */
export function ForField({
  language,
  choices,
  value,
  wrong,
}: {
  language: Language
  choices: NeedFormProps['choices']
  value: string | undefined
  wrong: string | undefined
}) {
  const t = words[language]
  const [only, ...more] = choices
  if (only && more.length === 0 && !value) return <input type="hidden" name="for" value={only.key} />
  if (choices.some(one => !value || one.key === value))
    return (
      <Select
        name="for"
        label={t.for}
        value={value ?? only?.key}
        choices={choices.map(one => ({ value: one.key, text: readableName(one) }))}
      />
    )
  return <TextField name="for" label={t.for} hint={t.forHint} value={value} wrong={wrong} />
}
