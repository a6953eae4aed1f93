-- Who signs in. The shape of the first four tables is better-auth's, with our names for the columns.

create table account_user (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  role text not null default 'visitor' check (role in ('administrator', 'staff', 'visitor')),
  language text not null default 'it' check (language in ('it', 'en')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table account_user is 'People who can sign in: the least that is needed to recognise them.';

create table account_session (
  id text primary key,
  user_id text not null references account_user on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table account_session is 'Signed-in browsers; a row deleted is a session ended.';

create table account_credential (
  id text primary key,
  user_id text not null references account_user on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table account_credential is 'Outside identities of a user; passwords are not used.';

create table account_verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table account_verification is 'One-time sign-in links, kept as a hash until used or expired.';
create index account_verification_identifier on account_verification (identifier);

create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  actor text not null,
  verb text not null,
  thing text not null,
  details jsonb not null default '{}'
);
comment on table audit is 'Who did what to which thing. Only ever added to.';
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are never changed or deleted', tg_table_name;
end $$;
create trigger audit_append_only before update or delete or truncate on audit for each statement execute function refuse_change();
