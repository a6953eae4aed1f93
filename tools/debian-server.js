// Debian's PostgreSQL on a free port in a temporary folder, for the tests that must hold on a server too.
import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

const VERSIONS = '/usr/lib/postgresql'

/** Installs the package when it is missing and we may, makes a cluster, starts it. Undefined where there is no such server to be had. */
export async function startDebianServer() {
  const home = binaries() ?? install()
  if (!home) return undefined
  const folder = mkdtempSync(path.join(tmpdir(), 'telaio-pg15-'))
  const root = process.getuid?.() === 0
  const account = root ? postgresAccount() : {}
  if (root) chownSync(folder, account.uid, account.gid)
  const data = path.join(folder, 'data')
  const port = await freePort()
  const run = (name, args) => {
    const result = spawnSync(path.join(home, name), args, { encoding: 'utf8', cwd: folder, ...account })
    if (result.status !== 0) throw new Error(`${name}: ${result.stderr || result.error}`)
  }
  run('initdb', ['-D', data, '-U', 'telaio', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'])
  run('pg_ctl', [
    '-D',
    data,
    '-w',
    '-l',
    path.join(folder, 'log'),
    '-o',
    `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off`,
    'start',
  ])
  return {
    url: `postgres://telaio@127.0.0.1:${port}/postgres`,
    stop() {
      run('pg_ctl', ['-D', data, '-m', 'immediate', 'stop'])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function binaries() {
  if (!existsSync(VERSIONS)) return undefined
  const version = readdirSync(VERSIONS)
    .filter(name => Number(name) >= 15)
    .sort()[0]
  return version && path.join(VERSIONS, version, 'bin')
}

function install() {
  if (process.getuid?.() !== 0 || spawnSync('which', ['apt-get']).status !== 0) return undefined
  console.log("Installing Debian's PostgreSQL…")
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const options = { stdio: ['ignore', 'ignore', 'inherit'], env }
  spawnSync('apt-get', ['update', '-qq'], options)
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'postgresql'], options)
  return binaries()
}

function postgresAccount() {
  const id = flag => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout)
  return { uid: id('-u'), gid: id('-g') }
}

function freePort() {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}
