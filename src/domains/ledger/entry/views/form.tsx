import type { ReactNode } from 'react'
import { formats, type Language } from '#platform/i18n.ts'
import { Choices, Select, TextField } from '#ui/forms.tsx'
import { Notice } from '#ui/parts.tsx'
import { shownTo } from '../../evidence/messages.ts'
import { SHOWN_TO, TYPES } from '../../evidence/model.ts'
import { type KindCode, ruleOf } from '../../kinds/catalogue.ts'
import type { Detail } from '../../kinds/model.ts'
import type { Named } from '../../naming.ts'
import { words } from '../messages.ts'
import { every, type Raw, single } from '../model.ts'
import type { Similar } from '../queries.ts'

export type FormProps = {
  language: Language
  kind: KindCode
  action: string
  raw: Raw
  /** Form fields that are wrong, and what is wrong with each. */
  wrong: Readonly<Record<string, string>>
  kept: readonly { readonly sha256: string; readonly name: string }[]
  several: ReadonlyMap<string, readonly Named[]>
  similar: readonly Similar[]
  members: readonly string[]
  places: readonly { readonly code: string; readonly name: string }[]
  readable: (named: { name: string; short_name?: string | null }) => string
  /** Given when a fact is corrected: asks for the reason. */
  correcting?: boolean
}

const EXTRA = 2

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
        {similar.length > 0 && (
          <button type="submit" name="sure" value="1" className="quiet">
            {t.anyway}
          </button>
        )}
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

const optional = (label: string, is: boolean, word: string) => (is ? `${label} (${word})` : label)

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

type RoleProps = { role: string; label: string; least: number; most: number }

function Parties(props: FormProps & RoleProps) {
  const { language, raw, wrong, several, role, label, least, most } = props
  const t = words[language]
  const name = `party_${role}`
  const filled = every(raw, name).filter((text, at) => text !== '' || several.has(`${role}_${at}`))
  const more = single(raw, 'more') === '1' ? EXTRA + 3 : EXTRA
  const boxes =
    most === 1
      ? 1
      : Math.min(
          most,
          Math.max(least, filled.length + (filled.length ? 1 : 0), filled.length + more - EXTRA + 1, EXTRA),
        )
  const problem = wrong[name] ?? wrong.parties
  return (
    <fieldset className="field" aria-describedby={problem ? `${name}-wrong` : undefined}>
      <legend>{optional(label, least === 0, t.optional)}</legend>
      <span className="hint">{most === 1 ? t.partyHint : t.partiesHint}</span>
      {problem && (
        <span className="wrong" id={`${name}-wrong`}>
          {problem}
        </span>
      )}
      {Array.from({ length: boxes }, (_, at) => (
        <Box
          // biome-ignore lint/suspicious/noArrayIndexKey: boxes are told apart by their place
          key={at}
          {...props}
          {...{ role, at }}
          text={filled[at] ?? ''}
          label={most === 1 ? label : `${label} ${at + 1}`}
          problem={at === 0 && problem !== undefined}
        />
      ))}
      {most > 1 && (
        <button type="submit" name="more" value="1" className="link" formNoValidate>
          {t.moreNames}
        </button>
      )}
    </fieldset>
  )
}

type BoxProps = { role: string; at: number; text: string; label: string; problem: boolean }

/** One name; where it could be several, with those to choose from. */
function Box({ language, several, readable, role, at, text, label, problem }: FormProps & BoxProps) {
  const choices = several.get(`${role}_${at}`)
  const input = (
    <input
      name={`party_${role}`}
      list="members"
      defaultValue={text}
      aria-label={label}
      aria-invalid={problem ? true : undefined}
      autoComplete="off"
      maxLength={4000}
    />
  )
  if (!choices) return input
  return (
    <Which {...{ language, role, at, choices, readable }} written={text}>
      {input}
    </Which>
  )
}

function Which({
  language,
  role,
  at,
  choices,
  written,
  readable,
  children,
}: {
  language: Language
  role: string
  at: number
  choices: readonly Named[]
  written: string
  readable: FormProps['readable']
  children: ReactNode
}) {
  return (
    <Notice tone="warn">
      <Choices
        name={`choice_${role}_${at}`}
        legend={words[language].several(written)}
        type="radio"
        chosen={[]}
        choices={choices.map(one => ({
          value: one.key,
          text: [readable({ name: one.name, ...(one.short_name ? { short_name: one.short_name } : {}) }), one.city]
            .filter(Boolean)
            .join(', '),
        }))}
      />
      {children}
    </Notice>
  )
}

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
  return <TextField {...field} maxLength={detail.most} />
}

function EvidenceFields({ language, raw, wrong, kept, open }: FormProps & { open: boolean }) {
  const t = words[language]
  const addresses = every(raw, 'kept_address')
  const chosen = single(raw, 'shown') || 'staff'
  return (
    <fieldset className="field">
      <legend>{open ? t.evidence : optional(t.evidence, true, t.optional)}</legend>
      {kept.length + addresses.length > 0 && (
        <div>
          <p className="hint">
            {t.kept}. {t.removeHint}
          </p>
          {kept.map(({ sha256, name }) => (
            <Kept key={sha256} name="kept" value={sha256} text={name} />
          ))}
          {addresses.map(line => (
            <Kept key={line} name="kept_address" value={line} text={line.split(' ').slice(1).join(' ')} />
          ))}
        </div>
      )}
      <div className="field">
        <label htmlFor="file">{t.file}</label>
        <span className="hint" id="file-hint">
          {t.fileHint}
        </span>
        {wrong.file && (
          <span className="wrong" id="file-wrong">
            {wrong.file}
          </span>
        )}
        <input
          id="file"
          name="file"
          type="file"
          accept={['.jpeg', ...Object.keys(TYPES).map(ending => `.${ending}`)].join(',')}
          aria-describedby={wrong.file ? 'file-hint file-wrong' : 'file-hint'}
        />
      </div>
      <details open={Boolean(single(raw, 'address') || wrong.address || chosen !== 'staff')}>
        <summary>{t.address}</summary>
        <TextField name="address" type="url" label={t.address} value={single(raw, 'address')} wrong={wrong.address} />
        <TextField name="seen" type="date" label={t.seen} value={single(raw, 'seen')} />
        <Select
          name="shown"
          label={t.shown}
          value={chosen}
          choices={SHOWN_TO.map(value => ({ value, text: shownTo[value]?.[language] ?? value }))}
        />
      </details>
    </fieldset>
  )
}

function Kept({ name, value, text }: { name: string; value: string; text: string }) {
  return (
    <label className="choice">
      <input type="checkbox" name={name} value={value} defaultChecked />
      <span>{text}</span>
    </label>
  )
}
