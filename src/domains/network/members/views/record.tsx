import type { Language } from '#platform/i18n.ts'
import { Select, TextArea, TextField } from '#ui/forms.tsx'
import { words as network } from '../../messages.ts'
import { CATEGORIES } from '../../model.ts'
import { writeField } from '../../sheets/cells.ts'
import type { Dictionary } from '../../sheets/model.ts'
import { cellWords } from '../columns.ts'
import { RECORD_FIELDS, type RecordField } from '../form.ts'
import { fieldWords, words } from '../messages.ts'
import type { Member } from '../model.ts'

export type Raw = Readonly<Record<string, string | string[]>>
export type Wrong = Readonly<Record<string, string>>

const DATES: ReadonlySet<RecordField> = new Set(['joined_on'])
const NEEDED: ReadonlySet<RecordField> = new Set(['name', 'category', 'joined_on'])

/** The fields of a member that staff keep, as they are or as they were typed. */
export function RecordFields({
  language,
  member,
  dictionary,
  raw,
  wrong = {},
  provinces,
}: {
  language: Language
  member: Partial<Member>
  dictionary: Dictionary
  raw: Raw | undefined
  wrong?: Wrong | undefined
  provinces: readonly { code: string; name: string }[]
}) {
  const t = words[language]
  const labels = fieldWords[language]
  const cells = cellWords(language)
  const complete = { ...NOTHING, ...member } as Member
  const shown = (field: RecordField): string => {
    const typed = raw?.[field]
    if (typed !== undefined) return Array.isArray(typed) ? (typed[0] ?? '') : typed
    if (field === 'category' || field === 'province') return complete[field] ?? ''
    return String(writeField(field, complete, dictionary, cells) ?? '')
  }
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
  return (
    <div className="columns">
      {RECORD_FIELDS.map(field => {
        const shared = { name: field, label: capital(labels[field]), wrong: wrong[field] }
        if (field === 'category')
          return (
            <Select
              key={field}
              {...shared}
              {...(member.category ? {} : { any: '—' })}
              value={shown(field)}
              choices={CATEGORIES.map(value => ({ value, text: network[language].categories[value] }))}
            />
          )
        if (field === 'public_body')
          return (
            <Select
              key={field}
              {...shared}
              any="—"
              value={shown(field)}
              choices={[t.public, t.private].map(value => ({ value, text: value }))}
            />
          )
        if (field === 'province')
          return (
            <Select
              key={field}
              {...shared}
              any="—"
              value={shown(field)}
              choices={provinces.map(one => ({ value: one.code, text: one.name }))}
            />
          )
        if (field === 'seats') return <TextArea key={field} {...shared} rows={2} value={shown(field)} />
        return (
          <TextField
            key={field}
            {...shared}
            type={DATES.has(field) ? 'date' : 'text'}
            value={shown(field)}
            required={NEEDED.has(field)}
            maxLength={500}
          />
        )
      })}
    </div>
  )
}

const NOTHING: Partial<Record<keyof Member, unknown>> = {
  name: '',
  short_name: null,
  public_body: null,
  vat: null,
  fiscal_code: null,
  pic: null,
  ror: null,
  lei: null,
  street: null,
  postcode: null,
  city: null,
  province: null,
  seats: [],
  website: null,
  phone: null,
  joined_on: null,
  joined_because: null,
  fee_cents: null,
  contacts: [],
  chains: [],
  concepts: [],
  trl: null,
}
