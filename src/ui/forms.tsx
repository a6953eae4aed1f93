import type { HTMLInputTypeAttribute, ReactNode } from 'react'

type FieldProps = { name: string; label: string; hint?: string | undefined; wrong?: string | undefined }

const describedBy = ({ name, hint, wrong }: FieldProps) =>
  [hint && `${name}-hint`, wrong && `${name}-wrong`].filter(Boolean).join(' ') || undefined

function Frame({ field, children }: { field: FieldProps; children: ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={field.name}>{field.label}</label>
      {field.hint && (
        <span className="hint" id={`${field.name}-hint`}>
          {field.hint}
        </span>
      )}
      {field.wrong && (
        <span className="wrong" id={`${field.name}-wrong`}>
          {field.wrong}
        </span>
      )}
      {children}
    </div>
  )
}

export function TextField({
  value,
  type = 'text',
  required,
  autoComplete,
  maxLength,
  ...field
}: FieldProps & {
  value?: string | undefined
  type?: HTMLInputTypeAttribute
  required?: boolean
  autoComplete?: string
  maxLength?: number
}) {
  return (
    <Frame field={field}>
      <input
        id={field.name}
        name={field.name}
        type={type}
        defaultValue={value}
        required={required}
        autoComplete={autoComplete}
        maxLength={maxLength}
        aria-invalid={field.wrong ? true : undefined}
        aria-describedby={describedBy(field)}
      />
    </Frame>
  )
}

export function TextArea({
  value,
  rows = 5,
  required,
  maxLength,
  ...field
}: FieldProps & { value?: string | undefined; rows?: number; required?: boolean; maxLength?: number }) {
  return (
    <Frame field={field}>
      <textarea
        id={field.name}
        name={field.name}
        rows={rows}
        required={required}
        maxLength={maxLength}
        defaultValue={value}
        aria-invalid={field.wrong ? true : undefined}
        aria-describedby={describedBy(field)}
      />
    </Frame>
  )
}

export type Choice = { value: string; text: string; count?: string }

export function Select({
  value,
  choices,
  any,
  ...field
}: FieldProps & { value?: string | undefined; choices: readonly Choice[]; any?: string }) {
  return (
    <Frame field={field}>
      <select
        id={field.name}
        name={field.name}
        defaultValue={value ?? ''}
        aria-invalid={field.wrong ? true : undefined}
        aria-describedby={describedBy(field)}
      >
        {any !== undefined && <option value="">{any}</option>}
        {choices.map(choice => (
          <option key={choice.value} value={choice.value}>
            {choice.count ? `${choice.text} (${choice.count})` : choice.text}
          </option>
        ))}
      </select>
    </Frame>
  )
}

export function Choices({
  name,
  legend,
  chosen,
  choices,
  type = 'checkbox',
}: {
  name: string
  legend: string
  chosen: readonly string[]
  choices: readonly Choice[]
  type?: 'checkbox' | 'radio'
}) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      {choices.map(choice => (
        <label className="choice" key={choice.value}>
          <input type={type} name={name} value={choice.value} defaultChecked={chosen.includes(choice.value)} />
          <span>{choice.text}</span>
          {choice.count !== undefined && <span className="count">{choice.count}</span>}
        </label>
      ))}
    </fieldset>
  )
}
