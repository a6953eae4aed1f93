import type { Sentence } from '#platform/errors.ts'
import { inBoth } from '#platform/i18n.ts'

export const words = inBoth({
  it: {
    title: 'Com’è andata?',
    lead: 'Tre domande, meno di un minuto. La risposta si conserva senza il tuo nome.',
    overall: 'Nel complesso',
    useful: 'Ti è servito per il tuo lavoro?',
    words: 'Una cosa da fare meglio',
    wordsHint: 'Facoltativo. Niente nomi di persone.',
    scale: ['1: per niente', '2', '3', '4', '5: molto'],
    send: 'Manda',
    thanks: 'Grazie: hai già detto com’è andata.',
    certificate: 'Attestato di partecipazione (PDF)',
    answers: 'Che cosa ne pensano',
    none: 'Ancora nessuna risposta.',
    mean: 'media su 5',
    count: 'risposte',
    said: 'Da fare meglio',
    few: 'Le parole si leggono da cinque risposte in su, perché non si capisca di chi sono.',
  },
  en: {
    title: 'How was it?',
    lead: 'Three questions, less than a minute. The answer is kept without your name.',
    overall: 'All in all',
    useful: 'Was it useful for your work?',
    words: 'One thing to do better',
    wordsHint: 'Optional. No names of people.',
    scale: ['1: not at all', '2', '3', '4', '5: very much'],
    send: 'Send',
    thanks: 'Thank you: you have told how it was.',
    certificate: 'Certificate of attendance (PDF)',
    answers: 'What people think',
    none: 'No answer yet.',
    mean: 'mean, of 5',
    count: 'answers',
    said: 'To do better',
    few: 'Words can be read from five answers on, so that nobody can tell whose they are.',
  },
})

export const errors = {
  notNow: {
    it: 'Ora non si può dire com’è andata: l’hai già fatto, non risulti fra chi è venuto, o è passato troppo tempo. Nulla è cambiato.',
    en: 'It cannot be told now how it was: you have done so, you are not among those who came, or too much time has passed. Nothing changed.',
  },
} satisfies Record<string, Sentence>
