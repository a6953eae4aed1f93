import { formats, type Language } from '#platform/i18n.ts'
import { Crumbs } from '#ui/parts.tsx'
import { inLanguage } from '../../../model.ts'
import type { EventRow } from '../../../queries.ts'
import { dayOf, hourOf } from '../../../times.ts'
import { words } from '../messages.ts'
import { OUTCOMES } from '../model.ts'
import type { OutcomeRow } from '../queries.ts'

type Props = { language: Language; event: EventRow; outcome: OutcomeRow }

/** Where staff write how a meeting went for a side that told them. */
export function EnterPage({ language, event, outcome }: Props) {
  const t = words[language]
  const at = `/${language}/events/${event.id}`
  const sides = [
    { id: outcome.a_id, name: outcome.a_name, organisation: outcome.a_organisation, said: outcome.a_said },
    { id: outcome.b_id, name: outcome.b_name, organisation: outcome.b_organisation, said: outcome.b_said },
  ]
  return (
    <>
      <Crumbs
        label={t.events}
        trail={[
          { href: `${at}/manage`, text: inLanguage(event, 'title', language) },
          { href: `${at}/outcomes`, text: t.title },
        ]}
      />
      <h1>{t.enterTitle}</h1>
      <p className="lead">
        {formats(language).date(dayOf(outcome.starts_at, event.zone))}, {hourOf(outcome.starts_at, event.zone)},{' '}
        {outcome.table_name}, {outcome.room}
      </p>
      <p>{t.enterLead}</p>
      <div className="two">
        {sides.map(side => (
          <section className="panel" key={side.id}>
            <h2>{t.enterFor(side.name || t.nobody)}</h2>
            <p className="soft">{side.organisation}</p>
            <form method="post" action={`${at}/outcomes/${outcome.id}`} className="big-choices">
              <input type="hidden" name="registration" value={side.id} />
              {OUTCOMES.map(one => (
                <button
                  key={one}
                  type="submit"
                  name="outcome"
                  value={one}
                  className={side.said === one ? undefined : 'quiet'}
                  aria-pressed={side.said === one}
                >
                  {t.outcomes[one]}
                </button>
              ))}
            </form>
          </section>
        ))}
      </div>
    </>
  )
}
