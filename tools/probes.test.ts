import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser'
import { describe, expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')
const probes = path.join(import.meta.dirname, 'probes')
const config = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as {
  forbidden: { name: string; comment: string }[]
  options: ICruiseOptions
}

/** A probe carries the name of the rule it breaks, but where the rule goes by the name of the file. */
const PROBE_OF: Record<string, string> = { 'model-decides-alone': 'deciding/model.ts' }

/** Every rule of the house, and the probes that break it: a rule that notices nothing is worse than none. */
describe('the rules about imports', async () => {
  const { exclude: _, ...options } = config.options
  const { output } = await cruise(['src'], {
    ...options,
    baseDir: probes,
    ruleSet: { forbidden: config.forbidden } as NonNullable<ICruiseOptions['ruleSet']>,
    validate: true,
  })
  const broken = (output as ICruiseResult).summary.violations.map(each => ({ rule: each.rule.name, from: each.from }))
  const names = [...new Set(config.forbidden.map(rule => rule.name))]

  test.each(names)('%s notices its probe and says what to do instead', name => {
    expect(broken.filter(each => each.rule === name && each.from.includes(PROBE_OF[name] ?? name))).not.toEqual([])
    for (const rule of config.forbidden.filter(each => each.name === name))
      expect(rule.comment.length).toBeGreaterThan(40)
  })
})

test('process.env is read in platform/env.ts only', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'telaio-probe-'))
  try {
    const { vcs: _, ...settings } = JSON.parse(readFileSync(path.join(root, 'biome.json'), 'utf8'))
    writeFileSync(path.join(folder, 'biome.json'), JSON.stringify(settings))
    mkdirSync(path.join(folder, 'src/platform'), { recursive: true })
    for (const name of ['elsewhere.ts', 'env.ts'])
      copyFileSync(
        path.join(probes, 'src/platform/environment-in-env-only.ts'),
        path.join(folder, 'src/platform', name),
      )
    const { stdout } = spawnSync(path.join(root, 'node_modules/.bin/biome'), ['lint', '--reporter=json', '.'], {
      cwd: folder,
      encoding: 'utf8',
    })
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { category: string; location: { path: unknown } }[] }
    const read = diagnostics.filter(each => each.category.endsWith('noProcessEnv'))
    expect(read).toHaveLength(1)
    expect(JSON.stringify(read[0]?.location)).toContain('elsewhere.ts')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
