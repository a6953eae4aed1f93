import { withDatabase } from './terminal.ts'

/** The text of the last mail that waits for an address: the site of the journeys has no mail server, so mail stays in its outbox. */
export const mailTo = (email: string): Promise<string> =>
  withDatabase(async ({ pool }) => {
    // What is asked for on a page is written just after the page has answered.
    for (let tries = 0; tries < 50; tries += 1) {
      const { rows } = await pool.query<{ text_body: string | null }>(
        'select text_body from mail_outbox where recipient = $1 order by id desc limit 1',
        [email],
      )
      if (rows[0]?.text_body) return rows[0].text_body
      await new Promise(resolve => setTimeout(resolve, 100))
    }
    throw new Error(`no mail waits for ${email}`)
  })
