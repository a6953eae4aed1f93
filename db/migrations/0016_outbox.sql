-- Mail waits here, written in the transaction of the act that sends it: both happen, or neither.

create table mail_outbox (
  id bigint generated always as identity primary key,
  message_id text not null unique,
  recipient text not null,
  template text not null,
  subject text not null,
  text_body text,
  html_body text,
  headers jsonb not null default '{}',
  attachments jsonb not null default '[]',
  once_key text unique,
  case_key text,
  queued_at timestamptz not null default now(),
  due_at timestamptz not null default now(),
  useless_after timestamptz,
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'uncertain', 'failed', 'bounced')),
  attempts integer not null default 0,
  sent_at timestamptz,
  problem text
);
comment on table mail_outbox is 'One row per mail. Its body is emptied when it has gone; the row stays until retention ends.';
comment on column mail_outbox.once_key is 'Two mails with the same key are one: what is said once is sent once.';
comment on column mail_outbox.useless_after is 'From then on it is not sent any more: a link that has expired helps nobody.';
comment on column mail_outbox.case_key is 'What an answer to it belongs to: "introduction 12".';
comment on column mail_outbox.state is 'sending is committed before the mail server hears of it, so that what was cut in the middle is uncertain and never sent twice by itself.';
create index mail_outbox_waiting on mail_outbox (due_at) where state in ('waiting', 'sending');
create index mail_outbox_case on mail_outbox (case_key) where case_key is not null;

create table mail_in (
  id bigint generated always as identity primary key,
  message_id text unique,
  received_at timestamptz not null default now(),
  sender text not null,
  subject text not null,
  body text not null,
  case_key text,
  bounce_of bigint references mail_outbox on delete set null
);
comment on table mail_in is 'Answers that arrived for a case, and reports of mail that could not be delivered.';
create index mail_in_case on mail_in (case_key) where case_key is not null;
