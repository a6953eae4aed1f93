import { Command } from 'commander'
import { afterEach, expect, test, vi } from 'vitest'
import { makeCli } from '#platform/cli.ts'
import { speak } from '#platform/cli-words.ts'
import { addCommands } from './commands.ts'

afterEach(() => vi.unstubAllEnvs())

/** Every command that can be typed, with its whole help. */
async function helps(locale: string): Promise<Map<string, { command: Command; help: string }>> {
  vi.stubEnv('LC_ALL', locale)
  const program = new Command('telaio').enablePositionalOptions()
  const cli = makeCli(program)
  speak(program, cli.language)
  await addCommands(cli)
  const found = new Map<string, { command: Command; help: string }>()
  const visit = (command: Command, name: string) => {
    let help = ''
    command.configureOutput({ writeOut: text => (help += text) })
    command.outputHelp()
    found.set(name, { command, help })
    for (const each of command.commands) visit(each, `${name} ${each.name()}`)
  }
  visit(program, 'telaio')
  return found
}

test.each([
  ['it_IT.UTF-8', 'Per esempio:', 'mostra questo aiuto'],
  ['en_GB.UTF-8', 'For example:', 'show this help'],
])('in %s every command has one line, and a help with an example that can be typed', async (locale, heading, shown) => {
  const all = await helps(locale)
  expect(all.size).toBeGreaterThanOrEqual(20)
  const lines = new Set<string>()
  for (const [name, { command, help }] of all) {
    const [before, examples = ''] = help.split(`${heading}\n`)
    expect(before, name).toContain(shown)
    lines.add(command.description())
    const typed = examples.trim().split('\n')
    for (const example of typed) {
      expect(example, name).toMatch(new RegExp(`^\\s*(PORT=8080 )?${name}\\b`))
      // No option that this command, or the one of its own that is shown, does not have.
      const [, , inner] = example.trim().split(' ')
      const known = [
        command,
        ...command.commands.filter(one => one.name() === inner || example.includes(` ${one.name()} `)),
      ]
      const options = known.flatMap(one => one.options.map(option => option.long)).concat('--help')
      for (const [option] of example.matchAll(/--[a-z-]+/g))
        if (name !== 'telaio bench') expect(options, `${name}: ${example}`).toContain(option)
    }
    if (locale.startsWith('it'))
      expect(help, name).not.toMatch(/\b(Usage|Options|Commands|Arguments|default)\b|\[options\]/)
  }
  // No two commands are said to do the same.
  expect(lines.size).toBe(all.size)
})

test('in both languages the same commands with the same options', async () => {
  const shape = async (locale: string) =>
    [...(await helps(locale))].map(([name, { command }]) => [name, command.options.map(option => option.flags)])
  expect(await shape('it_IT.UTF-8')).toEqual(await shape('en_GB.UTF-8'))
})
