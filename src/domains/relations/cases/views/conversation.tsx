import { formats, type Language } from '#platform/i18n.ts'
import { TextArea } from '#ui/forms.tsx'
import { words } from '../../introductions/messages.ts'
import type { Side } from '../address.ts'
import type { Message } from '../queries.ts'

type Props = {
  language: Language
  introduction: number
  messages: readonly Message[]
  names: Readonly<Record<Side, string>>
  /** Whether whoever looks may write, and whether answers come back by mail. */
  mayWrite: boolean
  answersComeBack: boolean
  typed?: string | undefined
  wrong?: string | undefined
}

/** What the two sides wrote to each other, and where to write. */
export function Conversation({
  language,
  introduction,
  messages,
  names,
  mayWrite,
  answersComeBack,
  typed,
  wrong,
}: Props) {
  const t = words[language]
  const f = formats(language)
  return (
    <section id="messages">
      <h2>{t.messages}</h2>
      {messages.length === 0 ? (
        <p className="soft">{t.noMessages}</p>
      ) : (
        <ol className="messages">
          {messages.map(message => (
            <li key={message.id} className={message.side === 'from' ? 'panel' : 'panel other'}>
              <p className="small soft">
                <strong>{message.author ?? names[message.side]}</strong>
                {message.author && `, ${names[message.side]}`} · {f.instant(message.written_at, 'Europe/Rome')}
                {message.mail_in_id !== null && ` · ${t.byMail}`}
                {message.other_address && ` (${t.otherAddress})`}
              </p>
              <p className="lines">{message.body}</p>
              {message.attachments_left > 0 && <p className="small">{t.attachmentsLeft(message.attachments_left)}</p>}
              {message.quoted && (
                <details>
                  <summary className="small">{t.quoted}</summary>
                  <p className="lines small soft">{message.quoted}</p>
                </details>
              )}
            </li>
          ))}
        </ol>
      )}
      {mayWrite && (
        <form method="post" action={`/${language}/introductions/${introduction}/messages`} className="prose" noValidate>
          <TextArea
            name="body"
            label={t.write}
            hint={answersComeBack ? t.writeHint : t.writeHintNoReply}
            rows={4}
            maxLength={10_000}
            value={typed}
            wrong={wrong}
          />
          <button type="submit">{t.sendMessage}</button>
        </form>
      )}
    </section>
  )
}
