-- What members look for, and who says "we are interested".

create table need (
  id bigint generated always as identity primary key,
  organisation_id bigint not null references organisation,
  title text not null check (title <> ''),
  words text not null check (words <> ''),
  until date not null,
  visibility text not null default 'members' check (visibility in ('public', 'members')),
  published_by text not null,
  published_at timestamptz not null default now(),
  edited_at timestamptz not null default now(),
  closed_at timestamptz
);
comment on table need is 'Something a member looks for, in its own words: open until its last day or until it is closed.';
comment on column need.published_by is 'The account that published it; no more than a code once the person is erased.';
create index need_organisation on need (organisation_id);
select watch_data('need');

create table interest (
  id bigint generated always as identity primary key,
  organisation_id bigint not null references organisation,
  call_id text references call on delete cascade,
  need_id bigint references need on delete cascade,
  wish text not null check (wish in ('coordinate', 'partner', 'listen')),
  words text not null default '',
  seen boolean not null default false,
  shown_by text not null,
  shown_at timestamptz not null default now(),
  check ((call_id is null) <> (need_id is null)),
  unique (organisation_id, call_id),
  unique (organisation_id, need_id)
);
comment on table interest is 'A member says that it is interested in a call or a need. Withdrawn by deleting; the register keeps that it was.';
comment on column interest.seen is 'Whether other members who are interested may see it; staff always do.';
create index interest_call on interest (call_id) where call_id is not null;
create index interest_need on interest (need_id) where need_id is not null;
