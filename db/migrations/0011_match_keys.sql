-- Who is ranked for a call, without opening the reasons: asked for every call at once.

delete from call_match;
alter table call_match add column keys text[] not null;
comment on column call_match.keys is 'The organisations of the results, best first.';
