-- Filters of the organisation search and their counts.

create view organisation_facet as
  select s.organisation_id, f.facet, f.value
  from organisation_search s
  cross join lateral (
    select 'kind' as facet, s.kind as value
    union all select 'category', s.category
    union all select 'country', s.country
    union all select 'region', s.region where s.country = 'IT'
    union all select 'province', s.province where s.region = 'ITH5'
    union all select 'member', case when s.member then 'yes' else 'no' end
    union all select 'sme', case s.sme when true then 'yes' when false then 'no' end
    union all select 'programme', unnest(s.programmes)) f
  where f.value is not null;
comment on view organisation_facet is 'Each value of each filter that an organisation falls under.';

create table facet_count (
  facet text not null,
  value text not null,
  n integer not null,
  primary key (facet, value)
);
comment on table facet_count is 'Derived: how many organisations fall under each value, all of them together. What the first page of a search shows.';

insert into facet_count select facet, value, count(*) from organisation_facet group by 1, 2;
