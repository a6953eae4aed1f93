// `npm test`: everything that decides whether a change is good, on a machine where nothing was installed by hand.
// `npm run test:server`: the database tests on Debian's PostgreSQL 15 instead of the embedded server.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ensureInstalled, ensureNode, root } from './setup.js'

ensureNode()
ensureInstalled()
const { check } = await import('./check.js')
const { startDebianServer } = await import('./debian-server.js')

const LONGEST_MESSAGE = 1500
let passed = 0
let failed = 0
/** What failed, said once more where somebody looks first: at the end. */
const failures = []

/** Runs vitest with a configuration, adds its counts to ours, and leaves its output where a person reads it. */
function vitest(label, args, env = {}) {
  console.log(`\n== ${label}`)
  const report = path.join(tmpdir(), `telaio-tests-${process.pid}.json`)
  const run = spawnSync(
    process.execPath,
    [
      path.join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...args,
    ],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } },
  )
  let counts = { numPassedTests: 0, numFailedTests: 0, testResults: [] }
  if (existsSync(report)) counts = JSON.parse(readFileSync(report, 'utf8'))
  rmSync(report, { force: true })
  passed += counts.numPassedTests
  failed += counts.numFailedTests
  for (const file of counts.testResults.filter(one => one.status === 'failed')) {
    const where = path.relative(root, file.name)
    const tests = file.assertionResults.filter(one => one.status === 'failed')
    if (tests.length === 0) failures.push(`${where}\n    ${file.message.slice(0, LONGEST_MESSAGE)}`)
    for (const test of tests)
      failures.push(`${where} > ${test.fullName}\n    ${test.failureMessages.join('\n').slice(0, LONGEST_MESSAGE)}`)
  }
  // A file that does not even load has no test to count, yet has failed.
  if (run.status !== 0 && counts.numFailedTests === 0) failed += 1
}

const onServer = process.argv.includes('--server')
if (!onServer) {
  const checks = await check()
  passed += checks.passed
  failed += checks.failed
  vitest('unit and database tests, embedded PostgreSQL', [])
  if (existsSync(path.join(root, 'vitest.journeys.config.ts')))
    vitest('journeys in a browser', ['--config', 'vitest.journeys.config.ts'])
}
if (onServer || process.env.CI) {
  const server = await startDebianServer()
  if (server) {
    try {
      vitest('database tests, PostgreSQL 15 of Debian', ['--config', 'vitest.server.config.ts'], {
        TELAIO_TEST_SERVER: server.url,
      })
    } finally {
      server.stop()
    }
  } else {
    console.log('PostgreSQL 15 of Debian could not be installed here (no apt or not root): its tests were not run.')
    if (onServer) failed += 1
  }
}
for (const failure of failures) console.log(`\nFAILED ${failure}`)
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed ? 1 : 0)
