import type pg from 'pg'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Actor, VISITOR } from '#kernel/actor.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { testDatabase } from '../../../tools/test-database.ts'
import { conversation, receiveMail, writeMessage } from './cases/actions.ts'
import { replyAddress } from './cases/address.ts'
import {
  askIntroduction,
  decideReachability,
  decideWaiting,
  introductionsSeen,
  viewIntroduction,
} from './introductions/actions.ts'
import { askForm, EXPIRE_AFTER, MOST_OPEN, moveForm, REMIND_AFTER } from './introductions/model.ts'
import { attendIntroductions, moveIntroduction } from './introductions/moves.ts'
import { forget, knownOf } from './people/actions.ts'

const MAILBOX = { secret: 'a secret of the tests', address: 'case@cluster.example' }
const STAFF: Actor = { id: 'sara', name: 'Sara', role: 'staff', actsFor: new Map() }
const DAY_MS = 86_400_000
let db: Db
let pool: pg.Pool
let now: Date
let anna: Actor
let bruno: Actor
let carla: Actor
const ids: Record<string, number> = {}
const means = () => ({ db, baseUrl: 'https://telaio.example', now })
const later = (days: number) => (now = new Date(now.getTime() + days * DAY_MS))

beforeAll(async () => {
  ;({ db, pool } = await testDatabase())
  await pool.query(`
    insert into nuts (code, name) values ('ITH5', 'Emilia-Romagna') on conflict do nothing;
    insert into cluster (id, name, region_nuts, says_it, says_en) values (1, 'C', 'ITH5', '', '') on conflict do nothing;
    insert into organisation (key, name, source) values ('alfa', 'Alfa', 'hand'), ('beta', 'Beta', 'hand'), ('gamma', 'Gamma', 'hand'), ('outside', 'Outside', 'hand');
    insert into organisation (key, name, source) select 'm' || n, 'Member ' || n, 'hand' from generate_series(1, 12) n;
    insert into membership (cluster_id, organisation_id, category, joined_on) select 1, id, 'sme', '2020-01-01' from organisation where key <> 'outside';
    insert into account_user (id, name, email, role, language) values ('sara', 'Sara', 'sara@example.org', 'staff', 'it'), ('anna', 'Anna Verdi', 'anna@alfa.example', 'visitor', 'it'),
      ('bruno', 'Bruno Rossi', 'bruno@beta.example', 'visitor', 'en'), ('carla', 'Carla', 'carla@gamma.example', 'visitor', 'it');
    insert into representation (account_id, organisation_id, may, granted_by) select a.id, o.id, 'represent', 'x' from organisation o
      join account_user a on a.email like '%@' || o.key || '.example'`)
  for (const row of (await pool.query('select id, key from organisation')).rows) ids[row.key] = row.id
  const acting = (id: string, name: string, key: string): Actor => ({
    id,
    name,
    role: 'visitor',
    actsFor: new Map([[ids[key] ?? 0, 'represent']]),
  })
  anna = acting('anna', 'Anna Verdi', 'alfa')
  bruno = acting('bruno', 'Bruno Rossi', 'beta')
  carla = acting('carla', 'Carla', 'gamma')
})

beforeEach(async () => {
  await pool.query(
    'truncate introduction, reachability, mail_outbox, mail_in restart identity cascade; update cluster set introductions_wait = false',
  )
  now = new Date('2026-11-24T10:00:00Z')
})

const ask = (to = 'beta', actor = anna, more: object = {}) =>
  askIntroduction(means(), actor, askForm.parse({ to, words: '<b>Medicazioni</b> intelligenti', ...more }))
const move = (actor: Actor, id: number, name: string, more: object = {}) =>
  moveIntroduction(means(), actor, id, moveForm.parse({ move: name, ...more }))
const mails = async () =>
  (await pool.query('select recipient, template, subject, text_body, html_body, case_key from mail_outbox order by id'))
    .rows
const state = async (id: number) =>
  (await pool.query('select state from introduction where id = $1', [id])).rows[0]?.state
const refused = (kind: string) => expect.objectContaining({ kind })

describe('introductions', () => {
  test('until the other side agrees nobody learns who its people are; then each sees the one the other chose', async () => {
    const { id, waits } = await ask()
    expect(waits).toBe(false)
    expect(await mails()).toMatchObject([
      {
        recipient: 'bruno@beta.example',
        template: 'introduction asked',
        subject: 'Alfa would like to meet you',
        case_key: null,
      },
    ])
    const [asked] = await mails()
    expect(asked.html_body).toContain('&lt;b&gt;Medicazioni&lt;/b&gt;')
    // The other side sees which organisation asks, not who of it.
    expect(asked.text_body).not.toMatch(/anna/i)
    for (const actor of [anna, bruno, STAFF]) {
      const view = await viewIntroduction(db, actor, id)
      expect(view.people).toEqual({ met: false, from: undefined, to: undefined })
    }
    const before = JSON.stringify(await viewIntroduction(db, anna, id))
    expect(before).not.toMatch(/bruno/i)
    await move(bruno, id, 'accept')
    const { people } = await viewIntroduction(db, anna, id)
    expect(people).toMatchObject({ from: { email: 'anna@alfa.example' }, to: { email: 'bruno@beta.example' } })
    expect((await mails()).slice(1)).toMatchObject([
      { recipient: 'anna@alfa.example', template: 'introduction accepted', case_key: `introduction ${id} from` },
      { recipient: 'bruno@beta.example', template: 'introduction made', case_key: `introduction ${id} to` },
    ])
    await expect(move(anna, id, 'meet')).rejects.toEqual(refused('Invalid'))
    await move(anna, id, 'meet', { outcome: 'project', note: 'A first draft' })
    expect(await state(id)).toBe('met')
    const { rows } = await pool.query('select verb from audit where thing = $1 order by id desc limit 3', [
      `introduction ${id}`,
    ])
    expect(rows.map(row => row.verb)).toEqual(['recorded outcome', 'accepted introduction', 'asked introduction'])
    const facts = await pool.query(
      `select f.kind, array_agg(p.organisation_key order by p.organisation_key) as between from fact f join fact_party p on p.fact_id = f.id
       where f.origin = $1 group by f.id, f.kind`,
      [`introduction ${id}`],
    )
    expect(facts.rows).toEqual([{ kind: 'introduction-made', between: ['alfa', 'beta'] }])
  })

  test('somebody else’s request is not there for anybody', async () => {
    const { id } = await ask()
    for (const actor of [carla, VISITOR]) {
      await expect(viewIntroduction(db, actor, id)).rejects.toEqual(refused('NotFound'))
      await expect(move(actor, id, 'accept')).rejects.toEqual(refused('NotFound'))
      await expect(writeMessage(means(), MAILBOX, actor, id, 'x')).rejects.toEqual(refused('NotFound'))
    }
    // The side that asks cannot answer for the other, nor the other withdraw.
    await expect(move(anna, id, 'accept')).rejects.toEqual(refused('Forbidden'))
    await expect(move(bruno, id, 'withdraw')).rejects.toEqual(refused('Forbidden'))
    await expect(ask('beta', carla, { for: 'alfa' })).rejects.toEqual(refused('Forbidden'))
    await expect(ask('alfa', bruno, { who: 'account:anna' })).rejects.toEqual(refused('Invalid'))
    expect(await state(id)).toBe('passed')
  })

  test('of many who answer at once one does, and everybody is told once', async () => {
    const { id } = await ask()
    const tries = await Promise.allSettled([
      ...Array.from({ length: 4 }, () => move(bruno, id, 'accept')),
      ...Array.from({ length: 4 }, () => move(bruno, id, 'decline')),
      move(anna, id, 'withdraw'),
    ])
    const failures = tries.filter(one => one.status === 'rejected')
    expect(failures).toHaveLength(8)
    for (const failure of failures) expect(failure.reason).toEqual(refused('Conflict'))
    const { rows } = await pool.query('select to_state from introduction_move where introduction_id = $1', [id])
    expect(rows).toHaveLength(3)
    expect(rows.at(-1)?.to_state).toBe(await state(id))
  })

  test('a week of silence is recalled once, two end it politely, and then it cannot be answered', async () => {
    const { id } = await ask()
    expect(await attendIntroductions(means())).toEqual({ expired: 0, reminded: 0 })
    later(REMIND_AFTER)
    const both = await Promise.all([attendIntroductions(means()), attendIntroductions(means())])
    expect(both[0].reminded + both[1].reminded).toBe(1)
    expect(await attendIntroductions(means())).toEqual({ expired: 0, reminded: 0 })
    later(EXPIRE_AFTER - REMIND_AFTER)
    // Nobody has looked yet, and somebody answers too late.
    await expect(move(bruno, id, 'accept')).rejects.toEqual(refused('Conflict'))
    expect(await state(id)).toBe('expired')
    expect(await attendIntroductions(means())).toEqual({ expired: 0, reminded: 0 })
    expect((await mails()).map(mail => [mail.template, mail.recipient])).toEqual([
      ['introduction asked', 'bruno@beta.example'],
      ['introduction reminder', 'bruno@beta.example'],
      ['introduction expired', 'anna@alfa.example'],
      ['introduction over', 'bruno@beta.example'],
    ])
    // It may be asked again.
    await ask()
  })

  test('nobody begs: one request to the same, ten at the same time, none to who does not want any or is not of the cluster', async () => {
    const double = await Promise.allSettled([ask(), ask()])
    expect(double.filter(one => one.status === 'fulfilled')).toHaveLength(1)
    const more = await Promise.allSettled(Array.from({ length: 12 }, (_, n) => ask(`m${n + 1}`)))
    expect(more.filter(one => one.status === 'fulfilled')).toHaveLength(MOST_OPEN - 1)
    await expect(ask('outside', bruno)).rejects.toEqual(refused('Conflict'))
    await expect(ask('beta', bruno)).rejects.toEqual(refused('Invalid'))
    await expect(ask('gamma', bruno, { words: 'x'.repeat(2001) })).rejects.toEqual(refused('Invalid'))
    await expect(ask('nobody-like-that', bruno)).rejects.toEqual(refused('Invalid'))
    await decideReachability(means(), carla, 'gamma', true)
    await expect(ask('gamma', bruno)).rejects.toEqual(refused('Conflict'))
    await expect(decideReachability(means(), bruno, 'gamma', false)).rejects.toEqual(refused('Forbidden'))
    await decideReachability(means(), carla, 'gamma', false)
    await ask('gamma', bruno)
  })

  test('where requests wait for staff the other side hears nothing until they are passed on', async () => {
    await expect(decideWaiting(db, STAFF, true)).rejects.toEqual(refused('Forbidden'))
    await decideWaiting(db, { ...STAFF, role: 'administrator' }, true)
    const { id, waits } = await ask()
    expect(waits).toBe(true)
    expect(await mails()).toEqual([])
    await expect(viewIntroduction(db, bruno, id)).rejects.toEqual(refused('NotFound'))
    expect((await introductionsSeen(db, bruno)).mine).toEqual([])
    await expect(move(anna, id, 'pass')).rejects.toEqual(refused('Forbidden'))
    await move(STAFF, id, 'pass', { note: 'We know them well.' })
    const [asked] = await mails()
    expect(asked.text_body).toContain('We know them well.')
    await move(bruno, id, 'decline')
    const polite = (await mails()).at(-1)
    expect(polite).toMatchObject({ recipient: 'anna@alfa.example', template: 'introduction declined' })
    expect(polite.text_body).not.toMatch(/bruno/i)
  })

  test('staff answer for whom nobody acts, and it is written that they did', async () => {
    const { id } = await ask('m1')
    expect(await mails()).toEqual([])
    await expect(move(STAFF, id, 'accept')).rejects.toEqual(refused('Invalid'))
    await pool.query(
      "insert into person (id, name, email) overriding system value values (900, 'Dora Neri', 'dora@m1.example')",
    )
    await pool.query("insert into contact (person_id, organisation_id, role) values (900, $1, 'legal')", [ids.m1])
    // A contact who has not agreed is not named.
    await expect(move(STAFF, id, 'accept', { who: 'person:900' })).rejects.toEqual(refused('Invalid'))
    await pool.query(
      "insert into consent (person_id, purpose, text_version, given_at, how, recorded_by) values (900, 'introductions', '2026-11', now(), 'phone', 'sara')",
    )
    await move(STAFF, id, 'accept', { who: 'person:900' })
    expect((await viewIntroduction(db, anna, id)).people.to).toMatchObject({ name: 'Dora Neri' })
    const { rows } = await pool.query(
      "select details from audit where verb = 'accepted introduction' and thing = $1 order by id desc limit 1",
      [`introduction ${id}`],
    )
    expect(rows).toEqual([{ details: { onBehalf: 1 } }])
    await pool.query('delete from person where id = 900')
    expect((await viewIntroduction(db, anna, id)).people.to).toBeUndefined()
    await expect(writeMessage(means(), MAILBOX, anna, id, 'Buongiorno')).rejects.toEqual(refused('Conflict'))
    expect(await conversation(db, anna, id)).toEqual([])
  })
})

test('what somebody wrote is theirs to take away, and goes with them', async () => {
  const { id } = await ask()
  await move(bruno, id, 'accept')
  await writeMessage(means(), MAILBOX, bruno, id, 'Words of Bruno')
  await writeMessage(means(), MAILBOX, anna, id, 'Words of Anna')
  const who = { account: 'bruno', email: 'bruno@beta.example' }
  expect(await knownOf(db, who)).toMatchObject({
    messages: [{ introduction_id: id, body: 'Words of Bruno' }],
    introductions: [{ id, state: 'accepted' }],
    notes: [],
  })
  expect(await knownOf(db, { account: undefined, email: 'x' })).toEqual({})
  await inTransaction(db, tx => forget(tx, who))
  expect((await conversation(db, anna, id)).map(one => one.body)).toEqual(['Words of Anna'])
  expect(await state(id)).toBe('accepted')
})

describe('mail that arrives', () => {
  let id: number
  let to: string
  beforeEach(async () => {
    ;({ id } = await ask())
    await move(bruno, id, 'accept')
    to = replyAddress(MAILBOX.secret, MAILBOX.address, { introduction: id, side: 'from' })
  })
  const mail = (headers: Record<string, string>, body: string) =>
    Buffer.from(
      [
        ...Object.entries({
          From: 'Anna <anna@alfa.example>',
          To: to,
          Subject: 'Re: hello',
          'Message-ID': '<1@alfa.example>',
          ...headers,
        }).map(([name, value]) => `${name}: ${value}`),
        '',
        body,
      ].join('\r\n'),
    )
  const receive = (raw: Buffer, original?: string) => receiveMail(means(), MAILBOX, raw, original)

  test('an answer goes into the case and on to the other side; what it repeats is folded away', async () => {
    expect(
      await receive(
        mail(
          {},
          'Giovedì va bene.\r\n\r\nIl giorno mar 24 nov 2026 Cluster <c@cluster.example> ha\r\nscritto:\r\n> Buongiorno\r\n',
        ),
      ),
    ).toBe('taken in')
    const [message] = await conversation(db, bruno, id)
    expect(message).toMatchObject({
      side: 'from',
      author: 'Anna Verdi',
      body: 'Giovedì va bene.',
      other_address: false,
    })
    expect(message?.quoted).toContain('> Buongiorno')
    const last = (await mails()).at(-1)
    expect(last).toMatchObject({ recipient: 'bruno@beta.example', case_key: `introduction ${id} to` })
    expect(last.text_body).toContain('Giovedì va bene.')
    expect(last.text_body).not.toContain('> Buongiorno')
    // Handed over again, as mail servers do when they did not hear that we had it.
    expect(await receive(mail({}, 'Giovedì va bene.'))).toBe('seen before')
    expect(await conversation(db, bruno, id)).toHaveLength(1)
  })

  test('HTML is read as text, attachments are left, another address is said to be one', async () => {
    const raw = mail(
      {
        From: 'ANNA.PRIVATE@home.example',
        'MIME-Version': '1.0',
        'Content-Type': 'multipart/mixed; boundary=b',
        'Message-ID': '<2@home.example>',
      },
      '--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Ecco <b>qui</b><script>alert(1)</script></p>\r\n--b\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b--\r\n',
    )
    expect(await receive(raw)).toBe('taken in')
    const [message] = await conversation(db, bruno, id)
    expect(message).toMatchObject({ attachments_left: 1, other_address: true, author: null })
    expect(message?.body).toMatch(/Ecco qui/)
    expect(message?.body).not.toMatch(/<|alert/)
    expect((await mails()).at(-1).text_body).not.toContain('home.example')
  })

  test('a forged address, one of another case, and one of a case that is over are refused', async () => {
    for (const forged of [
      'case@cluster.example',
      `case+${id}f-${'0'.repeat(32)}@cluster.example`,
      replyAddress('guessed', MAILBOX.address, { introduction: id, side: 'from' }),
      replyAddress(MAILBOX.secret, MAILBOX.address, { introduction: id + 1000, side: 'from' }),
    ])
      await expect(receive(mail({ To: forged }, 'x'))).rejects.toEqual(refused('NotFound'))
    await expect(receive(mail({}, '> only quoted'))).rejects.toEqual(refused('Invalid'))
    await move(bruno, id, 'meet', { outcome: 'nothing' })
    expect(await receive(mail({ To: MAILBOX.address }, 'Still something'), to)).toBe('taken in')
    later(91)
    await expect(receive(mail({ 'Message-ID': '<3@alfa.example>' }, 'Too late'))).rejects.toEqual(refused('Conflict'))
    expect(await conversation(db, bruno, id)).toHaveLength(1)
  })

  test('programs are not answered', async () => {
    const ours = (await pool.query('select message_id from mail_outbox limit 1')).rows[0].message_id
    for (const headers of [
      { 'Auto-Submitted': 'auto-replied' },
      { Precedence: 'bulk' },
      { 'List-Id': '<l.example>' },
      { From: 'MAILER-DAEMON@alfa.example' },
      { 'Message-ID': ours },
    ] as Record<string, string>[])
      expect(await receive(mail(headers, 'I am away')), JSON.stringify(headers)).toBe('ignored')
    expect(await conversation(db, bruno, id)).toEqual([])
    expect(await receive(mail({ 'Auto-Submitted': 'no' }, 'I am here'))).toBe('taken in')
  })

  test('a side that writes too much is stopped', async () => {
    for (let n = 0; n < 30; n += 1) await writeMessage(means(), MAILBOX, anna, id, `message ${n}`)
    await expect(writeMessage(means(), MAILBOX, anna, id, 'one more')).rejects.toEqual(refused('Conflict'))
    await expect(receive(mail({}, 'one more'))).rejects.toEqual(refused('Conflict'))
    await writeMessage(means(), MAILBOX, bruno, id, 'the other side may')
    for (const wrong of ['', '   ', 'x'.repeat(10_001)])
      await expect(writeMessage(means(), MAILBOX, bruno, id, wrong)).rejects.toEqual(refused('Invalid'))
    await expect(writeMessage(means(), MAILBOX, STAFF, id, 'as staff')).rejects.toEqual(refused('Forbidden'))
  })

  const report = (of: string, action = 'failed') =>
    mail(
      {
        From: 'MAILER-DAEMON@mx.example',
        'Message-ID': `<dsn-${action}@mx.example>`,
        'MIME-Version': '1.0',
        'Content-Type': 'multipart/report; report-type=delivery-status; boundary=r',
      },
      `--r\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n--r\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; bruno@beta.example\r\nAction: ${action}\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 <bruno@beta.example>\r\n user unknown\r\n\r\n--r\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: ${of}\r\nSubject: Alfa would like to meet you\r\n\r\nHello\r\n--r--\r\n`,
    )

  test('mail that came back is marked with its reason; a delay and a stranger’s report are not', async () => {
    await pool.query("update mail_outbox set state = 'sent'")
    const { message_id } = (
      await pool.query("select message_id from mail_outbox where template = 'introduction asked'")
    ).rows[0]
    expect(await receive(report(message_id, 'delayed'))).toBe('ignored')
    expect(await receive(report('<somebody@else.example>'))).toBe('ignored')
    expect(await receive(report(message_id))).toBe('bounce noted')
    expect(await receive(report(message_id))).toBe('seen before')
    const { rows } = await pool.query("select problem from mail_outbox where state = 'bounced'")
    expect(rows).toEqual([{ problem: '5.1.1 550 5.1.1 <bruno@beta.example> user unknown' }])
  })

  test('rubbish is refused or ignored, never a fault', async () => {
    for (const raw of [
      '',
      '\0\0\0',
      'no headers at all',
      `To: ${to}\r\n\r\n\0`,
      `To: ${to}\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--y`,
      `\xff\xfe${'A'.repeat(100_000)}`,
    ])
      await expect(receive(Buffer.from(raw, 'latin1'))).rejects.toEqual(expect.objectContaining({ name: 'Failure' }))
    expect(await conversation(db, bruno, id)).toEqual([])
  })
})
