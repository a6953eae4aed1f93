import type { Sentence } from '#platform/errors.ts'
import { inBoth } from '#platform/i18n.ts'

export const words = inBoth({
  it: {
    contacts: 'Persone di riferimento',
    none: 'Non c’è ancora nessuna persona di riferimento.',
    name: 'Nome e cognome',
    role: 'Per che cosa',
    personTitle: 'Ruolo nell’organizzazione',
    email: 'E-mail',
    phone: 'Telefono',
    first: 'Da chiamare per prima',
    visibility: 'Chi la vede',
    add: 'Aggiungi una persona',
    change: 'Modifica',
    end: 'Non è più di riferimento',
    save: 'Salva',
    roles: {
      legal: 'legale rappresentante',
      delegate: 'delegato nel cluster',
      science: 'responsabile scientifico',
      projects: 'progetti europei',
      administration: 'amministrazione',
      communication: 'comunicazione',
      training: 'formazione',
      other: 'altro',
    },
  },
  en: {
    contacts: 'People to speak to',
    none: 'There is nobody to speak to yet.',
    name: 'First and family name',
    role: 'About what',
    personTitle: 'Position in the organisation',
    email: 'E-mail',
    phone: 'Phone',
    first: 'To be called first',
    visibility: 'Who sees them',
    add: 'Add a person',
    change: 'Change',
    end: 'No longer the one to speak to',
    save: 'Save',
    roles: {
      legal: 'legal representative',
      delegate: 'delegate to the cluster',
      science: 'scientific lead',
      projects: 'European projects',
      administration: 'administration',
      communication: 'communication',
      training: 'training',
      other: 'other',
    },
  },
})

export const errors = {
  unknownContact: {
    it: 'Questa persona non è fra i contatti dell’organizzazione. Nulla è cambiato: riapri la pagina.',
    en: 'This person is not among the contacts of the organisation. Nothing changed: open the page again.',
  },
  wrongField: {
    it: 'Questo non è stato capito: correggilo, o lascialo vuoto.',
    en: 'This was not understood: correct it, or leave it empty.',
  },
  wrongContact: {
    it: 'Non tutto è stato capito: {names}. Nulla è cambiato: controlla nome, e-mail e telefono.',
    en: 'Not everything was understood: {names}. Nothing changed: check name, e-mail and phone.',
  },
} satisfies Record<string, Sentence>
