import type { Language } from '#platform/i18n.ts'
import type { Column } from '#platform/sheets.ts'
import { words as network } from '../messages.ts'
import { type CellWords, writeField } from '../sheets/cells.ts'
import { writeContact } from '../sheets/contacts.ts'
import type { Dictionary } from '../sheets/model.ts'
import { fieldWords, meanings, words } from './messages.ts'
import { MEMBER_FIELDS, type Member, type MemberField } from './model.ts'

const WIDTH: Partial<Record<MemberField, number>> = {
  name: 44,
  contacts: 50,
  chains: 28,
  concepts: 36,
  says: 60,
  looks_for: 50,
  equipment: 50,
  services: 50,
}

export const cellWords = (language: Language): CellWords => ({
  language,
  categories: network[language].categories,
  public: words[language].public,
  private: words[language].private,
  contact: writeContact,
})

/** The columns of an export: an import reads every one of them back as it was. */
export function memberColumns(language: Language, dictionary: Dictionary): Column<Member>[] {
  const cells = cellWords(language)
  return MEMBER_FIELDS.map(field => ({
    head: fieldWords[language][field],
    means: meanings[field],
    width: WIDTH[field] ?? 16,
    value: member => writeField(field, member, dictionary, cells),
  }))
}
