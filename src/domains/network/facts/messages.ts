import type { Sentence } from '#platform/errors.ts'

export const errors = {
  beforeFounding: {
    it: 'Il {day} il cluster non c’era ancora: nel libro dei fatti risulta nato il {founded}. Nulla è cambiato: controlla il giorno o, se è giusto, chiedi a chi amministra di anticipare il giorno di fondazione.',
    en: 'On {day} the cluster did not exist yet: its founding day in the ledger is {founded}. Nothing changed: check the day or, if it is right, ask an administrator to set the founding day earlier.',
  },
} satisfies Record<string, Sentence>
