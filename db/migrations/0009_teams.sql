-- A saved team keeps every wish it was built with.

alter table team add column members_first boolean not null default false;
comment on column team.members_first is 'Members of the cluster are preferred among equals.';
alter table team add column archived_at timestamptz;
comment on column team.archived_at is 'When it was put aside; it can be brought back.';

-- One figure per proposal for lists: kept by the actions that write partners, so that lists add nothing up.
create index proposal_state on proposal (state, id);
create index proposal_move_proposal on proposal_move (proposal_id, id);

-- An installation always has its cluster, also before anybody has said where it is.
alter table cluster alter column region_nuts drop not null;
insert into cluster (id, name, says_it, says_en) values (1, 'Cluster', '', '') on conflict do nothing;
