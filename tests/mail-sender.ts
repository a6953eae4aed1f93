/** Sends what waits in the outbox of a database and ends: a process of its own, so that a test can kill it. */
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { postOffice, sendDue } from '#platform/mail/outbox.ts'
import type { DB } from '../db/types.ts'

const { TEST_DATABASE = '{}', TEST_SMTP = '' } = process.env
const pool = new pg.Pool(JSON.parse(TEST_DATABASE))
const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
const transport = await postOffice(TEST_SMTP)
await sendDue(db, { transport, from: 'Telaio <t@example.org>' }, () => new Date(Date.now() + 1000))
await pool.end()
