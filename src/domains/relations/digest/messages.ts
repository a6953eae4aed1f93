import type { Sentence } from '#platform/errors.ts'
import { inBoth } from '#platform/i18n.ts'

export const words = inBoth({
  it: {
    hello: (name: string) => `Buongiorno ${name},`,
    subject: (first: string) => `Questa settimana: ${first}`,
    lead: 'ecco che cosa c’è di nuovo per te, nel cluster.',
    requests: 'Vi cercano, o vi hanno risposto',
    asks: (from: string, day: string) => `${from} vorrebbe conoscervi (rispondete entro il giorno ${day})`,
    accepted: (other: string) => `Con ${other} vi siete trovati`,
    deadlines: 'Scadenze vicine di ciò che vi interessa',
    calls: (name: string) => `Bandi nuovi per ${name}`,
    needs: 'Bisogni nuovi di altri membri',
    others: 'Altri si sono mostrati interessati',
    othersNote: (name: string) => `anche ${name} è interessata`,
    until: (day: string) => `fino al giorno ${day}`,
    reasonConcepts: (list: string) => `chiede ${list}`,
    reasonFamily: (n: number) =>
      n === 1 ? 'avete un progetto nella stessa area' : `avete ${n} progetti nella stessa area`,
    reasonWords: 'è vicino a quello che dite di voi',
    home: 'Apri la tua pagina',
    foot: 'Ricevi questa lettera una volta alla settimana, se c’è qualcosa di nuovo, perché hai accettato di riceverla.',
    stop: 'Non la voglio più ricevere',
    title: 'Non ricevere più la lettera settimanale',
    ask: 'Premi il pulsante: da adesso non la ricevi più. Il resto non cambia.',
    press: 'Non la voglio più ricevere',
    done: 'Fatto: non ricevi più la lettera settimanale. Se cambi idea, la riattivi dai tuoi dati.',
    data: 'I miei dati',
  },
  en: {
    hello: (name: string) => `Hello ${name},`,
    subject: (first: string) => `This week: ${first}`,
    lead: 'here is what is new for you in the cluster.',
    requests: 'They ask for you, or have answered',
    asks: (from: string, day: string) => `${from} would like to meet you (answer by ${day})`,
    accepted: (other: string) => `You and ${other} have found each other`,
    deadlines: 'Near deadlines of what interests you',
    calls: (name: string) => `New calls for ${name}`,
    needs: 'New needs of other members',
    others: 'Others have shown interest',
    othersNote: (name: string) => `${name} is interested too`,
    until: (day: string) => `until ${day}`,
    reasonConcepts: (list: string) => `asks for ${list}`,
    reasonFamily: (n: number) =>
      n === 1 ? 'you have a project in the same area' : `you have ${n} projects in the same area`,
    reasonWords: 'is near what you say of yourselves',
    home: 'Open your page',
    foot: 'You receive this letter once a week, when there is something new, because you agreed to it.',
    stop: 'I want no more of it',
    title: 'No more weekly letter',
    ask: 'Press the button: from now on you do not receive it. Nothing else changes.',
    press: 'I want no more of it',
    done: 'Done: you receive the weekly letter no more. If you change your mind, switch it on again in your data.',
    data: 'My data',
  },
})

export const errors = {
  notOurLink: {
    it: 'Questo collegamento non è di una nostra lettera. Nulla è cambiato: apri quello in fondo all’ultima lettera, o chiama il personale del cluster.',
    en: 'This link is not from a letter of ours. Nothing changed: open the one at the end of the latest letter, or call the cluster’s staff.',
  },
} satisfies Record<string, Sentence>
