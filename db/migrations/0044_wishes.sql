-- Staff may put somebody into a group before that person has said anything: then nothing was said yet.
alter table meeting_person alter column said_at drop not null;
comment on column meeting_person.said_at is 'When something was said; empty while staff have only set the group.';
