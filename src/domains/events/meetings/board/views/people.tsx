import { formats, type Language } from '#platform/i18n.ts'
import { TextField } from '#ui/forms.tsx'
import { Empty, Pager } from '#ui/parts.tsx'
import type { PersonRow } from '../../queries.ts'
import { words } from '../messages.ts'
import { type BoardQuery, PEOPLE_PER_PAGE } from '../model.ts'
import { type Names, type Picture, placeText } from '../picture.ts'
import type { Card } from '../shown.ts'
import { Flags } from './parts.tsx'

type Props = {
  language: Language
  names: Names
  picture: Picture
  cards: readonly Card[]
  at: string
  query: BoardQuery
}

/** The meetings of each person, found by name or organisation. */
export function People({ language, names, picture, cards, at, query }: Props) {
  const t = words[language]
  const f = formats(language)
  const wanted = query.q?.toLocaleLowerCase(language)
  const found = picture.rows.people.filter(
    one =>
      (one.takes_part || cards.some(({ a, b }) => a.id === one.id || b.id === one.id)) &&
      (!wanted || `${one.name} ${one.organisation}`.toLocaleLowerCase(language).includes(wanted)),
  )
  const pages = Math.max(1, Math.ceil(found.length / PEOPLE_PER_PAGE))
  const page = Math.min(query.page, pages)
  const shown = found.slice((page - 1) * PEOPLE_PER_PAGE, page * PEOPLE_PER_PAGE)
  const href = (to: number) => `${at}?view=people&page=${to}${query.q ? `&q=${encodeURIComponent(query.q)}` : ''}`
  return (
    <>
      <form action={at} className="row end">
        <input type="hidden" name="view" value="people" />
        <TextField name="q" label={t.search} value={query.q} type="search" autoComplete="off" />
        <button type="submit" className="quiet">
          {t.find}
        </button>
      </form>
      {shown.length === 0 && (
        <Empty>
          <p>{t.nobody}</p>
        </Empty>
      )}
      <ul className="results">
        {shown.map(person => (
          <Person
            key={person.id}
            {...{ language, names, picture, person, at }}
            cards={cards.filter(({ a, b }) => a.id === person.id || b.id === person.id)}
          />
        ))}
      </ul>
      <Pager
        {...{ page, pages, href }}
        words={{
          label: t.pager,
          previous: t.previous,
          next: t.next,
          position: t.position(f.number(page), f.number(pages)),
        }}
      />
    </>
  )
}

function Person({ language, names, picture, person, cards, at }: Omit<Props, 'query'> & { person: PersonRow }) {
  const t = words[language]
  return (
    <li>
      <h3>
        {person.name} <span className="soft small">{person.organisation}</span>
      </h3>
      {cards.length === 0 ? (
        <p className="soft">{t.noMeetingsYet}</p>
      ) : (
        <ul>
          {cards.map(card => (
            <li key={card.row.id}>
              <a href={`${at}?meeting=${card.row.id}#chosen`}>
                {placeText(names, language, card.row)} {t.with} {(card.a.id === person.id ? card.b : card.a).name}
              </a>{' '}
              <Flags {...{ language, names, picture, card }} />
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
