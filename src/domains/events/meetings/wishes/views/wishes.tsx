import { formats, type Language } from '#platform/i18n.ts'
import { Crumbs, Notice } from '#ui/parts.tsx'
import { words as ofEvents } from '../../../messages.ts'
import { inLanguage } from '../../../model.ts'
import { whenOf } from '../../../times.ts'
import { SetupCrumbs } from '../../setup/views/parts.tsx'
import type { Suggestion } from '../../suggestions/model.ts'
import type { WishesPage as Known, Who } from '../actions.ts'
import { found, listed } from '../listed.ts'
import { words } from '../messages.ts'
import type { PersonForm, PlaceQuery } from '../model.ts'
import { AboutForm } from './about.tsx'
import { People, Suggested, Wanted } from './people.tsx'

export type Props = Known & {
  language: Language
  who: Who
  query: PlaceQuery
  now: Date
  open: boolean
  /** The address of a part of this page, with more in its query. */
  to: (part: string, more?: Readonly<Record<string, unknown>>) => string
  typed?: PersonForm
  suggestions: readonly Suggestion[]
  alert?: string
  wrong?: Readonly<Record<string, string>>
}

export function WishesPage(props: Props) {
  const { language, who, query, now, open, to, alert, said } = props
  const t = words[language]
  const { event, agenda, registration } = who
  const people = listed(props, now)
  const list = found(
    people,
    query,
    props.suggestions.map(one => one.id),
  )
  const done = query.done === 'saved' ? t.saved : query.done === 'wish' ? t.wishSaved : undefined
  return (
    <>
      {who.by === undefined ? (
        <Crumbs
          label={ofEvents[language].title}
          trail={[
            { href: `/${language}/events/${event.slug}`, text: inLanguage(event, 'title', language) },
            { href: to('').replace('/registration/wishes', '/registration'), text: t.back },
          ]}
        />
      ) : (
        <SetupCrumbs {...{ language, event }} setup />
      )}
      <h1>{who.by === undefined ? t.title : t.titleOf(registration.name)}</h1>
      <p className="lead">{t.lead}</p>
      {who.by !== undefined && (
        <Notice tone="warn">
          <p>{t.forStaff(registration.name)}</p>
        </Notice>
      )}
      <div aria-live="polite" data-live="said" data-offline={t.notSaving}>
        {alert ? (
          <Notice tone="wrong">
            <p>{alert}</p>
          </Notice>
        ) : (
          done && (
            <Notice tone="good">
              <p>{done}</p>
            </Notice>
          )
        )}
      </div>
      {!open ? (
        <Notice tone="warn">
          <p>{t.closed}</p>
        </Notice>
      ) : (
        agenda.wishes_until && <p>{t.until(whenOf(formats(language), agenda.wishes_until, event.zone))}</p>
      )}
      <div className="stack">
        {!said?.said_at || props.typed ? (
          <section aria-labelledby="about" className="panel">
            <h2 id="about">{t.aboutMe}</h2>
            <AboutForm {...props} />
          </section>
        ) : (
          <details className="panel">
            <summary>{open ? t.aboutMeDone : t.aboutMe}</summary>
            <AboutForm {...props} />
          </details>
        )}
        <Wanted {...props} people={people} />
        <Suggested {...props} people={people} />
        <People {...props} people={people} list={list} />
      </div>
    </>
  )
}
