import { monthsBefore, type Retention } from '#platform/retention.ts'
import { eraseReach } from './meetings/wishes/queries.ts'
import { eraseOldPitches } from './pitches/call/queries.ts'
import { eraseOldJudges } from './pitches/judging/queries.ts'
import { eraseNeeds, eraseOld } from './registrations/queries.ts'

/** Months that names of registered people are kept after an event. */
const NAMES_MONTHS = 12
const NEEDS_DAYS = 30
const DAY_MS = 86_400_000

/** How long is kept who registered for an event. How many they were stays. */
export const RETENTION: readonly Retention[] = [
  {
    name: 'event-needs',
    what: {
      it: 'Che cosa serve a una persona per partecipare a un evento (accessibilità)',
      en: 'What a person needs in order to take part in an event (accessibility)',
    },
    until: { it: '30 giorni dalla fine dell’evento', en: '30 days after the end of the event' },
    apply: (tx, now) => eraseNeeds(tx, new Date(now.getTime() - NEEDS_DAYS * DAY_MS)),
  },
  {
    name: 'meeting-reach',
    what: {
      it: 'Telefono, tavolo accessibile e assenze di chi partecipa agli incontri di un evento',
      en: 'Phone, accessible table and absences of those who take part in the meetings of an event',
    },
    until: { it: '30 giorni dalla fine dell’evento', en: '30 days after the end of the event' },
    apply: (tx, now) => eraseReach(tx, new Date(now.getTime() - NEEDS_DAYS * DAY_MS)),
  },
  {
    name: 'registrations',
    what: {
      it: 'Nomi, indirizzi e risposte di chi si iscrive agli eventi, con i loro appunti sugli incontri; restano i numeri',
      en: 'Names, addresses and answers of those who register for events, with their notes on meetings; the numbers stay',
    },
    until: { it: '12 mesi dalla fine dell’evento', en: '12 months after the end of the event' },
    apply: (tx, now) => eraseOld(tx, monthsBefore(now, NAMES_MONTHS), now),
  },
  {
    name: 'pitches',
    what: {
      it: 'Nomi, indirizzi, testi e risposte di chi propone un pitch; di chi è salito sul palco, se i risultati sono pubblici, restano organizzazione e titolo',
      en: 'Names, addresses, texts and answers of those who propose a pitch; of those who were on stage, where results are public, organisation and title stay',
    },
    until: { it: '12 mesi dalla fine dell’evento', en: '12 months after the end of the event' },
    apply: (tx, now) => eraseOldPitches(tx, monthsBefore(now, NAMES_MONTHS), now),
  },
  {
    name: 'pitch-judges',
    what: {
      it: 'Nomi e indirizzi di chi valuta i pitch, e le loro parole; restano i voti',
      en: 'Names and addresses of those who judge pitches, and their words; the scores stay',
    },
    until: { it: '12 mesi dalla fine dell’evento', en: '12 months after the end of the event' },
    apply: (tx, now) => eraseOldJudges(tx, monthsBefore(now, NAMES_MONTHS), now),
  },
]
