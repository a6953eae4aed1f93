import { inBoth } from '#platform/i18n.ts'

/** Why somebody is suggested. */
export const words = inBoth({
  it: {
    offered: (words: string) => `Offre quello che cerchi: ${words}.`,
    sought: (words: string) => `Cerca quello che offri: ${words}.`,
    near: (n: string) =>
      n === '1'
        ? 'La sua organizzazione ha un progetto europeo vicino a quello che cerchi.'
        : `La sua organizzazione ha ${n} progetti europei vicini a quello che cerchi.`,
    projects: (n: string) =>
      n === '1'
        ? 'Le vostre organizzazioni hanno fatto insieme un progetto europeo.'
        : `Le vostre organizzazioni hanno fatto insieme ${n} progetti europei.`,
    complement: 'Un’impresa e un ente di ricerca o di cura: mestieri che si completano.',
    met: (title: string) => `Vi siete già incontrati a «${title}».`,
  },
  en: {
    offered: (words: string) => `Offers what you look for: ${words}.`,
    sought: (words: string) => `Looks for what you offer: ${words}.`,
    near: (n: string) =>
      n === '1'
        ? 'Their organisation has a European project near what you look for.'
        : `Their organisation has ${n} European projects near what you look for.`,
    projects: (n: string) =>
      n === '1'
        ? 'Your organisations were in a European project together.'
        : `Your organisations were in ${n} European projects together.`,
    complement: 'A company and a research or care body: trades that complete each other.',
    met: (title: string) => `You met at “${title}”.`,
  },
})
