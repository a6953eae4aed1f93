import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { canReach, postgresHome, rootStore, type ServerIdentity, serverIdentity } from '#platform/embedded/binaries.ts'
import { isAlive } from '#platform/embedded/owner.ts'
import { Failure } from '#platform/errors.ts'

/** How long a start may take: recovery after a crash and dying backends of the server before included. */
const START_TIMEOUT_MS = 60_000
/** The kernel's limit for a Unix socket's path is 107 bytes; PostgreSQL adds `/.s.PGSQL.5432`. */
const LONGEST_SOCKET_FOLDER = 90

export type Connection = {
  readonly host: string
  readonly user: string
  readonly password: string
  readonly database: string
}

type Layout = { readonly cluster: string; readonly socket: string; readonly password: string; readonly log: string }

/**
 * One embedded PostgreSQL over one data folder. It listens on a Unix socket only, in a folder closed to others, and asks for a
 * password even there. It survives the death of this process and is adopted by the next one; when it dies itself, it is started again.
 */
export class EmbeddedServer {
  readonly #layout: Layout
  readonly #identity: ServerIdentity
  readonly #home: string
  #child: ChildProcess | undefined
  #pid: number | undefined
  #stopping = false
  #watch: NodeJS.Timeout | undefined
  #restart: Promise<void> | undefined

  constructor(data: string) {
    this.#identity = serverIdentity()
    this.#layout = layoutOf(data, this.#identity)
    this.#home = postgresHome(this.#identity)
  }

  connection(database = 'telaio'): Connection {
    const password = readFileSync(this.#layout.password, 'utf8')
    return { host: this.#layout.socket, user: 'telaio', password, database }
  }

  get pid(): number | undefined {
    return this.#pid
  }

  /** Makes the cluster when there is none, starts or adopts the server, and keeps it running until `stop`. */
  async start(): Promise<void> {
    if (!existsSync(path.join(this.#layout.cluster, 'PG_VERSION'))) this.#initialise()
    await this.#run()
    await this.#createDatabase()
    this.#watch = setInterval(() => this.#keepAlive(), 250)
    this.#watch.unref()
  }

  /** Waits until a server that another process supervises answers. */
  async join(): Promise<void> {
    const deadline = Date.now() + START_TIMEOUT_MS
    while (!(await this.#answers())) {
      if (Date.now() > deadline) throw notStarted(this.#tail(), this.#layout.log)
      await sleep(100)
    }
  }

  /** Stops the server: clients are disconnected, everything acknowledged is on disk. */
  async stop(): Promise<void> {
    this.#stopping = true
    clearInterval(this.#watch)
    await this.#restart?.catch(() => undefined)
    const pid = this.#pid ?? this.#recordedPid()
    if (pid === undefined || !isAlive(pid)) return
    signal(pid, 'SIGINT')
    for (let waited = 0; isAlive(pid) && !this.#exited(); waited += 20) {
      if (waited === 20_000) signal(pid, 'SIGQUIT')
      await sleep(20)
    }
  }

  /** Other connections than our own: whoever joined and is still at work. */
  async hasOtherClients(): Promise<boolean> {
    const client = new pg.Client({ ...this.connection('postgres'), application_name: 'telaio-supervisor' })
    try {
      await client.connect()
      const { rows } = await client.query<{ n: number }>(
        "select count(*)::int as n from pg_stat_activity where backend_type = 'client backend' and application_name <> 'telaio-supervisor'",
      )
      return (rows[0]?.n ?? 0) > 0
    } catch {
      return false
    } finally {
      await client.end().catch(() => undefined)
    }
  }

  #initialise(): void {
    const { cluster, password } = this.#layout
    if (!existsSync(password)) writeFileSync(password, randomBytes(24).toString('base64url'), { mode: 0o600 })
    const partial = `${cluster}.partial`
    rmSync(partial, { recursive: true, force: true })
    mkdirSync(partial, { mode: 0o700 })
    if (this.#identity) chownSync(partial, this.#identity.uid, this.#identity.gid)
    // initdb reads the password from a file that its account can open; it lives for this call only.
    const once = `${cluster}.once`
    writeFileSync(once, readFileSync(password), { mode: 0o600 })
    if (this.#identity) chownSync(once, this.#identity.uid, this.#identity.gid)
    const made = spawnSync(
      path.join(this.#home, 'bin', 'initdb'),
      [
        '--pgdata',
        partial,
        '--username=telaio',
        '--encoding=UTF8',
        '--locale=C.UTF-8',
        '--auth=scram-sha-256',
        `--pwfile=${once}`,
        '--data-checksums',
        '--no-instructions',
      ],
      { encoding: 'utf8', env: this.#environment(), ...this.#identity },
    )
    rmSync(once, { force: true })
    if (made.status !== 0) {
      rmSync(partial, { recursive: true, force: true })
      throw notStarted(`${made.stdout ?? ''}${made.stderr ?? ''}${made.error?.message ?? ''}`, this.#layout.log)
    }
    writeFileSync(path.join(partial, 'pg_hba.conf'), 'local all telaio scram-sha-256\n')
    renameSync(partial, cluster)
  }

  /** Adopts a live server, or starts one; tries again while the remains of an earlier one are still dying. */
  async #run(): Promise<void> {
    const deadline = Date.now() + START_TIMEOUT_MS
    for (;;) {
      const recorded = this.#recordedPid()
      if (recorded !== undefined && isAlive(recorded) && (await this.#answers())) {
        this.#pid = recorded
        return
      }
      if (recorded === undefined || !isPostgres(recorded)) {
        if (await this.#spawn(deadline)) return
        if (/No space left on device/.test(this.#tail())) throw diskFull()
      }
      if (Date.now() > deadline) throw notStarted(this.#tail(), this.#layout.log)
      await sleep(150)
    }
  }

  async #spawn(deadline: number): Promise<boolean> {
    const { cluster, socket, log } = this.#layout
    const out = openSync(log, 'a', 0o600)
    const settings = {
      listen_addresses: '',
      unix_socket_directories: socket,
      unix_socket_permissions: '0700',
      max_connections: '60',
      shared_buffers: '256MB',
      effective_cache_size: '1GB',
      work_mem: '16MB',
      maintenance_work_mem: '128MB',
      max_wal_size: '2GB',
      jit: 'off',
      timezone: 'UTC',
      log_timezone: 'UTC',
      random_page_cost: '1.1',
      log_min_messages: 'warning',
      wal_compression: 'on',
    }
    const args = ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
    // Its own session: Ctrl-C in the terminal reaches us alone, and we stop it after the last request.
    const child = spawn(path.join(this.#home, 'bin', 'postgres'), args, {
      stdio: ['ignore', out, out],
      detached: true,
      env: this.#environment(),
      cwd: cluster,
      ...this.#identity,
    })
    closeSync(out)
    child.unref()
    child.on('error', () => undefined)
    this.#child = child
    this.#pid = child.pid
    while (!this.#exited() && Date.now() < deadline) {
      if (await this.#answers()) return true
      await sleep(25)
    }
    return false
  }

  #exited(): boolean {
    return (
      this.#child !== undefined &&
      this.#child.pid === this.#pid &&
      (this.#child.exitCode !== null || this.#child.signalCode !== null)
    )
  }

  #keepAlive(): void {
    if (this.#stopping || this.#restart || this.#pid === undefined) return
    if (!this.#exited() && isAlive(this.#pid)) return
    this.#restart = this.#run()
      .catch(error => console.error(error instanceof Error ? error.message : error))
      .finally(() => {
        this.#restart = undefined
      })
  }

  async #answers(): Promise<boolean> {
    if (!existsSync(this.#layout.password)) return false
    const client = new pg.Client({
      ...this.connection('postgres'),
      connectionTimeoutMillis: 3000,
      application_name: 'telaio-supervisor',
    })
    try {
      await client.connect()
      return true
    } catch {
      return false
    } finally {
      await client.end().catch(() => undefined)
    }
  }

  async #createDatabase(): Promise<void> {
    const client = new pg.Client({ ...this.connection('postgres'), application_name: 'telaio-supervisor' })
    await client.connect()
    try {
      const { rowCount } = await client.query("select 1 from pg_database where datname = 'telaio'")
      if (!rowCount) await client.query('create database telaio')
    } finally {
      await client.end()
    }
  }

  #recordedPid(): number | undefined {
    try {
      return Number(readFileSync(path.join(this.#layout.cluster, 'postmaster.pid'), 'utf8').split('\n')[0]) || undefined
    } catch {
      return undefined
    }
  }

  #environment(): NodeJS.ProcessEnv {
    return { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', LD_LIBRARY_PATH: path.join(this.#home, 'lib') }
  }

  #tail(): string {
    try {
      return readFileSync(this.#layout.log, 'utf8').slice(-1500)
    } catch {
      return ''
    }
  }
}

/** Where everything of the server of `data` lives; makes the folders. */
function layoutOf(data: string, identity: ServerIdentity): Layout {
  const cluster = path.join(data, 'postgres')
  const mark = createHash('sha256').update(data).digest('hex').slice(0, 12)
  let home = data
  if (!canReach(data, identity)) {
    // The server's account cannot walk to the data folder: the cluster lives in root's store and the data folder points to it.
    const link = lstatSync(cluster, { throwIfNoEntry: false })
    home = link?.isSymbolicLink() ? path.dirname(readlinkSync(cluster)) : rootStore(`data-${mark}`)
    if (identity) chownSync(home, identity.uid, identity.gid)
    if (!link) symlinkSync(path.join(home, 'postgres'), cluster)
  } else if (identity) {
    home = path.join(data, 'server')
    mkdirSync(home, { recursive: true, mode: 0o700 })
    chownSync(home, identity.uid, identity.gid)
  }
  let socket = path.join(home, 'run')
  if (Buffer.byteLength(socket) > LONGEST_SOCKET_FOLDER)
    socket = path.join(tmpdir(), `telaio-${process.getuid?.() ?? 0}-${mark}`)
  mkdirSync(socket, { recursive: true, mode: 0o700 })
  const owned = lstatSync(socket)
  const owner = identity?.uid ?? process.getuid?.()
  if (identity && owned.uid === 0) chownSync(socket, identity.uid, identity.gid)
  else if (owner !== undefined && owned.uid !== owner) throw notStarted(`${socket} belongs to another account`, socket)
  return {
    cluster: path.join(home, 'postgres'),
    socket,
    password: path.join(data, 'postgres.password'),
    log: path.join(data, 'postgres.log'),
  }
}

/** A recorded process number may have been given to something else since. */
function isPostgres(pid: number): boolean {
  if (!isAlive(pid)) return false
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres')
  } catch {
    return isAlive(pid)
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It died by itself in the meantime, which is what was wanted.
  }
}

function diskFull(): Failure {
  return new Failure('Unavailable', {
    it: 'Il disco è pieno e PostgreSQL non può partire. I dati già salvati sono intatti: libera spazio e riprova.',
    en: 'The disk is full and PostgreSQL cannot start. What was saved is intact: free some space and try again.',
  })
}

function notStarted(detail: string, log: string): Failure {
  if (/No space left on device/.test(detail)) return diskFull()
  const last = detail.trim().split('\n').slice(-3).join(' ')
  return new Failure(
    'Unavailable',
    {
      it: 'PostgreSQL incluso non è partito: {last} (registro completo: {log}). I dati sono rimasti com’erano.',
      en: 'The embedded PostgreSQL did not start: {last} (full log: {log}). The data are as they were.',
    },
    { last, log },
  )
}
