import type { Sentence } from '#platform/errors.ts'
import { inBoth } from '#platform/i18n.ts'

export const words = inBoth({
  it: {
    title: 'Nel libro dei fatti',
    none: 'Il libro non racconta ancora nulla di questa organizzazione.',
    latest: 'Gli ultimi',
    day: 'Giorno',
    what: 'Che cosa',
    amount: 'Somma',
    all: (n: string) => `Tutti i suoi fatti (${n})`,
  },
  en: {
    title: 'In the ledger of facts',
    none: 'The ledger tells nothing of this organisation yet.',
    latest: 'The latest',
    day: 'Day',
    what: 'What',
    amount: 'Amount',
    all: (n: string) => `All its facts (${n})`,
  },
})

export const errors = {
  beforeFounding: {
    it: 'Il {day} il cluster non c’era ancora: nel libro dei fatti risulta nato il {founded}. Nulla è cambiato: controlla il giorno o, se è giusto, chiedi a chi amministra di anticipare il giorno di fondazione.',
    en: 'On {day} the cluster did not exist yet: its founding day in the ledger is {founded}. Nothing changed: check the day or, if it is right, ask an administrator to set the founding day earlier.',
  },
} satisfies Record<string, Sentence>
