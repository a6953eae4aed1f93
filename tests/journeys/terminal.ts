import { spawnSync } from 'node:child_process'
import { invite } from '#domains/accounts/actions.ts'
import { makeSessions } from '#domains/accounts/sessions.ts'
import { type Database, openDatabase } from '#platform/db.ts'
import { readEnv } from '#platform/env.ts'
import { BIN, childEnvironment } from '../site.ts'
import type { Visitor } from './browser.ts'
import { here } from './here.ts'

/** A command of the terminal beside the running site: what it printed, and its exit code. */
export function telaio(...args: string[]): { stdout: string; stderr: string; status: number | null } {
  return spawnSync(process.execPath, [BIN, ...args], {
    env: childEnvironment({ TELAIO_DATA: here().data, BASE_URL: here().address }),
    encoding: 'utf8',
  })
}

/** A link to sign in, for somebody who is given an account: what `telaio invite` prints, without the start of a program for each. */
export function invited(email: string, name: string, role = 'staff'): Promise<string> {
  const { address, data } = here()
  return withDatabase(async ({ db }) => {
    const sessions = makeSessions(db, readEnv({ TELAIO_DATA: data }), address)
    const { link } = await invite({ db, sessions, baseUrl: address }, { email, name, role }, 'en')
    if (!link) throw new Error(`no link for ${email}`)
    return link
  })
}

/** Follows a link to sign in, and presses. */
export async function enter(v: Visitor, link: string): Promise<void> {
  await v.open(link)
  await v.follow(v.page.getByRole('main').getByRole('button', { name: /^(Sign in|Entra)$/ }))
}

/** The database of the running site, beside it. */
export async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const now = new Date()
  const database = await openDatabase(readEnv({ TELAIO_DATA: here().data }), {
    command: 'test',
    beside: 'join',
    now,
  })
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}
