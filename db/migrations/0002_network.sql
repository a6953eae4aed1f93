-- The network: places, organisations, and the memberships of the cluster.

create table nuts (
  code text primary key check (code ~ '^[A-Z]{2}[A-Z0-9]{0,3}$'),
  level smallint not null generated always as (length(code) - 2) stored,
  name text not null
);
comment on table nuts is 'Regions of the Nomenclature of Territorial Units for Statistics: level 0 country, 2 region, 3 province.';

create table municipality (
  istat_code text primary key check (istat_code ~ '^[0-9]{6}$'),
  name text not null,
  nuts3 text not null references nuts
);
comment on table municipality is 'Italian municipalities by their ISTAT code.';

create table postcode (
  code text not null,
  nuts3 text not null references nuts,
  primary key (code, nuts3)
);
comment on table postcode is 'Italian postcodes and the province they lie in; a few straddle two.';

create table organisation (
  id bigint generated always as identity primary key,
  key text not null unique check (key ~ '^[a-z0-9][a-z0-9-]{1,80}$'),
  pic text unique check (pic ~ '^[0-9]{9}$'),
  ror_id text unique,
  vat text,
  name text not null check (name <> ''),
  short_name text,
  other_names text[] not null default '{}',
  kind text not null default 'OTH' check (kind in ('HES', 'REC', 'PRC', 'PUB', 'OTH')),
  sme boolean,
  country text check (country ~ '^[A-Z]{2}$'),
  nuts text check (nuts ~ '^[A-Z]{2}[A-Z0-9]{0,3}$'),
  city text,
  postcode text,
  street text,
  latitude double precision,
  longitude double precision,
  website text,
  says text,
  looks_for text,
  same_as bigint references organisation,
  linked_by text check (linked_by in ('hand', 'vat')),
  invented boolean not null default false,
  source text not null check (source in ('cordis', 'ror', 'cluster', 'hand')),
  source_hash text,
  project_count integer not null default 0,
  coordinated_count integer not null default 0,
  contribution_cents bigint not null default 0,
  last_start date,
  updated_at timestamptz not null default now(),
  check (same_as is null or same_as <> id),
  check ((same_as is null) = (linked_by is null))
);
comment on table organisation is 'A legal entity, or a unit of one that takes part under its own identifier.';
comment on column organisation.key is 'Its address in pages and API: the PIC where it has one, a short name otherwise.';
comment on column organisation.kind is 'Activity type as in CORDIS: HES higher education, REC research, PRC private for profit, PUB public body, OTH other.';
comment on column organisation.sme is 'Null when nobody has said.';
comment on column organisation.nuts is 'The finest NUTS code known; versions of the classification are mixed in the sources.';
comment on column organisation.says is 'What it says of itself, in its own words (Italian or English).';
comment on column organisation.looks_for is 'What it is looking for, in its own words.';
comment on column organisation.same_as is 'The organisation this record is another identifier of. Chains are not allowed: it points to a record that points nowhere.';
comment on column organisation.invented is 'Part of the example cluster: not a real organisation.';
comment on column organisation.source_hash is 'Fingerprint of the imported record: an equal one means nothing changed.';
comment on column organisation.project_count is 'Derived: projects as beneficiary, own and linked records together. Refreshed by refresh_organisation_summary().';

create index organisation_vat on organisation (vat) where vat is not null;
create index organisation_same_as on organisation (same_as) where same_as is not null;
create index organisation_country on organisation (country, nuts);
create index organisation_projects on organisation (project_count desc, id);

create table cluster (
  id smallint primary key,
  name text not null,
  region_nuts text not null references nuts,
  says_it text not null,
  says_en text not null,
  invented boolean not null default false
);
comment on table cluster is 'The association this installation serves. Rows of its own business carry its id, so that they can be spread over servers by it.';

create table membership (
  id bigint generated always as identity primary key,
  cluster_id smallint not null references cluster,
  organisation_id bigint not null references organisation,
  category text not null check (category in
    ('company', 'sme', 'startup', 'university', 'research', 'health', 'training', 'public', 'association')),
  joined_on date not null,
  left_on date,
  check (left_on is null or left_on >= joined_on)
);
comment on table membership is 'Who belongs to the cluster, since when, until when.';
create unique index membership_current on membership (cluster_id, organisation_id) where left_on is null;
create index membership_organisation on membership (organisation_id);

create table link_decision (
  id bigint generated always as identity primary key,
  organisation_id bigint not null references organisation,
  same_as bigint references organisation,
  decided_by text not null,
  decided_at timestamptz not null default now()
);
comment on table link_decision is 'Each time somebody linked two records by hand, or (same_as null) took a link back.';
