import type { Sentence } from '#platform/errors.ts'
import { inBoth } from '#platform/i18n.ts'

export const errors = {
  unreadable: {
    it: 'Gli obiettivi non sono stati salvati: in alcune caselle non c’è un numero. Quello che hai scritto è ancora qui; correggi le caselle segnate e salva di nuovo.',
    en: 'The targets were not saved: some cells hold no number. What you wrote is still here; correct the marked cells and save again.',
  },
  noTarget: {
    it: 'Scrivi un numero da zero in su, come 12 o 1.500; una quota va da 0 a 100.',
    en: 'Write a number from zero up, such as 12 or 1,500; a share goes from 0 to 100.',
  },
  overtaken: {
    it: 'Nel frattempo qualcuno ha cambiato alcuni di questi obiettivi. Nulla è stato salvato: guarda le caselle segnate, poi salva di nuovo se vuoi il tuo.',
    en: 'Meanwhile somebody changed some of these targets. Nothing was saved: look at the marked cells, then save again if you want yours.',
  },
  changed: {
    it: 'Cambiato da altri: salva di nuovo per tenere il tuo.',
    en: 'Changed by others: save again to keep yours.',
  },
} satisfies Record<string, Sentence>

export const words = inBoth({
  it: {
    title: 'Obiettivi',
    lead: 'A che cosa punta il cluster. Un obiettivo compare nel rapporto del suo periodo, accanto alla cifra; un rapporto pubblicato tiene quello che aveva.',
    caption: (year: string) => `Obiettivi ${year}`,
    figure: 'Cifra',
    last: (period: string) => `Nel ${period}`,
    year: (year: string) => `Anno ${year}`,
    half: (half: string) => (half === '1' ? 'Primo semestre' : 'Secondo semestre'),
    cell: (figure: string, period: string) => `${figure}, ${period}`,
    hint: 'Tab passa alla casella dopo, Invio salva tutto. Una casella vuota toglie l’obiettivo. Le quote si scrivono in percentuale, le somme in euro.',
    save: 'Salva gli obiettivi',
    saved: (count: string) =>
      count === '0'
        ? 'Non c’era nulla da cambiare.'
        : count === '1'
          ? 'Salvato: 1 obiettivo.'
          : `Salvati: ${count} obiettivi.`,
    years: 'Altri anni',
    standard: (value: string) => `Dalle definizioni: ${value}`,
    history: 'Chi ha cambiato che cosa sta nel registro.',
    readOnly: 'Gli obiettivi li scrive il personale del cluster.',
    none: '–',
  },
  en: {
    title: 'Targets',
    lead: 'What the cluster aims at. A target stands in the report of its period, beside the figure; a published report keeps the one it had.',
    caption: (year: string) => `Targets ${year}`,
    figure: 'Figure',
    last: (period: string) => `In ${period}`,
    year: (year: string) => `Year ${year}`,
    half: (half: string) => (half === '1' ? 'First half' : 'Second half'),
    cell: (figure: string, period: string) => `${figure}, ${period}`,
    hint: 'Tab goes to the next cell, Enter saves everything. An empty cell takes the target away. Shares are written in percent, sums in euro.',
    save: 'Save the targets',
    saved: (count: string) =>
      count === '0' ? 'There was nothing to change.' : count === '1' ? 'Saved: 1 target.' : `Saved: ${count} targets.`,
    years: 'Other years',
    standard: (value: string) => `From the definitions: ${value}`,
    history: 'Who changed what is in the register.',
    readOnly: 'The cluster’s staff write the targets.',
    none: '–',
  },
})
