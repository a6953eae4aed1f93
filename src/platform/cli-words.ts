import { type Command, Help } from 'commander'
import type { Language } from '#platform/i18n.ts'

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': 'Uso:',
  'Options:': 'Opzioni:',
  'Commands:': 'Comandi:',
  'Arguments:': 'Argomenti:',
}

/** Words the library puts into lines of its own. */
const INLINE: readonly (readonly [RegExp, string])[] = [
  [/\[options\]/g, '[opzioni]'],
  [/\[options\.\.\.\]/g, '[opzioni...]'],
  [/\[command\]/g, '[comando]'],
]
const italian = (text: string) => INLINE.reduce((said, [pattern, ours]) => said.replace(pattern, ours), text)

/** What the library says when a command is mistyped, and how we say it. */
const COMPLAINTS: readonly (readonly [RegExp, string])[] = [
  [/^error: unknown command '(.*)'/, 'Non c’è nessun comando «$1».'],
  [/^error: unknown option '(.*)'/, 'Non c’è nessuna opzione «$1».'],
  [/^error: missing required argument '(.*)'/, 'Manca «$1».'],
  [/^error: option '(.*)' argument missing/, 'All’opzione «$1» manca il valore.'],
  [/^error: too many arguments.*/, 'Ci sono troppe parole nel comando.'],
  [/^\(Did you mean (.*)\?\)$/m, 'Forse volevi «$1»?'],
]

/** The words of the help and of its complaints in the person's language. Commands made later take them over. */
export function speak(program: Command, language: Language): void {
  if (language !== 'it') return
  program.configureHelp({
    styleTitle: title => TITLES[title] ?? title,
    styleUsage: italian,
    subcommandTerm: command => italian(Help.prototype.subcommandTerm.call(new Help(), command)),
    optionDescription: option =>
      Help.prototype.optionDescription.call(new Help(), option).replace('(default: ', '(se manca: '),
  })
  program.configureOutput({
    outputError: (text, write) =>
      write(COMPLAINTS.reduce((said, [pattern, ours]) => said.replace(pattern, ours), text)),
  })
  program.helpOption('-h, --help', 'mostra questo aiuto')
}
