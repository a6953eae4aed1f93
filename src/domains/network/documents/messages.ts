import type { Sentence } from '#platform/errors.ts'
import { inBoth } from '#platform/i18n.ts'

export const words = inBoth({
  it: {
    title: 'Documenti',
    none: 'Nessun documento.',
    file: 'File',
    fileHint: 'PDF, PNG, JPEG, DOCX, XLSX o ODT, al massimo 8 MB.',
    kind: 'Che cos’è',
    visibility: 'Chi lo vede',
    add: 'Aggiungi un documento',
    remove: 'Elimina',
    size: 'Dimensione',
    added: 'Aggiunto',
    kinds: {
      application: 'domanda di adesione',
      statute: 'statuto',
      declaration: 'dichiarazione',
      agreement: 'accordo',
      brochure: 'presentazione',
      other: 'altro',
    },
    visibilities: { staff: 'il personale e l’organizzazione', members: 'i membri del cluster' },
  },
  en: {
    title: 'Documents',
    none: 'No document.',
    file: 'File',
    fileHint: 'PDF, PNG, JPEG, DOCX, XLSX or ODT, 8 MB at most.',
    kind: 'What it is',
    visibility: 'Who sees it',
    add: 'Add a document',
    remove: 'Delete',
    size: 'Size',
    added: 'Added',
    kinds: {
      application: 'application to join',
      statute: 'statute',
      declaration: 'declaration',
      agreement: 'agreement',
      brochure: 'brochure',
      other: 'other',
    },
    visibilities: { staff: 'staff and the organisation', members: 'members of the cluster' },
  },
})

export const errors = {
  noFile: {
    it: 'Non è arrivato nessun file. Nulla è cambiato: scegline uno.',
    en: 'No file arrived. Nothing changed: choose one.',
  },
  wrongType: {
    it: 'Questo file non è un PDF, un’immagine (PNG, JPEG) né un documento (DOCX, XLSX, ODT), qualunque sia il suo nome. Nulla è cambiato: salvalo come PDF.',
    en: 'This file is no PDF, picture (PNG, JPEG) or document (DOCX, XLSX, ODT), whatever its name. Nothing changed: save it as PDF.',
  },
  tooLarge: {
    it: 'Il file è più grande di 8 MB. Nulla è cambiato: riducilo e riprova.',
    en: 'The file is larger than 8 MB. Nothing changed: make it smaller and try again.',
  },
  already: {
    it: 'Questo stesso file c’è già. Nulla è cambiato.',
    en: 'This very file is there already. Nothing changed.',
  },
  unknown: { it: 'Questo documento non c’è.', en: 'There is no such document.' },
} satisfies Record<string, Sentence>
