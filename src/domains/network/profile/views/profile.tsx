import type { ReactNode } from 'react'
import { formats, type Language } from '#platform/i18n.ts'
import { Choices, Select, TextArea, TextField } from '#ui/forms.tsx'
import { Crumbs, Notice } from '#ui/parts.tsx'
import { cellWords } from '../../members/columns.ts'
import { readableName } from '../../naming/model.ts'
import { writeField } from '../../sheets/cells.ts'
import type { Dictionary } from '../../sheets/model.ts'
import type { ProfileView } from '../actions.ts'
import { words } from '../messages.ts'
import { MANDATE_WAYS, PROFILE_FIELD_NAMES, VISIBILITIES, visibilityOf } from '../model.ts'
import type { Mandate } from '../queries.ts'

type Raw = Readonly<Record<string, string | string[]>>
type Props = {
  language: Language
  view: ProfileView
  dictionary: Dictionary
  today: string
  done: 'saved' | 'confirmed' | undefined
  sent: { raw: Raw; wrong: Readonly<Record<string, string>>; text: string } | undefined
  /** People and documents. */
  children: ReactNode
}

/** The profile of a member for those who keep it: one click where it is right, one form where it is not. */
export function ProfilePage({ language, view, dictionary, today, done, sent, children }: Props) {
  const t = words[language]
  const { member } = view.state
  const here = `/${language}/organisations/${member.key}/profile`
  const blocked = view.onBehalf && !view.mandate
  return (
    <>
      <Crumbs
        label={t.title}
        trail={[{ href: `/${language}/organisations/${member.key}`, text: readableName(member) }]}
      />
      <h1>
        {t.title}: {readableName(member)}
      </h1>
      <p className="lead">{t.lead}</p>
      {sent && (
        <Notice tone="wrong" role="alert">
          <p>{sent.text}</p>
        </Notice>
      )}
      {done && (
        <Notice tone="good" role="status">
          <p>{done === 'saved' ? t.saved : t.justConfirmed}</p>
        </Notice>
      )}
      {view.onBehalf && <OnBehalf language={language} view={view} today={today} here={here} wrong={sent?.wrong} />}
      <section className="panel">
        <Confirmed language={language} view={view} />
        <form method="post" action={`${here}/confirm`} className="row">
          <button type="submit" disabled={blocked}>
            {t.still}
          </button>
          <a className="button quiet small" href={`/${language}/organisations/${member.key}/profile.pdf`}>
            {t.print}
          </a>
          <a className="button quiet small" href={`/${language}/organisations/${member.key}`}>
            {t.publicPage}
          </a>
        </form>
        {blocked && <p className="small">{t.readOnly}</p>}
      </section>
      {view.known.length > 0 && <Known language={language} view={view} here={here} blocked={blocked} />}
      <Edit language={language} view={view} dictionary={dictionary} here={here} sent={sent} blocked={blocked} />
      <WhoSees language={language} view={view} here={here} blocked={blocked} />
      {children}
    </>
  )
}

function Confirmed({ language, view }: { language: Language; view: ProfileView }) {
  const t = words[language]
  const f = formats(language)
  const { row } = view
  const by = (mandate: Mandate) => [mandate.given_by, t.ways[mandate.how]] as const
  return (
    <p>
      <strong>
        {row?.confirmed_at ? t.confirmedOn(f.date(row.confirmed_at.toISOString().slice(0, 10))) : t.never}
      </strong>{' '}
      {row?.confirmed_mandate && <span className="soft">({t.confirmedFor(...by(row.confirmed_mandate))}) </span>}
      {row?.entered_mandate && <span className="soft">{t.onPhone(...by(row.entered_mandate))}</span>}
    </p>
  )
}

/** Under which agreement staff act here, or a form to record one. */
function OnBehalf({
  language,
  view,
  today,
  here,
  wrong,
}: {
  language: Language
  view: ProfileView
  today: string
  here: string
  wrong: Readonly<Record<string, string>> | undefined
}) {
  const t = words[language]
  const f = formats(language)
  const { mandate } = view
  if (mandate)
    return (
      <Notice>
        <p>{t.mandateIs(mandate.given_by, f.date(mandate.given_on), t.ways[mandate.how])}</p>
        <form method="post" action={`${here}/mandate/end`}>
          <button type="submit" className="link">
            {t.endMandate}
          </button>
        </form>
      </Notice>
    )
  return (
    <section className="panel">
      <h2>{t.mandate}</h2>
      <p className="prose">{t.mandateLead}</p>
      <form method="post" action={`${here}/mandate`} className="row end">
        <TextField name="given_by" label={t.givenBy} required maxLength={120} wrong={wrong?.given_by} />
        <TextField name="given_on" type="date" label={t.givenOn} value={today} required wrong={wrong?.given_on} />
        <Select
          name="how"
          label={t.how}
          value="phone"
          choices={MANDATE_WAYS.map(value => ({ value, text: t.ways[value] }))}
        />
        <div className="field">
          <button type="submit">{t.record}</button>
        </div>
      </form>
    </section>
  )
}

function Known({
  language,
  view,
  here,
  blocked,
}: {
  language: Language
  view: ProfileView
  here: string
  blocked: boolean
}) {
  const t = words[language]
  return (
    <form method="post" action={`${here}/known`} className="panel">
      <h2>{t.known}</h2>
      <p>{t.knownLead}</p>
      <Choices
        name="code"
        legend={t.knownConcepts}
        chosen={view.known.slice(0, 3).map(one => one.code)}
        choices={view.known.map(one => ({
          value: one.code,
          text: (language === 'it' ? one.label_it : null) ?? one.label_en,
          count: String(one.projects),
        }))}
      />
      <button type="submit" className="quiet" disabled={blocked}>
        {t.useKnown}
      </button>
    </form>
  )
}

type EditProps = {
  language: Language
  view: ProfileView
  dictionary: Dictionary
  here: string
  sent: Props['sent']
  blocked: boolean
}

function Edit({ language, view, dictionary, here, sent, blocked }: EditProps) {
  const t = words[language]
  const { member } = view.state
  const cells = cellWords(language)
  const raw = sent?.raw.version === undefined ? undefined : sent.raw
  const shown = (name: string, value: string | null | undefined): string | undefined => {
    const typed = raw?.[name]
    return (Array.isArray(typed) ? typed[0] : typed) ?? value ?? undefined
  }
  const listed = (field: 'concepts' | 'seats') =>
    shown(field, String(writeField(field, member, dictionary, cells) ?? '').replace(/;$/, ''))
  const wrong = (name: string) => (raw ? sent?.wrong[name] : undefined)
  const chains = raw?.chains ?? member.chains.map(String)
  return (
    <form method="post" action={here} id="edit">
      <h2>{t.edit}</h2>
      <fieldset disabled={blocked}>
        <input type="hidden" name="version" value={shown('version', String(view.row?.version ?? 0))} />
        <TextArea
          name="says"
          label={t.says}
          hint={t.saysHint}
          rows={6}
          maxLength={4000}
          value={shown('says', member.says)}
          wrong={wrong('says')}
        />
        <TextArea
          name="looks_for"
          label={t.looks_for}
          rows={3}
          maxLength={2000}
          value={shown('looks_for', member.looks_for)}
          wrong={wrong('looks_for')}
        />
        <div className="columns">
          <TextArea
            name="equipment"
            label={t.equipment}
            rows={3}
            maxLength={2000}
            value={shown('equipment', member.equipment)}
            wrong={wrong('equipment')}
          />
          <TextArea
            name="services"
            label={t.services}
            rows={3}
            maxLength={2000}
            value={shown('services', member.services)}
            wrong={wrong('services')}
          />
          <TextArea
            name="concepts"
            label={t.concepts}
            hint={t.conceptsHint}
            rows={4}
            value={listed('concepts')}
            wrong={wrong('concepts')}
          />
          <TextArea
            name="seats"
            label={t.seats}
            hint={t.seatsHint}
            rows={4}
            value={listed('seats')}
            wrong={wrong('seats')}
          />
          <TextField
            name="trl_from"
            type="number"
            label={t.trl_from}
            value={shown('trl_from', member.trl?.from.toString())}
            wrong={wrong('trl_from')}
          />
          <TextField
            name="trl_to"
            type="number"
            label={t.trl_to}
            value={shown('trl_to', member.trl?.to.toString())}
            wrong={wrong('trl_to')}
          />
          <TextField
            name="website"
            label={t.website}
            value={shown('website', member.website)}
            maxLength={200}
            wrong={wrong('website')}
          />
          <TextField
            name="phone"
            type="tel"
            label={t.phone}
            value={shown('phone', member.phone)}
            maxLength={40}
            wrong={wrong('phone')}
          />
        </div>
        {view.lookups.chains.length > 0 && (
          <Choices
            name="chains"
            legend={t.chains}
            chosen={Array.isArray(chains) ? chains : [chains]}
            choices={view.lookups.chains.map(chain => ({ value: String(chain.id), text: chain[`name_${language}`] }))}
          />
        )}
        <button type="submit">{t.save}</button>
      </fieldset>
    </form>
  )
}

function WhoSees({
  language,
  view,
  here,
  blocked,
}: {
  language: Language
  view: ProfileView
  here: string
  blocked: boolean
}) {
  const t = words[language]
  return (
    <details id="visibility">
      <summary>{t.whoSees}</summary>
      <p>{t.whoSeesLead}</p>
      <form method="post" action={`${here}/visibility`}>
        <fieldset disabled={blocked}>
          <legend className="visually-hidden">{t.whoSees}</legend>
          <div className="columns">
            {PROFILE_FIELD_NAMES.map(field => (
              <div className="field" key={field}>
                <label htmlFor={`sees-${field}`}>{t[field]}</label>
                <select id={`sees-${field}`} name={field} defaultValue={visibilityOf(view.chosen, field)}>
                  {VISIBILITIES.map(value => (
                    <option key={value} value={value}>
                      {t.visibilities[value]}
                    </option>
                  ))}
                </select>
              </div>
            ))}
          </div>
          <button type="submit" className="small">
            {t.saveVisibility}
          </button>
        </fieldset>
      </form>
    </details>
  )
}
