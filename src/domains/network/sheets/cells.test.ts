import { expect, test } from 'vitest'
import { provinceReader } from '../territory/siglas.ts'
import { readCategory, readDate, readTrl, readYesNo } from './cells.ts'
import { joinColumns, readContacts } from './contacts.ts'
import { findHeading, guessMapping, meaningOf } from './headings.ts'

test('dates as offices write them', () => {
  for (const [text, day] of [
    ['2020-02-29', '2020-02-29'],
    ['29/02/2020', '2020-02-29'],
    ['29/02/2021', undefined],
    ['1.3.98', '1998-03-01'],
    ['01-03-26', '2026-03-01'],
    ['15 ottobre 2019', '2019-10-15'],
    ['3 Sept 2019', '2019-09-03'],
    ['09/2019', '2019-09-01'],
    ['2019', '2019-01-01'],
    ['43831', '2020-01-01'],
    ['43831.5', '2020-01-01'],
    ['2020-01-01T00:00:00', '2020-01-01'],
    ['31/12/2026 00:00', '2026-12-31'],
    ['da definire', undefined],
    ['13/13/2020', undefined],
  ] as const)
    expect([text, readDate(text)]).toEqual([text, day])
})

test('readiness levels, also those a spreadsheet made a date of', () => {
  for (const [text, trl] of [
    ['4', { from: 4, to: 4 }],
    ['TRL 3-7', { from: 3, to: 7 }],
    ['da 5 a 6', { from: 5, to: 6 }],
    ['2026-07-03', { from: 3, to: 7 }],
    ['7-3', undefined],
    ['0-4', undefined],
    ['10', undefined],
    ['alto', undefined],
  ] as const)
    expect([text, readTrl(text)]).toEqual([text, trl])
})

test('categories, ticks and provinces in their many spellings', () => {
  for (const [text, category] of [
    ['P.M.I.', 'sme'],
    ['P.A.', 'public'],
    ['PMI innovativa', 'startup'],
    ['Ente di ricerca', 'research'],
    ['ENTE PUBBLICO', 'public'],
    ['Ente di formazione', 'training'],
    ['ente', undefined],
    ['Università degli Studi', 'university'],
    ['Az. USL', 'health'],
    ['Azienda USL', 'health'],
    ['azienda', 'company'],
    ['Fondazione', 'association'],
    ['banana', undefined],
  ] as const)
    expect([text, readCategory(text)]).toEqual([text, category])
  expect(['Sì', 'SI', 'x', '✓', '1', 'No', '-', 'boh'].map(readYesNo)).toEqual([
    true,
    true,
    true,
    true,
    true,
    false,
    false,
    undefined,
  ])
  const province = provinceReader([
    { code: 'ITH53', name: 'Reggio nell’Emilia' },
    { code: 'ITH58', name: 'Forlì-Cesena' },
    { code: 'ITC20', name: 'Valle d’Aosta/Vallée d’Aoste' },
  ])
  expect(
    [
      'RE',
      '(re)',
      'Reggio Emilia',
      'Prov. di Reggio nell’Emilia',
      'ITH53',
      'Forlì',
      'FO',
      'aosta',
      'Ravenna',
      'XX',
    ].map(province),
  ).toEqual(['ITH53', 'ITH53', 'ITH53', 'ITH53', 'ITH53', 'ITH58', 'ITH58', 'ITC20', undefined, undefined])
})

test('several people in one cell, in the ways people put them there', () => {
  const person = (name: string, more: object = {}) => ({
    name,
    role: 'other',
    title: null,
    email: null,
    phone: null,
    ...more,
  })
  expect(readContacts('Anna Verdi <anna@example.org> tel. 051/600.12.34; Bruno Neri')).toEqual([
    person('Anna Verdi', { email: 'anna@example.org', phone: '+39 0516001234' }),
    person('Bruno Neri'),
  ])
  expect(
    readContacts('Anna Verdi (Presidente)\ncell. 333 1234567\nanna@example.org\nBruno Neri (Ufficio progetti)'),
  ).toEqual([
    person('Anna Verdi', { role: 'legal', title: 'Presidente', email: 'anna@example.org', phone: '+39 3331234567' }),
    person('Bruno Neri', { role: 'projects', title: 'Ufficio progetti' }),
  ])
  expect(readContacts('info@example.org')).toEqual([person('info@example.org', { email: 'info@example.org' })])
  expect(
    joinColumns({
      name: 'Anna Verdi\nBruno Neri',
      role: 'delegata',
      email: 'anna@example.org; bruno@example.org',
      phone: '',
    }),
  ).toEqual([
    person('Anna Verdi', { role: 'delegate', title: 'delegata', email: 'anna@example.org' }),
    person('Bruno Neri', { role: 'delegate', title: 'delegata', email: 'bruno@example.org' }),
  ])
})

test('headings are found under titles, known by their spelling or as they were named before', () => {
  const none = new Map<string, string>()
  const rows = [['ELENCO SOCI'], [], ['Ragione sociale', 'Tipologia', 'P. IVA', 'Boh'], ['Tela srl', 'PMI', '', '']]
  expect(findHeading(rows, none)).toBe(3)
  expect(guessMapping(rows[2]!, none)).toEqual({ 0: 'name', 1: 'category', 2: 'vat' })
  expect(
    guessMapping(
      rows[2]!,
      new Map([
        ['boh', 'short_name'],
        ['tipologia', 'ignore'],
      ]),
    ),
  ).toEqual({ 0: 'name', 2: 'vat', 3: 'short_name' })
  expect(meaningOf('Comune (sede legale)', none)).toBe('city')
  expect(meaningOf('Note interne', none)).toBeUndefined()
  expect(findHeading([['a'], ['b', 'c']], none)).toBe(2)
})
