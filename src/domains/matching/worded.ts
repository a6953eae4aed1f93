import type { Db } from '#platform/db.ts'
import type { Language } from '#platform/i18n.ts'
import { dressed } from './actions.ts'
import type { Match } from './model.ts'
import { sentencesOf } from './sentences.ts'

export type WordedMatch = {
  readonly key: string
  readonly name: string
  readonly country: string | null
  readonly nuts: string | null
  readonly kind: string | null
  readonly member: boolean
  readonly newcomer: boolean
  readonly invented: boolean
  readonly score: number
  readonly why: readonly {
    readonly reason: string
    readonly text: string
    readonly projects: readonly { readonly id: string; readonly acronym: string }[]
    readonly concepts: readonly { readonly code: string; readonly label: string }[]
    readonly organisations: readonly { readonly key: string; readonly name: string }[]
  }[]
}

const REASONS_SHOWN = 4

/** Results with their reasons in words and the names of their evidence. */
export async function worded(db: Db, matches: readonly Match[], language: Language): Promise<WordedMatch[]> {
  const { shown, labels } = await dressed(db, matches, language)
  return matches.map(match => {
    const row = shown.get(match.key)
    return {
      key: match.key,
      name: row?.name ?? match.key,
      country: row?.country ?? null,
      nuts: row?.nuts ?? null,
      kind: row?.kind ?? null,
      member: row?.member ?? false,
      newcomer: match.newcomer,
      invented: row?.invented ?? false,
      score: match.score,
      why: sentencesOf(match.reasons, language, REASONS_SHOWN, row?.declared).map(sentence => ({
        reason: sentence.code,
        text: sentence.text,
        projects: sentence.projects.map(id => ({ id, acronym: labels.projects.get(id) ?? id })),
        concepts: sentence.concepts.map(code => ({ code, label: labels.concepts.get(code) ?? code })),
        organisations: sentence.organisations.map(key => ({ key, name: shown.get(key)?.name ?? key })),
      })),
    }
  })
}
