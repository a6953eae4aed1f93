import { inBoth } from '#platform/i18n.ts'

export const words = inBoth({
  it: {
    byProvince: (figure: string, period: string) => `${figure}, per provincia, ${period}`,
    map: (name: string) => `${name}: mappa`,
    months: (figure: string, period: string) => `${figure}, per mese, ${period}: grafico`,
    each: (parts: string) => `${parts}.`,
    legend: 'Legenda',
    elsewhere: (value: string) => `Fuori dalla mappa, o senza provincia: ${value}`,
    target: 'obiettivo',
  },
  en: {
    byProvince: (figure: string, period: string) => `${figure}, by province, ${period}`,
    map: (name: string) => `${name}: map`,
    months: (figure: string, period: string) => `${figure}, by month, ${period}: chart`,
    each: (parts: string) => `${parts}.`,
    legend: 'Legend',
    elsewhere: (value: string) => `Outside the map, or province not said: ${value}`,
    target: 'target',
  },
})
