// The fast part of the tests: types, format and lint, dependency rules, unused code, generated files. Under a minute.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { ensureInstalled, ensureNode, root } from './setup.js'

const bin = name => path.join(root, 'node_modules', '.bin', name)

/** Name of the check and its command; they run side by side. */
const CHECKS = [
  ['types', bin('tsc'), ['-p', '.']],
  ['format and lint', bin('biome'), ['check', '.']],
  [
    'arrows between rooms',
    bin('depcruise'),
    ['--config', '.dependency-cruiser.cjs', '--output-type', 'err-long', 'src', 'tools', 'bench', 'tests'],
  ],
  ['unused code', bin('knip'), ['--no-progress', '--no-config-hints']],
  ['generated files', process.execPath, ['--import', 'tsx', 'tools/generate.ts', '--check']],
]

/** Runs every check; answers how many passed and failed, with the output of those that failed. */
export async function check() {
  const results = await Promise.all(
    CHECKS.map(async ([name, command, args]) => {
      const begun = performance.now()
      const { code, output } = await run(command, args)
      console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${((performance.now() - begun) / 1000).toFixed(1)} s)`)
      if (code !== 0) console.log(output)
      return code === 0
    }),
  )
  const passed = results.filter(Boolean).length
  return { passed, failed: results.length - passed }
}

function run(command, args) {
  return new Promise(resolve => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', text => (output += text))
    child.stderr.on('data', text => (output += text))
    child.on('error', error => resolve({ code: 1, output: String(error) }))
    child.on('close', code => resolve({ code, output }))
  })
}

if (process.argv[1] === import.meta.filename) {
  ensureNode()
  ensureInstalled()
  const { passed, failed } = await check()
  console.log(`${passed} passed, ${failed} failed`)
  process.exit(failed ? 1 : 0)
}
