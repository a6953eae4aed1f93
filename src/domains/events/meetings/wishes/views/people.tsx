import { formats, type Language } from '#platform/i18n.ts'
import { Select, TextField } from '#ui/forms.tsx'
import { Empty, Pager, Tag } from '#ui/parts.tsx'
import { whenOf } from '../../../times.ts'
import { STRENGTHS } from '../../model.ts'
import type { Suggestion } from '../../suggestions/model.ts'
import { Reasons } from '../../suggestions/views/reasons.tsx'
import type { found, Listed } from '../listed.ts'
import { words } from '../messages.ts'
import { LANGUAGES, MOST_MUSTS, SHOWN } from '../model.ts'
import type { Props } from './wishes.tsx'

type Own = Props & { people: readonly Listed[] }

/** Those who want to meet this person and wait for an answer. */
export function Wanted(props: Own) {
  const { language, who, people, query } = props
  const t = words[language]
  const waiting = people.filter(one => one.waits !== undefined || (one.id === query.at && one.wantsMe))
  return (
    <div data-live="wanted">
      {waiting.length > 0 && (
        <section aria-labelledby="wanted" className="panel">
          <h2 id="wanted">{t.wantYou}</h2>
          <p className="small">{t.wantYouLead}</p>
          <ul className="plain people">
            {waiting.map(one => (
              <li key={one.id} id={`w-${one.id}`}>
                <Person language={language} one={one} />
                {one.waits && (
                  <p className="small soft">{t.answerBy(whenOf(formats(language), one.waits, who.event.zone))}</p>
                )}
                <form method="post" action={props.to('/choose', listOf(props))} className="row" data-in-place>
                  <input type="hidden" name="to" value={one.id} />
                  <input type="hidden" name="back" value="w" />
                  <button
                    type="submit"
                    name="strength"
                    value="like"
                    aria-pressed={one.mine !== undefined && one.mine !== 'no'}
                    className="quiet"
                  >
                    {t.accept}
                    <span className="visually-hidden"> ({one.name})</span>
                  </button>
                  <button type="submit" name="strength" value="no" aria-pressed={one.mine === 'no'} className="quiet">
                    {t.decline}
                    <span className="visually-hidden"> ({one.name})</span>
                  </button>
                </form>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

const MOST_SUGGESTED = 4

/** The best of those suggested among whom nothing is chosen yet. */
export function Suggested(props: Own) {
  const { language, people, query, suggestions, said, open, to } = props
  const t = words[language]
  if (!open || query.show !== 'all') return null
  const byId = new Map(people.map(one => [one.id, one]))
  const best = suggestions
    .flatMap(suggestion => {
      const one = byId.get(suggestion.id)
      return one && one.waits === undefined && (one.mine === undefined || one.id === query.at)
        ? [{ one, suggestion }]
        : []
    })
    .slice(0, MOST_SUGGESTED)
  const silent = !said?.offers && !said?.seeks
  return (
    <div data-live="suggested">
      {people.length > 0 && (
        <section aria-labelledby="suggested" className="panel">
          <h2 id="suggested">{t.suggested}</h2>
          <p className="small">{silent ? t.noSuggestions : t.suggestedLead}</p>
          {!silent && (
            <>
              <ul className="plain people">
                {best.map(({ one, suggestion }) => (
                  <li key={one.id} id={`s-${one.id}`}>
                    <Person language={language} one={one} />
                    <Reasons {...{ language, suggestion }} />
                    <Choose {...props} one={one} back="s" disabled={false} />
                  </li>
                ))}
              </ul>
              <p>
                <a href={`${to('', { show: 'suggested' })}#others`}>{t.allSuggested}</a>
              </p>
            </>
          )}
        </section>
      )}
    </div>
  )
}

/** What of the query stays when a choice is made. */
const listOf = ({ query: { q, show, lang, page } }: Props) => ({
  q,
  show: show === 'all' ? undefined : show,
  lang,
  page,
})

/** All others, found and chosen. */
export function People(props: Own & { list: ReturnType<typeof found> }) {
  const { language, query, people, list, mine, to, open } = props
  const t = words[language]
  const f = formats(language)
  const names = new Intl.DisplayNames([language], { type: 'language' })
  const musts = mine.filter(one => one.strength === 'must').length
  const byId = new Map(props.suggestions.map(one => [one.id, one]))
  const action = new URL(to(''), 'http://x')
  return (
    <section aria-labelledby="others">
      <h2 id="others">{t.others}</h2>
      <form className="row end" action={`${action.pathname}#others`}>
        {[...action.searchParams].map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <TextField name="q" type="search" label={t.search} hint={t.searchHint} value={query.q} />
        <Select
          name="show"
          label={t.show}
          value={query.show}
          choices={SHOWN.map(value => ({ value, text: t.shows[value] }))}
        />
        <Select
          name="lang"
          label={t.language}
          any={t.anyLanguage}
          value={query.lang}
          choices={LANGUAGES.map(value => ({ value, text: names.of(value) ?? value }))}
        />
        <button type="submit" className="quiet">
          {t.filter}
        </button>
      </form>
      <div data-live="people">
        <p className="row">
          <span>{t.found(f.number(list.total))}</span>
          <span>{t.musts(f.number(musts), f.number(MOST_MUSTS))}</span>
        </p>
        {list.rows.length === 0 ? (
          <Empty>
            <p>{people.length === 0 ? t.noneYet : t.none}</p>
          </Empty>
        ) : (
          <ul className="plain people">
            {list.rows.map(one => (
              <li key={one.id} id={`p-${one.id}`}>
                <Person language={language} one={one} />
                {query.show === 'suggested' && byId.has(one.id) && (
                  <Reasons language={language} suggestion={byId.get(one.id) as Suggestion} />
                )}
                <Choose {...props} one={one} back="p" disabled={!open && one.waits === undefined} />
              </li>
            ))}
          </ul>
        )}
        <Pager
          page={list.page}
          pages={list.pages}
          href={page => `${to('', { ...listOf(props), page })}#others`}
          words={{
            label: t.pages,
            previous: t.previous,
            next: t.next,
            position: t.position(f.number(list.page), f.number(list.pages)),
          }}
        />
      </div>
      {props.who.registration.organisation_id !== null && <p className="small soft">{t.sameHouse}</p>}
    </section>
  )
}

/** Somebody as those at the event may see them: name, organisation, what they say of themselves. */
export function Person({ language, one }: { language: Language; one: Listed }) {
  const t = words[language]
  const names = new Intl.DisplayNames([language], { type: 'language' })
  const wants = one.mine !== undefined && one.mine !== 'no'
  return (
    <>
      <p className="row">
        <strong>{one.name}</strong>
        {one.organisation && <span>{one.organisation}</span>}
        {one.wantsMe && <Tag tone={wants ? 'good' : 'warp'}>{wants ? t.mutual : t.wantsYou}</Tag>}
      </p>
      {one.offers && (
        <p className="small">
          <strong>{t.offersOne}</strong> {one.offers}
        </p>
      )}
      {one.seeks && (
        <p className="small">
          <strong>{t.seeksOne}</strong> {one.seeks}
        </p>
      )}
      {!one.offers && !one.seeks && <p className="small soft">{t.saidNothing}</p>}
      {one.languages.length > 0 && (
        <p className="small soft">{one.languages.map(code => names.of(code) ?? code).join(', ')}</p>
      )}
    </>
  )
}

/** Three big choices, and none. */
export function Choose(props: Props & { one: Listed; back: 'p' | 's'; disabled: boolean }) {
  const { language, one, back, disabled, to } = props
  const t = words[language]
  if (disabled) return one.mine ? <Tag>{t.strengths[one.mine]}</Tag> : null
  return (
    <form method="post" action={to('/choose', listOf(props))} data-in-place>
      <fieldset className="answers">
        <legend className="visually-hidden">{t.strengthOf(one.name)}</legend>
        <input type="hidden" name="to" value={one.id} />
        <input type="hidden" name="back" value={back} />
        {[...STRENGTHS, ...(one.mine ? (['none'] as const) : [])].map(value => (
          <button
            key={value}
            type="submit"
            name="strength"
            value={value}
            aria-pressed={value === 'none' ? undefined : one.mine === value}
            className={value === 'none' ? 'link' : 'quiet'}
          >
            {t.strengths[value]}
          </button>
        ))}
      </fieldset>
    </form>
  )
}
