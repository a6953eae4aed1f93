import type { Language } from '#platform/i18n.ts'
import type { Statement } from '../model.ts'

/** Where an edition stays for good: its page in a language, and its files. */
export const editionPath = ({ report, edition }: Statement): string => `/reports/${report.period.name}/${edition}`
export const editionPage = (origin: string, language: Language, statement: Statement): string =>
  `${origin}/${language}${editionPath(statement)}`

/** Open data has an address of its own in no language; what holds words has one in each. */
export const fileAddress = (origin: string, statement: Statement, name: string, language?: Language): string =>
  `${origin}${language ? `/${language}` : ''}${editionPath(statement)}/${name}`
