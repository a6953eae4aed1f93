import type { Sentence } from '#platform/errors.ts'

export const errors = {
  empty: {
    it: 'Il file è vuoto. Nulla è cambiato: scegli il foglio di calcolo da caricare.',
    en: 'The file is empty. Nothing changed: choose the spreadsheet to upload.',
  },
  oldExcel: {
    it: 'Questo è un foglio di Excel nel formato vecchio (.xls). Nulla è cambiato: aprilo, salvalo come «Cartella di lavoro Excel (.xlsx)» e ricaricalo.',
    en: 'This is an Excel sheet in the old format (.xls). Nothing changed: open it, save it as “Excel workbook (.xlsx)” and upload it again.',
  },
  notASheet: {
    it: 'Questo file non è un foglio di calcolo che sappiamo leggere. Nulla è cambiato: salvalo come .xlsx o .csv e ricaricalo.',
    en: 'This file is not a spreadsheet we can read. Nothing changed: save it as .xlsx or .csv and upload it again.',
  },
  broken: {
    it: 'Il file è rovinato e non si apre ({reason}). Nulla è cambiato: riaprilo nel tuo programma, salvalo di nuovo e ricaricalo.',
    en: 'The file is damaged and cannot be opened ({reason}). Nothing changed: open it in your program, save it again and upload it.',
  },
  bomb: {
    it: 'Aperto, questo file occuperebbe più di {most} MB: non lo apriamo. Nulla è cambiato: togli i fogli e le immagini che non servono e ricaricalo.',
    en: 'Opened, this file would take more than {most} MB: we do not open it. Nothing changed: remove sheets and images that are not needed and upload it again.',
  },
  tooManyRows: {
    it: 'Il foglio ha più di {most} righe o {columns} colonne con qualcosa dentro. Nulla è cambiato: tieni solo l’elenco e ricaricalo.',
    en: 'The sheet has more than {most} rows or {columns} columns with something in them. Nothing changed: keep the list alone and upload it again.',
  },
} satisfies Record<string, Sentence>
