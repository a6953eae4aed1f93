declare module 'snowball-stemmers' {
  /** A Snowball stemmer for one language, given by its English name (`english`, `italian`). */
  export function newStemmer(language: string): { stem(word: string): string }
}
