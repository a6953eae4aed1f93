-- The ledger: what happened, as dated facts with their evidence. Facts are only ever added; what was wrong is mended by further facts.

alter table cluster add column founded_on date;
comment on column cluster.founded_on is 'No fact is older. Null: the day the first member joined.';

create table fact (
  id bigint generated always as identity primary key,
  cluster_id smallint not null default 1 references cluster,
  kind text not null check (kind ~ '^[a-z][a-z-]{1,40}$'),
  happened_on date not null,
  amount_cents bigint check (amount_cents between 0 and 100000000000000),
  place text references nuts check (length(place) = 5),
  details jsonb not null default '{}' check (jsonb_typeof(details) = 'object'),
  source text not null check (source in ('typed', 'imported', 'derived', 'starter')),
  origin text check (origin <> ''),
  amends bigint unique references fact,
  amendment text check (amendment in ('correction', 'withdrawal')),
  reason text check (reason <> ''),
  recorded_by text not null,
  salt text not null check (length(salt) >= 16),
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  once text unique,
  check ((amends is null) = (amendment is null)),
  check ((amends is null) = (reason is null)),
  check (amends < id)
);
comment on table fact is 'Something that happened, told once. Never changed: a correction stands in the place of what it amends, a withdrawal says that it did not happen.';
comment on column fact.kind is 'One of src/domains/ledger/kinds.';
comment on column fact.place is 'Province (NUTS level 3) where it happened.';
comment on column fact.details is 'What the kind asks for: counts, titles, categories. Never names of people.';
comment on column fact.source is 'Typed by a person, imported from a sheet, derived: recorded by the act itself, or part of the invented example.';
comment on column fact.origin is 'What it was derived or imported from: "proposal 12".';
comment on column fact.amends is 'The fact it corrects or withdraws. At most one fact amends another, so versions form a line: of two people at once, one is told.';
comment on column fact.recorded_by is 'Code of the account, or system. Covered by the digest through a salted hash, so that facts can be published without it.';
comment on column fact.digest is 'SHA-256 of the canonical content (src/algorithms/chain/README.md).';
comment on column fact.once is 'The form it came from: sent twice, it is recorded once. Not part of the content.';
create index fact_happened on fact (happened_on desc, id desc);
create index fact_kind on fact (kind, happened_on);
create index fact_origin on fact (origin) where origin is not null;
select watch_data('fact');

create table fact_party (
  fact_id bigint not null references fact,
  organisation_key text not null references organisation (key),
  role text not null check (role <> ''),
  primary key (fact_id, organisation_key, role)
);
comment on table fact_party is 'Organisations a fact is about, each in a role of its kind. By key: that is what is hashed and published, and so a key in use never changes.';
create index fact_party_organisation on fact_party (organisation_key);

create table evidence_file (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  name text not null check (name <> ''),
  media_type text not null,
  bytes integer not null check (bytes > 0),
  shown_to text not null default 'staff' check (shown_to in ('staff', 'region', 'public')),
  stripped boolean not null default false,
  added_by text not null,
  added_at timestamptz not null default now(),
  erased_at timestamptz,
  erased_because text,
  check ((erased_at is null) = (erased_because is null))
);
comment on table evidence_file is 'Files kept as evidence, by the hash of their bytes, in the folder evidence of the data. May be erased when the law asks for it: the facts keep the hash.';
comment on column evidence_file.shown_to is 'Who may open it: staff only, the region too when it holds no personal data, or everybody.';
comment on column evidence_file.stripped is 'Place, device and other notes of a camera were taken out of the photo before it was kept.';
create index evidence_file_added on evidence_file (added_at);
select watch_data('evidence_file');

create table fact_evidence (
  fact_id bigint not null references fact,
  at smallint not null check (at >= 0),
  sha256 text references evidence_file,
  address text check (address ~ '^https?://'),
  seen_on date,
  primary key (fact_id, at),
  check ((sha256 is null) <> (address is null)),
  check ((address is null) = (seen_on is null))
);
comment on table fact_evidence is 'What shows that a fact is so: a file, or an address with the day somebody looked at it.';
create index fact_evidence_file on fact_evidence (sha256) where sha256 is not null;

create table fact_link (
  seq bigint primary key check (seq > 0),
  fact_id bigint not null unique references fact,
  recorded_at timestamptz not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$')
);
comment on table fact_link is 'The chain: facts numbered without gaps in the order of their commits, each hash over the one before (src/algorithms/chain). Written by the database alone.';
comment on column fact_link.recorded_at is 'When the fact was committed, to the millisecond; never earlier than the fact before, so what was known at an instant is a beginning of the chain.';
create index fact_link_recorded on fact_link (recorded_at);

-- The number and hash are given as the transaction ends: given earlier, everybody who records would wait for the longest transaction. The lock
-- is the row of data_version, which every transaction that changes what pages show takes at its end anyway: with a lock of its own, two
-- transactions could take the two in different order and wait for each other for ever.
create function link_fact() returns trigger language plpgsql as $$
declare
  before fact_link%rowtype;
  at timestamptz;
begin
  perform 1 from data_version for update;
  select * into before from fact_link order by seq desc limit 1;
  at := greatest(date_trunc('milliseconds', clock_timestamp()), before.recorded_at);
  insert into fact_link (seq, fact_id, recorded_at, hash) values (
    coalesce(before.seq, 0) + 1, new.id, at,
    encode(sha256(convert_to(
      coalesce(before.hash, repeat('0', 64)) || E'\n' || (coalesce(before.seq, 0) + 1) || E'\n'
      || to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || E'\n' || new.digest, 'UTF8')), 'hex'));
  return null;
end $$;
create constraint trigger link_fact after insert on fact deferrable initially deferred for each row execute function link_fact();

-- Nobody but that function writes the chain, and what belongs to a fact comes with it or never.
create function refuse_hand_written_link() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() < 2 then raise exception 'fact_link is written by the database alone'; end if;
  return new;
end $$;
create trigger refuse_hand_written_link before insert on fact_link for each row execute function refuse_hand_written_link();

create function refuse_late_part() returns trigger language plpgsql as $$
begin
  if exists (select from fact_link where fact_id = new.fact_id) then
    raise exception 'a recorded fact gets no further %', tg_table_name;
  end if;
  return new;
end $$;
create trigger refuse_late_part before insert on fact_party for each row execute function refuse_late_part();
create trigger refuse_late_part before insert on fact_evidence for each row execute function refuse_late_part();

create trigger fact_append_only before update or delete or truncate on fact for each statement execute function refuse_change();
create trigger fact_party_append_only before update or delete or truncate on fact_party for each statement execute function refuse_change();
create trigger fact_evidence_append_only before update or delete or truncate on fact_evidence for each statement execute function refuse_change();
create trigger fact_link_append_only before update or delete or truncate on fact_link for each statement execute function refuse_change();

-- Of a file only who may see it may change, and that it was erased. A file that no fact ever named may go.
create function keep_evidence() returns trigger language plpgsql as $$
begin
  if (new.sha256, new.name, new.media_type, new.bytes, new.stripped, new.added_by, new.added_at)
    is distinct from (old.sha256, old.name, old.media_type, old.bytes, old.stripped, old.added_by, old.added_at)
    or (old.erased_at is not null and new.erased_at is distinct from old.erased_at) then
    raise exception 'of a kept file only who may see it changes';
  end if;
  return new;
end $$;
create trigger keep_evidence before update on evidence_file for each row execute function keep_evidence();

revoke update, delete, truncate on fact, fact_party, fact_evidence, fact_link from public;
