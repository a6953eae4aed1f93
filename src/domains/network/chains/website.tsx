import { type Context, Hono } from 'hono'
import { maySeeMembersOnly, mayWork } from '#domains/accounts/policy.ts'
import { type Clock, dateInRome } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { type AppEnv, attachment, idOf, page, parseForm, rawForm, seeOther } from '#platform/http.tsx'
import type { Language } from '#platform/i18n.ts'
import { type Column, CSV_TYPE, toCsv, toXlsx, XLSX_TYPE } from '#platform/sheets.ts'
import { Crumbs } from '#ui/parts.tsx'
import { readableName, readablePlace } from '../naming/model.ts'
import { endChain, leadersToChoose, writeChain } from './actions.ts'
import { errors, meanings, words } from './messages.ts'
import { chainForm } from './model.ts'
import { type ChainLine, chainsOf, linesOfChains, membersOfChain } from './queries.ts'
import { ChainsPage } from './views/chains.tsx'

/** Public: what the chains are and who takes part. Who leads them is shown to people of the cluster; staff edit them here. */
export function website({ db, clock }: { db: Db; clock: Clock }): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.get('/chains', c => show(c, db))

  app.get('/chains.csv', async c => {
    const language = c.get('language')
    return c.body(
      toCsv(columns(language), await linesOfChains(db, language)),
      200,
      attachment('value-chains.csv', CSV_TYPE),
    )
  })

  app.get('/chains.xlsx', async c => {
    const language = c.get('language')
    const { title } = words[language]
    const rows = await linesOfChains(db, language)
    const bytes = await toXlsx(title, language, [{ name: title, columns: columns(language), rows: rows as never[] }])
    return c.body(bytes as Uint8Array<ArrayBuffer>, 200, attachment('value-chains.xlsx', XLSX_TYPE))
  })

  app.get('/chains/:id{[0-9]{1,15}}', async c => {
    const language = c.get('language')
    const t = words[language]
    const id = idOf(c)
    const chain = (await chainsOf(db, language)).find(one => one.id === id)
    if (!chain) throw new Failure('NotFound', errors.unknown)
    const members = await membersOfChain(db, id)
    const name = chain[`name_${language}`]
    return page(
      c,
      { title: name, section: 'organisations', description: chain[`says_${language}`] },
      <>
        <Crumbs label={t.title} trail={[{ href: `/${language}/chains`, text: t.title }]} />
        <h1>{name}</h1>
        {chain[`says_${language}`] && <p className="lead">{chain[`says_${language}`]}</p>}
        <h2>{t.who}</h2>
        <ul>
          {members.map(member => (
            <li key={member.key}>
              <a href={`/${language}/organisations/${member.key}`}>{readableName(member)}</a>
              {member.city && <span className="soft"> {readablePlace(member.city)}</span>}
            </li>
          ))}
        </ul>
      </>,
    )
  })

  const write = async (c: Context<AppEnv>, id: number | undefined) => {
    await writeChain(db, c.get('actor'), id, parseForm(await rawForm(c), chainForm))
    return seeOther(c, '/chains')
  }
  app.post('/chains', c => write(c, undefined))
  app.post('/chains/:id{[0-9]{1,15}}', c => write(c, idOf(c)))
  app.post('/chains/:id{[0-9]{1,15}}/close', async c => {
    await endChain(db, c.get('actor'), idOf(c), dateInRome(clock()))
    return seeOther(c, '/chains')
  })

  return app
}

function columns(language: Language): Column<ChainLine>[] {
  const t = words[language]
  return [
    { head: t.chain, means: meanings.chain, value: row => row.chain, width: 36 },
    { head: t.key, means: meanings.key, value: row => row.key },
    { head: t.member, means: meanings.member, value: row => row.name, width: 44 },
    { head: t.city, means: meanings.city, value: row => row.city },
  ]
}

async function show(c: Context<AppEnv>, db: Db) {
  const language = c.get('language')
  const actor = c.get('actor')
  const chains = await chainsOf(db, language)
  const leaders = mayWork(actor).allowed ? await leadersToChoose(db, actor) : undefined
  return page(
    c,
    { title: words[language].title, section: 'organisations', description: words[language].lead },
    <ChainsPage language={language} chains={chains} leaders={leaders} seesPeople={maySeeMembersOnly(actor).allowed} />,
  )
}
