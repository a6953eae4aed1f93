-- People: who to speak to at an organisation, who may act for it, and what each person has agreed to.

create table person (
  id bigint generated always as identity primary key,
  name text not null check (name <> ''),
  email text check (email = lower(email)),
  phone text,
  language text not null default 'it' check (language in ('it', 'en')),
  account_id text unique references account_user on delete set null,
  says text,
  listed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table person is 'Somebody the cluster speaks to: only what is needed to reach them. Deleted when they ask, or when retention says so.';
comment on column person.says is 'What they say of themselves in the directory, in their own words.';
comment on column person.listed_at is 'Since when they want to stand in the directory of people; null: they do not.';
create index person_email on person (email) where email is not null;
select watch_data('person');

create table contact (
  id bigint generated always as identity primary key,
  person_id bigint not null references person on delete cascade,
  organisation_id bigint not null references organisation,
  role text not null check (role in ('legal', 'delegate', 'science', 'projects', 'administration', 'communication', 'training', 'other')),
  title text,
  first boolean not null default false,
  visibility text not null default 'staff' check (visibility in ('public', 'members', 'staff')),
  since date,
  until date,
  updated_at timestamptz not null default now(),
  unique (person_id, organisation_id, role),
  check (until is null or since is null or until >= since)
);
comment on table contact is 'A person is the one to speak to at an organisation, about something.';
comment on column contact.title is 'What they are there, in their words: "Direttore R&S".';
comment on column contact.first is 'Whom to call first.';
comment on column contact.visibility is 'Who sees the name, mail address and phone.';
create index contact_organisation on contact (organisation_id);
select watch_data('contact');

create table representation (
  id bigint generated always as identity primary key,
  account_id text not null references account_user on delete cascade,
  organisation_id bigint not null references organisation,
  may text not null check (may in ('represent', 'contribute')),
  granted_by text not null,
  since timestamptz not null default now(),
  unique (account_id, organisation_id)
);
comment on table representation is 'Who may act for which organisation. Ended by deleting; the audit keeps who did what.';
comment on column representation.may is 'represent: speaks for it, also in what binds it; contribute: keeps its profile and answers.';
create index representation_organisation on representation (organisation_id);

create table mandate (
  id bigint generated always as identity primary key,
  organisation_id bigint not null references organisation,
  given_by text not null check (given_by <> ''),
  given_on date not null,
  how text not null check (how in ('phone', 'paper', 'mail', 'meeting')),
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  ended_at timestamptz,
  ended_by text
);
comment on table mandate is 'A member agreed that staff act for it: who said so, when, how. Without one that has not ended, staff do not change what a member says of itself.';
create index mandate_organisation on mandate (organisation_id);

create table consent (
  id bigint generated always as identity primary key,
  person_id bigint not null references person on delete cascade,
  purpose text not null check (purpose in ('directory', 'digest', 'introductions', 'photos')),
  text_version text not null,
  given_at timestamptz not null,
  how text not null check (how in ('here', 'phone', 'paper', 'mail', 'meeting')),
  recorded_by text not null,
  withdrawn_at timestamptz,
  check (withdrawn_at is null or withdrawn_at >= given_at)
);
comment on table consent is 'What a person agreed to, by purpose, with the version of the text they saw. Withdrawn is dated, not deleted.';
create unique index consent_current on consent (person_id, purpose) where withdrawn_at is null;

create table invitation (
  id bigint generated always as identity primary key,
  token_hash text not null unique,
  email text not null check (email = lower(email)),
  name text not null,
  role text not null,
  organisation_id bigint references organisation,
  may text check (may in ('represent', 'contribute')),
  language text not null default 'it' check (language in ('it', 'en')),
  invited_by text not null,
  invited_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  withdrawn_at timestamptz,
  check ((organisation_id is null) = (may is null)),
  check (accepted_at is null or withdrawn_at is null)
);
comment on table invitation is 'An offer of an account, open until it is accepted, withdrawn or too old. Only a hash of its secret is kept.';
create index invitation_email on invitation (email);

-- Roles of the people who sign in. What a person may do for a member is in representation, not here.
alter table account_user drop constraint account_user_role_check;
alter table account_user add constraint account_user_role_check
  check (role in ('administrator', 'staff', 'reviewer', 'mentor', 'auditor', 'visitor'));

create table account_passkey (
  id text primary key,
  name text,
  public_key text not null,
  user_id text not null references account_user on delete cascade,
  credential_id text not null unique,
  counter integer not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz default now()
);
comment on table account_passkey is 'Keys on phones and computers that a person signs in with.';
create index account_passkey_user on account_passkey (user_id);

create table second_factor (
  account_id text primary key references account_user on delete cascade,
  secret text not null,
  confirmed_at timestamptz,
  last_step bigint,
  spare_codes text[] not null default '{}',
  failures integer not null default 0,
  failed_at timestamptz
);
comment on table second_factor is 'A time-based code (RFC 6238) asked after the link or the provider. The secret is sealed with the installation''s key.';
comment on column second_factor.last_step is 'The step of the last code accepted: a code is good once.';
comment on column second_factor.spare_codes is 'Hashes of the codes for a lost phone; each is good once.';

alter table account_session add column passed_second_at timestamptz;
alter table account_session add column by_passkey boolean not null default false;
comment on column account_session.passed_second_at is 'When the second factor was given; without it, the session of somebody who has one opens nothing.';

create index audit_at on audit (at desc);
create index audit_thing on audit (thing, id desc);
create index audit_actor on audit (actor, id desc);
