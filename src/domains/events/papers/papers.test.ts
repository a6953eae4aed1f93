import { extractText, getDocumentProxy } from 'unpdf'
import { expect, test } from 'vitest'
import type { EventRow } from '../queries.ts'
import type { Registration } from '../registrations/queries.ts'
import { badgesPdf } from './badges.ts'
import { certificatePdf } from './certificate.ts'
import { posterPdf } from './poster.ts'

const event = {
  kind: 'training',
  mode: 'presence',
  state: 'held',
  title_it: 'Sensori #1 [prova] $x$',
  title_en: 'Sensors',
  summary_it: 'In breve.',
  summary_en: 'In short.',
  starts_at: new Date('2027-03-12T08:30:00Z'),
  ends_at: new Date('2027-03-12T16:00:00Z'),
  zone: 'Europe/Rome',
  place: 'Sala blu, Bologna',
  made_at: new Date('2027-01-01T00:00:00Z'),
} as EventRow
const now = new Date('2027-03-13T08:00:00Z')

const textOf = async (bytes: Uint8Array) => {
  const { text } = await extractText(await getDocumentProxy(bytes), { mergePages: true })
  return text.replace(/\s+/g, ' ')
}

test('a certificate says who was where and when, whatever marks a name holds', async () => {
  const registration = { name: 'Zoë "D’Ápice" #let', organisation: 'Alfa *Sensori*' } as Registration
  const text = await textOf(await certificatePdf({ event, registration, language: 'it', cluster: 'Rete', now }))
  for (const words of [
    'Zoë "D’Ápice" #let',
    'Alfa *Sensori*',
    'Sensori #1 [prova] $x$',
    '12 marzo 2027, 09:30–17:00 (CET)',
    '13 marzo 2027',
  ])
    expect(text).toContain(words)
})

test('badges: eight a page, one for each; without anybody a page that says so', async () => {
  const badge = (n: number) => ({
    name: `Persona ${n}`,
    organisation: 'Alfa',
    code: `${n}-ABCDEF012345`,
    address: 'https://x.example',
  })
  const nine = await badgesPdf(
    event,
    Array.from({ length: 9 }, (_, n) => badge(n + 1)),
    'it',
    'Rete',
    now,
  )
  const document = await getDocumentProxy(nine.slice())
  expect(document.numPages).toBe(2)
  expect(await textOf(nine)).toContain('Persona 9')
  expect(await textOf(await badgesPdf(event, [], 'en', 'Rete', now))).toContain('Nobody has a place yet.')
})

test('a poster is one page with the address its square leads to', async () => {
  const address = 'https://cluster.example/it/events/sensori-2027'
  const sessions = Array.from({ length: 30 }, (_, id) => ({
    id,
    room_id: null,
    room: null,
    title_it: `Sessione ${id} con un titolo che è piuttosto lungo e va a capo`,
    title_en: '',
    starts_at: event.starts_at,
    ends_at: event.ends_at,
    speakers: ['Ada Rossi, direttrice di Alfa'],
  }))
  const pdf = await posterPdf({ event, sessions, language: 'it', cluster: 'Rete', address })
  expect((await getDocumentProxy(pdf.slice())).numPages).toBe(1)
  expect(await textOf(pdf)).toContain(address)
})
