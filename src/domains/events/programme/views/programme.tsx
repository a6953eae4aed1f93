import { localTime } from '#kernel/zoned.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { Select, TextArea, TextField } from '#ui/forms.tsx'
import { Notice } from '#ui/parts.tsx'
import type { EventRow } from '../../queries.ts'
import { dayOf, hourOf } from '../../times.ts'
import { words } from '../messages.ts'
import { type Conflict, conflictsOf, QUESTION_KINDS, type QuestionKind } from '../model.ts'
import type { Question, Room, Session } from '../queries.ts'

export type Wrong = {
  form: string
  typed: Readonly<Record<string, string | undefined>>
  fields: Readonly<Record<string, string>>
}
type Props = {
  language: Language
  event: EventRow
  rooms: readonly Room[]
  sessions: readonly Session[]
  questions: readonly Question[]
  /** What was wrong with which of the forms: "room", "question", "session" or "session 12". */
  wrong?: Wrong | undefined
}

/** Rooms, programme and questions of an event, with what does not fit. */
export function ProgrammeEditor(props: Props) {
  const { language, event, rooms, sessions, questions, wrong } = props
  const t = words[language]
  const f = formats(language)
  const conflicts = conflictsOf(event, sessions)
  const at = `/${language}/events/${event.id}`
  const over = event.state === 'cancelled' || event.state === 'held'
  const wrongOf = (form: string) => (wrong?.form === form ? wrong : undefined)
  return (
    <>
      <section aria-labelledby="programme">
        <h2 id="programme">{t.sessions}</h2>
        {conflicts.length > 0 && (
          <Notice tone="warn" role="status">
            <p>
              <strong>{t.conflicts}</strong>
            </p>
            <ul>
              {conflicts.map(conflict => (
                <li key={JSON.stringify(conflict)}>{told(language, conflict, sessions)}</li>
              ))}
            </ul>
          </Notice>
        )}
        {sessions.length === 0 ? (
          <p>{t.noSessions}</p>
        ) : (
          conflicts.length === 0 && <p className="small soft">{t.noConflicts}</p>
        )}
        <ol className="results">
          {sessions.map(one => (
            <li key={one.id}>
              <p>
                <strong>
                  {f.dateShort(dayOf(one.starts_at, event.zone))}, {hourOf(one.starts_at, event.zone)}–
                  {hourOf(one.ends_at, event.zone)}
                </strong>{' '}
                {one[`title_${language}`]}{' '}
                <span className="soft">{[one.room, one.speakers.join('; ')].filter(Boolean).join(' · ')}</span>
              </p>
              {!over && (
                <>
                  <details open={wrongOf(`session ${one.id}`) !== undefined}>
                    <summary>{t.editSession(one[`title_${language}`])}</summary>
                    <SessionFields {...{ language, event, rooms, one, at }} wrong={wrongOf(`session ${one.id}`)} />
                  </details>
                  <Remove
                    action={`${at}/sessions`}
                    id={one.id}
                    text={t.remove}
                    says={t.removeSession(one[`title_${language}`])}
                  />
                </>
              )}
            </li>
          ))}
        </ol>
        {!over && (
          <details open={sessions.length === 0 || wrongOf('session') !== undefined}>
            <summary>{t.addSession}</summary>
            <SessionFields {...{ language, event, rooms, at }} wrong={wrongOf('session')} />
          </details>
        )}
      </section>
      <section aria-labelledby="rooms">
        <h2 id="rooms">{t.rooms}</h2>
        {rooms.length === 0 ? (
          <p>{t.noRooms}</p>
        ) : (
          <ul className="plain">
            {rooms.map(room => (
              <li key={room.id} className="row">
                <span>{room.name}</span>
                {!over && <Remove action={`${at}/rooms`} id={room.id} text={t.remove} says={t.removeRoom(room.name)} />}
              </li>
            ))}
          </ul>
        )}
        {!over && (
          <form method="post" action={`${at}/rooms`} className="row end">
            <TextField name="name" label={t.roomName} wrong={wrongOf('room')?.fields.name} maxLength={80} />
            <button type="submit" className="quiet">
              {t.addRoom}
            </button>
          </form>
        )}
      </section>
      <Questions {...{ language, questions, at, over }} wrong={wrongOf('question')} />
    </>
  )
}

function told(language: Language, conflict: Conflict, sessions: readonly Session[]): string {
  const t = words[language]
  const name = (id: number) => sessions.find(one => one.id === id)?.[`title_${language}`] ?? ''
  if (conflict.what === 'outside') return t.outside(name(conflict.session))
  if (conflict.what === 'room') return t.sameRoom(name(conflict.session), name(conflict.other))
  return t.sameSpeaker(conflict.speaker, name(conflict.session), name(conflict.other))
}

/** Each form of the page has fields of its own name space, so that labels lead to the right one. */
function SessionFields({
  language,
  event,
  rooms,
  one,
  at,
  wrong,
}: {
  language: Language
  event: EventRow
  rooms: readonly Room[]
  one?: Session
  at: string
  wrong: Wrong | undefined
}) {
  const t = words[language]
  const key = one ? `s${one.id}_` : 's_'
  const local = (instant: Date | undefined) => localTime(instant ?? event.starts_at, event.zone)
  const value = (name: string, stored: string) => wrong?.typed[key + name] ?? stored
  const field = (name: string, label: string, stored: string, type = 'text') => (
    <TextField name={key + name} label={label} type={type} value={value(name, stored)} wrong={wrong?.fields[name]} />
  )
  return (
    <form method="post" action={`${at}/sessions`} noValidate>
      {one && <input type="hidden" name="id" value={one.id} />}
      {field('title_it', t.titleIt, one?.title_it ?? '')}
      {field('title_en', t.titleEn, one?.title_en ?? '')}
      {field('starts', t.starts, local(one?.starts_at), 'datetime-local')}
      {field('ends', t.ends, local(one?.ends_at), 'datetime-local')}
      <Select
        name={`${key}room`}
        label={t.room}
        any={t.noRoom}
        value={value('room', String(one?.room_id ?? ''))}
        wrong={wrong?.fields.room}
        choices={rooms.map(room => ({ value: String(room.id), text: room.name }))}
      />
      <TextArea
        name={`${key}speakers`}
        label={t.speakers}
        hint={t.speakersHint}
        rows={2}
        value={value('speakers', one?.speakers.join('\n') ?? '')}
      />
      <button type="submit" className="small">
        {one ? t.save : t.add}
      </button>
    </form>
  )
}

function Questions({
  language,
  questions,
  at,
  over,
  wrong,
}: {
  language: Language
  questions: readonly Question[]
  at: string
  over: boolean
  wrong: Wrong | undefined
}) {
  const t = words[language]
  return (
    <section aria-labelledby="questions">
      <h2 id="questions">{t.questions}</h2>
      <p className="small">{t.questionsLead}</p>
      {questions.length === 0 ? (
        <p>{t.noQuestions}</p>
      ) : (
        <ul className="plain">
          {questions.map(one => (
            <li key={one.id} className="row">
              <span>
                {one[language]}{' '}
                <span className="soft">
                  ({[t.kinds[one.kind as QuestionKind], one.required ? t.requiredYes : ''].filter(Boolean).join(', ')})
                </span>
              </span>
              {!over && (
                <Remove action={`${at}/questions`} id={one.id} text={t.remove} says={t.removeQuestion(one[language])} />
              )}
            </li>
          ))}
        </ul>
      )}
      {!over && (
        <details open={wrong !== undefined}>
          <summary>{t.addQuestion}</summary>
          <form method="post" action={`${at}/questions`} noValidate>
            <Select
              name="kind"
              label={t.kind}
              value={wrong?.typed.kind ?? 'text'}
              choices={QUESTION_KINDS.map(value => ({ value, text: t.kinds[value] }))}
            />
            <TextField name="it" label={t.it} value={wrong?.typed.it} wrong={wrong?.fields.it} />
            <TextField name="en" label={t.en} value={wrong?.typed.en} wrong={wrong?.fields.en} />
            <TextArea
              name="choices"
              label={t.choices}
              hint={t.choicesHint}
              rows={3}
              value={wrong?.typed.choices}
              wrong={wrong?.fields.choices}
            />
            <label className="choice">
              <input type="checkbox" name="required" value="1" defaultChecked={wrong?.typed.required === '1'} />
              <span>{t.required}</span>
            </label>
            <button type="submit" className="small">
              {t.add}
            </button>
          </form>
        </details>
      )}
    </section>
  )
}

function Remove({ action, id, text, says }: { action: string; id: number; text: string; says: string }) {
  return (
    <form method="post" action={action}>
      <button type="submit" name="remove" value={id} className="quiet small" aria-label={says}>
        {text}
      </button>
    </form>
  )
}
