import { Hono } from 'hono'
import { z } from 'zod'
import { mayWork } from '#domains/accounts/policy.ts'
import { field } from '#kernel/fields.ts'
import type { Db } from '#platform/db.ts'
import { type AppEnv, page, readQuery } from '#platform/http.tsx'
import { formats } from '#platform/i18n.ts'
import { TextField } from '#ui/forms.tsx'
import { Empty } from '#ui/parts.tsx'
import { words } from '../messages.ts'
import { directory } from './actions.ts'

const query = z.object({ q: field.text(100) })

/** The directory of people who wanted to stand in it. */
export function website({ db }: { db: Db }): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  app.get('/people', async c => {
    const { q } = readQuery(c, query)
    const language = c.get('language')
    const t = words[language]
    const f = formats(language)
    const { people, count } = await directory(db, c.get('actor'), q)
    const many = 'exact' in count ? f.number(count.exact) : t.fewer(f.number(count.fewerThan))
    const head = { title: t.directory, section: 'people', noIndex: true }
    if (!people)
      return page(
        c,
        head,
        <>
          <h1>{t.directory}</h1>
          <p className="lead">{t.directoryCount(many)}</p>
          <p>{t.directoryVisitor}</p>
        </>,
      )
    return page(
      c,
      head,
      <>
        <h1>{t.directory}</h1>
        <p className="lead">{t.directoryLead}</p>
        {mayWork(c.get('actor')).allowed && (
          <p>
            <a href={`/${language}/people/register`}>{t.registerLead}</a>
          </p>
        )}
        <search>
          <form method="get">
            <TextField name="q" type="search" label={t.search} value={q} />
            <button type="submit">{t.find}</button>
          </form>
        </search>
        {people.length === 0 ? (
          <Empty>
            <p>{q ? t.directoryNothing : t.directoryEmpty}</p>
          </Empty>
        ) : (
          <>
            <p>
              <strong>{t.found(f.number(people.length))}</strong>
            </p>
            <ul className="results">
              {people.map(one => (
                <li key={one.id}>
                  <h2 className="small">{one.name}</h2>
                  <p>
                    {one.works.map((work, index) => (
                      <span key={`${work.key}${work.title}`}>
                        {index > 0 && '; '}
                        <a href={`/${language}/organisations/${work.key}`}>{work.name}</a>
                        {work.title && `, ${work.title}`}
                      </span>
                    ))}
                  </p>
                  {one.says && <p>{one.says}</p>}
                  <p className="row">
                    {one.email && <a href={`mailto:${one.email}`}>{one.email}</a>}
                    {one.phone && <a href={`tel:${one.phone.replace(/[^+\d]/g, '')}`}>{one.phone}</a>}
                  </p>
                </li>
              ))}
            </ul>
          </>
        )}
      </>,
    )
  })
  return app
}
