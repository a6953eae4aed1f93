import { inBoth } from '#platform/i18n.ts'

/** Words of what is printed or taken away. */
export const paperWords = inBoth({
  it: {
    tables: 'Fogli dei tavoli',
    people: 'Incontri per persona',
    when: 'Quando',
    who: 'Chi',
    table: 'Tavolo',
    with: 'Con chi',
    none: 'L’agenda è vuota.',
    sheet: 'Incontri',
    yes: 'sì',
    columns: {
      begins: 'Inizio',
      ends: 'Fine',
      table: 'Tavolo',
      room: 'Sala',
      one: 'Persona',
      organisation: 'Organizzazione',
      other: 'Con',
      otherOrganisation: 'Organizzazione di chi incontra',
      locked: 'Bloccato',
    },
  },
  en: {
    tables: 'Sheets of the tables',
    people: 'Meetings by person',
    when: 'When',
    who: 'Who',
    table: 'Table',
    with: 'With whom',
    none: 'The agenda is empty.',
    sheet: 'Meetings',
    yes: 'yes',
    columns: {
      begins: 'Begins',
      ends: 'Ends',
      table: 'Table',
      room: 'Room',
      one: 'Person',
      organisation: 'Organisation',
      other: 'With',
      otherOrganisation: 'Organisation of whom they meet',
      locked: 'Locked',
    },
  },
})
