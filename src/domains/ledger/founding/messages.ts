import type { Sentence } from '#platform/errors.ts'

export const errors = {
  later: {
    it: 'Questo giorno deve ancora venire. Il giorno di fondazione è rimasto com’era.',
    en: 'That day is still to come. The founding day is as it was.',
  },
  olderFact: {
    it: 'C’è un fatto più vecchio: il n. {seq}, del {oldest}. Il giorno di fondazione è rimasto com’era: scegli quel giorno o uno prima, oppure correggi il fatto.',
    en: 'There is an older fact: no. {seq}, of {oldest}. The founding day is as it was: choose that day or an earlier one, or correct the fact.',
  },
  noCluster: {
    it: 'Non c’è ancora un cluster. Nulla è cambiato: caricane prima i dati.',
    en: 'There is no cluster yet. Nothing changed: load its data first.',
  },
} satisfies Record<string, Sentence>
