import { expect, test } from 'vitest'
import { countryCode, countryOfNuts, isoCode } from './country.ts'

test('both customs lead to one code, and back to ISO', () => {
  for (const [text, code, iso] of [
    ['gr', 'EL', 'GR'],
    ['EL', 'EL', 'GR'],
    ['GB', 'UK', 'GB'],
    [' it ', 'IT', 'IT'],
  ] as const) {
    expect(countryCode(text)).toBe(code)
    expect(isoCode(code)).toBe(iso)
  }
  for (const text of ['', 'ITA', '1T']) expect(countryCode(text)).toBeUndefined()
  expect(countryOfNuts('EL303')).toBe('EL')
})
