import { formats, type Language } from '#platform/i18n.ts'
import { Choices, Select, TextField } from '#ui/forms.tsx'
import { Notice } from '#ui/parts.tsx'
import { ruleOf } from '../../kinds/catalogue.ts'
import type { Detail } from '../../kinds/model.ts'
import { words } from '../messages.ts'
import { every, type Raw, single } from '../model.ts'
import type { Similar } from '../queries.ts'
import { EvidenceFields } from './evidence.tsx'
import { Parties } from './parties.tsx'
import { type FormProps, optional } from './props.ts'

/** The form of a fact of one kind: what it asks for, and nothing else. Works without scripts. */
export function EntryForm(props: FormProps) {
  const { language, kind, action, raw, wrong, members, places, similar, correcting } = props
  const t = words[language]
  const rule = ruleOf(kind)
  const amount = (
    <TextField
      name="amount"
      label={optional(t.amount, rule.amount === 'optional', t.optional)}
      value={single(raw, 'amount')}
      wrong={wrong.amount}
    />
  )
  return (
    <form method="post" action={action} encType="multipart/form-data" className="entry">
      <input type="hidden" name="once" value={single(raw, 'once')} />
      {similar.length > 0 && <Suspects language={language} similar={similar} />}
      <When {...{ language, raw, wrong }} shortcuts={!correcting} />
      {wantedParties(props, true)}
      {wantedDetails(props, true)}
      {rule.amount === 'required' && amount}
      {rule.place !== 'none' && (
        <Select
          name="place"
          label={optional(t.place, true, t.optional)}
          any={t.noPlace}
          value={single(raw, 'place')}
          wrong={wrong.place}
          choices={places.map(({ code, name }) => ({ value: code, text: name }))}
        />
      )}
      {hasMore(props) && (
        <details open={saysMore(props)}>
          <summary>{t.moreFields}</summary>
          {wantedParties(props, false)}
          {wantedDetails(props, false)}
          {rule.amount === 'optional' && amount}
        </details>
      )}
      <datalist id="members">
        {members.map(name => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <EvidenceFields {...props} open={rule.evidence === 'expected'} />
      {correcting && (
        <TextField
          name="reason"
          label={t.reason}
          hint={t.reasonHint}
          value={single(raw, 'reason')}
          wrong={wrong.reason}
          required
          maxLength={300}
        />
      )}
      <p className="row">
        <button type="submit">{correcting ? t.correct : t.save}</button>
      </p>
      <p className="soft small">{t.noPeople}</p>
    </form>
  )
}

/** What must be said stands first; the rest is one press away, and open once something of it is filled or wrong. */
const rolesOf = ({ kind }: FormProps, wanted: boolean) =>
  Object.entries(ruleOf(kind).roles).filter(([, { least }]) => least > 0 === wanted)
const detailsOf = ({ kind }: FormProps, wanted: boolean) =>
  Object.entries(ruleOf(kind).details).filter(([, { required }]) => (required ?? false) === wanted)

const hasMore = (props: FormProps) =>
  rolesOf(props, false).length + detailsOf(props, false).length > 0 || ruleOf(props.kind).amount === 'optional'

function saysMore(props: FormProps): boolean {
  const names = [
    ...rolesOf(props, false).map(([role]) => `party_${role}`),
    ...detailsOf(props, false).map(([name]) => `detail_${name}`),
    ...(ruleOf(props.kind).amount === 'optional' ? ['amount'] : []),
  ]
  return (
    single(props.raw, 'more') === '1' || names.some(name => name in props.wrong || every(props.raw, name).some(Boolean))
  )
}

const wantedParties = (props: FormProps, wanted: boolean) =>
  rolesOf(props, wanted).map(([role, { name, least, most }]) => (
    <Parties key={role} {...props} {...{ role, least, most }} label={name[props.language]} />
  ))

const wantedDetails = (props: FormProps, wanted: boolean) =>
  detailsOf(props, wanted).map(([name, detail]) => (
    <DetailField key={name} language={props.language} raw={props.raw} wrong={props.wrong} {...{ name, detail }} />
  ))

function Suspects({ language, similar }: { language: Language; similar: readonly Similar[] }) {
  const t = words[language]
  const f = formats(language)
  return (
    <Notice tone="warn" role="alert">
      <h2 className="small">{t.similar}</h2>
      <p>{t.similarLead}</p>
      <ul>
        {similar.map(({ seq, happened_on, title, names, amount_cents }) => (
          <li key={seq}>
            <a href={`/${language}/ledger/${seq}`}>
              {t.no} {f.number(seq)}
            </a>
            , {f.date(happened_on)}:{' '}
            {[title, f.list(names.slice(0, 4)), amount_cents === null ? '' : f.money(amount_cents)]
              .filter(Boolean)
              .join('; ')}
          </li>
        ))}
      </ul>
      <p>
        <button type="submit" name="sure" value="1">
          {t.anyway}
        </button>
      </p>
    </Notice>
  )
}

type Part = { language: Language; raw: Raw; wrong: Readonly<Record<string, string>> }

function When({ language, raw, wrong, shortcuts }: Part & { shortcuts: boolean }) {
  const t = words[language]
  const on = single(raw, 'on')
  return (
    <div className="entry-when">
      {shortcuts && (
        <Choices
          name="day"
          legend={t.when}
          type="radio"
          chosen={on ? [] : [single(raw, 'day') || 'today']}
          choices={[
            { value: 'today', text: t.today },
            { value: 'yesterday', text: t.yesterday },
          ]}
        />
      )}
      <TextField name="on" type="date" label={shortcuts ? t.otherDay : t.when} value={on} wrong={wrong.on} />
    </div>
  )
}

/** Characters of a list of codes. */
const LONGEST_LIST = 2000

function DetailField({ language, name, detail, raw, wrong }: Part & { name: string; detail: Detail }) {
  const field = {
    name: `detail_${name}`,
    label: optional(detail.name[language], !detail.required, words[language].optional),
    value: single(raw, `detail_${name}`),
    wrong: wrong[`detail_${name}`],
  }
  if (detail.type === 'choice')
    return (
      <Select
        {...field}
        any=""
        choices={Object.entries(detail.choices).map(([value, text]) => ({ value, text: text[language] }))}
      />
    )
  if (detail.type === 'day') return <TextField {...field} type="date" />
  if (detail.type === 'count') return <TextField {...field} type="number" />
  if (detail.type === 'list') return <TextField {...field} maxLength={LONGEST_LIST} />
  return <TextField {...field} maxLength={detail.most} />
}
