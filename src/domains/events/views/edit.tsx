import { formats, type Language } from '#platform/i18n.ts'
import { Select, TextArea, TextField } from '#ui/forms.tsx'
import { Crumbs, Notice } from '#ui/parts.tsx'
import { words } from '../messages.ts'
import { type EventForm, KINDS, LONGEST, MODES } from '../model.ts'
import { overbookingHint } from '../registrations/model.ts'

type Props = {
  language: Language
  typed: Partial<EventForm>
  id?: number | undefined
  provinces: readonly { code: string; name: string }[]
  past: { expected: number; absent: number; events: number } | undefined
  alert?: string | undefined
  wrong?: Readonly<Record<string, string>>
}

export function EventFormPage({ language, typed, id, provinces, past, alert, wrong = {} }: Props) {
  const t = words[language]
  const text = (
    name: keyof EventForm,
    label: string,
    more: { hint?: string; type?: string; maxLength?: number } = {},
  ) => (
    <TextField
      name={name}
      label={label}
      value={typed[name] === undefined ? undefined : String(typed[name])}
      wrong={wrong[name]}
      {...more}
    />
  )
  const area = (
    name: keyof EventForm,
    label: string,
    rows: number,
    more: { hint?: string; maxLength?: number } = {},
  ) => (
    <TextArea name={name} label={label} value={String(typed[name] ?? '')} rows={rows} wrong={wrong[name]} {...more} />
  )
  const title = id === undefined ? t.newEvent : t.editTitle
  return (
    <>
      <Crumbs
        label={t.title}
        trail={[
          { href: `/${language}/events`, text: t.title },
          ...(id === undefined ? [] : [{ href: `/${language}/events/${id}/manage`, text: t.manage }]),
        ]}
      />
      <h1>{title}</h1>
      {alert && (
        <Notice tone="wrong" role="alert">
          <p>{alert}</p>
        </Notice>
      )}
      <form method="post" action={`/${language}/events${id === undefined ? '/new' : `/${id}/edit`}`} noValidate>
        <input type="hidden" name="version" value={typed.version ?? 0} />
        <div className="two">
          <div>
            {text('title_it', t.titleIt, { maxLength: LONGEST.title })}
            {area('summary_it', t.summaryIt, 2, { maxLength: LONGEST.summary })}
            {area('description_it', t.descriptionIt, 6, { maxLength: LONGEST.description })}
          </div>
          <div>
            {text('title_en', t.titleEn, { maxLength: LONGEST.title })}
            {area('summary_en', t.summaryEn, 2, { maxLength: LONGEST.summary })}
            {area('description_en', t.descriptionEn, 6, { maxLength: LONGEST.description })}
          </div>
        </div>
        <div className="two">
          <div>
            <Select
              name="kind"
              label={t.kind}
              value={typed.kind}
              choices={KINDS.map(value => ({ value, text: t.kinds[value] }))}
            />
            {text('starts', t.starts, { type: 'datetime-local' })}
            {text('ends', t.ends, { type: 'datetime-local' })}
            {text('zone', t.zone, { hint: t.zoneHint })}
            {text('capacity', t.capacity, { hint: t.capacityHint })}
            {text('overbooked', t.overbooked, { hint: t.overbookedHint })}
            <Hint {...{ language, typed, past }} />
          </div>
          <div>
            <Select
              name="mode"
              label={t.mode}
              value={typed.mode}
              choices={MODES.map(value => ({ value, text: t.modes[value] }))}
            />
            {text('place', t.place, { hint: t.placeHint, maxLength: LONGEST.place })}
            <Select
              name="nuts"
              label={t.province}
              value={typed.nuts}
              wrong={wrong.nuts}
              any={t.noProvince}
              choices={provinces.map(({ code, name }) => ({ value: code, text: name }))}
            />
            {text('online_address', t.online, { hint: t.onlineHint, type: 'url', maxLength: LONGEST.address })}
          </div>
        </div>
        <div className="two">
          {area('consent_it', t.consentIt, 4, { hint: t.consentHint, maxLength: LONGEST.consent })}
          {area('consent_en', t.consentEn, 4, { maxLength: LONGEST.consent })}
        </div>
        <button type="submit">{id === undefined ? t.create : t.save}</button>
      </form>
    </>
  )
}

function Hint({ language, typed, past }: Pick<Props, 'language' | 'typed' | 'past'>) {
  const t = words[language]
  const f = formats(language)
  if (!past) return null
  const capacity = /^\d+$/.test(typed.capacity ?? '') ? Number(typed.capacity) : null
  const hint = overbookingHint(capacity, past)
  return (
    <p className="small soft">
      {hint === undefined
        ? t.hintUnknown
        : t.hint(f.number(hint), f.percent(past.absent / past.expected), t.pastEvents(f.number(past.events)))}
    </p>
  )
}
