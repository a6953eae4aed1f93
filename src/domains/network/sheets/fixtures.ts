import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { brotliDecompressSync } from 'node:zlib'
import exceljs from 'exceljs'
import type pg from 'pg'
import { madeUpVat } from '#kernel/fixtures.ts'
import { mergeTerritory } from '../imports/actions.ts'

const STARTER = path.resolve(import.meta.dirname, '../../../../starter')
const unpacked = (name: string) => brotliDecompressSync(readFileSync(path.join(STARTER, name))).toString('utf8')

/** Provinces and municipalities of the starter data, and three value chains. */
export async function someTerritory(pool: pg.Pool): Promise<void> {
  const client = await pool.connect()
  await client.query('begin')
  await mergeTerritory(
    client as never,
    {
      nuts: Readable.from([unpacked('nuts-italy.csv.br')]),
      postcodes: Readable.from(['NUTS3;CODE\n']),
      topology: readFileSync(path.join(STARTER, 'emilia-romagna-municipalities.topo.json'), 'utf8'),
    },
    { add: () => undefined } as never,
  )
  await client.query(`
    insert into value_chain (cluster_id, name_it, name_en) values (1, 'Dispositivi medici e robotica', 'Medical devices and robotics'), (1, 'Salute digitale e dati', 'Digital health and data'),
      (1, 'Nutrizione e benessere', 'Nutrition and well-being');
    insert into concept (code, label_it, label_en) values ('/21', 'scienze mediche e della salute', 'medical and health sciences'), ('/21/1', 'oncologia', 'oncology'),
      ('/23', 'scienze naturali', 'natural sciences'), ('/23/1', 'ottica, luce', 'optics, light')`)
  await client.query('commit')
  client.release()
}

type Starter = {
  key: string
  name: string
  category: string
  city: string
  joined: string
  left?: string
  says: string
}
export const starterMembers = (): Starter[] =>
  (JSON.parse(readFileSync(path.join(STARTER, 'members.json'), 'utf8')) as { members: Starter[] }).members.filter(
    member => !member.left,
  )

/** How an office that has kept a list for ten years writes the same thing. */
const CATEGORY: Record<string, readonly string[]> = {
  company: ['Impresa', 'GRANDE IMPRESA', 'Azienda', 'società'],
  sme: ['PMI', 'pmi', 'Piccola impresa', 'Micro impresa'],
  startup: ['Start-up', 'STARTUP', 'start up innovativa', 'Spin-off'],
  university: ['Università', 'UNIVERSITA’', 'Ateneo'],
  research: ['Centro di ricerca', 'Ente di ricerca', 'Centro ricerche', 'Tecnopolo'],
  health: ['Azienda sanitaria', 'OSPEDALE', 'AUSL', 'IRCCS'],
  training: ['Ente di formazione', 'Formazione', 'Ente formativo'],
  public: ['Ente pubblico', 'P.A.', 'Comune'],
  association: ['Associazione', 'Fondazione', 'ETS'],
}
const SIGLA: Record<string, string> = {
  ITH51: 'PC',
  ITH52: 'PR',
  ITH53: 'RE',
  ITH54: 'MO',
  ITH55: 'BO',
  ITH56: 'FE',
  ITH57: 'RA',
  ITH58: 'FC',
  ITH59: 'RN',
}
const PROVINCE: Record<string, readonly string[]> = {
  ITH51: ['PC', 'Piacenza'],
  ITH52: ['PR', 'parma'],
  ITH53: ['RE', 'Reggio Emilia'],
  ITH54: ['MO', 'Modena', 'ITH54'],
  ITH55: ['BO', 'BOLOGNA', 'Città metropolitana di Bologna'],
  ITH56: ['FE', 'Ferrara'],
  ITH57: ['RA', 'Prov. di Ravenna'],
  ITH58: ['FC', 'Forlì', 'Forli-Cesena'],
  ITH59: ['RN', 'rimini'],
}
const FIRST = ['Anna', 'Bruno', 'Carla', 'Dario', 'Elena', 'Fabio', 'Giulia', 'Ivo', 'Laura', 'Marco', 'Nora', 'Piero']
const FAMILY = [
  'Trama',
  'Ordito',
  'Spoletti',
  'Navetta',
  'Rocchetti',
  'Filari',
  'Telai',
  'Cimossa',
  'Licci',
  'Subbio',
  'Pettine',
]
const pick = <T>(list: readonly T[], at: number): T => list[at % list.length]!

export type MessyRow = {
  name: string
  category: string
  province: string
  city: string
  vat: string
  joined: string
  people: number
  trl: string
}

/** Towns by folded name, as the database has them, give the provinces. */
export function messyRows(provinceOf: (city: string) => string | undefined): MessyRow[] {
  const rows = starterMembers().map((member, at) => ({
    name: member.name,
    category: member.category,
    province: provinceOf(member.city) ?? 'ITH55',
    city: member.city,
    vat: madeUpVat(3_000_000 + at * 7919),
    joined: member.joined,
    people: at % 3,
    trl: pick(['3-7', '4', 'TRL 5-9', 'da 2 a 6'], at),
  }))
  return rows.sort((a, b) => (a.province < b.province ? -1 : a.province > b.province ? 1 : 0))
}

const italianDate = (iso: string) => iso.split('-').reverse().join('/')
const serial = (iso: string) => Math.round((Date.parse(`${iso}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000)

function people(row: MessyRow, at: number): string {
  const first = `${pick(FIRST, at)} ${pick(FAMILY, at * 7)}`
  const mail = (name: string) => `${name.toLowerCase().replace(/[^a-z]+/g, '.')}.${at}@example.org`
  if (row.people === 0) return `${first} <${mail(first)}> tel. 051 555${String(1000 + at)}`
  const second = `${pick(FIRST, at + 5)} ${pick(FAMILY, at * 3 + 2)}`
  if (row.people === 1)
    return `dott.ssa ${first} (Direttrice R&S)\n${mail(first)}\n${second} - cell. 333 555${String(1000 + at)}`
  return `${first} (presidente) ${mail(first)}; ${second} (ufficio progetti) ${mail(second)} tel. +39 051/555-${String(1000 + at)}`
}

/** The list as an office keeps it: a title across the sheet, an empty column, provinces merged over their rows, dates of three kinds, totals at the end. */
export async function messyXlsx(rows: readonly MessyRow[]): Promise<Buffer> {
  const book = new exceljs.Workbook()
  book.addWorksheet('Leggimi').addRow(['Questo file è dell’ufficio. Non cancellare le colonne!'])
  const sheet = book.addWorksheet('Soci 2026')
  sheet.getCell('B1').value = 'ELENCO DEI SOCI – aggiornato al 15/10/2026'
  sheet.mergeCells('B1:L1')
  sheet.getCell('B2').value = { richText: [{ text: 'In rosso: ' }, { text: 'da chiamare', font: { bold: true } }] }
  sheet.getRow(4).values = [
    '',
    'N.',
    'Prov.',
    'Ragione sociale ',
    'Tipologia',
    'P. IVA',
    'Comune (sede legale)',
    'Socio dal',
    'Referenti',
    'Pubblico',
    'Filiera',
    'TRL',
    'Quota €',
    'Note interne',
  ]
  let at = 0
  for (const row of rows) {
    const line = sheet.getRow(5 + at)
    const day = [
      new Date(`${row.joined}T00:00:00Z`),
      italianDate(row.joined),
      serial(row.joined),
      `${italianDate(row.joined)} `,
    ][at % 4]!
    line.getCell(2).value = at + 1
    line.getCell(3).value = pick(PROVINCE[row.province]!, at)
    line.getCell(4).value = at % 9 === 0 ? ` ${row.name}  ` : row.name
    line.getCell(5).value = pick(CATEGORY[row.category]!, at)
    line.getCell(6).value = at % 2 ? Number(row.vat) : `IT ${row.vat}`
    line.getCell(7).value = row.city
    line.getCell(8).value = day
    if (at % 4 === 0) line.getCell(8).numFmt = 'dd/mm/yyyy'
    line.getCell(9).value = people(row, at)
    line.getCell(10).value = ['health', 'public'].includes(row.category)
      ? pick(['Sì', 'x', 'SI'], at)
      : pick(['No', 'no', ''], at)
    line.getCell(11).value = pick(
      ['Dispositivi medici e robotica', 'salute digitale e DATI; Nutrizione e benessere', ''],
      at,
    )
    line.getCell(12).value = row.trl === '3-7' ? new Date('2026-07-03T00:00:00Z') : row.trl
    line.getCell(13).value = pick([500, '1.000,00 €', 250.5], at)
    line.getCell(14).value = pick(['sentire lunedì', '', 'ok'], at)
    at += 1
  }
  // The first rows of each province share one merged cell.
  let from = 0
  for (let to = 1; to <= rows.length; to++) {
    if (rows[to]?.province === rows[from]?.province) continue
    if (to - from > 1) sheet.mergeCells(5 + from, 3, 4 + to, 3)
    from = to
  }
  sheet.getRow(6 + at).values = [
    '',
    'TOTALE',
    '',
    `${rows.length} soci`,
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    rows.length * 500,
  ]
  return Buffer.from(await book.xlsx.writeBuffer())
}

const WINDOWS_1252: Record<string, number> = { '’': 0x92, '“': 0x93, '”': 0x94, '–': 0x96, '€': 0x80 }

/** The same as a CSV that a spreadsheet of 2007 wrote: semicolons, Windows-1252. */
export function messyCsv(rows: readonly MessyRow[]): Buffer {
  const cell = (text: string) => (/[";\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const lines = [
    ['Elenco soci', '', '', '', '', '', '', ''],
    [],
    [
      'Denominazione',
      'Categoria',
      'Città',
      'Provincia',
      'Partita IVA',
      'Data adesione',
      'Contatti',
      'Quota associativa',
    ],
    ...rows.map((row, at) => [
      row.name,
      pick(CATEGORY[row.category]!, at + 1),
      row.city,
      SIGLA[row.province]!,
      String(Number(row.vat)),
      italianDate(row.joined),
      people(row, at),
      '1.000,00 €',
    ]),
    ['Totale', '', '', '', '', '', '', ''],
  ]
  const text = lines.map(line => line.map(cell).join(';')).join('\r\n')
  return Buffer.from([...text].map(character => WINDOWS_1252[character] ?? character.charCodeAt(0)))
}
