// What a fresh machine needs before any TypeScript can run: the right Node and the packages of the lock file.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '..')
const MINIMUM = [20, 19]

/** Stops with exit code 2 and a sentence in both languages when Node is too old. */
export function ensureNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1])) return
  const wanted = MINIMUM.join('.')
  console.error(
    `Telaio richiede Node.js ${wanted} o più recente; qui c'è la versione ${version}. Nulla è stato cambiato: aggiorna Node e riprova.\n` +
      `Telaio needs Node.js ${wanted} or newer; this is ${version}. Nothing was changed: update Node and try again.`,
  )
  process.exit(2)
}

/**
 * Installs the packages of package-lock.json when they are not there or are of another lock file.
 * The hash of the lock file is kept beside them, so the second start compares two strings and installs nothing.
 */
export function ensureInstalled() {
  const lock = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')
  const stamp = path.join(root, 'node_modules', '.telaio-lock')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  console.error('Installazione dei pacchetti (solo la prima volta)… / Installing packages (first time only)…')
  // Not `npm ci`: it refuses a lock file that lacks optional packages of other platforms, as one made against a partial mirror does.
  const npm = spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (npm.status !== 0) {
    console.error(
      'I pacchetti non sono stati installati: controlla la rete e lo spazio su disco e riprova.\n' +
        'The packages could not be installed: check the network and the disk space, then try again.',
    )
    process.exit(2)
  }
  writeFileSync(stamp, lock)
}
