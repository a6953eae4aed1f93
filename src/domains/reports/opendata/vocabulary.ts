/** Names of the vocabularies, as Turtle and JSON-LD shorten them. */
export const PREFIXES = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dcatapit: 'http://dati.gov.it/onto/dcatapit#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  owl: 'http://www.w3.org/2002/07/owl#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
} as const

/** Lists of the Publications Office of the European Union, which DCAT-AP_IT takes its values from. */
const AUTHORITY = 'http://publications.europa.eu/resource/authority'
export const THEMES = `${AUTHORITY}/data-theme`
export const theme = (code: 'TECH' | 'HEAL' | 'ECON'): string => `${THEMES}/${code}`
export const languageOf = { it: `${AUTHORITY}/language/ITA`, en: `${AUTHORITY}/language/ENG` } as const
export const fileType = (code: string): string => `${AUTHORITY}/file-type/${code}`

/** How often a period like this is published: a year once a year, a half year twice, other dates as they come. */
export const frequencyOf = (period: string): string =>
  `${AUTHORITY}/frequency/${/^\d{4}$/.test(period) ? 'ANNUAL' : /^\d{4}-H[12]$/.test(period) ? 'ANNUAL_2' : 'IRREG'}`

export const LICENCE = {
  uri: 'https://creativecommons.org/licenses/by/4.0/',
  type: 'http://purl.org/adms/licencetype/Attribution',
  it: 'Creative Commons Attribuzione 4.0 Internazionale (CC BY 4.0)',
  en: 'Creative Commons Attribution 4.0 International (CC BY 4.0)',
  version: '4.0',
} as const
