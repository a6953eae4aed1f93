import type { Sentence } from '#platform/errors.ts'
import { inBoth } from '#platform/i18n.ts'

export const words = inBoth({
  it: {
    title: 'Entra',
    lead: 'Scrivi il tuo indirizzo: ti mandiamo un collegamento che vale un quarto d’ora. Nessuna parola da ricordare.',
    email: 'Indirizzo e-mail',
    send: 'Mandami il collegamento',
    sentTitle: 'Guarda la posta',
    sent: 'Se questo indirizzo è registrato, fra poco arriva un collegamento per entrare. Se non lo vedi, guarda nella posta indesiderata o chiama il personale del cluster.',
    enterTitle: 'Entra in Telaio',
    enterLead: 'Premi per entrare. Il collegamento si usa una volta sola.',
    enter: 'Entra',
    expiredTitle: 'Collegamento non valido',
    expired: 'Questo collegamento è scaduto o è già stato usato. Chiedine un altro: bastano pochi secondi.',
    mailSubject: 'Il tuo collegamento per entrare in Telaio',
    mailText: (link: string) =>
      `Apri questo collegamento per entrare (vale 15 minuti, una volta sola):\n\n${link}\n\nSe non l’hai chiesto tu, ignora questo messaggio: nessuno è entrato.`,
  },
  en: {
    title: 'Sign in',
    lead: 'Write your address: we send you a link that works for a quarter of an hour. No password to remember.',
    email: 'E-mail address',
    send: 'Send me the link',
    sentTitle: 'Check your mail',
    sent: 'If this address is registered, a sign-in link is on its way. If you cannot see it, look in the junk folder or call the cluster’s staff.',
    enterTitle: 'Sign in to Telaio',
    enterLead: 'Press to sign in. The link works once only.',
    enter: 'Sign in',
    expiredTitle: 'Link not valid',
    expired: 'This link has expired or was used already. Ask for another: it takes a few seconds.',
    mailSubject: 'Your link to sign in to Telaio',
    mailText: (link: string) =>
      `Open this link to sign in (it works for 15 minutes, once only):\n\n${link}\n\nIf you did not ask for it, ignore this message: nobody has signed in.`,
  },
})

export const errors = {
  badEmail: {
    it: 'Questo non sembra un indirizzo e-mail. Controlla che ci siano la chiocciola e il punto.',
    en: 'This does not look like an e-mail address. Check that the at sign and the dot are there.',
  },
} satisfies Record<string, Sentence>
