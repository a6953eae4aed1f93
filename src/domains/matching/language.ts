import { detectAll } from 'tinyld'

/** Shorter texts say too little about their language. */
const ENOUGH_WORDS = 6
const SURE = 0.5

/** The name of the language a text is written in when it is clearly neither Italian nor English; undefined otherwise. */
export function foreignLanguage(text: string, reader: 'it' | 'en'): string | undefined {
  if (text.trim().split(/\s+/).length < ENOUGH_WORDS) return undefined
  const guesses = detectAll(text)
  const best = guesses[0]
  if (!best || best.accuracy < SURE || guesses.slice(0, 2).some(guess => guess.lang === 'it' || guess.lang === 'en'))
    return undefined
  return new Intl.DisplayNames([reader], { type: 'language' }).of(best.lang)
}
