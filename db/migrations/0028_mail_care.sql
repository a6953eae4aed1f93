-- Looking after mail that did not arrive, and not telling the same people the same news every week.

alter table mail_outbox add column settled_at timestamptz, add column settled_by text;
comment on column mail_outbox.settled_at is 'When a person decided to leave a failed, uncertain or bounced mail as it is.';
create index mail_outbox_recent on mail_outbox (queued_at desc);
create index mail_outbox_trouble on mail_outbox (state) where state in ('uncertain', 'failed', 'bounced') and settled_at is null;
create index mail_outbox_returned on mail_outbox (recipient) where state = 'bounced';

create table digest_told (
  person_id bigint not null references person on delete cascade,
  thing text not null,
  told_at timestamptz not null,
  primary key (person_id, thing)
);
comment on table digest_told is 'Calls and needs that a weekly mail has told a person of: news is told once, a deadline once more when it is near.';
