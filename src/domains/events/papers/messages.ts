import { inBoth } from '#platform/i18n.ts'

export const words = inBoth({
  it: {
    certificate: 'Attestato di partecipazione',
    certifies: 'attesta che',
    tookPart: 'ha partecipato a',
    of: (organisation: string) => `di ${organisation}`,
    given: (day: string) => `Rilasciato il ${day}. Fatto da Telaio sulla base delle presenze registrate all’ingresso.`,
    badges: (title: string) => `Cartellini: ${title}`,
    badgeCode: (name: string) => `Codice d’ingresso di ${name}`,
    nobody: 'Ancora nessuno ha un posto.',
    scan: 'Iscriviti da qui',
    scanSays: (address: string) => `Codice che porta a ${address}`,
    free: 'Non serve un accesso: basta un indirizzo e-mail.',
    cancelled: 'Annullato',
    programme: 'Programma',
  },
  en: {
    certificate: 'Certificate of attendance',
    certifies: 'certifies that',
    tookPart: 'took part in',
    of: (organisation: string) => `of ${organisation}`,
    given: (day: string) => `Issued on ${day}. Made by Telaio from the attendance recorded at the door.`,
    badges: (title: string) => `Badges: ${title}`,
    badgeCode: (name: string) => `Entry code of ${name}`,
    nobody: 'Nobody has a place yet.',
    scan: 'Register here',
    scanSays: (address: string) => `Code that leads to ${address}`,
    free: 'No account needed: an e-mail address will do.',
    cancelled: 'Cancelled',
    programme: 'Programme',
  },
})
