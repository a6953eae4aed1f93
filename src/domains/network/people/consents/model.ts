import type { Sentence } from '#platform/errors.ts'

/** What a person can agree to. Nothing of it is needed to use the site, and each is given and taken back alone. */
export const PURPOSES = ['directory', 'digest', 'introductions', 'photos'] as const
export type Purpose = (typeof PURPOSES)[number]

/** How somebody said so. */
export const WAYS = ['here', 'phone', 'paper', 'mail', 'meeting'] as const
export type Way = (typeof WAYS)[number]

type Text = { readonly version: string } & Sentence

/**
 * The words people agree to, newest first. A changed text is a new version above the old one: what somebody agreed to stays
 * readable as it was.
 */
export const TEXTS: Readonly<Record<Purpose, readonly [Text, ...Text[]]>> = {
  directory: [
    {
      version: '2026-11',
      it: 'Acconsento a comparire nella rubrica delle persone, che vedono i membri del cluster e il suo personale: nome, organizzazione, ruolo, quello che dico di me, indirizzo e telefono.',
      en: 'I agree to stand in the directory of people, which members of the cluster and its staff see: name, organisation, role, what I say of myself, address and phone.',
    },
  ],
  digest: [
    {
      version: '2026-11',
      it: 'Acconsento a ricevere una volta alla settimana una lettera con i bandi e le novità che riguardano la mia organizzazione. Ogni lettera ha un collegamento per non riceverne più.',
      en: 'I agree to receive one letter a week with calls and news that concern my organisation. Each letter has a link to receive no more.',
    },
  ],
  introductions: [
    {
      version: '2026-11',
      it: 'Acconsento a essere la persona a cui il cluster chiede quando qualcuno vorrebbe conoscere la mia organizzazione. Decido io, ogni volta, se farmi raggiungere.',
      en: 'I agree to be the person the cluster asks when somebody would like to meet my organisation. Each time I decide whether to be reached.',
    },
  ],
  photos: [
    {
      version: '2026-11',
      it: 'Acconsento a che foto degli eventi in cui sono riconoscibile siano pubblicate dal cluster.',
      en: 'I agree that photos of events in which I can be recognised are published by the cluster.',
    },
  ],
}

/** The text of a version, also one that has been replaced. */
export const textOf = (purpose: Purpose, version: string): Text | undefined =>
  TEXTS[purpose].find(text => text.version === version)
