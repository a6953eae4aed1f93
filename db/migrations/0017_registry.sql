-- The registry of members: what a member says of itself, what staff keep about it, value chains, fees, documents.

alter table organisation add column fiscal_code text;
alter table organisation add column lei text check (lei ~ '^[A-Z0-9]{18}[0-9]{2}$');
alter table organisation add column public_body boolean;
alter table organisation add column phone text;
comment on column organisation.fiscal_code is 'Italian codice fiscale: 11 digits, or 16 characters for a sole trader.';
comment on column organisation.lei is 'Legal Entity Identifier (ISO 17442).';
comment on column organisation.public_body is 'Public or private, for those who need to know; null when nobody has said.';
comment on column organisation.phone is 'Of its switchboard: a person''s phone is in person.';
create index organisation_fiscal_code on organisation (fiscal_code) where fiscal_code is not null;
create index organisation_folded_name on organisation (fold(name));

alter table membership add column joined_because text;
alter table membership add column left_because text;
alter table membership add column fee_cents bigint check (fee_cents >= 0);
comment on column membership.fee_cents is 'What it pays a year; null where that was not agreed.';

create table profile (
  organisation_id bigint primary key references organisation on delete cascade,
  equipment text,
  services text,
  trl_from smallint check (trl_from between 1 and 9),
  trl_to smallint check (trl_to between 1 and 9),
  confirmed_at timestamptz,
  confirmed_by text,
  confirmed_mandate bigint references mandate,
  entered_at timestamptz,
  entered_mandate bigint references mandate,
  version integer not null default 1,
  check ((trl_from is null) = (trl_to is null)),
  check (trl_to >= trl_from),
  check ((confirmed_at is null) = (confirmed_by is null))
);
comment on table profile is 'What a member says it has and does, beside its own words in organisation, and when somebody last said that all of it is still so.';
comment on column profile.confirmed_mandate is 'Staff confirmed it on the member''s behalf, under this mandate.';
comment on column profile.entered_mandate is 'The last change was entered by staff under this mandate; null when the member made it.';
select watch_data('profile');

create table profile_visibility (
  organisation_id bigint not null references organisation on delete cascade,
  field text not null,
  visibility text not null check (visibility in ('public', 'members', 'staff')),
  primary key (organisation_id, field)
);
comment on table profile_visibility is 'Who sees a field of a profile, where its member chose otherwise than the default.';
select watch_data('profile_visibility');

create table declared_concept (
  organisation_id bigint not null references organisation on delete cascade,
  concept_code text not null references concept,
  place smallint not null check (place >= 1),
  primary key (organisation_id, concept_code)
);
comment on table declared_concept is 'Fields of science a member names itself, the most important first. What organisation_concept derives includes them.';
select watch_data('declared_concept');
create function declared_weight(place bigint) returns real language sql immutable as $$ select greatest(0.3, 1.15 - 0.15 * place)::real $$;
comment on function declared_weight is 'How typical a field is of who names it in this place.';
insert into declared_concept (organisation_id, concept_code, place)
  select organisation_id, concept_code, row_number() over (partition by organisation_id order by weight desc, concept_code)
  from organisation_concept where project_count = 0;

create table seat (
  id bigint generated always as identity primary key,
  organisation_id bigint not null references organisation on delete cascade,
  city text not null check (city <> ''),
  nuts3 text references nuts,
  street text,
  postcode text
);
comment on table seat is 'Further seats of a member; the registered one is in organisation.';
create index seat_organisation on seat (organisation_id);
select watch_data('seat');

create table value_chain (
  id bigint generated always as identity primary key,
  cluster_id smallint not null references cluster,
  name_it text not null check (name_it <> ''),
  name_en text not null check (name_en <> ''),
  says_it text not null default '',
  says_en text not null default '',
  chair_id bigint references person on delete set null,
  vice_chair_id bigint references person on delete set null,
  closed_at timestamptz
);
comment on table value_chain is 'A value chain the cluster works on, with who leads its table.';
create unique index value_chain_name on value_chain (cluster_id, fold(name_it)) where closed_at is null;
select watch_data('value_chain');

create table chain_member (
  chain_id bigint not null references value_chain on delete cascade,
  organisation_id bigint not null references organisation on delete cascade,
  since date,
  primary key (chain_id, organisation_id)
);
create index chain_member_organisation on chain_member (organisation_id);
comment on table chain_member is 'Who takes part in a value chain.';
select watch_data('chain_member');

create table fee (
  id bigint generated always as identity primary key,
  organisation_id bigint not null references organisation,
  year smallint not null check (year between 1990 and 2200),
  due_cents bigint not null check (due_cents >= 0),
  due_on date not null,
  note text not null default '',
  unique (organisation_id, year)
);
comment on table fee is 'What a member owes for a year.';

create table fee_payment (
  id bigint generated always as identity primary key,
  fee_id bigint not null references fee on delete cascade,
  paid_on date not null,
  cents bigint not null check (cents <> 0),
  note text not null default '',
  recorded_by text not null,
  recorded_at timestamptz not null default now()
);
comment on table fee_payment is 'Money that came in for a fee; a negative amount gives some back. Rows are added, never changed.';
create index fee_payment_fee on fee_payment (fee_id);

create table member_document (
  id bigint generated always as identity primary key,
  organisation_id bigint not null references organisation on delete cascade,
  kind text not null check (kind in ('application', 'statute', 'declaration', 'agreement', 'brochure', 'other')),
  name text not null check (name <> ''),
  media_type text not null,
  size integer not null check (size > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bytea not null,
  visibility text not null default 'staff' check (visibility in ('members', 'staff')),
  added_by text not null,
  added_at timestamptz not null default now(),
  unique (organisation_id, sha256)
);
comment on table member_document is 'Files of a member. In the database, so that one backup holds all and a file is there exactly when its row is.';
comment on column member_document.visibility is 'staff: the cluster''s staff and those who act for the member; members: everybody of the cluster.';
create index member_document_organisation on member_document (organisation_id);
