-- What the cluster aims at, by figure and period; what it was before is in the register.

create table indicator_target (
  cluster_id smallint not null default 1 references cluster,
  period text not null check (period ~ '^\d{4}(-H[12])?$'),
  code text not null check (code ~ '^[a-z][a-z0-9_]{1,60}$'),
  value numeric not null check (value >= 0),
  set_by text not null,
  set_at timestamptz not null default now(),
  primary key (cluster_id, period, code)
);
comment on table indicator_target is 'What a figure should come to in a period. It comes before a target in the definitions; a published report keeps the one it was published with.';
comment on column indicator_target.value is 'In the unit of the figure: euro, a share from 0 to 1, or a number.';
select watch_data('indicator_target');
