import type { ReactNode } from 'react'
import { Choices } from '#ui/forms.tsx'
import { Notice } from '#ui/parts.tsx'
import type { Named } from '../../naming.ts'
import { words } from '../messages.ts'
import { every, single } from '../model.ts'
import { type FormProps, optional } from './props.ts'

const EXTRA = 2

type RoleProps = { role: string; label: string; least: number; most: number }

/** The boxes for the organisations of one role. */
export function Parties(props: FormProps & RoleProps) {
  const { language, raw, wrong, several, role, label, least, most } = props
  const t = words[language]
  const name = `party_${role}`
  const filled = every(raw, name).filter((text, at) => text !== '' || several.has(`${role}_${at}`))
  const more = single(raw, 'more') === '1' ? EXTRA + 3 : EXTRA
  const boxes =
    most === 1
      ? 1
      : Math.min(
          most,
          Math.max(least, filled.length + (filled.length ? 1 : 0), filled.length + more - EXTRA + 1, EXTRA),
        )
  const problem = wrong[name] ?? wrong.parties
  return (
    <fieldset className="field" aria-describedby={problem ? `${name}-wrong` : undefined}>
      <legend>{optional(label, least === 0, t.optional)}</legend>
      <span className="hint">{most === 1 ? t.partyHint : t.partiesHint}</span>
      {problem && (
        <span className="wrong" id={`${name}-wrong`}>
          {problem}
        </span>
      )}
      {Array.from({ length: boxes }, (_, at) => (
        <Box
          // biome-ignore lint/suspicious/noArrayIndexKey: boxes are told apart by their place
          key={at}
          {...props}
          {...{ role, at }}
          text={filled[at] ?? ''}
          label={most === 1 ? label : `${label} ${at + 1}`}
          problem={at === 0 && problem !== undefined}
        />
      ))}
      {most > 1 && (
        <button type="submit" name="more" value="1" className="link" formNoValidate>
          {t.moreNames}
        </button>
      )}
    </fieldset>
  )
}

type BoxProps = { role: string; at: number; text: string; label: string; problem: boolean }

/** One name; where it could be several, with those to choose from. */
function Box({ language, several, readable, role, at, text, label, problem }: FormProps & BoxProps) {
  const choices = several.get(`${role}_${at}`)
  const input = (
    <input
      name={`party_${role}`}
      list="members"
      defaultValue={text}
      aria-label={label}
      aria-invalid={problem ? true : undefined}
      autoComplete="off"
      maxLength={4000}
    />
  )
  if (!choices) return input
  return (
    <Which {...{ language, role, at, choices, readable }} written={text}>
      {input}
    </Which>
  )
}

function Which({
  language,
  role,
  at,
  choices,
  written,
  readable,
  children,
}: {
  language: FormProps['language']
  role: string
  at: number
  choices: readonly Named[]
  written: string
  readable: FormProps['readable']
  children: ReactNode
}) {
  return (
    <Notice tone="warn">
      <Choices
        name={`choice_${role}_${at}`}
        legend={words[language].several(written)}
        type="radio"
        chosen={choices.length === 1 ? choices.map(one => one.key) : []}
        choices={choices.map(one => ({
          value: one.key,
          text: [readable({ name: one.name, ...(one.short_name ? { short_name: one.short_name } : {}) }), one.city]
            .filter(Boolean)
            .join(', '),
        }))}
      />
      {children}
    </Notice>
  )
}
