import type pg from 'pg'
import type { Visitor } from './browser.ts'

type Said = { title_it: string; title_en: string; starts: string; ends: string; place: string }

/** Makes an event by its form, as staff do, and opens registrations; answers its number as it stands in addresses. */
export async function openEvent({ page }: Visitor, said: Said, kind?: 'pitching'): Promise<string> {
  await page.goto('/en/events/new')
  for (const [name, text] of Object.entries(said)) await page.locator(`[name=${name}]`).fill(text)
  if (kind) await page.locator('[name=kind]').selectOption(kind)
  await page.getByRole('button', { name: 'Save the draft' }).click()
  await page.getByRole('button', { name: 'Open registrations' }).click()
  return /events\/(\d+)\/manage/.exec(page.url())?.[1] ?? ''
}

/** An event open to everybody, written beside the site: also one that has begun. Answers its number. */
export async function insertEvent(
  pool: pg.Pool,
  event: { slug: string; it: string; en: string; starts: Date; ends: Date },
): Promise<number> {
  const { rows } = await pool.query<{ id: number }>(
    `with made as (
       insert into event (slug, kind, mode, title_it, title_en, starts_at, ends_at, place, state, made_by)
         values ($1, 'matchmaking', 'presence', $2, $3, $4, $5, 'Bologna', 'open', 'test') returning id)
     insert into event_consent (event_id, version, it, en) select id, 1, 'Accetto.', 'I agree.' from made returning event_id as id`,
    [event.slug, event.it, event.en, event.starts, event.ends],
  )
  return Number(rows[0]?.id)
}
