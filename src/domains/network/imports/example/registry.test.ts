import { expect, test } from 'vitest'
import { phoneNumber } from '#kernel/identifiers.ts'
import { starterMembers } from '../../sheets/fixtures.ts'
import { memberFormat } from '../members.ts'
import { EXAMPLE_CHAINS, exampleRegistry } from './registry.ts'

test('the example registry is the same each time, its people have names of their own and reach nobody', () => {
  const members = starterMembers().map(member => memberFormat.parse(member))
  const rows = members.map((member, place) => exampleRegistry(member, place))
  expect(members.map((member, place) => exampleRegistry(member, place))).toEqual(rows)
  const people = rows.flatMap(row => row.contacts)
  expect(new Set(people.map(one => one.name)).size).toBe(people.length)
  for (const one of people) {
    expect(one.email).toMatch(/^[a-z.]+@[a-z0-9-]+\.example\.org$/)
    expect(one.phone).toMatch(/^\+39 000\d{7}$/)
    expect(phoneNumber(one.phone)).toBe(one.phone)
  }
  for (const [at] of EXAMPLE_CHAINS.entries())
    expect(rows.filter(row => row.chains.includes(at)).length).toBeGreaterThan(10)
  expect(rows.filter(row => row.contacts.length === 0).length).toBeGreaterThan(3)
  expect(rows.filter(row => row.paid_cents === 0).length).toBeGreaterThan(3)
})
