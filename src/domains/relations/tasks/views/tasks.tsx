import { readableShortName } from '#domains/network/naming/model.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { Select, TextField } from '#ui/forms.tsx'
import { Notice } from '#ui/parts.tsx'
import { words } from '../messages.ts'
import { LONGEST, type TaskForm, WHENS, whenOf } from '../model.ts'
import type { Task } from '../queries.ts'

export type FormState = {
  readonly typed: Partial<TaskForm>
  readonly alert?: string | undefined
  readonly wrong?: Readonly<Record<string, string>>
}

type QuickProps = {
  language: Language
  staff: readonly { id: string; name: string }[]
  me: string
  form: FormState
  /** The organisation it is about, where the page is about one. */
  organisation?: string
  /** Where to go after. */
  back: string
}

/** One line and a press: a task for today, tomorrow, in a week, or a day of one's own. */
export function QuickTask({ language, staff, me, form, organisation, back }: QuickProps) {
  const t = words[language]
  const { typed, alert, wrong = {} } = form
  return (
    <section className="panel">
      <h2>{t.add}</h2>
      {alert && (
        <Notice tone="wrong" role="alert">
          <p>{alert}</p>
        </Notice>
      )}
      <form method="post" action={`/${language}/tasks`} noValidate>
        <input type="hidden" name="back" value={back} />
        <TextField name="title" label={t.what} value={typed.title} wrong={wrong.title} maxLength={LONGEST.title} />
        <p className="row">
          <span className="small">{t.addFor}</span>
          {(['today', 'tomorrow', 'week', 'none'] as const).map(value => (
            <button key={value} type="submit" name="quick" value={value} className="quiet small">
              {t.quick[value]}
            </button>
          ))}
        </p>
        <div className="row end">
          <TextField name="due" type="date" label={t.due} value={typed.due} wrong={wrong.due} />
          <Select
            name="assignee"
            label={t.whom}
            value={typed.assignee ?? me}
            wrong={wrong.assignee}
            choices={staff.map(one => ({ value: one.id, text: one.name }))}
          />
          {organisation === undefined ? (
            <div className="grow">
              <TextField
                name="organisation"
                label={t.organisation}
                value={typed.organisation}
                wrong={wrong.organisation}
              />
            </div>
          ) : (
            <input type="hidden" name="organisation" value={organisation} />
          )}
          <div className="field">
            <button type="submit">{t.addWithDay}</button>
          </div>
        </div>
      </form>
    </section>
  )
}

type ListProps = {
  language: Language
  tasks: readonly Task[]
  today: string
  back: string
  /** Says whose each is. */
  whose?: boolean
  level?: 2 | 3
}

/** Tasks under how near they are, each done or put off with a press. */
export function TaskList({ language, tasks, today, back, whose = false, level = 2 }: ListProps) {
  const t = words[language]
  const Head = `h${level}` as const
  return (
    <>
      {WHENS.map(when => {
        const some = tasks.filter(task => whenOf(task.due_on, today) === when)
        return (
          some.length > 0 && (
            <section key={when}>
              <Head className={when === 'overdue' ? 'state-notMet' : undefined}>{t.whens[when]}</Head>
              <ul className="results">
                {some.map(task => (
                  <TaskItem key={task.id} {...{ language, task, back, whose }} />
                ))}
              </ul>
            </section>
          )
        )
      })}
    </>
  )
}

export function TaskItem({
  language,
  task,
  back,
  whose,
}: Pick<ListProps, 'language' | 'back' | 'whose'> & { task: Task }) {
  const t = words[language]
  const f = formats(language)
  const press = (name: string, value: string, text: string, quiet = true) => (
    <button
      type="submit"
      name={name}
      value={value}
      className={quiet ? 'quiet small' : 'small'}
      aria-label={`${text}: ${task.title}`}
    >
      {text}
    </button>
  )
  return (
    <li className="row">
      <span className="grow">
        {task.title}{' '}
        <span className="small soft">
          {[task.due_on && f.dateShort(task.due_on), whose && (task.assignee_name ?? t.nobody)]
            .filter(Boolean)
            .join(' · ')}
          {task.key && (
            <>
              {' · '}
              <a href={`/${language}/organisations/${task.key}/notes`}>
                {readableShortName({ name: task.name ?? task.key, short_name: task.short_name })}
              </a>
            </>
          )}
        </span>
      </span>
      <form method="post" action={`/${language}/tasks/${task.id}`} className="row">
        <input type="hidden" name="back" value={back} />
        {task.done_at ? (
          press('act', 'open', t.reopen)
        ) : (
          <>
            {press('act', 'done', t.finish, false)}
            {press('act', 'tomorrow', t.tomorrow)}
            {press('act', 'week', t.week)}
          </>
        )}
        {press('act', 'remove', t.remove)}
      </form>
    </li>
  )
}
