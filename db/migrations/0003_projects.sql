-- Funded projects and who took part: the track record.

create table concept (
  code text primary key check (code ~ '^(/[0-9]+)+$'),
  parent text references concept deferrable initially deferred,
  label_en text not null,
  label_it text,
  uri text,
  definition_en text
);
comment on table concept is 'EuroSciVoc, the taxonomy of fields of science. The code is the path of notations, e.g. /23/53/373.';
create index concept_parent on concept (parent);

create table topic (
  id text primary key,
  title text
);
comment on table topic is 'Identifiers and titles of the call topics that projects answered, e.g. HORIZON-HLTH-2023-TOOL-05-03.';

create table project (
  id bigint primary key,
  programme text not null,
  acronym text,
  title text,
  objective text,
  keywords text,
  terms text[] not null default '{}',
  status text,
  topic_id text references topic,
  call_id text,
  scheme text,
  signed_on date,
  starts_on date,
  ends_on date,
  total_cost_cents bigint check (total_cost_cents >= 0),
  contribution_cents bigint check (contribution_cents >= 0),
  doi text,
  source_hash text not null,
  updated_at timestamptz not null default now()
);
comment on table project is 'A funded project, under its grant agreement number.';
comment on column project.terms is 'Key terms drawn from its texts, in alphabetical order; what a fresh install has instead of the texts themselves.';
comment on column project.scheme is 'Type of action as CORDIS writes it, e.g. HORIZON-RIA.';
create index project_topic on project (topic_id);
create index project_signed on project (signed_on);

create table participation (
  project_id bigint not null references project on delete cascade,
  organisation_id bigint not null references organisation,
  role text not null check (role in ('coordinator', 'participant', 'associatedPartner', 'thirdParty')),
  contribution_cents bigint,
  net_contribution_cents bigint,
  total_cost_cents bigint,
  ended boolean not null default false,
  primary key (project_id, organisation_id, role)
);
comment on table participation is 'Who took part in which project. Coordinators and participants are beneficiaries; associated and third parties are not.';
create index participation_organisation on participation (organisation_id) include (project_id, role);

create table project_concept (
  project_id bigint not null references project on delete cascade,
  concept_code text not null references concept deferrable initially deferred,
  primary key (project_id, concept_code)
);
comment on table project_concept is 'Fields of science of a project, as assigned by CORDIS.';
create index project_concept_concept on project_concept (concept_code);

create table earlier_participation (
  programme text not null,
  project_rcn bigint not null,
  pic text not null check (pic ~ '^[0-9]{9}$'),
  role text not null check (role in ('coordinator', 'participant', 'associatedPartner', 'thirdParty')),
  contribution_cents bigint,
  starts_on date,
  primary key (programme, project_rcn, pic, role)
);
comment on table earlier_participation is 'Participations of earlier programmes (Horizon 2020), without texts: they say who has worked with whom.';
create index earlier_participation_pic on earlier_participation (pic);

-- What an organisation can do, as its projects show it: one row per field of science, with the projects as evidence.
create table organisation_concept (
  organisation_id bigint not null references organisation on delete cascade,
  concept_code text not null references concept,
  project_count integer not null,
  weight real not null,
  primary key (organisation_id, concept_code)
);
comment on table organisation_concept is 'Derived: fields of science of an organisation''s projects, linked records together.';
comment on column organisation_concept.weight is '0..1, how typical the field is of this organisation: share of its projects, rarer fields counting more.';
create index organisation_concept_concept on organisation_concept (concept_code, weight desc);
