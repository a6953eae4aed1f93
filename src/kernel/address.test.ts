import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addressOf } from './address.ts'

test('an address holds what was said and nothing else', () => {
  expect(
    addressOf({ q: 'è bello', kind: ['HES', 'HES', 'REC'], member: true, none: undefined, no: false, page: 1 }),
  ).toBe('?q=%C3%A8+bello&kind=HES&kind=REC&member=1')
  expect(addressOf({ q: '', page: 1 })).toBe('')
  fc.assert(
    fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.string({ minLength: 1 })), query => {
      expect(Object.fromEntries(new URLSearchParams(addressOf(query)))).toEqual({ ...query })
    }),
  )
})
