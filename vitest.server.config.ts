import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import base from './vitest.config.ts'

/** Tests that talk to a database, by what they or their fixtures import: what differs between servers can differ nowhere else. */
const OVER_A_DATABASE = /tools\/(test-database|test-site)\.ts/
const FIXTURES = /from '(\.[^']*\/fixtures\.ts)'/g
/** Who may open which page is the same on every server, and is asked of every page. */
const ALIKE = ['src/surfaces/website/access.test.ts', 'src/surfaces/website/security-input.test.ts']

const tests = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter(file => /\.test\.tsx?$/.test(file))
  .map(file => path.posix.join('src', file.replaceAll(path.sep, '/')))
  .filter(file => !ALIKE.includes(file) && isOverADatabase(file))

function isOverADatabase(file: string): boolean {
  const text = readFileSync(file, 'utf8')
  const fixtures = [...text.matchAll(FIXTURES)].map(([, found = '']) =>
    path.posix.join(path.posix.dirname(file), found),
  )
  return OVER_A_DATABASE.test(text) || fixtures.some(isOverADatabase)
}

// Not merged with the other configuration: lists would add up.
export default {
  test: {
    ...base.test,
    include: tests,
    // Sending mail and starting processes is the same on every server, and slow.
    exclude: ['src/platform/mail/**', 'src/domains/accounts/provider.test.ts'],
    passWithNoTests: false,
  },
}
