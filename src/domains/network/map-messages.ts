import { inBoth } from '#platform/i18n.ts'

export const mapWords = inBoth({
  it: {
    title: 'Il territorio',
    titleOf: (name: string) => `Provincia di ${name}`,
    network: 'Chi lavora con chi: la rete delle collaborazioni in regione',
    lead: 'Dove sono i membri del cluster e le organizzazioni con esperienza europea. Scegli una provincia per vedere i comuni.',
    members: 'Membri',
    organisations: 'Organizzazioni con progetti europei',
    projects: 'Partecipazioni a progetti',
    figure: (what: string) => `Mappa: ${what} per luogo. Gli stessi numeri sono nella tabella qui sotto.`,
    caption:
      'Un colore più forte vuol dire di più; i luoghi senza nessuno restano del colore dello sfondo. Confini: openpolis, CC BY 4.0.',
    table: 'Gli stessi numeri in tabella',
    province: 'Provincia',
    municipality: 'Comune',
  },
  en: {
    title: 'The territory',
    titleOf: (name: string) => `Province of ${name}`,
    network: 'Who works with whom: the network of collaborations in the region',
    lead: 'Where the members of the cluster and the organisations with European experience are. Choose a province to see its municipalities.',
    members: 'Members',
    organisations: 'Organisations with European projects',
    projects: 'Participations in projects',
    figure: (what: string) => `Map: ${what} by place. The same numbers are in the table below.`,
    caption:
      'A stronger colour means more; places with none keep the colour of the page. Boundaries: openpolis, CC BY 4.0.',
    table: 'The same numbers in a table',
    province: 'Province',
    municipality: 'Municipality',
  },
})
