import type { Language } from '#platform/i18n.ts'
import { TextField } from '#ui/forms.tsx'
import { Crumbs, Empty, Notice, Tag } from '#ui/parts.tsx'
import { readableName, readablePlace } from '../../naming/model.ts'
import type { Dictionary } from '../../sheets/model.ts'
import type { Proposal } from '../actions.ts'
import { words } from '../messages.ts'
import type { Member } from '../model.ts'
import { type Raw, RecordFields, type Wrong } from './record.tsx'

type Props = {
  language: Language
  written: string | undefined
  /** Undefined: nothing was looked for yet. */
  proposals: readonly Proposal[] | undefined
  /** What the form begins with, once it is known who it is, or that it is nobody we know. */
  form:
    | {
        key: string | undefined
        member: Partial<Member>
        raw: Raw | undefined
        wrong: Wrong | undefined
        refused: string | undefined
      }
    | undefined
  dictionary: Dictionary
  provinces: readonly { code: string; name: string }[]
}

export function NewMemberPage({ language, written, proposals, form, dictionary, provinces }: Props) {
  const t = words[language]
  const here = `/${language}/registry/new`
  const asNew = `${here}?as=new&q=${encodeURIComponent(written ?? '')}`
  return (
    <>
      <Crumbs label={t.title} trail={[{ href: `/${language}/registry`, text: t.title }]} />
      <h1>{t.newTitle}</h1>
      {!form && (
        <>
          <p className="lead">{t.newLead}</p>
          <form action={here} className="row end">
            <div className="grow">
              <TextField name="q" type="search" label={t.newLabel} value={written} required maxLength={300} />
            </div>
            <div className="field">
              <button type="submit">{t.look}</button>
            </div>
          </form>
        </>
      )}
      {proposals && !form && (
        <section>
          {proposals.length > 0 ? (
            <>
              <h2>{t.known}</h2>
              <p>{t.knownLead}</p>
              <ul className="results">
                {proposals.map(one => (
                  <li key={one.key}>
                    <h3>{readableName(one)}</h3>
                    <p className="row small">
                      {one.member && <Tag tone="weft">{t.already}</Tag>}
                      <span className="soft">
                        {[one.city && readablePlace(one.city), one.pic && `PIC ${one.pic}`].filter(Boolean).join(' · ')}
                      </span>
                      {one.member ? (
                        <a href={`/${language}/registry/${one.key}`}>{t.memberPage}</a>
                      ) : (
                        <a
                          className="button quiet small"
                          href={`${here}?as=${one.key}`}
                          aria-label={`${t.choose}: ${readableName(one)}`}
                        >
                          {t.choose}
                        </a>
                      )}
                    </p>
                  </li>
                ))}
              </ul>
            </>
          ) : (
            <Empty>
              <p>{t.none}</p>
            </Empty>
          )}
          <p>
            <a className="button quiet" href={asNew}>
              {proposals.length ? t.notThese : t.newTitle}
            </a>
          </p>
        </section>
      )}
      {form && (
        <form method="post" action={here}>
          {form.refused && (
            <Notice tone="wrong" role="alert">
              <p>{form.refused}</p>
            </Notice>
          )}
          {form.key && (
            <Notice>
              <p>{t.fromPic}</p>
            </Notice>
          )}
          {form.key && <input type="hidden" name="as" value={form.key} />}
          <RecordFields
            language={language}
            member={form.member}
            dictionary={dictionary}
            raw={form.raw}
            wrong={form.wrong}
            provinces={provinces}
          />
          <button type="submit">{t.saveMember}</button>
        </form>
      )}
    </>
  )
}
