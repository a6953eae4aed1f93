import type pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../tools/test-database.ts'
import { type DataVersion, dataVersion } from './data-version.ts'

/** Tables that no public page reads, and answers that are kept. Everything else is watched, also what no page shows today. */
const UNWATCHED = [
  'account_credential',
  'account_passkey',
  'account_session',
  'account_user',
  'account_verification',
  'audit',
  // Computed from the data and stored by whoever asks first: the page shows the same before and after.
  'call_concept',
  'call_match',
  // Who is interested, who asked whom and what staff note: shown to those who have signed in, whose pages are never kept.
  'case_message',
  // Who agreed to what, who is asked in, who acts for whom: nothing that a visitor is shown.
  'consent',
  'data_change',
  'data_version',
  'digest_told',
  // Only staff see them, on pages that are never kept; a link itself changes organisation.
  'duplicate_decision',
  'duplicate_pair',
  // Places are given and taken all day: pages of events are never kept.
  'check_in_mark',
  'event',
  'event_consent',
  'event_feedback',
  'event_question',
  'event_room',
  'event_session',
  // Who meets whom is for those who take part and for staff.
  'agenda_run',
  'agenda_step',
  'event_agenda',
  'follow_up',
  'event_table',
  'event_table_lost',
  'meeting',
  'meeting_away',
  'meeting_mark',
  'meeting_note',
  'meeting_person',
  'meeting_seat',
  'meeting_slot',
  'meeting_wish',
  // The same of pitches, scores and votes.
  'pitch',
  'pitch_clock',
  'pitch_criterion',
  'pitch_judge',
  'pitch_prize',
  'pitch_question',
  'pitch_review',
  'pitch_score',
  'pitch_vote',
  'pitching',
  // Money and files of members: staff alone see them.
  'fee',
  'fee_payment',
  // Come with their fact, and never by themselves.
  'fact_evidence',
  'fact_link',
  // Its progress: seen by those who read the ledger, whose pages are never kept.
  'ledger_check',
  'fact_party',
  'import_run',
  'interest',
  'introduction',
  'introduction_move',
  'invitation',
  'linkage_run',
  'linkage_word',
  'mail_in',
  'mail_outbox',
  'mandate',
  'member_document',
  'migration',
  'note',
  // Comes and goes with its row in ranking_index.
  'ranking_index_chunk',
  'reachability',
  'registration',
  // Who moved a report on is told to staff; its files come with their publication, and never by themselves.
  'publication_file',
  'report_move',
  'representation',
  'second_factor',
  'task',
  // Spreadsheets on their way in.
  'sheet_change',
  'sheet_column',
  'sheet_import',
  // What one person is typing.
  'team_draft',
]

let pool: pg.Pool
let version: DataVersion
let url: pg.ClientConfig

beforeAll(async () => {
  ;({ pool, version, url } = await testDatabase())
})

test('every table is watched, or named here: a migration that makes one says `select watch_data(...)`', async () => {
  const { rows } = await pool.query<{ name: string }>(`
    select tablename as name from pg_tables where schemaname = 'public' and not exists (
      select 1 from pg_trigger where tgrelid = tablename::regclass and tgname = 'note_data_change') order by 1`)
  expect(rows.map(row => row.name)).toEqual(UNWATCHED.toSorted())
})

test('a change is seen when it is committed, not before, and one that is rolled back never', async () => {
  const before = await version.read()
  const client = await pool.connect()
  await client.query('begin')
  await client.query("insert into concept (code, label_en) values ('/1', 'one')")
  await client.query("insert into concept (code, label_en) values ('/2', 'two')")
  expect(await version.read()).toBe(before)
  await client.query('commit')
  expect(await version.read()).toBe(before + 1)
  await client.query('begin')
  await client.query('delete from concept')
  await client.query('rollback')
  expect(await version.read()).toBe(before + 1)
  for (const change of ["update concept set label_en = 'uno'", 'delete from concept', 'truncate team cascade']) {
    const earlier = await version.read()
    await client.query(change)
    expect(await version.read(), change).toBeGreaterThan(earlier)
  }
  client.release()
  const { rows } = await pool.query('select * from data_change')
  expect(rows).toEqual([])
})

test('a long transaction keeps no other writer waiting, and both are seen', async () => {
  const [long, short] = [await pool.connect(), await pool.connect()]
  const before = await version.read()
  await long.query('begin')
  await long.query("insert into concept (code, label_en) values ('/3', 'three')")
  await short.query("set lock_timeout = '2s'")
  await short.query("insert into concept (code, label_en) values ('/4', 'four')")
  expect(await version.read()).toBe(before + 1)
  await long.query('commit')
  expect(await version.read()).toBe(before + 2)
  long.release()
  short.release(true)
})

test('a crowd is answered by few readings, each of them begun after it was asked for', async () => {
  const before = await version.read()
  const early = Array.from({ length: 50 }, () => version.read())
  await pool.query("insert into concept (code, label_en) values ('/5', 'five')")
  const late = Array.from({ length: 50 }, () => version.read())
  expect(new Set(await Promise.all(late))).toEqual(new Set([before + 1]))
  for (const seen of await Promise.all(early)) expect([before, before + 1]).toContain(seen)
})

test('without a database it says so instead of guessing, and works again after', async () => {
  const closed = dataVersion({ host: '127.0.0.1', port: 1 })
  await expect(closed.read()).rejects.toThrow()
  await expect(Promise.all([closed.read(), closed.read()])).rejects.toThrow()
  await closed.close()
  const own = dataVersion({ ...url, application_name: 'to be ended' })
  const before = await own.read()
  await pool.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'to be ended'")
  await expect.poll(() => own.read().catch(() => undefined)).toBe(before)
  await own.close()
})
