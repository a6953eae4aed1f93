import { readableName } from '#domains/network/naming/model.ts'
import { ForField } from '#domains/opportunities/needs/views/need.tsx'
import type { Language } from '#platform/i18n.ts'
import { Select, TextArea, TextField } from '#ui/forms.tsx'
import { Notice } from '#ui/parts.tsx'
import type { Reachable } from '../../parties/queries.ts'
import { words } from '../messages.ts'
import { type AskForm, LONGEST_WORDS, whoCode } from '../model.ts'

type Organisation = { readonly key: string; readonly name: string; readonly short_name: string | null }

export type AskProps = {
  language: Language
  typed: Partial<AskForm>
  to: Organisation | undefined
  choices: readonly Organisation[]
  /** People the asking organisation can put forward, once it is known which one asks. */
  people: readonly Reachable[]
  about: string | undefined
  alert?: string | undefined
  wrong?: Readonly<Record<string, string>>
}

export function AskPage({ language, typed, to, choices, people, about, alert, wrong = {} }: AskProps) {
  const t = words[language]
  return (
    <>
      <h1>{to ? t.askTitle(readableName(to)) : t.ask}</h1>
      <p className="lead">{t.askLead}</p>
      {alert && (
        <Notice tone="wrong" role="alert">
          <p>{alert}</p>
        </Notice>
      )}
      <form method="post" action={`/${language}/introductions`} className="prose" noValidate>
        {to && !wrong.to ? (
          <input type="hidden" name="to" value={to.key} />
        ) : (
          <TextField name="to" label={t.to} value={typed.to} wrong={wrong.to} />
        )}
        <ForField language={language} choices={choices} value={typed.for || undefined} wrong={wrong.for} />
        {typed.call && <input type="hidden" name="call" value={typed.call} />}
        {typed.need && <input type="hidden" name="need" value={typed.need} />}
        {about && (
          <p>
            {t.about}: <strong>{about}</strong>
          </p>
        )}
        <TextArea
          name="words"
          label={t.words}
          hint={t.wordsHint}
          value={typed.words}
          wrong={wrong.words}
          maxLength={LONGEST_WORDS}
        />
        {people.length > 0 && (
          <Select
            name="who"
            label={t.who}
            hint={t.whoHint}
            wrong={wrong.who}
            value={typed.who}
            choices={people.map(one => ({ value: whoCode(one), text: `${one.name} (${one.email})` }))}
          />
        )}
        {people.length === 0 && wrong.who && <p className="wrong">{wrong.who}</p>}
        <button type="submit">{t.send}</button>
      </form>
    </>
  )
}
