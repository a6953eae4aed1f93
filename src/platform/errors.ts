/** The few kinds of failure an action may throw. Surfaces turn the kind into a status and the code into the person's language. */
export type ErrorKind = 'NotFound' | 'Forbidden' | 'Invalid' | 'Conflict' | 'TooMany' | 'Unavailable'

export const STATUS: Record<ErrorKind, 403 | 404 | 409 | 422 | 429 | 503> = {
  NotFound: 404,
  Forbidden: 403,
  Invalid: 422,
  Conflict: 409,
  TooMany: 429,
  Unavailable: 503,
}

/** A sentence that exists in both languages; `{name}` marks are filled from `params`. */
export type Sentence = { readonly it: string; readonly en: string }

export type Params = Readonly<Record<string, string | number>>

/**
 * The one error that people see. `sentence` comes from a slice's `messages.ts`, so a failure without
 * its translation cannot be written. `fields` maps a form field to what is wrong with it.
 */
export class Failure extends Error {
  readonly kind: ErrorKind
  readonly sentence: Sentence
  readonly params: Params
  readonly fields: Readonly<Record<string, Sentence>>

  constructor(kind: ErrorKind, sentence: Sentence, params: Params = {}, fields: Record<string, Sentence> = {}) {
    super(fill(sentence.en, params))
    this.name = 'Failure'
    this.kind = kind
    this.sentence = sentence
    this.params = params
    this.fields = fields
  }

  in(language: 'it' | 'en'): string {
    return fill(this.sentence[language], this.params)
  }

  /** What is wrong with each field. */
  fieldsIn(language: 'it' | 'en'): Record<string, string> {
    return Object.fromEntries(
      Object.entries(this.fields).map(([name, sentence]) => [name, fill(sentence[language], this.params)]),
    )
  }
}

/** Replaces `{name}` marks; a mark without a parameter stays visible, so that a test can find it. */
export function fill(text: string, params: Params): string {
  return text.replace(/\{(\w+)\}/g, (mark, name: string) => {
    const value = params[name]
    return value === undefined ? mark : String(value)
  })
}

/** Does work that reads what was typed into one field: that it means nothing is said beside that field. */
export async function ofField<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Failure) || (error.kind !== 'NotFound' && error.kind !== 'Invalid')) throw error
    throw new Failure('Invalid', error.sentence, error.params, { [name]: error.sentence })
  }
}
