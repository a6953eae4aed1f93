import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { mailSink, type Sink, silentAfter } from '../../../tests/mail-sink.ts'
import { testDatabase } from '../../../tools/test-database.ts'
import { type Db, inTransaction } from '../db.ts'
import { type Mail, postOffice, queueMail, sendDue, verdict } from './outbox.ts'

let db: Db
let pool: pg.Pool
let url: pg.ClientConfig
let now: Date
const clock = () => now
const later = (minutes: number) => (now = new Date(now.getTime() + minutes * 60_000))

beforeAll(async () => {
  ;({ db, pool, url } = await testDatabase())
})
beforeEach(async () => {
  await pool.query('truncate mail_outbox cascade')
  now = new Date(Date.now() + 1000)
})

const LETTER: Mail = {
  to: 'anna@example.org',
  template: 'test',
  language: 'it',
  subject: 'Però:\r\nBcc: everybody@example.org',
  parts: ['Buongiorno <b>Anna</b>,', { text: 'Apri', href: 'https://telaio.example.org/it?a=1&b=2' }],
  foot: ['Perché ti scriviamo.'],
}
const queue = (mail: Partial<Mail> = {}) => inTransaction(db, tx => queueMail(tx, { ...LETTER, ...mail }))
const rows = async () =>
  (await pool.query('select state, attempts, problem, text_body, html_body, sent_at from mail_outbox order by id')).rows
const post = async (sink: Pick<Sink, 'url'>) => ({
  transport: await postOffice(sink.url),
  from: 'Telaio <t@example.org>',
})

test('a mail arrives with both bodies, and its words are forgotten', async () => {
  const sink = await mailSink()
  await queue({
    unsubscribe: 'https://telaio.example.org/u?t=1',
    caseKey: 'introduction 1 to',
    thread: 'introduction-1',
  })
  expect(
    await sendDue(
      db,
      {
        ...(await post(sink)),
        replyTo: mail => mail.case_key ?? undefined,
        bounceTo: 'bounces@example.org',
      },
      clock,
    ),
  ).toBe(1)
  const [got] = sink.mails
  expect(got?.envelope).toEqual({ from: 'bounces@example.org', to: ['anna@example.org'] })
  expect(got?.mail.subject).toBe('Però: Bcc: everybody@example.org')
  expect(got?.mail.text).toContain('Apri:\nhttps://telaio.example.org/it?a=1&b=2')
  expect(got?.mail.html).toContain('Buongiorno &lt;b&gt;Anna&lt;/b&gt;')
  expect(got?.mail.html).not.toMatch(/<img|<link|<script/)
  expect(got?.raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
  expect(got?.raw).toContain('References: <introduction-1@telaio>')
  expect(got?.raw).toContain('Auto-Submitted: auto-generated')
  expect(await rows()).toMatchObject([{ state: 'sent', attempts: 1, text_body: null, html_body: null }])
  expect(await sendDue(db, await post(sink), clock)).toBe(0)
  await sink.close()
})

test('what is said once is sent once, and what is taken back was never said', async () => {
  const sink = await mailSink()
  expect(await queue({ onceKey: 'week 1' })).toBe(true)
  expect(await queue({ onceKey: 'week 1' })).toBe(false)
  await expect(
    inTransaction(db, async tx => {
      await queueMail(tx, LETTER)
      throw new Error('the act failed')
    }),
  ).rejects.toThrow('the act failed')
  expect(await sendDue(db, await post(sink), clock)).toBe(1)
  expect(await queue({ onceKey: 'week 1' })).toBe(false)
  expect(sink.mails).toHaveLength(1)
  await sink.close()
})

test.each([
  ['the recipient for now', { rcpt: 450 }, 'waiting'],
  ['the recipient for good', { rcpt: 550 }, 'failed'],
  ['the message for now', { data: 451 }, 'waiting'],
  ['the message for good', { data: 554 }, 'failed'],
] as const)('a server refuses %s', async (_, refusal, state) => {
  const sink = await mailSink(refusal)
  await queue()
  expect(await sendDue(db, await post(sink), clock)).toBe(0)
  const [row] = await rows()
  expect(row).toMatchObject({ state, attempts: 1 })
  expect(row.problem).toMatch(/45|55/)
  // What it says is kept, for the next attempt or for a person who sends it again.
  expect(row.text_body).toContain('Buongiorno')
  Object.assign(sink.refusal, { rcpt: undefined, data: undefined })
  expect(await sendDue(db, await post(sink), clock)).toBe(0)
  later(2)
  expect(await sendDue(db, await post(sink), clock)).toBe(state === 'waiting' ? 1 : 0)
  await sink.close()
})

test('a server that is away is waited for, and in the end given up', async () => {
  const sink = await mailSink()
  const away = await post(sink)
  await sink.close()
  await queue()
  for (let attempt = 1; attempt <= 8; attempt += 1) {
    expect(await rows()).toMatchObject([{ state: 'waiting', attempts: attempt - 1 }])
    await sendDue(db, away, clock)
    later(2000)
  }
  expect(await rows()).toMatchObject([{ state: 'failed', attempts: 8 }])
})

test('a mail that has become useless is not sent', async () => {
  const sink = await mailSink()
  await queue({ uselessAfter: new Date(now.getTime() + 60_000) })
  later(2)
  expect(await sendDue(db, await post(sink), clock)).toBe(0)
  expect(await rows()).toMatchObject([{ state: 'failed' }])
  expect(sink.mails).toEqual([])
  await sink.close()
})

test('a server that dies in the middle of a message leaves it uncertain, and it is not sent again', async () => {
  const dying = await silentAfter('DATA')
  await queue()
  expect(await sendDue(db, await post(dying), clock)).toBe(0)
  expect(await rows()).toMatchObject([{ state: 'uncertain', attempts: 1 }])
  await dying.close()
  const sink = await mailSink()
  later(60 * 48)
  expect(await sendDue(db, await post(sink), clock)).toBe(0)
  expect(sink.mails).toEqual([])
  await sink.close()
})

test('two that send at the same time send each mail once', async () => {
  const sink = await mailSink()
  for (let n = 0; n < 40; n += 1) await queue({ to: `p${n}@example.org` })
  const sender = await post(sink)
  const counts = await Promise.all([sendDue(db, sender, clock), sendDue(db, sender, clock)])
  expect(counts[0] + counts[1]).toBe(40)
  expect(new Set(sink.mails.map(({ envelope }) => envelope.to[0])).size).toBe(40)
  expect(sink.mails).toHaveLength(40)
  await sink.close()
})

function startSender(server: string): ChildProcess {
  const { PATH, HOME } = process.env
  return spawn(
    process.execPath,
    ['--import', 'tsx', path.resolve(import.meta.dirname, '../../../tests/mail-sender.ts')],
    {
      env: { PATH, HOME, TEST_DATABASE: JSON.stringify(url), TEST_SMTP: server },
      cwd: path.resolve(import.meta.dirname, '../../..'),
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
}

test('a process killed while it sends: nothing is sent twice, nothing is lost from sight', {
  timeout: 120_000,
}, async () => {
  const MAILS = 60
  const sink = await mailSink({ delay: 15 })
  for (let n = 0; n < MAILS; n += 1) await queue({ to: `p${n}@example.org` })
  let deaths = 0
  for (;;) {
    const { rows: left } = await pool.query("select 1 from mail_outbox where state = 'waiting'")
    if (left.length === 0) break
    const before = sink.mails.length
    const child = startSender(sink.url)
    // Killed at a moment that has nothing to do with where it is.
    while (sink.mails.length < before + 5 && child.exitCode === null) await sleep(5)
    await sleep(Math.random() * 40)
    if (child.exitCode === null) {
      child.kill('SIGKILL')
      deaths += 1
      while (child.signalCode === null && child.exitCode === null) await sleep(5)
    }
  }
  expect(deaths).toBeGreaterThan(3)
  later(20)
  await sendDue(db, await post(sink), clock)
  const arrived = sink.mails.map(({ envelope }) => envelope.to[0])
  expect(new Set(arrived).size).toBe(arrived.length)
  const { rows: states } = await pool.query<{ recipient: string; state: string }>(
    'select recipient, state from mail_outbox',
  )
  expect(states.filter(({ state }) => state !== 'sent' && state !== 'uncertain')).toEqual([])
  for (const { recipient, state } of states) if (state === 'sent') expect(arrived).toContain(recipient)
  // At most one mail was under way at each death.
  expect(states.filter(({ state }) => state === 'uncertain').length).toBeLessThanOrEqual(deaths)
  await sink.close()
})

test('an outage of ours is not the fault of the mail', () => {
  expect(verdict({ code: 'EAUTH', responseCode: 535 }, 1).state).toBe('waiting')
  expect(verdict({ code: 'EPROTOCOL', responseCode: 554 }, 1).state).toBe('waiting')
  expect(verdict({ code: 'EMESSAGE', responseCode: 554 }, 1).state).toBe('failed')
  expect(verdict({ code: 'ETIMEDOUT', timeoutType: 'GREETING_TIMEOUT' }, 1).state).toBe('waiting')
  expect(verdict({ code: 'ETIMEDOUT', timeoutType: 'SOCKET_TIMEOUT' }, 1).state).toBe('uncertain')
  expect(verdict(new Error('?'), 1).state).toBe('uncertain')
})
