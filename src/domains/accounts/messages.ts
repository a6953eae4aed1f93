import type { Sentence } from '#platform/errors.ts'
import { inBoth } from '#platform/i18n.ts'
import type { Refusal } from './model.ts'

export const words = inBoth({
  it: {
    title: 'Entra',
    lead: 'Scrivi il tuo indirizzo: ti mandiamo un collegamento che vale un quarto d’ora. Nessuna parola da ricordare.',
    email: 'Indirizzo e-mail',
    send: 'Mandami il collegamento',
    sentTitle: 'Guarda la posta',
    sent: 'Se questo indirizzo è registrato, fra poco arriva un collegamento per entrare. Se non lo vedi, guarda nella posta indesiderata o chiama il personale del cluster. A uno stesso indirizzo ne mandiamo al massimo cinque in un’ora.',
    enterTitle: 'Entra in Telaio',
    enterLead: 'Premi per entrare. Il collegamento si usa una volta sola.',
    enter: 'Entra',
    expiredTitle: 'Collegamento non valido',
    expired: 'Questo collegamento è scaduto o è già stato usato. Chiedine un altro: bastano pochi secondi.',
    mailSubject: 'Il tuo collegamento per entrare in Telaio',
    mailLead: 'Apri questo collegamento per entrare: vale 15 minuti, una volta sola.',
    mailFoot: 'Se non l’hai chiesto tu, ignora questo messaggio: nessuno è entrato.',
    passkey: 'Entra con una chiave di accesso',
    passkeyFailed:
      'La chiave non ha aperto: hai rinunciato, o non è di questo sito. Nulla è cambiato: riprova, o chiedi un collegamento.',
    codeTitle: 'Secondo passaggio',
    codeLead: 'Scrivi il codice che mostra adesso la tua app. Senza telefono, scrivi un codice di riserva.',
    code: 'Codice',
    codeEnter: 'Entra',
    enterWith: (name: string) => `Entra con ${name}`,
    byMail: 'Oppure con un collegamento per posta',
    refusedTitle: 'Non sei entrato',
    refused: {
      unknown:
        'Chi ti ha riconosciuto ha confermato chi sei, ma il tuo indirizzo non ha un accesso a questo sito. Nulla è stato registrato di te: chiedi un invito al personale del cluster.',
      unverified:
        'Chi ti ha riconosciuto non ci ha dato un indirizzo e-mail verificato, e senza non possiamo sapere chi sei. Verifica il tuo indirizzo là e riprova, o chiedi un collegamento per posta.',
      cancelled: 'Hai rinunciato, o l’accesso là ti è stato negato. Nulla è cambiato: puoi riprovare quando vuoi.',
      late: 'È passato troppo tempo, o hai cominciato in un altro browser. Nulla è cambiato: ricomincia da qui.',
      failed:
        'L’accesso non è riuscito per un problema fra questo sito e chi riconosce le persone. Nulla è cambiato: riprova, o chiedi un collegamento per posta.',
    } satisfies Record<Refusal, string>,
  },
  en: {
    title: 'Sign in',
    lead: 'Write your address: we send you a link that works for a quarter of an hour. No password to remember.',
    email: 'E-mail address',
    send: 'Send me the link',
    sentTitle: 'Check your mail',
    sent: 'If this address is registered, a sign-in link is on its way. If you cannot see it, look in the junk folder or call the cluster’s staff. We send at most five in an hour to one address.',
    enterTitle: 'Sign in to Telaio',
    enterLead: 'Press to sign in. The link works once only.',
    enter: 'Sign in',
    expiredTitle: 'Link not valid',
    expired: 'This link has expired or was used already. Ask for another: it takes a few seconds.',
    mailSubject: 'Your link to sign in to Telaio',
    mailLead: 'Open this link to sign in: it works for 15 minutes, once only.',
    mailFoot: 'If you did not ask for it, ignore this message: nobody has signed in.',
    passkey: 'Sign in with a passkey',
    passkeyFailed:
      'The passkey did not open: you turned back, or it is not of this site. Nothing changed: try again, or ask for a link.',
    codeTitle: 'Second step',
    codeLead: 'Type the code that your app shows now. Without your phone, type a spare code.',
    code: 'Code',
    codeEnter: 'Sign in',
    enterWith: (name: string) => `Sign in with ${name}`,
    byMail: 'Or by a link in your mail',
    refusedTitle: 'You are not signed in',
    refused: {
      unknown:
        'Your provider confirmed who you are, but your address has no account on this site. Nothing about you was recorded: ask the cluster’s staff for an invitation.',
      unverified:
        'Your provider gave us no verified e-mail address, and without one we cannot know who you are. Verify your address there and try again, or ask for a link by mail.',
      cancelled: 'You turned back, or access was denied there. Nothing changed: try again whenever you like.',
      late: 'It took too long, or you began in another browser. Nothing changed: begin again here.',
      failed:
        'Signing in did not work because of a problem between this site and the provider. Nothing changed: try again, or ask for a link by mail.',
    },
  },
})

export const errors = {
  badEmail: {
    it: 'Questo non sembra un indirizzo e-mail. Controlla che ci siano la chiocciola e il punto.',
    en: 'This does not look like an e-mail address. Check that the at sign and the dot are there.',
  },
  noProvider: {
    it: 'Qui si entra solo con un collegamento per posta: chiedilo nella pagina «Entra».',
    en: 'Here one signs in by a link in the mail only: ask for it on the page “Sign in”.',
  },
  providerAway: {
    it: '{name} adesso non risponde come dovrebbe. Nulla è cambiato: riprova fra poco, o chiedi un collegamento per posta.',
    en: '{name} does not answer as it should now. Nothing changed: try again in a moment, or ask for a link by mail.',
  },
  hasAccount: {
    it: '{email} ha già un accesso: è rimasto com’era. Può chiedere un collegamento nella pagina «Entra».',
    en: '{email} has an account already: it was left as it is. Its holder can ask for a link on the page “Sign in”.',
  },
  badRole: {
    it: 'Il ruolo «{role}» non c’è. Ci sono: {roles}.',
    en: 'There is no role “{role}”. There are: {roles}.',
  },
  wrongCode: {
    it: 'Questo codice non va: forse è scaduto, o è già stato usato. Aspetta il prossimo e scrivi quello.',
    en: 'This code does not work: it may have expired, or was used already. Wait for the next one and type that.',
  },
  codesLocked: {
    it: 'Troppi codici sbagliati: per {minutes} minuti non ne accettiamo altri. Nulla è cambiato. Se hai perso il telefono, chiama il personale del cluster.',
    en: 'Too many wrong codes: we accept no more for {minutes} minutes. Nothing changed. If you have lost your phone, call the cluster’s staff.',
  },
  noFactorThere: {
    it: 'Nessun accesso con questo indirizzo ha il secondo passaggio. Nulla è cambiato: controlla l’indirizzo.',
    en: 'No account with this address has the second step. Nothing changed: check the address.',
  },
  factorNotOffered: {
    it: 'Il secondo passaggio è già attivo, o non è stato ancora cominciato. Nulla è cambiato: riapri la pagina.',
    en: 'The second step is on already, or was not begun. Nothing changed: open the page again.',
  },
  accountGone: {
    it: 'Questo accesso non c’è più.',
    en: 'This account is not there any more.',
  },
  sessionGone: {
    it: 'Quel dispositivo è già scollegato. Nulla è cambiato.',
    en: 'That device is signed out already. Nothing changed.',
  },
  passkeyGone: {
    it: 'Quella chiave non c’è più. Nulla è cambiato.',
    en: 'That passkey is not there any more. Nothing changed.',
  },
  noName: {
    it: 'Scrivi il nome e il cognome. Nulla è cambiato.',
    en: 'Write the full name. Nothing changed.',
  },
  invitationGone: {
    it: 'Questo invito non vale più: è scaduto, è stato ritirato o è già stato usato. Chiedine un altro a chi te l’ha mandato; se hai già un accesso, entra con il tuo indirizzo.',
    en: 'This invitation is no longer valid: it has expired, was withdrawn, or was used already. Ask whoever sent it for another; if you have an account, sign in with your address.',
  },
  tooManyInvited: {
    it: 'In un giorno si possono invitare {most} persone, e ci sei arrivato. Questo invito non è partito, gli altri sì: riprova domani.',
    en: 'In one day {most} people can be invited, and you have reached that. This invitation was not sent, the others were: try again tomorrow.',
  },
  actsAlready: {
    it: '{email} agisce già per questa organizzazione. Nulla è cambiato.',
    en: '{email} acts for this organisation already. Nothing changed.',
  },
  invitedAlready: {
    it: '{email} ha già un invito aperto. Nulla è cambiato: ritiralo prima, se vuoi mandarne un altro.',
    en: '{email} has an open invitation already. Nothing changed: withdraw it first if you want to send another.',
  },
  lastAdministrator: {
    it: 'È l’unica persona che amministra Telaio: prima dai questo ruolo a un’altra. Nulla è cambiato.',
    en: 'This is the only person who administers Telaio: give the role to somebody else first. Nothing changed.',
  },
  lastRepresentative: {
    it: 'Se la togli, nessuno rappresenta più l’organizzazione: invita prima un’altra persona. Nulla è cambiato.',
    en: 'If you remove this person, nobody represents the organisation: invite somebody else first. Nothing changed.',
  },
  notThere: {
    it: 'Non c’è più: forse qualcun altro l’ha già tolto. Nulla è cambiato: riapri la pagina.',
    en: 'It is not there any more: somebody else may have removed it. Nothing changed: open the page again.',
  },
} satisfies Record<string, Sentence>
