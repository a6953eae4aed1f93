import { formats } from '#platform/i18n.ts'
import { Choices, TextArea, TextField } from '#ui/forms.tsx'
import { hoursOf } from '../../../times.ts'
import { byDay } from '../../setup/model.ts'
import { words } from '../messages.ts'
import { LANGUAGES, LONGEST } from '../model.ts'
import type { Props } from './wishes.tsx'

/** What somebody says of themselves; others see what the form says they see. */
export function AboutForm({ language, who, said, slots, away, typed, wrong = {}, open, to }: Props) {
  const t = words[language]
  const f = formats(language)
  const names = new Intl.DisplayNames([language], { type: 'language' })
  const zone = who.event.zone
  const takes = typed ? typed.takes_part : said?.takes_part === false ? '0' : '1'
  const field = (name: 'people' | 'most_meetings' | 'phone', label: string, hint: string, type: string) => (
    <TextField
      {...{ name, label, hint, type }}
      value={typed ? typed[name] : String(said?.[name] ?? '')}
      wrong={wrong[name]}
      {...(name === 'phone' ? { autoComplete: 'tel' } : {})}
    />
  )
  const text = (name: 'offers' | 'seeks', label: string, hint: string) => (
    <TextArea
      {...{ name, label, hint }}
      rows={4}
      value={typed ? typed[name] : (said?.[name] ?? '')}
      wrong={wrong[name]}
      maxLength={LONGEST[name]}
    />
  )
  return (
    <form method="post" action={to('')} noValidate>
      <p className="small">{t.seen}</p>
      <input type="hidden" name="seen" value={said?.said_at?.toISOString() ?? ''} />
      <Choices
        name="takes_part"
        type="radio"
        legend={t.takesPart}
        chosen={[takes]}
        choices={[
          { value: '1', text: t.takesPartYes },
          { value: '0', text: t.takesPartNo },
        ]}
      />
      {text('offers', t.offers, t.offersHint)}
      {text('seeks', t.seeks, t.seeksHint)}
      <div className="wrapped">
        <Choices
          name="languages"
          legend={t.languages}
          chosen={typed?.languages ?? said?.languages ?? []}
          choices={LANGUAGES.map(value => ({ value, text: names.of(value) ?? value }))}
        />
      </div>
      <div className="fields">
        {field('people', t.people, t.peopleHint, 'number')}
        {field('most_meetings', t.mostMeetings, t.mostMeetingsHint, 'number')}
        {field('phone', t.phone, t.phoneHint, 'tel')}
      </div>
      <label className="choice">
        <input
          type="checkbox"
          name="accessible"
          value="1"
          defaultChecked={typed?.accessible ?? said?.accessible ?? false}
        />
        <span>{t.accessible}</span>
      </label>
      {slots.length > 0 && (
        <details open={(typed?.away ?? away).length > 0}>
          <summary>{t.away}</summary>
          <p className="small">{t.awayHint}</p>
          {byDay(slots, zone).map(({ day, slots: own }) => (
            <div className="wrapped" key={day}>
              <Choices
                name="away"
                legend={f.date(day)}
                chosen={(typed?.away ?? away).map(String)}
                choices={own.map(slot => ({
                  value: String(slot.id),
                  text: hoursOf(slot, zone),
                }))}
              />
            </div>
          ))}
        </details>
      )}
      {open && <button type="submit">{t.save}</button>}
    </form>
  )
}
