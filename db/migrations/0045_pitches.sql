-- Pitches at an event: who asks to pitch, who judges by which criteria, what the room votes. What must never happen (a juror who counts twice, a score
-- after the closing, a judge who scores where they have an interest, two votes of one person) is refused here, whatever program writes.

create table pitching (
  event_id bigint primary key references event on delete cascade,
  lead_it text not null default '',
  lead_en text not null default '',
  deadline timestamptz not null,
  most_words integer not null default 300 check (most_words between 20 and 2000),
  minutes integer not null default 5 check (minutes between 1 and 60),
  question_minutes integer not null default 3 check (question_minutes between 0 and 60),
  blind boolean not null default false,
  opened_at timestamptz,
  starts_at timestamptz not null,
  seed integer,
  selection text not null default 'waiting' check (selection in ('waiting', 'open', 'closed')),
  jury text not null default 'waiting' check (jury in ('waiting', 'open', 'closed')),
  audience text not null default 'waiting' check (audience in ('waiting', 'open', 'closed')),
  words_released_at timestamptz,
  published_at timestamptz,
  shows_ranking boolean not null default false,
  feedback_released_at timestamptz,
  version integer not null default 1,
  made_by text not null,
  made_at timestamptz not null default now()
);
comment on table pitching is 'The pitches of an event: its call, and how far selection, jury and vote of the room are.';
comment on column pitching.opened_at is 'Since when the call takes pitches; empty before.';
comment on column pitching.starts_at is 'When the first one pitches; the others follow by their minutes.';
comment on column pitching.seed is 'The seed the order was last drawn by, so that the draw can be repeated.';
comment on column pitching.shows_ranking is 'Whether the published results tell all places, and not the prizes alone.';
comment on column pitching.words_released_at is 'Since when those who are told of a decision read the words of the reviewers.';

create table pitch_question (
  id bigint generated always as identity primary key,
  event_id bigint not null references pitching on delete cascade,
  kind text not null check (kind in ('text', 'long', 'choice', 'yes-no', 'number')),
  it text not null check (it <> ''),
  en text not null check (en <> ''),
  choices text[] not null default '{}',
  required boolean not null default false,
  check ((kind = 'choice') = (cardinality(choices) > 0))
);
comment on table pitch_question is 'What the organiser asks of those who want to pitch.';
create index pitch_question_event on pitch_question (event_id, id);

create table pitch_criterion (
  id bigint generated always as identity primary key,
  event_id bigint not null references pitching on delete cascade,
  rubric text not null check (rubric in ('selection', 'jury')),
  it text not null check (it <> ''),
  en text not null check (en <> ''),
  weight integer not null check (weight between 1 and 100),
  unique (event_id, rubric, id)
);
comment on table pitch_criterion is 'What pitches are judged by, from 1 to 5, with its weight: one rubric to choose who pitches, one for the jury in the room.';

create table pitch (
  id bigint generated always as identity primary key,
  event_id bigint not null references pitching on delete cascade,
  email text,
  name text not null default '',
  organisation text not null default '',
  title text not null default '',
  summary text not null default '',
  deck text not null default '',
  answers jsonb not null default '{}',
  language text not null default 'it' check (language in ('it', 'en')),
  state text not null default 'draft' check (state in ('draft', 'sent', 'accepted', 'reserve', 'declined', 'withdrawn')),
  told text check (told in ('accepted', 'reserve', 'declined')),
  place integer,
  votes integer check (votes >= 0),
  consent_version integer,
  consented_at timestamptz,
  made_at timestamptz not null default now(),
  sent_at timestamptz,
  decided_at timestamptz,
  decided_by text,
  erased_at timestamptz,
  unique (event_id, id),
  constraint pitch_place unique (event_id, place),
  check (place is null or state = 'accepted'),
  check (erased_at is not null or email is not null),
  check (erased_at is null or (email is null and name = '' and summary = '' and deck = '' and answers = '{}')),
  check (state = 'draft' or sent_at is not null or state = 'withdrawn')
);
comment on table pitch is 'One request to pitch. Its link is sealed by a secret outside the database and stands nowhere in it.';
comment on column pitch.told is 'The decision its people were last written to about.';
comment on column pitch.place is 'Place in the order of the day, from 1; only of those accepted.';
comment on column pitch.votes is 'Votes of the room, counted as the vote closes.';
create unique index pitch_live on pitch (event_id, lower(email), lower(organisation)) where state <> 'withdrawn';

create table pitch_judge (
  id bigint generated always as identity primary key,
  event_id bigint not null references pitching on delete cascade,
  rubric text not null check (rubric in ('selection', 'jury')),
  name text not null default '',
  email text,
  language text not null default 'it' check (language in ('it', 'en')),
  turn integer not null default 1,
  invited_at timestamptz not null,
  invited_by text not null,
  removed_at timestamptz,
  erased_at timestamptz,
  unique (event_id, rubric, id),
  check (erased_at is null or (email is null and name = ''))
);
comment on table pitch_judge is 'Who judges: reviewers before the event, jurors in the room. They need no account.';
comment on column pitch_judge.turn is 'Raised to make links given before worthless.';
create unique index pitch_judge_live on pitch_judge (event_id, rubric, lower(email)) where removed_at is null and email is not null;

create table pitch_review (
  event_id bigint not null,
  rubric text not null,
  judge_id bigint not null,
  pitch_id bigint not null,
  conflict boolean not null default false,
  words text not null default '',
  shared boolean not null default true,
  at timestamptz not null,
  primary key (judge_id, pitch_id),
  unique (event_id, rubric, judge_id, pitch_id, conflict),
  foreign key (event_id, rubric, judge_id) references pitch_judge (event_id, rubric, id) on delete cascade,
  foreign key (event_id, pitch_id) references pitch (event_id, id) on delete cascade
);
comment on table pitch_review is 'One judge on one pitch: words, or that there is a conflict of interest.';
comment on column pitch_review.shared is 'Whether those who pitched may read the words, without whose they are.';

create table pitch_score (
  event_id bigint not null,
  rubric text not null,
  judge_id bigint not null,
  pitch_id bigint not null,
  criterion_id bigint not null,
  conflict boolean not null default false check (not conflict),
  score smallint not null check (score between 1 and 5),
  at timestamptz not null,
  primary key (judge_id, pitch_id, criterion_id),
  -- A judge with a conflict of interest has no scores, and whoever has scores has first to give them up.
  foreign key (event_id, rubric, judge_id, pitch_id, conflict)
    references pitch_review (event_id, rubric, judge_id, pitch_id, conflict) on delete cascade,
  foreign key (event_id, rubric, criterion_id) references pitch_criterion (event_id, rubric, id) on delete cascade
);
comment on table pitch_score is 'What one judge gave one pitch by one criterion: once, by its key.';

create table pitch_vote (
  registration_id bigint primary key,
  event_id bigint not null,
  pitch_id bigint,
  at timestamptz not null,
  foreign key (event_id, registration_id) references registration (event_id, id) on delete cascade,
  foreign key (event_id, pitch_id) references pitch (event_id, id) on delete cascade
);
comment on table pitch_vote is 'The vote of one person in the room. For which pitch is forgotten as the vote is closed and counted.';

create table pitch_prize (
  id bigint generated always as identity primary key,
  event_id bigint not null references pitching on delete cascade,
  it text not null check (it <> ''),
  en text not null check (en <> ''),
  given_by text not null check (given_by in ('jury', 'audience', 'cluster')),
  pitch_id bigint,
  foreign key (event_id, pitch_id) references pitch (event_id, id) on delete cascade
);
comment on table pitch_prize is 'A prize, and whose it is once it is given.';
create index pitch_prize_event on pitch_prize (event_id, id);

create table pitch_clock (
  event_id bigint primary key references pitching on delete cascade,
  pitch_id bigint,
  phase text not null default 'pitch' check (phase in ('pitch', 'questions')),
  elapsed_ms integer not null default 0 check (elapsed_ms >= 0),
  running boolean not null default false,
  since timestamptz not null,
  turn integer not null default 1,
  foreign key (event_id, pitch_id) references pitch (event_id, id) on delete cascade
);
comment on table pitch_clock is 'What the room sees now: who pitches, in which part, and for how long at an instant.';

-- Scores change only while their rubric is open. Who scores holds the row of the event's pitches, so that a closing comes before or after, never between.
create function pitch_score_open() returns trigger language plpgsql as $$
declare
  row_ pitch_score := coalesce(new, old);
  state text;
begin
  -- Deleted with what they belong to.
  if tg_op = 'DELETE' and pg_trigger_depth() > 1 then return old; end if;
  select case row_.rubric when 'jury' then jury else selection end into state
    from pitching where event_id = row_.event_id for share;
  if state is distinct from 'open' then
    raise exception 'scores of this rubric are not taken now' using errcode = 'check_violation', constraint = 'pitch_score_open';
  end if;
  return row_;
end $$;
create trigger pitch_score_open before insert or update or delete on pitch_score
  for each row execute function pitch_score_open();

-- What is judged by does not change under those who judge.
create function pitch_criterion_fixed() returns trigger language plpgsql as $$
declare
  row_ pitch_criterion := coalesce(new, old);
  state text;
begin
  if tg_op = 'DELETE' and pg_trigger_depth() > 1 then return old; end if;
  if tg_op = 'UPDATE' and new.weight = old.weight and new.rubric = old.rubric then return new; end if;
  select case row_.rubric when 'jury' then jury else selection end into state
    from pitching where event_id = row_.event_id for share;
  if state is distinct from 'waiting' then
    raise exception 'the rubric is in use' using errcode = 'check_violation', constraint = 'pitch_criterion_fixed';
  end if;
  return row_;
end $$;
create trigger pitch_criterion_fixed before insert or update or delete on pitch_criterion
  for each row execute function pitch_criterion_fixed();

-- One vote of one person, while the vote is open. Closing forgets for whom.
create function pitch_vote_open() returns trigger language plpgsql as $$
declare
  state text;
begin
  select audience into state from pitching where event_id = new.event_id for share;
  if state is distinct from 'open' and not (tg_op = 'UPDATE' and new.pitch_id is null) then
    raise exception 'votes are not taken now' using errcode = 'check_violation', constraint = 'pitch_vote_open';
  end if;
  return new;
end $$;
create trigger pitch_vote_open before insert or update on pitch_vote
  for each row execute function pitch_vote_open();
