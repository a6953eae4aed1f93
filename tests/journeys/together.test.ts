import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type Database, openDatabase } from '#platform/db.ts'
import { readEnv } from '#platform/env.ts'
import { temporaryFolder } from '../../tools/temporary-database.ts'
import { mailSink, type Sink } from '../mail-sink.ts'
import { BIN, childEnvironment, type Site, startSite } from '../site.ts'
import { PHONE, type Visitor, visitor } from './browser.ts'
import { copyOf } from './site.ts'
import { enter } from './terminal.ts'

const folder = temporaryFolder()
const data = path.join(folder, 'data')
const MAIL = { MAIL_FROM: 'Cluster <cluster@cluster.example>', MAIL_REPLY_TO: 'case@cluster.example' }
const DAY_MS = 86_400_000

let sink: Sink
let site: Site
let database: Database
let settings: Record<string, string>
/** Two members of the cluster, by key and name. */
let alfa: { id: number; key: string; name: string }
let beta: { id: number; key: string; name: string }

// A site of its own: this one has a mail server.
beforeAll(async () => {
  sink = await mailSink()
  copyOf(inject('untouched'), data)
  settings = { TELAIO_DATA: data, SMTP_URL: sink.url, ...MAIL }
  site = await startSite(data, settings)
  database = await openDatabase(readEnv({ TELAIO_DATA: data }), { command: 'test', beside: 'join', now: new Date() })
  const { rows } = await database.pool.query(
    'select o.id, o.key, o.name from membership m join organisation o on o.id = m.organisation_id where o.says is not null order by o.key limit 2',
  )
  ;[alfa, beta] = rows
}, 200_000)
afterAll(async () => {
  await database?.close()
  await site?.stop()
  await sink?.close()
  rmSync(folder, { recursive: true, force: true })
})

function telaio(args: string[], input?: string | Buffer) {
  return spawnSync(process.execPath, [BIN, ...args], {
    env: childEnvironment({ ...settings, BASE_URL: site.address }),
    encoding: 'utf8',
    ...(input === undefined ? {} : { input }),
  })
}

/** Somebody with an account who has signed in, and acts for an organisation where one is named. */
async function signedIn(email: string, name: string, role: string, actsFor?: number, options = {}): Promise<Visitor> {
  const { stdout, stderr } = telaio(['invite', email, '--name', name, '--role', role, '--json'])
  expect(stderr).toBe('')
  if (actsFor)
    await database.pool.query(
      "insert into representation (account_id, organisation_id, may, granted_by) select id, $2, 'represent', 'test' from account_user where email = $1",
      [email, actsFor],
    )
  const v = await visitor({ baseURL: site.address, ...options })
  await enter(v, JSON.parse(stdout).link)
  // Whoever has signed in begins at the page of the day.
  expect(new URL(v.page.url()).pathname).toBe('/en/today')
  return v
}

test('a member asks, the other accepts, and what they write to each other stays together', async () => {
  const anna = await signedIn('anna@alfa.example', 'Anna Verdi', 'visitor', alfa.id)
  const bruno = await signedIn('bruno@beta.example', 'Bruno Rossi', 'visitor', beta.id, PHONE)
  await anna.open(`/en/organisations/${beta.key}`)
  await anna.follow(anna.page.getByRole('link', { name: 'Ask to be introduced' }))
  // Without a word why, it is not sent and nothing is lost.
  await anna.follow(anna.page.getByRole('button', { name: 'Send the request' }))
  expect(await anna.page.getByRole('alert').textContent()).toContain('what you wrote is still here')
  await anna.page.getByLabel('Why, in a few lines').fill('Smart dressings & <b>more</b>')
  await anna.follow(anna.page.getByRole('button', { name: 'Send the request' }))
  const request = new URL(anna.page.url()).pathname
  expect(await anna.page.locator('main').textContent()).not.toContain('Bruno')

  const [asked] = await sink.wait('bruno@beta.example')
  expect(asked?.mail.text).toContain('«Smart dressings & <b>more</b>»')
  expect(asked?.raw).not.toContain('anna@')
  expect(asked?.mail.text).toContain(request.slice('/en'.length))

  await bruno.open('/en/today')
  await bruno.follow(bruno.page.getByRole('link', { name: /^Answer/ }))
  await bruno.follow(bruno.page.getByRole('button', { name: 'Accept' }))
  expect(await bruno.page.getByRole('link', { name: 'anna@alfa.example' }).count()).toBe(1)
  // Pressed a second time, from a page that was open before.
  const again = await bruno.page.request.post(`${request}/moves`, {
    form: { move: 'accept', who: '' },
    headers: { Origin: site.address },
  })
  expect(again.status()).toBe(409)

  await bruno.page.getByLabel('Write').fill('Shall we talk on Thursday?')
  await bruno.follow(bruno.page.getByRole('button', { name: 'Send' }))
  const arrived = (await sink.wait('anna@alfa.example', 2)).find(({ mail }) => mail.text?.includes('Thursday'))
  const reply = arrived?.mail.replyTo?.value[0]?.address ?? ''
  expect(reply).toMatch(/^case\+\d+f-[0-9a-f]{32}@cluster\.example$/)
  expect(arrived?.envelope.from).toBe('case@cluster.example')

  const answer = (to: string, body = 'Thursday at ten.\r\n\r\nOn Tuesday, Cluster wrote:\r\n> Shall we talk') =>
    `From: Anna <anna@alfa.example>\r\nTo: ${to}\r\nSubject: Re: x\r\nMessage-ID: <${to.length}@alfa.example>\r\n\r\n${body}\r\n`
  const taken = telaio(['mail', 'receive'], answer(reply))
  expect([taken.stderr, taken.stdout, taken.status]).toEqual(['', 'taken in\n', 0])
  const forged = telaio(['mail', 'receive'], answer(reply.replace(/f-.{4}/, 'f-0000')))
  expect(forged.status).toBe(2)
  expect(forged.stderr).toContain('No conversation belongs to this address')
  const huge = telaio(['mail', 'receive'], Buffer.alloc(50 * 1024 * 1024, 'a'))
  expect([huge.status, huge.stdout]).toEqual([2, ''])
  expect(huge.stderr).toContain('10 MB')

  await bruno.open(request)
  const messages = bruno.page.locator('#messages li')
  expect(await messages.count()).toBe(2)
  expect(await messages.last().locator('p.lines').first().textContent()).toBe('Thursday at ten.')
  await sink.wait('bruno@beta.example', 3)

  // Somebody else of the cluster sees nothing of it, whatever they try.
  const carla = await signedIn('carla@gamma.example', 'Carla', 'visitor')
  await carla.open(request, 403)
  await database.pool.query(
    "insert into representation (account_id, organisation_id, may, granted_by) select a.id, o.id, 'represent', 'test' from account_user a, organisation o where a.email = 'carla@gamma.example' and o.id not in ($1, $2) and o.key like 'er-%' order by o.key limit 1",
    [alfa.id, beta.id],
  )
  await carla.open(request, 404)
  await carla.open(`/en/organisations/${alfa.key}/introductions`, 403)
  for (const v of [anna, bruno, carla]) await v.leave()
})

test('staff: a task, a note, who is interested, and a mail that came back', async () => {
  const v = await signedIn('sara@cluster.example', 'Sara Bianchi', 'staff')
  const { page } = v
  await v.open('/en/tasks')
  await page.getByLabel('What', { exact: true }).fill('Call about the renewal')
  await v.follow(page.getByRole('button', { name: 'Today' }))
  await v.open('/en/today')
  await v.follow(page.getByRole('button', { name: 'Done: Call about the renewal' }))
  await v.open('/en/tasks?done=1')
  expect(await page.locator('main').textContent()).toContain('Call about the renewal')
  await page.getByLabel('What', { exact: true }).fill('For nobody we know')
  await page.getByLabel('Organisation, if there is one').fill('qqqqqqqq')
  await v.follow(page.getByRole('button', { name: 'Add', exact: true }))
  expect(await page.getByLabel('What', { exact: true }).inputValue()).toBe('For nobody we know')

  await v.open(`/en/organisations/${alfa.key}`)
  await v.follow(page.getByRole('link', { name: 'Notes and tasks' }))
  await page.getByLabel('Write a note').fill('Prefers <i>mornings</i>')
  await v.follow(page.getByRole('button', { name: 'Save the note' }))
  expect(await page.locator('.messages').textContent()).toContain('Prefers <i>mornings</i>')
  await v.follow(page.getByRole('button', { name: 'Delete my note' }))
  expect(await page.getByRole('status').textContent()).toContain('Note deleted')

  await database.pool.query(
    "update mail_outbox set state = 'bounced', problem = '5.1.1 unknown' where id = (select id from mail_outbox where recipient = 'anna@alfa.example' and state = 'sent' limit 1)",
  )
  await v.open(`/en/organisations/${alfa.key}/notes`)
  expect(await page.locator('main').textContent()).toContain('anna@alfa.example: 5.1.1 unknown')
  await v.open('/en/mail?state=trouble')
  await v.follow(page.getByRole('button', { name: /^Leave it/ }))
  expect(await page.locator('main').textContent()).toContain('Nothing to show here.')
  await v.open('/en/interests')
  await v.open('/en/introductions')
  await v.leave()
})

test('a need, somebody who can help, and the weekly letter that ends with a press', async () => {
  const dora = await signedIn('dora@alfa.example', 'Dora Neri', 'visitor', alfa.id)
  await dora.open('/en/needs')
  await dora.follow(dora.page.getByRole('link', { name: 'Publish a need' }))
  await dora.page.getByLabel('In one line').fill('Following wounds at home')
  await dora.page.getByLabel('What you need').fill('Measuring a wound in a picture.')
  await dora.page.getByLabel('Last day').fill(new Date(Date.now() + 60 * DAY_MS).toISOString().slice(0, 10))
  await dora.follow(dora.page.getByRole('button', { name: 'Publish' }))
  const need = new URL(dora.page.url()).pathname
  const stranger = await visitor({ baseURL: site.address })
  await stranger.open(need, 404)
  await stranger.open('/en/needs')
  await stranger.leave()

  const elio = await signedIn('elio@beta.example', 'Elio Blu', 'visitor', beta.id)
  await elio.open(need)
  await elio.page.getByLabel('What we bring, in one line').fill('Computer vision')
  await elio.follow(elio.page.getByRole('button', { name: 'Say so' }))
  await elio.follow(elio.page.getByRole('button', { name: /^No longer interested/ }))
  expect(await elio.page.locator('#interest').textContent()).toContain('Withdrawn.')

  await database.pool.query(
    "insert into person (name, email, account_id, language) select name, email, id, 'en' from account_user where email = 'elio@beta.example'",
  )
  await database.pool.query(
    "insert into consent (person_id, purpose, text_version, given_at, how, recorded_by) select id, 'digest', '2026-11', now(), 'here', 'x' from person where email = 'elio@beta.example'",
  )
  const first = telaio(['job', 'digest', '--json'])
  expect([first.stderr, JSON.parse(first.stdout)]).toEqual(['', { written: 1, nothing: 0, failed: 0 }])
  expect(JSON.parse(telaio(['job', 'digest', '--json']).stdout).written).toBe(0)
  const [letter] = await sink.wait('elio@beta.example')
  expect(letter?.mail.text).toContain('Following wounds at home')
  const unsubscribe = /^List-Unsubscribe: ?<(.+?)>/m.exec(letter?.raw.replace(/\r\n[ \t]+/g, '') ?? '')?.[1] ?? ''
  // A mail program presses for its reader, without a session and without an origin (RFC 8058).
  const pressed = await fetch(unsubscribe, {
    method: 'POST',
    body: 'List-Unsubscribe=One-Click',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  })
  expect(pressed.status).toBe(200)
  const { rows } = await database.pool.query("select 1 from consent where purpose = 'digest' and withdrawn_at is null")
  expect(rows).toEqual([])
  await elio.open(new URL(unsubscribe).pathname + new URL(unsubscribe).search)
  await elio.open('/en/digest/unsubscribe?token=1.forged', 403)
  for (const v of [dora, elio]) await v.leave()
})
