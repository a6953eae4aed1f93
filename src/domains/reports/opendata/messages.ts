import { inBoth, type Language } from '#platform/i18n.ts'

export const words = inBoth({
  it: {
    catalogue: (cluster: string) => `Dati aperti di ${cluster}`,
    catalogueSays: (cluster: string) =>
      `I rapporti pubblicati da ${cluster}: cifre, voci, definizioni e i fatti da cui si contano.`,
    dataset: (cluster: string, period: string) => `Rapporto di ${cluster}, ${period}`,
    datasetSays: (cluster: string, period: string, before: string) =>
      `Che cosa ha fatto ${cluster} (${period}), in cifre contate da singoli fatti datati, a confronto con ${before}. Ogni cifra si può ricontare dal pacchetto.`,
    keywords: ['innovazione', 'ricerca', 'salute', 'cluster', 'indicatori'],
    contact: 'Chi risponde dei dati aperti',
    period: 'Periodo',
    figure: 'Cifra',
    by: 'Come la cifra è divisa',
    part: 'Voce',
    before: 'Valore nel periodo prima',
    facts: 'Quanti fatti ci sono dietro',
    files: {
      'report.pdf': 'Il rapporto da leggere e stampare (PDF/UA-1, PDF/A-2a)',
      'summary.pdf': 'Il rapporto in una pagina (PDF/UA-1, PDF/A-2a)',
      'report.xlsx': 'Il rapporto come foglio di calcolo',
      'figures.csv': 'Cifre e voci, una per riga',
      'figures.json': 'Cifre, voci e definizioni come JSON',
      'figures.jsonld': 'Cifre e voci come osservazioni (RDF Data Cube) in JSON-LD',
      'dictionary.csv': 'Dizionario dei dati: che cosa contiene ogni colonna e come si conta ogni cifra',
      'figures.csv-metadata.json': 'Schema delle colonne di figures.csv (CSV on the Web)',
    },
    package: 'Il pacchetto da verificare: fatti, definizioni, cifre e catena',
  },
  en: {
    catalogue: (cluster: string) => `Open data of ${cluster}`,
    catalogueSays: (cluster: string) =>
      `The reports published by ${cluster}: figures, their parts, definitions, and the facts they are counted from.`,
    dataset: (cluster: string, period: string) => `Report of ${cluster}, ${period}`,
    datasetSays: (cluster: string, period: string, before: string) =>
      `What ${cluster} did (${period}), in figures counted from single dated facts, compared with ${before}. Every figure can be counted again from the package.`,
    keywords: ['innovation', 'research', 'health', 'cluster', 'indicators'],
    contact: 'Who answers for the open data',
    period: 'Period',
    figure: 'Figure',
    by: 'How the figure is parted',
    part: 'Part',
    before: 'Value in the period before',
    facts: 'How many facts stand behind it',
    files: {
      'report.pdf': 'The report to read and print (PDF/UA-1, PDF/A-2a)',
      'summary.pdf': 'The report on one page (PDF/UA-1, PDF/A-2a)',
      'report.xlsx': 'The report as a spreadsheet',
      'figures.csv': 'Figures and their parts, one a row',
      'figures.json': 'Figures, parts and definitions as JSON',
      'figures.jsonld': 'Figures and parts as observations (RDF Data Cube) in JSON-LD',
      'dictionary.csv': 'Data dictionary: what each column holds and how each figure is counted',
      'figures.csv-metadata.json': 'Schema of the columns of figures.csv (CSV on the Web)',
    },
    package: 'The package to check: facts, definitions, figures and chain',
  },
})

/** What a file of a report is, by its name. */
export const fileWords = (language: Language, name: string): string =>
  (words[language].files as Readonly<Record<string, string>>)[name] ?? words[language].package
