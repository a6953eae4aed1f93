import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { field } from '#kernel/fields.ts'
import { type AppEnv, page, parseForm, rawForm, readForm, readJson, readQuery, seeOther } from '#platform/http.tsx'
import type { Deps } from '../call/website.tsx'
import { clockAt } from '../stage/actions.ts'
import { words } from './messages.ts'
import { conflictForm, LONGEST, marksBody, scoresIn, sheetForm } from './model.ts'
import { declareConflict, saveSheet, sheetOf, takeMarks } from './sheets.ts'
import { SheetPage } from './views/sheet.tsx'

const tokenQuery = z.object({
  token: z.string().max(200).default(''),
  done: z.enum(['saved']).optional().catch(undefined),
  pitch: field.whole(1, 2 ** 52).catch(undefined),
})

/** The score sheet of a judge, by the link in their invitation or the square that was printed for them. */
export function website({ db, clock, secret }: Deps): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const tokenOf = (c: Context<AppEnv>) => readQuery(c, tokenQuery).token
  const back = (c: Context<AppEnv>, pitch: number) =>
    seeOther(c, `/judge?token=${encodeURIComponent(tokenOf(c))}&done=saved&pitch=${pitch}#pitch-${pitch}`)

  app.get('/judge', async c => {
    const { token, done, pitch } = readQuery(c, tokenQuery)
    const sheet = await sheetOf(db, secret, token)
    const language = c.get('language')
    const { pitch: current } = await clockAt(db, sheet.event.id, clock())
    return page(
      c,
      { title: words[language].title[sheet.rubric], noIndex: true, section: 'events', islands: ['pitch-judge'] },
      <SheetPage
        {...{ language, sheet, token }}
        current={sheet.rubric === 'jury' ? current : null}
        opened={pitch}
        done={done && words[language][done]}
      />,
    )
  })

  app.post('/judge', async c => {
    const raw = await rawForm(c)
    const { pitch, words: text, shared } = parseForm(raw, sheetForm)
    const at = clock().toISOString()
    const said = { pitch, words: text.trim().slice(0, LONGEST.words), shared, at }
    await saveSheet(db, secret, tokenOf(c), { scores: scoresIn(raw, pitch, at), words: [said] }, clock())
    return back(c, pitch)
  })

  app.post('/judge/marks', async c =>
    c.json(await takeMarks(db, secret, tokenOf(c), await readJson(c, marksBody), clock())),
  )

  app.post('/judge/conflict', async c => {
    const said = await readForm(c, conflictForm)
    await declareConflict(db, secret, tokenOf(c), said, clock())
    return back(c, said.pitch)
  })

  return app
}
