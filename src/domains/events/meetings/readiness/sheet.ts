import type { Language } from '#platform/i18n.ts'
import type { Column } from '#platform/sheets.ts'
import { cellOf } from '../../times.ts'
import { words } from './messages.ts'
import type { Ready } from './model.ts'

/** Who is ready and who is not, as a sheet. */
export function columnsOf(language: Language, zone: string): Column<Ready>[] {
  const t = words[language]
  type Means = keyof typeof words.it.means
  const plain = (head: string, means: Means, value: Column<Ready>['value'], width = 18): Column<Ready> => ({
    head,
    means: { it: words.it.means[means], en: words.en.means[means] },
    value,
    width,
  })
  return [
    plain(t.name, 'plain', row => row.name, 28),
    plain(t.organisation, 'plain', row => row.organisation, 30),
    plain(t.email, 'plain', row => row.email ?? '', 30),
    plain(t.phone, 'plain', row => row.phone),
    plain(t.lacking, 'lacking', row => row.lacks.map(lack => t.lacks[lack]).join(', '), 40),
    plain(t.wishes, 'wishes', row => row.wishes),
    plain(t.wanted, 'wanted', row => row.wanted),
    plain(t.waiting, 'waiting', row => row.waiting),
    plain(t.saidAt, 'plain', row => (row.said_at ? cellOf(row.said_at, zone) : '')),
    plain(t.group, 'group', row => row.kept_apart),
  ]
}
