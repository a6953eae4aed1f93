import type { Sentence } from '#platform/errors.ts'
import { inBoth } from '#platform/i18n.ts'

export const words = inBoth({
  it: {
    title: 'Ingresso',
    lead: 'Cerca il nome e tocca «Presente». Aperta una volta, la pagina continua anche senza rete: ciò che segni parte appena la rete torna.',
    search: 'Cerca un nome o un’organizzazione',
    find: 'Cerca',
    count: 'Presenti',
    present: 'Presente',
    standIn: 'Un’altra persona',
    undo: 'Togli',
    isHere: 'presente',
    isStandIn: 'al suo posto un’altra persona',
    isAbsent: 'assente',
    waiting: 'in lista d’attesa',
    needs: 'Serve:',
    none: 'Nessun nome corrisponde. Chi non è iscritto si aggiunge dalle iscrizioni.',
    code: 'Codice del cartellino',
    codeHint: 'Se la fotocamera non va, scrivi il codice sotto il quadrato.',
    scan: 'Inquadra un codice',
    stop: 'Chiudi la fotocamera',
    online: 'Tutto è salvato.',
    pending: 'Segni che aspettano la rete:',
    signedOut: 'Rientra per salvare: i segni restano in questo telefono.',
    failed: 'Il server ora non li prende: i segni restano in questo telefono e si riprova. In attesa:',
    refused:
      'Questi segni non sono stati accettati: nel frattempo l’iscrizione è stata annullata, o non è di questo evento. Restano qui finché non li togli. Cerca il nome, o aggiungi la persona dalle iscrizioni.',
    refusedNumber: 'Iscrizione numero',
    refusedSeen: 'Ho visto, togli questi segni',
    forged: 'Questo codice non è di questo evento: non far entrare senza controllare il nome.',
    read: (name: string) => `Codice di ${name}`,
    noCamera: 'La fotocamera non si è aperta: scrivi il codice o cerca il nome.',
    absentAll: 'Segna assente chi non è venuto',
    absentLead:
      'Alla fine: chi aveva un posto e non è stato segnato diventa assente. Serve a sapere quanti posti in più dare la prossima volta.',
  },
  en: {
    title: 'Check-in',
    lead: 'Search the name and press “Present”. Once open, the page goes on without a network: what you mark is sent as soon as the network is back.',
    search: 'Search a name or an organisation',
    find: 'Search',
    count: 'Present',
    present: 'Present',
    standIn: 'Somebody else',
    undo: 'Undo',
    isHere: 'present',
    isStandIn: 'somebody else in their place',
    isAbsent: 'absent',
    waiting: 'on the waiting list',
    needs: 'Needs:',
    none: 'No name matches. Whoever is not registered is added on the page of registrations.',
    code: 'Code of the badge',
    codeHint: 'If the camera does not work, type the code under the square.',
    scan: 'Scan a code',
    stop: 'Close the camera',
    online: 'Everything is saved.',
    pending: 'Marks that wait for the network:',
    signedOut: 'Sign in again to save: the marks stay on this phone.',
    failed: 'The server does not take them now: the marks stay on this phone and are tried again. Waiting:',
    refused:
      'These marks were not accepted: the registration has been cancelled meanwhile, or is not of this event. They stay here until you remove them. Search the name, or add the person on the page of registrations.',
    refusedNumber: 'Registration number',
    refusedSeen: 'I have seen it, remove these marks',
    forged: 'This code is not of this event: let nobody in without checking the name.',
    read: (name: string) => `Code of ${name}`,
    noCamera: 'The camera did not open: type the code or search the name.',
    absentAll: 'Mark as absent who did not come',
    absentLead:
      'At the end: whoever had a place and was not marked becomes absent. It tells how many further places to give next time.',
  },
})

export const errors = {
  forged: {
    it: 'Questo codice non è di questo evento, o qualcuno l’ha inventato. Nessuno è stato segnato presente: cerca il nome.',
    en: 'This code is not of this event, or somebody made it up. Nobody was marked present: search the name.',
  },
  notBegun: {
    it: 'L’evento non è ancora cominciato: nessuno può mancare. Nulla è cambiato.',
    en: 'The event has not begun yet: nobody can be missing. Nothing changed.',
  },
  cancelled: {
    it: 'Questa iscrizione è annullata, o non è di questo evento. Nessuno è stato segnato: cerca il nome, o aggiungi la persona.',
    en: 'This registration is cancelled, or not of this event. Nobody was marked: search the name, or add the person.',
  },
} satisfies Record<string, Sentence>
