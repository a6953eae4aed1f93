import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readableName, readablePlace } from './model.ts'

const read = (name: string, short_name?: string) => readableName({ name, short_name })

test('names in capitals become words; small words, acronyms and legal forms are written as they are written', () => {
  expect(read('ALMA MATER STUDIORUM - UNIVERSITA DI BOLOGNA', 'UNIBO')).toBe(
    'Alma Mater Studiorum - Universita di Bologna',
  )
  expect(read('CENTRE NATIONAL DE LA RECHERCHE SCIENTIFIQUE CNRS', 'CNRS')).toBe(
    'Centre National de la Recherche Scientifique CNRS',
  )
  expect(read('COMMISSARIAT A L ENERGIE ATOMIQUE ET AUX ENERGIES ALTERNATIVES')).toBe(
    'Commissariat a l Energie Atomique et aux Energies Alternatives',
  )
  expect(read("QUEEN'S UNIVERSITY OF BELFAST")).toBe("Queen's University of Belfast")
  expect(read("AZIENDA OSPEDALIERA DELL'UNIVERSITA")).toBe("Azienda Ospedaliera dell'Universita")
  expect(read('ISTITUTO ORTOPEDICO RIZZOLI IRCCS')).toBe('Istituto Ortopedico Rizzoli IRCCS')
  expect(read('B&R INDUSTRIAL AUTOMATION GMBH')).toBe('B&R Industrial Automation GmbH')
  expect(read('UNIVERSITE PARIS XII VAL DE MARNE')).toBe('Universite Paris XII Val de Marne')
  expect(read('REGEN BIOMEDICAL BV')).toBe('Regen Biomedical BV')
  expect(read('EV GROUP E. THALLNER GMBH')).toBe('EV Group E. Thallner GmbH')
  expect(read('CONSEJO NACIONAL DE INVESTIGACIONES (INRAE)')).toBe('Consejo Nacional de Investigaciones (INRAE)')
})

test('the short name tells how a word is written', () => {
  expect(read('ASTRAZENECA AB', 'AstraZeneca')).toBe('AstraZeneca AB')
  expect(read('BIO INX', 'BIO INX')).toBe('BIO INX')
  expect(read('INSILICOTRIALS TECHNOLOGIES', 'InSilicoTrials')).toBe('InSilicoTrials Technologies')
})

test('a short name of one word, and a name that is not in capitals, are left alone', () => {
  expect(read('IMEC')).toBe('IMEC')
  expect(read('4TISSUE')).toBe('4TISSUE')
  expect(read('European Fund Management Consulting OÜ')).toBe('European Fund Management Consulting OÜ')
})

test('places have no acronyms', () => {
  expect(readablePlace('WURZBURG')).toBe('Wurzburg')
  expect(readablePlace('BERN')).toBe('Bern')
  expect(readablePlace('FRANKFURT AM MAIN')).toBe('Frankfurt Am Main')
  expect(readablePlace('Granarolo dell’Emilia')).toBe('Granarolo dell’Emilia')
})

const capitals = fc.string({ unit: 'grapheme', maxLength: 60 }).map(text => text.toUpperCase())
const words = fc
  .array(fc.constantFrom('UNIVERSITA', 'DI', 'L', "D'", 'GMBH', 'CNR', '&', '-', 'İZMİR', 'STRAßE', 'ΟΔΟΣ', '3D', '('))
  .map(list => list.join(' '))

test('only the case of letters changes, once and for all', () => {
  fc.assert(
    fc.property(fc.oneof(capitals, words), fc.option(words, { nil: undefined }), (name, shortName) => {
      const once = read(name, shortName)
      expect(once.toUpperCase()).toBe(name.toUpperCase())
      expect(once.length).toBe(name.length)
      expect(read(once, shortName)).toBe(once)
    }),
  )
})

test('a name with small letters is answered as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), name => {
      fc.pre(/\p{Ll}/u.test(name))
      expect(read(name)).toBe(name)
    }),
  )
})
