import type { Language } from '#platform/i18n.ts'
import type { Column } from '#platform/sheets.ts'
import { choiceIn } from '../programme/model.ts'
import type { Question } from '../programme/queries.ts'
import { cellOf } from '../times.ts'
import { words } from './messages.ts'
import type { Attendance, Registered } from './model.ts'
import type { Registration } from './queries.ts'

/** Registrations as a sheet, a column for each question. */
export function columnsOf(language: Language, questions: readonly Question[], zone: string): Column<Registration>[] {
  const t = words[language]
  const plain = (head: string, value: Column<Registration>['value'], width = 18): Column<Registration> => ({
    head,
    means: { it: words.it.title, en: words.en.title },
    value,
    width,
  })
  return [
    plain(t.name, row => row.name, 28),
    plain(t.email, row => row.email ?? '', 30),
    plain(t.organisation, row => row.organisation, 30),
    plain(t.state, row => t.states[row.state as Registered]),
    plain(t.attendance, row => t.attendances[row.attendance as Attendance]),
    plain(t.registeredAt, row => cellOf(row.registered_at, zone)),
    plain(t.language, row => t.languages[row.language as Language]),
    plain(t.needs, row => row.needs, 30),
    ...questions.map(question => ({
      head: question[language],
      means: { it: question.it, en: question.en },
      width: 24,
      value: (row: Registration) => {
        const answer = (row.answers as Record<string, string>)[question.id] ?? ''
        return question.kind === 'choice'
          ? choiceIn(answer, language)
          : answer === 'yes'
            ? t.yes
            : answer === 'no'
              ? t.no
              : answer
      },
    })),
  ]
}
