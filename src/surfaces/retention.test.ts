import { expect, test } from 'vitest'
import { monthsBefore } from '#platform/retention.ts'
import { testDatabase } from '../../tools/test-database.ts'
import { applyRetention, RETENTION } from './retention.ts'

const NOW = new Date('2026-11-24T02:00:00Z')

test('what is too old goes, what is not stays, and doing it again changes nothing', async () => {
  const { db, pool } = await testDatabase()
  await pool.query(`
    insert into organisation (key, name, source) values ('here', 'Here', 'hand'), ('left', 'Left', 'hand'), ('back', 'Back', 'hand'), ('never', 'Never a member', 'hand');
    insert into nuts (code, name) values ('ITH5', 'Emilia-Romagna') on conflict do nothing;
    insert into cluster (id, name, region_nuts, says_it, says_en) values (1, 'C', 'ITH5', '', '') on conflict do nothing;
    insert into membership (cluster_id, organisation_id, category, joined_on, left_on) select 1, id, 'sme', '2020-01-01', case key when 'here' then null else '2023-01-01'::date end from organisation where key in ('here', 'left', 'back');
    insert into membership (cluster_id, organisation_id, category, joined_on) select 1, id, 'sme', '2025-01-01' from organisation where key = 'back';
    insert into account_user (id, name, email, role, created_at) values
      ('old', 'Old', 'old@example.org', 'visitor', '2020-01-01'), ('seen', 'Seen', 'seen@example.org', 'visitor', '2020-01-01'),
      ('member', 'Member', 'member@example.org', 'visitor', '2020-01-01'), ('staff', 'Staff', 'staff@example.org', 'staff', '2020-01-01'),
      ('new', 'New', 'new@example.org', 'visitor', '2026-01-01');
    insert into representation (account_id, organisation_id, may, granted_by) select 'member', id, 'represent', 'x' from organisation where key = 'here';
    insert into audit (actor, verb, thing, at) values ('seen', 'signed in', 'site', '2026-01-01');
    insert into account_session (id, user_id, token, expires_at) values ('s1', 'staff', 't1', '2026-11-23'), ('s2', 'staff', 't2', '2026-11-25');
    insert into invitation (token_hash, email, name, role, invited_by, expires_at, accepted_at, withdrawn_at) values
      ('a', 'a@example.org', 'A', 'staff', 'x', '2026-10-01', null, null), ('b', 'b@example.org', 'B', 'staff', 'x', '2026-12-01', '2026-10-01', null),
      ('c', 'c@example.org', 'C', 'staff', 'x', '2026-12-01', null, '2026-10-01'), ('d', 'd@example.org', 'D', 'staff', 'x', '2026-11-01', null, null);
    insert into person (name, updated_at) values ('here', '2020-01-01'), ('left', '2020-01-01'), ('back', '2020-01-01'), ('never', '2020-01-01'), ('ended', '2020-01-01'), ('young', '2026-11-20'), ('agrees', '2020-01-01');
    insert into contact (person_id, organisation_id, role) select p.id, o.id, 'other' from person p join organisation o on o.key = p.name;
    insert into contact (person_id, organisation_id, role, until) select p.id, o.id, 'other', '2025-11-23' from person p, organisation o where p.name = 'ended' and o.key = 'here';
    insert into consent (person_id, purpose, text_version, given_at, how, recorded_by) select id, 'digest', '2026-11', now(), 'here', 'x' from person where name = 'agrees';
    insert into mail_outbox (message_id, recipient, template, subject, state, queued_at) values ('1', 'a', 't', 's', 'sent', '2025-11-01'), ('2', 'a', 't', 's', 'waiting', '2025-11-01'), ('3', 'a', 't', 's', 'sent', '2026-01-01');
    insert into mail_in (message_id, sender, subject, body, received_at) values ('4', 'a', 's', 'b', '2024-11-01'), ('5', 'a', 's', 'b', '2025-01-01');
  `)
  expect(await applyRetention(db, NOW)).toEqual({
    sessions: 1,
    invitations: 3,
    accounts: 1,
    contacts: 2,
    people: 2,
    mail: 2,
  })
  const left = async (query: string) => (await pool.query(query)).rows.map(row => Object.values(row)[0])
  expect(await left('select id from account_user order by 1')).toEqual(['member', 'new', 'seen', 'staff'])
  expect(await left('select name from person order by 1')).toEqual(['agrees', 'back', 'here', 'never', 'young'])
  expect(await left('select token_hash from invitation')).toEqual(['d'])
  expect(await left('select message_id from mail_outbox order by 1')).toEqual(['2', '3'])
  expect(await left("select details::text from audit where verb = 'applied retention'")).toHaveLength(1)
  expect(await applyRetention(db, NOW)).toEqual({})
  expect(await left("select details::text from audit where verb = 'applied retention'")).toHaveLength(1)
})

test('every kind of personal data has its term in both languages', () => {
  for (const { name, what, until } of RETENTION)
    for (const sentence of [what, until])
      for (const words of [sentence.it, sentence.en]) expect(words, name).toMatch(/^\S.{8,}/)
})

test('a month before is a month before, also from a longer month', () => {
  expect(monthsBefore(new Date('2026-03-31T00:00:00Z'), 1).toISOString()).toBe('2026-02-28T00:00:00.000Z')
  expect(monthsBefore(new Date('2026-11-24T10:00:00Z'), 24).toISOString()).toBe('2024-11-24T10:00:00.000Z')
})
