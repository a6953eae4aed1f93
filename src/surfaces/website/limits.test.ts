import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clientOf } from './limits.ts'

test('an IPv4 address is a client; an IPv6 one belongs to the client that has its /64, however it is written', () => {
  expect(clientOf('192.0.2.7')).toBe('192.0.2.7')
  expect(clientOf('::ffff:192.0.2.7')).toBe('192.0.2.7')
  expect(clientOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64')
  expect(clientOf('2001:0DB8:0001:0002::9')).toBe('2001:db8:1:2::/64')
  expect(clientOf('2001:db8::1')).toBe('2001:db8:0:0::/64')
  expect(clientOf('fe80::1%eth0')).toBe('fe80:0:0:0::/64')
  expect(clientOf('::1')).toBe('0:0:0:0::/64')
  expect(clientOf('unknown')).toBe('unknown')
  const network = fc.array(fc.integer({ min: 1, max: 0xffff }), { minLength: 4, maxLength: 4 })
  const host = fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 4, maxLength: 4 })
  const written = (groups: number[]) => groups.map(group => group.toString(16)).join(':')
  fc.assert(
    fc.property(network, host, host, network, (home, one, other, away) => {
      const client = clientOf(written([...home, ...one]))
      expect(clientOf(written([...home, ...other]).toUpperCase())).toBe(client)
      expect(clientOf(written([...away, ...one])) === client).toBe(written(away) === written(home))
    }),
  )
})
