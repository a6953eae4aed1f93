-- Generated from the migrations by tools/generate.ts. Not for editing.

-- Outside identities of a user; passwords are not used.
create table account_credential (
  id text not null,
  user_id text not null,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  password text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint account_credential_user_id_fkey FOREIGN KEY (user_id) REFERENCES account_user(id) ON DELETE CASCADE,
  constraint account_credential_pkey PRIMARY KEY (id)
);

-- Keys on phones and computers that a person signs in with.
create table account_passkey (
  id text not null,
  name text,
  public_key text not null,
  user_id text not null,
  credential_id text not null,
  counter integer not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamp with time zone default now(),
  constraint account_passkey_user_id_fkey FOREIGN KEY (user_id) REFERENCES account_user(id) ON DELETE CASCADE,
  constraint account_passkey_pkey PRIMARY KEY (id),
  constraint account_passkey_credential_id_key UNIQUE (credential_id)
);
CREATE INDEX account_passkey_user ON public.account_passkey USING btree (user_id);

-- Signed-in browsers; a row deleted is a session ended.
create table account_session (
  id text not null,
  user_id text not null,
  token text not null,
  expires_at timestamp with time zone not null,
  ip_address text,
  user_agent text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  passed_second_at timestamp with time zone, -- When the second factor was given; without it, the session of somebody who has one opens nothing.
  by_passkey boolean not null default false,
  constraint account_session_user_id_fkey FOREIGN KEY (user_id) REFERENCES account_user(id) ON DELETE CASCADE,
  constraint account_session_pkey PRIMARY KEY (id),
  constraint account_session_token_key UNIQUE (token)
);

-- People who can sign in: the least that is needed to recognise them.
create table account_user (
  id text not null,
  name text not null,
  email text not null,
  email_verified boolean not null default false,
  image text,
  role text not null default 'visitor'::text,
  language text not null default 'it'::text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint account_user_language_check CHECK ((language = ANY (ARRAY['it'::text, 'en'::text]))),
  constraint account_user_role_check CHECK ((role = ANY (ARRAY['administrator'::text, 'staff'::text, 'reviewer'::text, 'mentor'::text, 'auditor'::text, 'visitor'::text]))),
  constraint account_user_pkey PRIMARY KEY (id),
  constraint account_user_email_key UNIQUE (email)
);

-- One-time sign-in links, kept as a hash until used or expired.
create table account_verification (
  id text not null,
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint account_verification_pkey PRIMARY KEY (id)
);
CREATE INDEX account_verification_identifier ON public.account_verification USING btree (identifier);

-- An agenda that was computed, beside the one that holds, until it is applied or dropped.
create table agenda_run (
  id bigint not null generated always as identity,
  event_id bigint not null,
  kind text not null,
  state text not null,
  asked jsonb not null default '{}'::jsonb,
  asked_by text not null,
  asked_at timestamp with time zone not null,
  alive_at timestamp with time zone not null, -- Renewed while the process that computes lives: one that stopped is told from one that works.
  ended_at timestamp with time zone,
  of_version integer not null, -- The version of the agenda it began from: on another one it is not applied.
  found jsonb, -- The agenda by the numbers of registrations, slots and tables, with its value, bound and unmet wishes; or why there is none.
  constraint agenda_run_kind_check CHECK ((kind = ANY (ARRAY['optimise'::text, 'repair'::text]))),
  constraint agenda_run_state_check CHECK ((state = ANY (ARRAY['running'::text, 'ready'::text, 'impossible'::text, 'failed'::text, 'interrupted'::text, 'applied'::text, 'dropped'::text]))),
  constraint agenda_run_event_id_fkey FOREIGN KEY (event_id) REFERENCES event_agenda(event_id) ON DELETE CASCADE,
  constraint agenda_run_pkey PRIMARY KEY (id)
);
CREATE INDEX agenda_run_event ON public.agenda_run USING btree (event_id, id);
CREATE UNIQUE INDEX agenda_run_one ON public.agenda_run USING btree (event_id) WHERE (state = 'running'::text);

-- What was done on the board, in order: each can be undone and done again while nothing later depends on it.
create table agenda_step (
  id bigint not null generated always as identity,
  event_id bigint not null,
  act text not null,
  changes jsonb not null, -- For each pair where it was and where it went; and what a repair noted of people, tables and wishes.
  made_by text not null,
  made_at timestamp with time zone not null,
  undone_at timestamp with time zone,
  undone_by text,
  constraint agenda_step_act_check CHECK ((act = ANY (ARRAY['placed'::text, 'moved'::text, 'swapped'::text, 'locked'::text, 'unlocked'::text, 'removed'::text, 'optimised'::text, 'repaired'::text]))),
  constraint agenda_step_check CHECK (((undone_at IS NULL) = (undone_by IS NULL))),
  constraint agenda_step_event_id_fkey FOREIGN KEY (event_id) REFERENCES event_agenda(event_id) ON DELETE CASCADE,
  constraint agenda_step_pkey PRIMARY KEY (id)
);
CREATE INDEX agenda_step_event ON public.agenda_step USING btree (event_id, id);

-- Who did what to which thing. Only ever added to.
create table audit (
  id bigint not null generated always as identity,
  at timestamp with time zone not null default now(),
  actor text not null,
  verb text not null,
  thing text not null,
  details jsonb not null default '{}'::jsonb,
  constraint audit_pkey PRIMARY KEY (id)
);
CREATE INDEX audit_actor ON public.audit USING btree (actor, id DESC);
CREATE INDEX audit_at ON public.audit USING btree (at DESC);
CREATE INDEX audit_thing ON public.audit USING btree (thing, id DESC);

-- A call topic of a funding programme, as the Funding & Tenders portal names it.
create table call (
  id text not null,
  title text not null,
  programme text not null,
  call_identifier text,
  call_title text,
  destination text,
  action_label text,
  action text,
  lump_sum boolean not null default false,
  status text not null,
  opens_on date,
  stages text not null default 'single'::text,
  budget_cents bigint,
  grant_min_cents bigint,
  grant_max_cents bigint,
  expected_grants integer,
  description text, -- Readable text: paragraphs separated by an empty line, list items begin with "- ", headings with "## ".
  conditions text,
  summary_it text, -- Our own summary, in our own words; texts of the portal are imported by the installation that wants them.
  summary_en text,
  keywords text[] not null default '{}'::text[],
  portal_url text,
  source text not null,
  source_hash text not null,
  first_seen_at timestamp with time zone not null default now(),
  last_seen_at timestamp with time zone not null default now(),
  vanished_at timestamp with time zone, -- When an import no longer found it in the source; it is kept and marked.
  search tsvector generated always as (((((setweight(to_tsvector('simple'::regconfig, id), 'A'::"char") || setweight(to_tsvector('english'::regconfig, title), 'A'::"char")) || setweight(to_tsvector('english'::regconfig, COALESCE(summary_en, ''::text)), 'B'::"char")) || setweight(to_tsvector('italian'::regconfig, COALESCE(summary_it, ''::text)), 'B'::"char")) || to_tsvector('english'::regconfig, COALESCE("left"(description, 200000), ''::text)))) stored,
  constraint call_action_check CHECK ((action = ANY (ARRAY['RIA'::text, 'IA'::text, 'CSA'::text, 'COFUND'::text, 'PCP'::text, 'PPI'::text, 'MSCA-DN'::text, 'MSCA-PF'::text, 'MSCA-SE'::text, 'MSCA-COFUND'::text, 'ERC'::text, 'EIC-ACC'::text, 'EIC'::text, 'PRIZE'::text, 'OTHER'::text]))),
  constraint call_budget_cents_check CHECK ((budget_cents >= 0)),
  constraint call_expected_grants_check CHECK ((expected_grants >= 0)),
  constraint call_grant_max_cents_check CHECK ((grant_max_cents >= 0)),
  constraint call_grant_min_cents_check CHECK ((grant_min_cents >= 0)),
  constraint call_stages_check CHECK ((stages = ANY (ARRAY['single'::text, 'two'::text, 'cutoffs'::text]))),
  constraint call_status_check CHECK ((status = ANY (ARRAY['forthcoming'::text, 'open'::text, 'closed'::text]))),
  constraint call_pkey PRIMARY KEY (id)
);
CREATE INDEX call_search ON public.call USING gin (search);

-- Fields of science a call needs: derived from the projects nearest to its text, editable by hand.
create table call_concept (
  call_id text not null,
  concept_code text not null,
  weight real not null,
  source text not null,
  constraint call_concept_source_check CHECK ((source = ANY (ARRAY['derived'::text, 'hand'::text]))),
  constraint call_concept_weight_check CHECK (((weight > (0)::double precision) AND (weight <= (1)::double precision))),
  constraint call_concept_call_id_fkey FOREIGN KEY (call_id) REFERENCES call(id) ON DELETE CASCADE,
  constraint call_concept_concept_code_fkey FOREIGN KEY (concept_code) REFERENCES concept(code),
  constraint call_concept_pkey PRIMARY KEY (call_id, concept_code)
);

-- Submission deadlines: one, one per stage, or several cut-offs.
create table call_deadline (
  call_id text not null,
  stage smallint not null default 1,
  at timestamp with time zone not null,
  constraint call_deadline_stage_check CHECK ((stage = ANY (ARRAY[1, 2]))),
  constraint call_deadline_call_id_fkey FOREIGN KEY (call_id) REFERENCES call(id) ON DELETE CASCADE,
  constraint call_deadline_pkey PRIMARY KEY (call_id, at)
);
CREATE INDEX call_deadline_at ON public.call_deadline USING btree (at);

-- Ranked organisations for a call, with their reasons, as an index version gave them: computed once, read by every page.
create table call_match (
  call_id text not null,
  index_version bigint not null,
  scope text not null,
  results jsonb not null,
  made_at timestamp with time zone not null default now(),
  keys text[] not null, -- The organisations of the results, best first.
  constraint call_match_scope_check CHECK ((scope = ANY (ARRAY['all'::text, 'members'::text]))),
  constraint call_match_call_id_fkey FOREIGN KEY (call_id) REFERENCES call(id) ON DELETE CASCADE,
  constraint call_match_index_version_fkey FOREIGN KEY (index_version) REFERENCES ranking_index(version) ON DELETE CASCADE,
  constraint call_match_pkey PRIMARY KEY (call_id, index_version, scope)
);

-- What a source says of a call; null where it does not say. The list of the portal comes first, details of topics fill in and tell the description, the starter data come last.
create table call_told (
  call_id text not null,
  source text not null,
  title text,
  programme text,
  call_identifier text,
  call_title text,
  destination text,
  action_label text,
  action text,
  lump_sum boolean,
  status text,
  opens_on date,
  stages text,
  budget_cents bigint,
  grant_min_cents bigint,
  grant_max_cents bigint,
  expected_grants integer,
  description text,
  conditions text,
  keywords text[] not null default '{}'::text[],
  portal_url text,
  deadlines timestamp with time zone[] not null default '{}'::timestamp with time zone[],
  deadlines_partial boolean not null, -- The source names one deadline of several.
  constraint call_told_call_id_fkey FOREIGN KEY (call_id) REFERENCES call(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint call_told_pkey PRIMARY KEY (call_id, source)
);

-- What the two sides of an introduction wrote to each other, here or by mail.
create table case_message (
  id bigint not null generated always as identity,
  introduction_id bigint not null,
  side text not null,
  written_by text,
  body text not null,
  quoted text not null default ''::text, -- What the mail repeated of earlier ones: kept folded away.
  attachments_left integer not null default 0, -- Attachments that the mail had and that were not taken in.
  mail_in_id bigint,
  other_address boolean not null default false, -- The mail came from an address that is none of that side's.
  written_at timestamp with time zone not null,
  constraint case_message_body_check CHECK ((body <> ''::text)),
  constraint case_message_side_check CHECK ((side = ANY (ARRAY['from'::text, 'to'::text]))),
  constraint case_message_introduction_id_fkey FOREIGN KEY (introduction_id) REFERENCES introduction(id) ON DELETE CASCADE,
  constraint case_message_mail_in_id_fkey FOREIGN KEY (mail_in_id) REFERENCES mail_in(id) ON DELETE SET NULL,
  constraint case_message_pkey PRIMARY KEY (id)
);
CREATE INDEX case_message_of ON public.case_message USING btree (introduction_id, id);

-- Who takes part in a value chain.
create table chain_member (
  chain_id bigint not null,
  organisation_id bigint not null,
  since date,
  constraint chain_member_chain_id_fkey FOREIGN KEY (chain_id) REFERENCES value_chain(id) ON DELETE CASCADE,
  constraint chain_member_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE CASCADE,
  constraint chain_member_pkey PRIMARY KEY (chain_id, organisation_id),
  constraint keep_member TRIGGER DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX chain_member_organisation ON public.chain_member USING btree (organisation_id);

-- What was said at the door. Its id is made where it was said, maybe without a network: sent twice it is one.
create table check_in_mark (
  id uuid not null,
  registration_id bigint not null,
  attendance text not null,
  at timestamp with time zone not null,
  seq bigint not null generated always as identity,
  received_at timestamp with time zone not null default now(),
  marked_by text not null,
  constraint check_in_mark_attendance_check CHECK ((attendance = ANY (ARRAY['unknown'::text, 'present'::text, 'stand-in'::text, 'absent'::text]))),
  constraint check_in_mark_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES registration(id) ON DELETE CASCADE,
  constraint check_in_mark_pkey PRIMARY KEY (id)
);
CREATE INDEX check_in_mark_registration ON public.check_in_mark USING btree (registration_id);

-- The association this installation serves. Rows of its own business carry its id, so that they can be spread over servers by it.
create table cluster (
  id smallint not null,
  name text not null,
  region_nuts text,
  says_it text not null,
  says_en text not null,
  invented boolean not null default false,
  introductions_wait boolean not null default false, -- Requests for an introduction wait until staff pass them on; otherwise they go at once.
  founded_on date, -- No fact is older. Null: the day the first member joined.
  constraint cluster_region_nuts_fkey FOREIGN KEY (region_nuts) REFERENCES nuts(code),
  constraint cluster_pkey PRIMARY KEY (id)
);

-- EuroSciVoc, the taxonomy of fields of science. The code is the path of notations, e.g. /23/53/373.
create table concept (
  code text not null,
  parent text,
  label_en text not null,
  label_it text,
  uri text,
  definition_en text,
  constraint concept_code_check CHECK ((code ~ '^(/[0-9]+)+$'::text)),
  constraint concept_parent_fkey FOREIGN KEY (parent) REFERENCES concept(code) DEFERRABLE INITIALLY DEFERRED,
  constraint concept_pkey PRIMARY KEY (code)
);
CREATE INDEX concept_parent ON public.concept USING btree (parent);

-- What a person agreed to, by purpose, with the version of the text they saw. Withdrawn is dated, not deleted.
create table consent (
  id bigint not null generated always as identity,
  person_id bigint not null,
  purpose text not null,
  text_version text not null,
  given_at timestamp with time zone not null,
  how text not null,
  recorded_by text not null,
  withdrawn_at timestamp with time zone,
  constraint consent_check CHECK (((withdrawn_at IS NULL) OR (withdrawn_at >= given_at))),
  constraint consent_how_check CHECK ((how = ANY (ARRAY['here'::text, 'phone'::text, 'paper'::text, 'mail'::text, 'meeting'::text]))),
  constraint consent_purpose_check CHECK ((purpose = ANY (ARRAY['directory'::text, 'digest'::text, 'introductions'::text, 'photos'::text]))),
  constraint consent_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE,
  constraint consent_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX consent_current ON public.consent USING btree (person_id, purpose) WHERE (withdrawn_at IS NULL);

-- A person is the one to speak to at an organisation, about something.
create table contact (
  id bigint not null generated always as identity,
  person_id bigint not null,
  organisation_id bigint not null,
  role text not null,
  title text, -- What they are there, in their words: "Direttore R&S".
  first boolean not null default false, -- Whom to call first.
  visibility text not null default 'staff'::text, -- Who sees the name, mail address and phone.
  since date,
  until date,
  updated_at timestamp with time zone not null default now(),
  constraint contact_check CHECK (((until IS NULL) OR (since IS NULL) OR (until >= since))),
  constraint contact_role_check CHECK ((role = ANY (ARRAY['legal'::text, 'delegate'::text, 'science'::text, 'projects'::text, 'administration'::text, 'communication'::text, 'training'::text, 'other'::text]))),
  constraint contact_visibility_check CHECK ((visibility = ANY (ARRAY['public'::text, 'members'::text, 'staff'::text]))),
  constraint contact_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint contact_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE,
  constraint contact_pkey PRIMARY KEY (id),
  constraint contact_person_id_organisation_id_role_key UNIQUE (person_id, organisation_id, role)
);
CREATE INDEX contact_organisation ON public.contact USING btree (organisation_id);

-- Transactions that have changed something and are not committed yet. Nobody ever sees a row: each is deleted as its transaction ends.
create table data_change (
  transaction xid8 not null,
  constraint data_change_pkey PRIMARY KEY (transaction),
  constraint count_data_change TRIGGER DEFERRABLE INITIALLY DEFERRED
);

-- One row. Two readings that are equal: no transaction that changed a watched table was committed in between.
create table data_version (
  one boolean not null default true,
  version bigint not null,
  constraint data_version_one_check CHECK (one),
  constraint data_version_pkey PRIMARY KEY (one)
);

-- Fields of science a member names itself, the most important first. What organisation_concept derives includes them.
create table declared_concept (
  organisation_id bigint not null,
  concept_code text not null,
  place smallint not null,
  constraint declared_concept_place_check CHECK ((place >= 1)),
  constraint declared_concept_concept_code_fkey FOREIGN KEY (concept_code) REFERENCES concept(code),
  constraint declared_concept_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE CASCADE,
  constraint declared_concept_pkey PRIMARY KEY (organisation_id, concept_code),
  constraint keep_member TRIGGER DEFERRABLE INITIALLY DEFERRED
);

-- Calls and needs that a weekly mail has told a person of: news is told once, a deadline once more when it is near.
create table digest_told (
  person_id bigint not null,
  thing text not null,
  told_at timestamp with time zone not null,
  constraint digest_told_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE,
  constraint digest_told_pkey PRIMARY KEY (person_id, thing)
);

-- What somebody said of two records. It stands, through later imports and comparisons, until it is taken back.
create table duplicate_decision (
  id bigint not null generated always as identity,
  first_id bigint not null,
  second_id bigint not null,
  decision text not null,
  score real not null,
  undoing jsonb, -- Only of the same: how the records pointed before and after, and the line of link_decision, so that taking it back restores exactly that.
  decided_by text not null,
  decided_at timestamp with time zone not null default now(),
  undone_by text,
  undone_at timestamp with time zone,
  constraint duplicate_decision_check CHECK ((first_id < second_id)),
  constraint duplicate_decision_check1 CHECK (((decision = 'same'::text) = (undoing IS NOT NULL))),
  constraint duplicate_decision_check2 CHECK (((undone_by IS NULL) = (undone_at IS NULL))),
  constraint duplicate_decision_decision_check CHECK ((decision = ANY (ARRAY['same'::text, 'different'::text, 'unsure'::text]))),
  constraint duplicate_decision_first_id_fkey FOREIGN KEY (first_id) REFERENCES organisation(id),
  constraint duplicate_decision_second_id_fkey FOREIGN KEY (second_id) REFERENCES organisation(id),
  constraint duplicate_decision_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX duplicate_decision_stands ON public.duplicate_decision USING btree (first_id, second_id) WHERE (undone_at IS NULL);

-- Derived: pairs that the last comparison thought worth a look. Made again by each comparison; decisions are kept apart.
create table duplicate_pair (
  first_id bigint not null,
  second_id bigint not null,
  score real not null, -- Log-odds that both are the same (src/algorithms/linkage).
  reasons jsonb not null, -- Why, heaviest first: what is compared, with which outcome and weight.
  constraint duplicate_pair_check CHECK ((first_id < second_id)),
  constraint duplicate_pair_first_id_fkey FOREIGN KEY (first_id) REFERENCES organisation(id) ON DELETE CASCADE,
  constraint duplicate_pair_second_id_fkey FOREIGN KEY (second_id) REFERENCES organisation(id) ON DELETE CASCADE,
  constraint duplicate_pair_pkey PRIMARY KEY (first_id, second_id)
);
CREATE INDEX duplicate_pair_second ON public.duplicate_pair USING btree (second_id);

-- Participations of earlier programmes (Horizon 2020), without texts: they say who has worked with whom.
create table earlier_participation (
  programme text not null,
  project_rcn bigint not null,
  pic text not null,
  role text not null,
  contribution_cents bigint,
  starts_on date,
  constraint earlier_participation_pic_check CHECK ((pic ~ '^[0-9]{9}$'::text)),
  constraint earlier_participation_role_check CHECK ((role = ANY (ARRAY['coordinator'::text, 'participant'::text, 'associatedPartner'::text, 'thirdParty'::text]))),
  constraint earlier_participation_pkey PRIMARY KEY (programme, project_rcn, pic, role)
);
CREATE INDEX earlier_participation_pic ON public.earlier_participation USING btree (pic);

-- Something people come to. Its times are instants, told in its zone.
create table event (
  id bigint not null generated always as identity,
  slug text not null,
  kind text not null,
  mode text not null,
  title_it text not null,
  title_en text not null,
  summary_it text not null default ''::text,
  summary_en text not null default ''::text,
  description_it text not null default ''::text,
  description_en text not null default ''::text,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  zone text not null default 'Europe/Rome'::text,
  place text not null default ''::text,
  nuts text,
  online_address text not null default ''::text, -- Told only to those whose registration is confirmed.
  capacity integer,
  overbooked integer not null default 0, -- Places given beyond capacity, since some do not come.
  taken integer not null default 0, -- Confirmed registrations, counted by a trigger under the lock of this row.
  consent_version integer not null default 1,
  state text not null default 'draft'::text,
  moved_at timestamp with time zone,
  moved_by text,
  copied_from bigint,
  version integer not null default 1, -- Raised by every change of its form: who saves an older one is told.
  made_by text not null,
  made_at timestamp with time zone not null default now(),
  sequence integer not null default 0, -- Raised when time, place or state change: calendars take the newer one.
  fact_id bigint,
  constraint event_capacity_check CHECK ((capacity > 0)),
  constraint event_check CHECK ((ends_at > starts_at)),
  constraint event_kind_check CHECK ((kind = ANY (ARRAY['matchmaking'::text, 'pitching'::text, 'visibility'::text, 'training'::text, 'table'::text]))),
  constraint event_mode_check CHECK ((mode = ANY (ARRAY['presence'::text, 'online'::text, 'mixed'::text]))),
  constraint event_overbooked_check CHECK ((overbooked >= 0)),
  constraint event_places CHECK (((capacity IS NULL) OR (taken <= (capacity + overbooked)))),
  constraint event_slug_check CHECK (((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (slug <> 'new'::text))),
  constraint event_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'open'::text, 'closed'::text, 'cancelled'::text, 'held'::text]))),
  constraint event_taken_check CHECK ((taken >= 0)),
  constraint event_title_en_check CHECK ((title_en <> ''::text)),
  constraint event_title_it_check CHECK ((title_it <> ''::text)),
  constraint event_copied_from_fkey FOREIGN KEY (copied_from) REFERENCES event(id) ON DELETE SET NULL,
  constraint event_nuts_fkey FOREIGN KEY (nuts) REFERENCES nuts(code),
  constraint event_pkey PRIMARY KEY (id),
  constraint event_slug_key UNIQUE (slug)
);
CREATE INDEX event_starts ON public.event USING btree (starts_at);

-- That an event has meetings of two, and how they are made. Until it is published only staff see where and when.
create table event_agenda (
  event_id bigint not null,
  state text not null default 'collecting'::text,
  wishes_until timestamp with time zone,
  most_meetings integer,
  most_in_a_row integer,
  language_matters boolean not null default false,
  version integer not null default 1, -- Raised by every change of the agenda: who moves something on an older picture of it is told.
  published_at timestamp with time zone,
  published_by text,
  made_by text not null,
  made_at timestamp with time zone not null default now(),
  constraint event_agenda_check CHECK (((state = 'published'::text) = (published_at IS NOT NULL))),
  constraint event_agenda_most_in_a_row_check CHECK ((most_in_a_row > 0)),
  constraint event_agenda_most_meetings_check CHECK ((most_meetings > 0)),
  constraint event_agenda_state_check CHECK ((state = ANY (ARRAY['collecting'::text, 'published'::text]))),
  constraint event_agenda_event_id_fkey FOREIGN KEY (event_id) REFERENCES event(id) ON DELETE CASCADE,
  constraint event_agenda_pkey PRIMARY KEY (event_id)
);

-- What people agree to when they register, each wording it has had.
create table event_consent (
  event_id bigint not null,
  version integer not null,
  it text not null,
  en text not null,
  since timestamp with time zone not null default now(),
  constraint event_consent_event_id_fkey FOREIGN KEY (event_id) REFERENCES event(id) ON DELETE CASCADE,
  constraint event_consent_pkey PRIMARY KEY (event_id, version)
);

-- What people thought of an event, without who: that somebody has answered is in their registration, what is not.
create table event_feedback (
  id uuid not null default gen_random_uuid(),
  event_id bigint not null,
  overall integer not null,
  useful integer not null,
  words text not null default ''::text,
  constraint event_feedback_overall_check CHECK (((overall >= 1) AND (overall <= 5))),
  constraint event_feedback_useful_check CHECK (((useful >= 1) AND (useful <= 5))),
  constraint event_feedback_event_id_fkey FOREIGN KEY (event_id) REFERENCES event(id) ON DELETE CASCADE,
  constraint event_feedback_pkey PRIMARY KEY (id)
);
CREATE INDEX event_feedback_event ON public.event_feedback USING btree (event_id);

create table event_question (
  id bigint not null generated always as identity,
  event_id bigint not null,
  kind text not null,
  it text not null,
  en text not null,
  choices text[] not null default '{}'::text[], -- Each as "Italian | English", or one text for both.
  required boolean not null default false,
  constraint event_question_check CHECK (((kind = 'choice'::text) = (cardinality(choices) > 0))),
  constraint event_question_en_check CHECK ((en <> ''::text)),
  constraint event_question_it_check CHECK ((it <> ''::text)),
  constraint event_question_kind_check CHECK ((kind = ANY (ARRAY['text'::text, 'choice'::text, 'yes-no'::text, 'number'::text]))),
  constraint event_question_event_id_fkey FOREIGN KEY (event_id) REFERENCES event(id) ON DELETE CASCADE,
  constraint event_question_pkey PRIMARY KEY (id)
);
CREATE INDEX event_question_event ON public.event_question USING btree (event_id, id);

create table event_room (
  id bigint not null generated always as identity,
  event_id bigint not null,
  name text not null,
  capacity integer, -- Most meetings at the same time in it; no limit when empty.
  constraint event_room_capacity_check CHECK ((capacity > 0)),
  constraint event_room_name_check CHECK ((name <> ''::text)),
  constraint event_room_event_id_fkey FOREIGN KEY (event_id) REFERENCES event(id) ON DELETE CASCADE,
  constraint event_room_pkey PRIMARY KEY (id),
  constraint event_room_event_id_id_key UNIQUE (event_id, id),
  constraint event_room_event_id_name_key UNIQUE (event_id, name)
);

-- A part of the programme. One room holds one at a time.
create table event_session (
  id bigint not null generated always as identity,
  event_id bigint not null,
  room_id bigint,
  title_it text not null,
  title_en text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  speakers text[] not null default '{}'::text[],
  constraint event_session_check CHECK ((ends_at > starts_at)),
  constraint event_session_title_en_check CHECK ((title_en <> ''::text)),
  constraint event_session_title_it_check CHECK ((title_it <> ''::text)),
  constraint event_session_event_id_fkey FOREIGN KEY (event_id) REFERENCES event(id) ON DELETE CASCADE,
  constraint event_session_event_id_room_id_fkey FOREIGN KEY (event_id, room_id) REFERENCES event_room(event_id, id),
  constraint event_session_pkey PRIMARY KEY (id),
  constraint event_session_room EXCLUDE USING gist (room_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
);
CREATE INDEX event_session_event ON public.event_session USING btree (event_id, starts_at);

create table event_table (
  id bigint not null generated always as identity,
  event_id bigint not null,
  room_id bigint not null,
  name text not null,
  seats integer not null default 2,
  accessible boolean not null default false,
  constraint event_table_name_check CHECK ((name <> ''::text)),
  constraint event_table_seats_check CHECK (((seats >= 2) AND (seats <= 50))),
  constraint event_table_event_id_fkey FOREIGN KEY (event_id) REFERENCES event_agenda(event_id) ON DELETE CASCADE,
  constraint event_table_event_id_room_id_fkey FOREIGN KEY (event_id, room_id) REFERENCES event_room(event_id, id),
  constraint event_table_pkey PRIMARY KEY (id),
  constraint event_table_event_id_id_key UNIQUE (event_id, id),
  constraint event_table_event_id_name_key UNIQUE (event_id, name)
);

-- A table that is not there in a slot.
create table event_table_lost (
  event_id bigint not null,
  table_id bigint not null,
  slot_id bigint not null,
  constraint event_table_lost_event_id_slot_id_fkey FOREIGN KEY (event_id, slot_id) REFERENCES meeting_slot(event_id, id) ON DELETE CASCADE,
  constraint event_table_lost_event_id_table_id_fkey FOREIGN KEY (event_id, table_id) REFERENCES event_table(event_id, id) ON DELETE CASCADE,
  constraint event_table_lost_pkey PRIMARY KEY (table_id, slot_id)
);

-- Files kept as evidence, by the hash of their bytes, in the folder evidence of the data. May be erased when the law asks for it: the facts keep the hash.
create table evidence_file (
  sha256 text not null,
  name text not null,
  media_type text not null,
  bytes integer not null,
  shown_to text not null default 'staff'::text, -- Who may open it: staff only, the region too when it holds no personal data, or everybody.
  stripped boolean not null default false, -- Place, device and other notes of a camera were taken out of the photo before it was kept.
  added_by text not null,
  added_at timestamp with time zone not null default now(),
  erased_at timestamp with time zone,
  erased_because text,
  constraint evidence_file_bytes_check CHECK ((bytes > 0)),
  constraint evidence_file_check CHECK (((erased_at IS NULL) = (erased_because IS NULL))),
  constraint evidence_file_name_check CHECK ((name <> ''::text)),
  constraint evidence_file_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint evidence_file_shown_to_check CHECK ((shown_to = ANY (ARRAY['staff'::text, 'region'::text, 'public'::text]))),
  constraint evidence_file_pkey PRIMARY KEY (sha256)
);
CREATE INDEX evidence_file_added ON public.evidence_file USING btree (added_at);

-- Derived: how many organisations fall under each value, all of them together. What the first page of a search shows.
create table facet_count (
  facet text not null,
  value text not null,
  n integer not null,
  constraint facet_count_pkey PRIMARY KEY (facet, value)
);

-- Something that happened, told once. Never changed: a correction stands in the place of what it amends, a withdrawal says that it did not happen.
create table fact (
  id bigint not null generated always as identity,
  cluster_id smallint not null default 1,
  kind text not null, -- One of src/domains/ledger/kinds.
  happened_on date not null,
  amount_cents bigint,
  place text, -- Province (NUTS level 3) where it happened.
  details jsonb not null default '{}'::jsonb, -- What the kind asks for: counts, titles, categories. Never names of people.
  source text not null, -- Typed by a person, imported from a sheet, derived: recorded by the act itself, or part of the invented example.
  origin text, -- What it was derived or imported from: "proposal 12".
  amends bigint, -- The fact it corrects or withdraws. At most one fact amends another, so versions form a line: of two people at once, one is told.
  amendment text,
  reason text,
  recorded_by text not null, -- Code of the account, or system. Covered by the digest through a salted hash, so that facts can be published without it.
  salt text not null,
  digest text not null, -- SHA-256 of the canonical content (src/algorithms/chain/README.md).
  once text, -- The form it came from: sent twice, it is recorded once. Not part of the content.
  constraint fact_amendment_check CHECK ((amendment = ANY (ARRAY['correction'::text, 'withdrawal'::text]))),
  constraint fact_amount_cents_check CHECK (((amount_cents >= 0) AND (amount_cents <= '100000000000000'::bigint))),
  constraint fact_check CHECK (((amends IS NULL) = (amendment IS NULL))),
  constraint fact_check1 CHECK (((amends IS NULL) = (reason IS NULL))),
  constraint fact_check2 CHECK ((amends < id)),
  constraint fact_details_check CHECK ((jsonb_typeof(details) = 'object'::text)),
  constraint fact_digest_check CHECK ((digest ~ '^[0-9a-f]{64}$'::text)),
  constraint fact_kind_check CHECK ((kind ~ '^[a-z][a-z-]{1,40}$'::text)),
  constraint fact_origin_check CHECK ((origin <> ''::text)),
  constraint fact_place_check CHECK ((length(place) = 5)),
  constraint fact_reason_check CHECK ((reason <> ''::text)),
  constraint fact_salt_check CHECK ((length(salt) >= 16)),
  constraint fact_source_check CHECK ((source = ANY (ARRAY['typed'::text, 'imported'::text, 'derived'::text, 'starter'::text]))),
  constraint fact_amends_fkey FOREIGN KEY (amends) REFERENCES fact(id),
  constraint fact_cluster_id_fkey FOREIGN KEY (cluster_id) REFERENCES cluster(id),
  constraint fact_place_fkey FOREIGN KEY (place) REFERENCES nuts(code),
  constraint fact_pkey PRIMARY KEY (id),
  constraint link_fact TRIGGER DEFERRABLE INITIALLY DEFERRED,
  constraint fact_amends_key UNIQUE (amends),
  constraint fact_once_key UNIQUE (once)
);
CREATE INDEX fact_after ON public.fact USING btree (((details ->> 'after'::text))) WHERE (details ? 'after'::text);
CREATE INDEX fact_happened ON public.fact USING btree (happened_on DESC, id DESC);
CREATE INDEX fact_kind ON public.fact USING btree (kind, happened_on);
CREATE INDEX fact_origin ON public.fact USING btree (origin) WHERE (origin IS NOT NULL);

-- What shows that a fact is so: a file, or an address with the day somebody looked at it.
create table fact_evidence (
  fact_id bigint not null,
  at smallint not null,
  sha256 text,
  address text,
  seen_on date,
  constraint fact_evidence_address_check CHECK ((address ~ '^https?://'::text)),
  constraint fact_evidence_at_check CHECK ((at >= 0)),
  constraint fact_evidence_check CHECK (((sha256 IS NULL) <> (address IS NULL))),
  constraint fact_evidence_check1 CHECK (((address IS NULL) = (seen_on IS NULL))),
  constraint fact_evidence_fact_id_fkey FOREIGN KEY (fact_id) REFERENCES fact(id),
  constraint fact_evidence_sha256_fkey FOREIGN KEY (sha256) REFERENCES evidence_file(sha256),
  constraint fact_evidence_pkey PRIMARY KEY (fact_id, at)
);
CREATE INDEX fact_evidence_file ON public.fact_evidence USING btree (sha256) WHERE (sha256 IS NOT NULL);

-- The chain: facts numbered without gaps in the order of their commits, each hash over the one before (src/algorithms/chain). Written by the database alone.
create table fact_link (
  seq bigint not null,
  fact_id bigint not null,
  recorded_at timestamp with time zone not null, -- When the fact was committed, to the millisecond; never earlier than the fact before, so what was known at an instant is a beginning of the chain.
  hash text not null,
  constraint fact_link_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  constraint fact_link_seq_check CHECK ((seq > 0)),
  constraint fact_link_fact_id_fkey FOREIGN KEY (fact_id) REFERENCES fact(id),
  constraint fact_link_pkey PRIMARY KEY (seq),
  constraint fact_link_fact_id_key UNIQUE (fact_id)
);
CREATE INDEX fact_link_recorded ON public.fact_link USING btree (recorded_at);

-- Organisations a fact is about, each in a role of its kind. By key: that is what is hashed and published, and so a key in use never changes.
create table fact_party (
  fact_id bigint not null,
  organisation_key text not null,
  role text not null,
  constraint fact_party_role_check CHECK ((role <> ''::text)),
  constraint fact_party_fact_id_fkey FOREIGN KEY (fact_id) REFERENCES fact(id),
  constraint fact_party_organisation_key_fkey FOREIGN KEY (organisation_key) REFERENCES organisation(key),
  constraint fact_party_pkey PRIMARY KEY (fact_id, organisation_key, role)
);
CREATE INDEX fact_party_member ON public.fact_party USING btree (organisation_key, fact_id) WHERE (role = 'member'::text);
CREATE INDEX fact_party_organisation ON public.fact_party USING btree (organisation_key);

-- What a member owes for a year.
create table fee (
  id bigint not null generated always as identity,
  organisation_id bigint not null,
  year smallint not null,
  due_cents bigint not null,
  due_on date not null,
  note text not null default ''::text,
  constraint fee_due_cents_check CHECK ((due_cents >= 0)),
  constraint fee_year_check CHECK (((year >= 1990) AND (year <= 2200))),
  constraint fee_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint fee_pkey PRIMARY KEY (id),
  constraint fee_organisation_id_year_key UNIQUE (organisation_id, year)
);

-- Money that came in for a fee; a negative amount gives some back. Rows are added, never changed.
create table fee_payment (
  id bigint not null generated always as identity,
  fee_id bigint not null,
  paid_on date not null,
  cents bigint not null,
  note text not null default ''::text,
  recorded_by text not null,
  recorded_at timestamp with time zone not null default now(),
  constraint fee_payment_cents_check CHECK ((cents <> 0)),
  constraint fee_payment_fee_id_fkey FOREIGN KEY (fee_id) REFERENCES fee(id) ON DELETE CASCADE,
  constraint fee_payment_pkey PRIMARY KEY (id)
);
CREATE INDEX fee_payment_fee ON public.fee_payment USING btree (fee_id);

-- How two who met go on: a second meeting, an introduction of their organisations, a team for a call. One of each kind for a meeting, whoever asks first.
create table follow_up (
  id uuid not null,
  event_id bigint not null,
  meeting_id bigint not null,
  kind text not null,
  about text not null default ''::text,
  on_day date, -- When the second meeting is to be, or was.
  state text not null default 'asked'::text,
  asked_by bigint not null,
  asked_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  changed_by text, -- The account that moved it last; empty when one of the two did.
  constraint follow_up_check CHECK (((state <> 'held'::text) OR ((kind = 'meeting'::text) AND (on_day IS NOT NULL)))),
  constraint follow_up_kind_check CHECK ((kind = ANY (ARRAY['meeting'::text, 'introduction'::text, 'team'::text]))),
  constraint follow_up_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'agreed'::text, 'declined'::text, 'held'::text]))),
  constraint follow_up_event_id_asked_by_fkey FOREIGN KEY (event_id, asked_by) REFERENCES registration(event_id, id) ON DELETE CASCADE,
  constraint follow_up_event_id_meeting_id_fkey FOREIGN KEY (event_id, meeting_id) REFERENCES meeting(event_id, id) ON DELETE CASCADE,
  constraint follow_up_pkey PRIMARY KEY (id),
  constraint follow_up_meeting_id_kind_key UNIQUE (meeting_id, kind)
);

-- One row per run of an importer; a run left "running" was interrupted and the next one finishes its work.
create table import_run (
  id bigint not null generated always as identity,
  source text not null,
  file_name text not null,
  file_sha256 text,
  started_at timestamp with time zone not null default now(),
  finished_at timestamp with time zone,
  state text not null default 'running'::text,
  counts jsonb not null default '{}'::jsonb, -- Rows by outcome: {"project": {"read": 1, "added": 1, "changed": 0, "same": 0}, ...}.
  problems jsonb not null default '[]'::jsonb, -- The first broken rows: [{"file", "line", "reason"}]; all of them are in the report file.
  constraint import_run_check CHECK (((state = 'running'::text) = (finished_at IS NULL))),
  constraint import_run_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'failed'::text]))),
  constraint import_run_pkey PRIMARY KEY (id)
);

-- What a figure should come to in a period. It comes before a target in the definitions; a published report keeps the one it was published with.
create table indicator_target (
  cluster_id smallint not null default 1,
  period text not null,
  code text not null,
  value numeric not null, -- In the unit of the figure: euro, a share from 0 to 1, or a number.
  set_by text not null,
  set_at timestamp with time zone not null default now(),
  constraint indicator_target_code_check CHECK ((code ~ '^[a-z][a-z0-9_]{1,60}$'::text)),
  constraint indicator_target_period_check CHECK ((period ~ '^\d{4}(-H[12])?$'::text)),
  constraint indicator_target_value_check CHECK ((value >= (0)::numeric)),
  constraint indicator_target_cluster_id_fkey FOREIGN KEY (cluster_id) REFERENCES cluster(id),
  constraint indicator_target_pkey PRIMARY KEY (cluster_id, period, code)
);

-- A member says that it is interested in a call or a need. Withdrawn by deleting; the register keeps that it was.
create table interest (
  id bigint not null generated always as identity,
  organisation_id bigint not null,
  call_id text,
  need_id bigint,
  wish text not null,
  words text not null default ''::text,
  seen boolean not null default false, -- Whether other members who are interested may see it; staff always do.
  shown_by text not null,
  shown_at timestamp with time zone not null default now(),
  constraint interest_check CHECK (((call_id IS NULL) <> (need_id IS NULL))),
  constraint interest_wish_check CHECK ((wish = ANY (ARRAY['coordinate'::text, 'partner'::text, 'listen'::text]))),
  constraint interest_call_id_fkey FOREIGN KEY (call_id) REFERENCES call(id) ON DELETE CASCADE,
  constraint interest_need_id_fkey FOREIGN KEY (need_id) REFERENCES need(id) ON DELETE CASCADE,
  constraint interest_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint interest_pkey PRIMARY KEY (id),
  constraint interest_organisation_id_call_id_key UNIQUE (organisation_id, call_id),
  constraint interest_organisation_id_need_id_key UNIQUE (organisation_id, need_id)
);
CREATE INDEX interest_call ON public.interest USING btree (call_id) WHERE (call_id IS NOT NULL);
CREATE INDEX interest_need ON public.interest USING btree (need_id) WHERE (need_id IS NOT NULL);

-- A request of one organisation to be introduced to another, and what became of it.
create table introduction (
  id bigint not null generated always as identity,
  from_id bigint not null,
  to_id bigint not null,
  call_id text,
  need_id bigint,
  words text not null,
  state text not null, -- asked: with staff; passed: with the other side; then what it answered, or nothing in time; met: either side has said how it went.
  staff_note text not null default ''::text,
  asked_by text not null,
  asked_at timestamp with time zone not null,
  expires_at timestamp with time zone not null, -- When it ends politely by itself.
  reminded_at timestamp with time zone,
  passed_at timestamp with time zone,
  ended_at timestamp with time zone,
  from_account text, -- Whom the asking side names once the other accepts: an account that acts for it, or a contact of it who agreed.
  from_person bigint,
  to_account text,
  to_person bigint,
  outcome text,
  outcome_words text not null default ''::text,
  constraint introduction_check CHECK ((from_id <> to_id)),
  constraint introduction_check1 CHECK (((state = 'met'::text) = (outcome IS NOT NULL))),
  constraint introduction_outcome_check CHECK ((outcome = ANY (ARRAY['project'::text, 'goes on'::text, 'nothing'::text]))),
  constraint introduction_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'passed'::text, 'accepted'::text, 'declined'::text, 'expired'::text, 'withdrawn'::text, 'met'::text]))),
  constraint introduction_words_check CHECK ((words <> ''::text)),
  constraint introduction_call_id_fkey FOREIGN KEY (call_id) REFERENCES call(id) ON DELETE SET NULL,
  constraint introduction_from_account_fkey FOREIGN KEY (from_account) REFERENCES account_user(id) ON DELETE SET NULL,
  constraint introduction_from_id_fkey FOREIGN KEY (from_id) REFERENCES organisation(id),
  constraint introduction_from_person_fkey FOREIGN KEY (from_person) REFERENCES person(id) ON DELETE SET NULL,
  constraint introduction_need_id_fkey FOREIGN KEY (need_id) REFERENCES need(id) ON DELETE SET NULL,
  constraint introduction_to_account_fkey FOREIGN KEY (to_account) REFERENCES account_user(id) ON DELETE SET NULL,
  constraint introduction_to_id_fkey FOREIGN KEY (to_id) REFERENCES organisation(id),
  constraint introduction_to_person_fkey FOREIGN KEY (to_person) REFERENCES person(id) ON DELETE SET NULL,
  constraint introduction_pkey PRIMARY KEY (id)
);
CREATE INDEX introduction_due ON public.introduction USING btree (expires_at) WHERE (state = ANY (ARRAY['asked'::text, 'passed'::text]));
CREATE INDEX introduction_from ON public.introduction USING btree (from_id, state);
CREATE INDEX introduction_to ON public.introduction USING btree (to_id, state);
CREATE UNIQUE INDEX introduction_open ON public.introduction USING btree (from_id, to_id) WHERE (state = ANY (ARRAY['asked'::text, 'passed'::text]));

-- The states an introduction has gone through.
create table introduction_move (
  id bigint not null generated always as identity,
  introduction_id bigint not null,
  to_state text not null,
  moved_by text not null,
  on_behalf boolean not null default false,
  moved_at timestamp with time zone not null,
  constraint introduction_move_introduction_id_fkey FOREIGN KEY (introduction_id) REFERENCES introduction(id) ON DELETE CASCADE,
  constraint introduction_move_pkey PRIMARY KEY (id)
);
CREATE INDEX introduction_move_of ON public.introduction_move USING btree (introduction_id);

-- An offer of an account, open until it is accepted, withdrawn or too old. Only a hash of its secret is kept.
create table invitation (
  id bigint not null generated always as identity,
  token_hash text not null,
  email text not null,
  name text not null,
  role text not null,
  organisation_id bigint,
  may text,
  language text not null default 'it'::text,
  invited_by text not null,
  invited_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  constraint invitation_check CHECK (((organisation_id IS NULL) = (may IS NULL))),
  constraint invitation_check1 CHECK (((accepted_at IS NULL) OR (withdrawn_at IS NULL))),
  constraint invitation_email_check CHECK ((email = lower(email))),
  constraint invitation_language_check CHECK ((language = ANY (ARRAY['it'::text, 'en'::text]))),
  constraint invitation_may_check CHECK ((may = ANY (ARRAY['represent'::text, 'contribute'::text]))),
  constraint invitation_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint invitation_pkey PRIMARY KEY (id),
  constraint invitation_token_hash_key UNIQUE (token_hash)
);
CREATE INDEX invitation_email ON public.invitation USING btree (email);

-- What shows it: a figure of a period, counted anew each time it is looked at; a fact by its number; or an address.
create table label_evidence (
  id integer not null generated always as identity,
  item_id integer not null,
  code text,
  period text,
  fact_seq bigint,
  address text,
  constraint label_evidence_check CHECK ((num_nonnulls(code, fact_seq, address) = 1)),
  constraint label_evidence_check1 CHECK (((code IS NULL) = (period IS NULL))),
  constraint label_evidence_fact_seq_fkey FOREIGN KEY (fact_seq) REFERENCES fact_link(seq),
  constraint label_evidence_item_id_fkey FOREIGN KEY (item_id) REFERENCES label_item(id),
  constraint label_evidence_pkey PRIMARY KEY (id)
);
CREATE INDEX label_evidence_item ON public.label_evidence USING btree (item_id, id);

-- What has to be shown for a label, and where it stands. Put aside, it can be brought back.
create table label_folder (
  id integer not null generated always as identity,
  cluster_id smallint not null default 1,
  name text not null,
  label text not null default ''::text, -- Which label, in the words of the cluster.
  due_on date,
  added_by text not null,
  added_at timestamp with time zone not null default now(),
  put_aside_at timestamp with time zone,
  constraint label_folder_name_check CHECK ((name <> ''::text)),
  constraint label_folder_cluster_id_fkey FOREIGN KEY (cluster_id) REFERENCES cluster(id),
  constraint label_folder_pkey PRIMARY KEY (id)
);

-- One thing the label asks for.
create table label_item (
  id integer not null generated always as identity,
  folder_id integer not null,
  name text not null,
  place integer not null, -- Order in the folder.
  state text not null default 'missing'::text,
  note text not null default ''::text,
  version integer not null default 1, -- Counts changes: a form that began from an older one is refused.
  put_aside_at timestamp with time zone,
  constraint label_item_name_check CHECK ((name <> ''::text)),
  constraint label_item_state_check CHECK ((state = ANY (ARRAY['missing'::text, 'work'::text, 'ready'::text]))),
  constraint label_item_folder_id_fkey FOREIGN KEY (folder_id) REFERENCES label_folder(id),
  constraint label_item_pkey PRIMARY KEY (id)
);
CREATE INDEX label_item_folder ON public.label_item USING btree (folder_id, place);

-- A check of the ledger; who asked for it is in the register. A process that died leaves one without an end: after a minute without a sign it counts as broken off.
create table ledger_check (
  id bigint not null generated always as identity,
  begun_at timestamp with time zone not null default now(),
  seen_at timestamp with time zone not null default now(), -- The last sign of life of the process that checks.
  done bigint not null default 0,
  total bigint not null default 0,
  ended_at timestamp with time zone,
  ok boolean,
  found jsonb, -- Facts that hold, head, and the fault with its place.
  constraint ledger_check_check CHECK (((ended_at IS NULL) = (found IS NULL))),
  constraint ledger_check_check1 CHECK (((ok IS NULL) = (found IS NULL))),
  constraint ledger_check_done_check CHECK ((done >= 0)),
  constraint ledger_check_total_check CHECK ((total >= 0)),
  constraint ledger_check_pkey PRIMARY KEY (id)
);
CREATE INDEX ledger_check_ended ON public.ledger_check USING btree (ended_at DESC) WHERE (ended_at IS NOT NULL);

-- Each time somebody linked two records by hand, or (same_as null) took a link back.
create table link_decision (
  id bigint not null generated always as identity,
  organisation_id bigint not null,
  same_as bigint,
  decided_by text not null,
  decided_at timestamp with time zone not null default now(),
  constraint link_decision_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint link_decision_same_as_fkey FOREIGN KEY (same_as) REFERENCES organisation(id),
  constraint link_decision_pkey PRIMARY KEY (id)
);

-- The last comparison of all records with one another.
create table linkage_run (
  one boolean not null default true,
  records integer not null,
  pairs integer not null,
  finished_at timestamp with time zone not null default now(),
  constraint linkage_run_one_check CHECK (one),
  constraint linkage_run_pkey PRIMARY KEY (one)
);

-- Derived: in how many records a word of a name occurs, so that a name that is being typed can be weighed without reading all names.
create table linkage_word (
  word text not null,
  bearers integer not null,
  constraint linkage_word_pkey PRIMARY KEY (word)
);

-- Answers that arrived for a case, and reports of mail that could not be delivered.
create table mail_in (
  id bigint not null generated always as identity,
  message_id text,
  received_at timestamp with time zone not null default now(),
  sender text not null,
  subject text not null,
  body text not null,
  case_key text,
  bounce_of bigint,
  constraint mail_in_bounce_of_fkey FOREIGN KEY (bounce_of) REFERENCES mail_outbox(id) ON DELETE SET NULL,
  constraint mail_in_pkey PRIMARY KEY (id),
  constraint mail_in_message_id_key UNIQUE (message_id)
);
CREATE INDEX mail_in_case ON public.mail_in USING btree (case_key) WHERE (case_key IS NOT NULL);

-- One row per mail. Its body is emptied when it has gone; the row stays until retention ends.
create table mail_outbox (
  id bigint not null generated always as identity,
  message_id text not null,
  recipient text not null,
  template text not null,
  subject text not null,
  text_body text,
  html_body text,
  headers jsonb not null default '{}'::jsonb,
  attachments jsonb not null default '[]'::jsonb,
  once_key text, -- Two mails with the same key are one: what is said once is sent once.
  case_key text, -- What an answer to it belongs to: "introduction 12".
  queued_at timestamp with time zone not null default now(),
  due_at timestamp with time zone not null default now(),
  useless_after timestamp with time zone, -- From then on it is not sent any more: a link that has expired helps nobody.
  state text not null default 'waiting'::text, -- sending is committed before the mail server hears of it, so that what was cut in the middle is uncertain and never sent twice by itself.
  attempts integer not null default 0,
  sent_at timestamp with time zone,
  problem text,
  settled_at timestamp with time zone, -- When a person decided to leave a failed, uncertain or bounced mail as it is.
  settled_by text,
  constraint mail_outbox_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'uncertain'::text, 'failed'::text, 'bounced'::text]))),
  constraint mail_outbox_pkey PRIMARY KEY (id),
  constraint mail_outbox_message_id_key UNIQUE (message_id),
  constraint mail_outbox_once_key_key UNIQUE (once_key)
);
CREATE INDEX mail_outbox_case ON public.mail_outbox USING btree (case_key) WHERE (case_key IS NOT NULL);
CREATE INDEX mail_outbox_recent ON public.mail_outbox USING btree (queued_at DESC);
CREATE INDEX mail_outbox_returned ON public.mail_outbox USING btree (recipient) WHERE (state = 'bounced'::text);
CREATE INDEX mail_outbox_trouble ON public.mail_outbox USING btree (state) WHERE ((state = ANY (ARRAY['uncertain'::text, 'failed'::text, 'bounced'::text])) AND (settled_at IS NULL));
CREATE INDEX mail_outbox_waiting ON public.mail_outbox USING btree (due_at) WHERE (state = ANY (ARRAY['waiting'::text, 'sending'::text]));

-- A member agreed that staff act for it: who said so, when, how. Without one that has not ended, staff do not change what a member says of itself.
create table mandate (
  id bigint not null generated always as identity,
  organisation_id bigint not null,
  given_by text not null,
  given_on date not null,
  how text not null,
  recorded_by text not null,
  recorded_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  ended_by text,
  constraint mandate_given_by_check CHECK ((given_by <> ''::text)),
  constraint mandate_how_check CHECK ((how = ANY (ARRAY['phone'::text, 'paper'::text, 'mail'::text, 'meeting'::text]))),
  constraint mandate_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint mandate_pkey PRIMARY KEY (id)
);
CREATE INDEX mandate_organisation ON public.mandate USING btree (organisation_id);

-- Two people, a slot and a table. A pair has one row for ever, so that calendars know it again: what is cancelled may be placed again.
create table meeting (
  id bigint not null generated always as identity,
  uid uuid not null default gen_random_uuid(),
  event_id bigint not null,
  a_id bigint not null,
  b_id bigint not null,
  slot_id bigint not null,
  table_id bigint not null,
  locked boolean not null default false,
  state text not null default 'placed'::text,
  sequence integer not null default 0, -- Raised when slot, table or state change: calendars take the newer one.
  told integer, -- The sequence of which both were told; empty while they know nothing of it.
  changed_at timestamp with time zone not null default now(),
  changed_by text not null,
  told_starts_at timestamp with time zone, -- When the two were told that they meet; empty while they know of none, or were told that it is off.
  told_table text, -- Where the two were told that they meet.
  constraint meeting_check CHECK ((a_id < b_id)),
  constraint meeting_state_check CHECK ((state = ANY (ARRAY['placed'::text, 'cancelled'::text]))),
  constraint meeting_told_whole CHECK (((told_starts_at IS NULL) = (told_table IS NULL))),
  constraint meeting_event_id_a_id_fkey FOREIGN KEY (event_id, a_id) REFERENCES registration(event_id, id) ON DELETE CASCADE,
  constraint meeting_event_id_b_id_fkey FOREIGN KEY (event_id, b_id) REFERENCES registration(event_id, id) ON DELETE CASCADE,
  constraint meeting_event_id_fkey FOREIGN KEY (event_id) REFERENCES event_agenda(event_id) ON DELETE CASCADE,
  constraint meeting_event_id_slot_id_fkey FOREIGN KEY (event_id, slot_id) REFERENCES meeting_slot(event_id, id),
  constraint meeting_event_id_table_id_fkey FOREIGN KEY (event_id, table_id) REFERENCES event_table(event_id, id),
  constraint meeting_pkey PRIMARY KEY (id),
  constraint meeting_event_id_a_id_b_id_key UNIQUE (event_id, a_id, b_id),
  constraint meeting_event_id_id_key UNIQUE (event_id, id),
  constraint meeting_uid_key UNIQUE (uid),
  constraint meeting_table_once EXCLUDE USING btree (slot_id WITH =, table_id WITH =) WHERE ((state = 'placed'::text)) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX meeting_a ON public.meeting USING btree (a_id);
CREATE INDEX meeting_b ON public.meeting USING btree (b_id);

-- A slot in which somebody is not there.
create table meeting_away (
  event_id bigint not null,
  registration_id bigint not null,
  slot_id bigint not null,
  constraint meeting_away_event_id_registration_id_fkey FOREIGN KEY (event_id, registration_id) REFERENCES registration(event_id, id) ON DELETE CASCADE,
  constraint meeting_away_event_id_slot_id_fkey FOREIGN KEY (event_id, slot_id) REFERENCES meeting_slot(event_id, id) ON DELETE CASCADE,
  constraint meeting_away_pkey PRIMARY KEY (registration_id, slot_id)
);

-- What one side said of a meeting, with an id made on the phone: it may arrive late and more than once. The latest of a side counts.
create table meeting_mark (
  id uuid not null,
  seq bigint not null generated always as identity,
  event_id bigint not null,
  meeting_id bigint not null,
  registration_id bigint not null,
  outcome text not null, -- As that side sees it: they met, met somebody in the place of the other, the other did not come, they did not go themselves.
  at timestamp with time zone not null, -- By the clock of the phone, never later than ours.
  received_at timestamp with time zone not null,
  said_by text, -- The account that entered it for them; empty when the person did.
  constraint meeting_mark_outcome_check CHECK ((outcome = ANY (ARRAY['met'::text, 'stand-in'::text, 'they-absent'::text, 'we-absent'::text]))),
  constraint meeting_mark_event_id_meeting_id_fkey FOREIGN KEY (event_id, meeting_id) REFERENCES meeting(event_id, id) ON DELETE CASCADE,
  constraint meeting_mark_event_id_registration_id_fkey FOREIGN KEY (event_id, registration_id) REFERENCES registration(event_id, id) ON DELETE CASCADE,
  constraint meeting_mark_pkey PRIMARY KEY (id),
  constraint meeting_mark_seq_key UNIQUE (seq)
);
CREATE INDEX meeting_mark_meeting ON public.meeting_mark USING btree (meeting_id);

-- What somebody noted for themselves: staff and the other side never read it. Goes with the name.
create table meeting_note (
  event_id bigint not null,
  meeting_id bigint not null,
  registration_id bigint not null,
  text text not null,
  at timestamp with time zone not null,
  constraint meeting_note_text_check CHECK ((text <> ''::text)),
  constraint meeting_note_event_id_meeting_id_fkey FOREIGN KEY (event_id, meeting_id) REFERENCES meeting(event_id, id) ON DELETE CASCADE,
  constraint meeting_note_event_id_registration_id_fkey FOREIGN KEY (event_id, registration_id) REFERENCES registration(event_id, id) ON DELETE CASCADE,
  constraint meeting_note_pkey PRIMARY KEY (meeting_id, registration_id)
);

-- What somebody registered said for the meetings. Who has said nothing has no row, and takes part.
create table meeting_person (
  registration_id bigint not null,
  event_id bigint not null,
  takes_part boolean not null default true,
  offers text not null default ''::text,
  seeks text not null default ''::text,
  languages text[] not null default '{}'::text[],
  kept_apart text not null default ''::text, -- A group whose people do not meet each other here, competitors for example; set by staff.
  people integer not null default 1, -- Chairs taken: more than one for a delegation or with an interpreter.
  most_meetings integer,
  accessible boolean not null default false,
  phone text not null default ''::text,
  said_at timestamp with time zone, -- When something was said; empty while staff have only set the group.
  said_by text, -- The account that entered it; empty when the person did.
  constraint meeting_person_most_meetings_check CHECK ((most_meetings >= 0)),
  constraint meeting_person_people_check CHECK (((people >= 1) AND (people <= 20))),
  constraint meeting_person_event_id_fkey FOREIGN KEY (event_id) REFERENCES event_agenda(event_id) ON DELETE CASCADE,
  constraint meeting_person_event_id_registration_id_fkey FOREIGN KEY (event_id, registration_id) REFERENCES registration(event_id, id) ON DELETE CASCADE,
  constraint meeting_person_pkey PRIMARY KEY (registration_id)
);

-- Where everybody is in each slot: kept by a trigger on meeting, so that nobody is in two places.
create table meeting_seat (
  meeting_id bigint not null,
  slot_id bigint not null,
  registration_id bigint not null,
  constraint meeting_seat_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES meeting(id) ON DELETE CASCADE,
  constraint meeting_person_once PRIMARY KEY (slot_id, registration_id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX meeting_seat_meeting ON public.meeting_seat USING btree (meeting_id);

-- A time at which meetings are held, all tables at once.
create table meeting_slot (
  id bigint not null generated always as identity,
  event_id bigint not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  constraint meeting_slot_check CHECK ((ends_at > starts_at)),
  constraint meeting_slot_event_id_fkey FOREIGN KEY (event_id) REFERENCES event_agenda(event_id) ON DELETE CASCADE,
  constraint meeting_slot_pkey PRIMARY KEY (id),
  constraint meeting_slot_event_id_id_key UNIQUE (event_id, id),
  constraint meeting_slot_apart EXCLUDE USING gist (event_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
);

-- Whom somebody wants to meet, or not. Accepting a wish is a like back, declining a no back: there is no other answer.
create table meeting_wish (
  event_id bigint not null,
  from_id bigint not null,
  to_id bigint not null,
  strength text not null,
  said_at timestamp with time zone not null,
  said_by text,
  expires_at timestamp with time zone, -- Until when an answer is waited for. Without one the wish no longer counts; empty never expires.
  constraint meeting_wish_check CHECK ((from_id <> to_id)),
  constraint meeting_wish_strength_check CHECK ((strength = ANY (ARRAY['must'::text, 'like'::text, 'no'::text]))),
  constraint meeting_wish_event_id_fkey FOREIGN KEY (event_id) REFERENCES event_agenda(event_id) ON DELETE CASCADE,
  constraint meeting_wish_event_id_from_id_fkey FOREIGN KEY (event_id, from_id) REFERENCES registration(event_id, id) ON DELETE CASCADE,
  constraint meeting_wish_event_id_to_id_fkey FOREIGN KEY (event_id, to_id) REFERENCES registration(event_id, id) ON DELETE CASCADE,
  constraint meeting_wish_pkey PRIMARY KEY (from_id, to_id)
);
CREATE INDEX meeting_wish_event ON public.meeting_wish USING btree (event_id);
CREATE INDEX meeting_wish_to ON public.meeting_wish USING btree (to_id);

-- Files of a member. In the database, so that one backup holds all and a file is there exactly when its row is.
create table member_document (
  id bigint not null generated always as identity,
  organisation_id bigint not null,
  kind text not null,
  name text not null,
  media_type text not null,
  size integer not null,
  sha256 text not null,
  bytes bytea not null,
  visibility text not null default 'staff'::text, -- staff: the cluster's staff and those who act for the member; members: everybody of the cluster.
  added_by text not null,
  added_at timestamp with time zone not null default now(),
  constraint member_document_kind_check CHECK ((kind = ANY (ARRAY['application'::text, 'statute'::text, 'declaration'::text, 'agreement'::text, 'brochure'::text, 'other'::text]))),
  constraint member_document_name_check CHECK ((name <> ''::text)),
  constraint member_document_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint member_document_size_check CHECK ((size > 0)),
  constraint member_document_visibility_check CHECK ((visibility = ANY (ARRAY['members'::text, 'staff'::text]))),
  constraint member_document_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE CASCADE,
  constraint member_document_pkey PRIMARY KEY (id),
  constraint member_document_organisation_id_sha256_key UNIQUE (organisation_id, sha256)
);
CREATE INDEX member_document_organisation ON public.member_document USING btree (organisation_id);

-- What the registry said of a member, from when to when it said so. Written by triggers only. No personal data.
create table member_period (
  organisation_id bigint not null,
  since timestamp with time zone not null,
  until timestamp with time zone,
  record jsonb not null,
  constraint member_period_check CHECK ((until > since)),
  constraint member_period_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE CASCADE,
  constraint member_period_pkey PRIMARY KEY (organisation_id, since)
);
CREATE UNIQUE INDEX member_period_open ON public.member_period USING btree (organisation_id) WHERE (until IS NULL);

-- Who belongs to the cluster, since when, until when.
create table membership (
  id bigint not null generated always as identity,
  cluster_id smallint not null,
  organisation_id bigint not null,
  category text not null,
  joined_on date not null,
  left_on date,
  joined_because text,
  left_because text,
  fee_cents bigint, -- What it pays a year; null where that was not agreed.
  constraint membership_category_check CHECK ((category = ANY (ARRAY['company'::text, 'sme'::text, 'startup'::text, 'university'::text, 'research'::text, 'health'::text, 'training'::text, 'public'::text, 'association'::text]))),
  constraint membership_check CHECK (((left_on IS NULL) OR (left_on >= joined_on))),
  constraint membership_fee_cents_check CHECK ((fee_cents >= 0)),
  constraint membership_cluster_id_fkey FOREIGN KEY (cluster_id) REFERENCES cluster(id),
  constraint membership_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint membership_pkey PRIMARY KEY (id),
  constraint keep_member TRIGGER DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX membership_organisation ON public.membership USING btree (organisation_id);
CREATE UNIQUE INDEX membership_current ON public.membership USING btree (cluster_id, organisation_id) WHERE (left_on IS NULL);

create table migration (
  name text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (name)
);

-- Italian municipalities by their ISTAT code.
create table municipality (
  istat_code text not null,
  name text not null,
  nuts3 text not null,
  constraint municipality_istat_code_check CHECK ((istat_code ~ '^[0-9]{6}$'::text)),
  constraint municipality_nuts3_fkey FOREIGN KEY (nuts3) REFERENCES nuts(code),
  constraint municipality_pkey PRIMARY KEY (istat_code)
);

-- Something a member looks for, in its own words: open until its last day or until it is closed.
create table need (
  id bigint not null generated always as identity,
  organisation_id bigint not null,
  title text not null,
  words text not null,
  until date not null,
  visibility text not null default 'members'::text,
  published_by text not null, -- The account that published it; no more than a code once the person is erased.
  published_at timestamp with time zone not null default now(),
  edited_at timestamp with time zone not null default now(),
  closed_at timestamp with time zone,
  constraint need_title_check CHECK ((title <> ''::text)),
  constraint need_visibility_check CHECK ((visibility = ANY (ARRAY['public'::text, 'members'::text]))),
  constraint need_words_check CHECK ((words <> ''::text)),
  constraint need_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint need_pkey PRIMARY KEY (id)
);
CREATE INDEX need_organisation ON public.need USING btree (organisation_id);

-- What staff want to remember of an organisation. Seen by staff alone; its author deletes it, the register keeps that it was.
create table note (
  id bigint not null generated always as identity,
  organisation_id bigint not null,
  words text not null,
  written_by text not null,
  written_at timestamp with time zone not null default now(),
  constraint note_words_check CHECK ((words <> ''::text)),
  constraint note_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint note_pkey PRIMARY KEY (id)
);
CREATE INDEX note_organisation ON public.note USING btree (organisation_id, id DESC);

-- Regions of the Nomenclature of Territorial Units for Statistics: level 0 country, 2 region, 3 province.
create table nuts (
  code text not null,
  level smallint not null generated always as ((length(code) - 2)) stored,
  name text not null,
  constraint nuts_code_check CHECK ((code ~ '^[A-Z]{2}[A-Z0-9]{0,3}$'::text)),
  constraint nuts_pkey PRIMARY KEY (code)
);

-- A legal entity, or a unit of one that takes part under its own identifier.
create table organisation (
  id bigint not null generated always as identity,
  key text not null, -- Its address in pages and API: the PIC where it has one, a short name otherwise.
  pic text,
  ror_id text,
  vat text,
  name text not null,
  short_name text,
  other_names text[] not null default '{}'::text[],
  kind text not null default 'OTH'::text, -- Activity type as in CORDIS: HES higher education, REC research, PRC private for profit, PUB public body, OTH other.
  sme boolean, -- Null when nobody has said.
  country text,
  nuts text, -- The finest NUTS code known; versions of the classification are mixed in the sources.
  city text,
  postcode text,
  street text,
  latitude double precision,
  longitude double precision,
  website text,
  says text, -- What it says of itself, in its own words (Italian or English).
  looks_for text, -- What it is looking for, in its own words.
  same_as bigint, -- The organisation this record is another identifier of. Chains are not allowed: it points to a record that points nowhere.
  linked_by text,
  invented boolean not null default false, -- Part of the example cluster: not a real organisation.
  source text not null,
  source_hash text, -- Fingerprint of the imported record: an equal one means nothing changed.
  project_count integer not null default 0, -- Derived: projects as beneficiary, own and linked records together. Refreshed by refresh_organisation_summary().
  coordinated_count integer not null default 0,
  contribution_cents bigint not null default 0,
  last_start date,
  updated_at timestamp with time zone not null default now(),
  fiscal_code text, -- Italian codice fiscale: 11 digits, or 16 characters for a sole trader.
  lei text, -- Legal Entity Identifier (ISO 17442).
  public_body boolean, -- Public or private, for those who need to know; null when nobody has said.
  phone text, -- Of its switchboard: a person's phone is in person.
  taken_back boolean not null default false, -- Came with an import that was taken back, but facts name it: kept under its key, found in no list.
  constraint organisation_check CHECK (((same_as IS NULL) OR (same_as <> id))),
  constraint organisation_check1 CHECK (((same_as IS NULL) = (linked_by IS NULL))),
  constraint organisation_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint organisation_key_check CHECK ((key ~ '^[a-z0-9][a-z0-9-]{1,80}$'::text)),
  constraint organisation_kind_check CHECK ((kind = ANY (ARRAY['HES'::text, 'REC'::text, 'PRC'::text, 'PUB'::text, 'OTH'::text]))),
  constraint organisation_lei_check CHECK ((lei ~ '^[A-Z0-9]{18}[0-9]{2}$'::text)),
  constraint organisation_linked_by_check CHECK ((linked_by = ANY (ARRAY['hand'::text, 'vat'::text]))),
  constraint organisation_name_check CHECK ((name <> ''::text)),
  constraint organisation_nuts_check CHECK ((nuts ~ '^[A-Z]{2}[A-Z0-9]{0,3}$'::text)),
  constraint organisation_pic_check CHECK ((pic ~ '^[0-9]{9}$'::text)),
  constraint organisation_source_check CHECK ((source = ANY (ARRAY['cordis'::text, 'ror'::text, 'cluster'::text, 'hand'::text]))),
  constraint organisation_same_as_fkey FOREIGN KEY (same_as) REFERENCES organisation(id),
  constraint organisation_pkey PRIMARY KEY (id),
  constraint keep_member TRIGGER DEFERRABLE INITIALLY DEFERRED,
  constraint organisation_key_key UNIQUE (key),
  constraint organisation_pic_key UNIQUE (pic),
  constraint organisation_ror_id_key UNIQUE (ror_id)
);
CREATE INDEX organisation_country ON public.organisation USING btree (country, nuts);
CREATE INDEX organisation_fiscal_code ON public.organisation USING btree (fiscal_code) WHERE (fiscal_code IS NOT NULL);
CREATE INDEX organisation_folded_name ON public.organisation USING btree (fold(name));
CREATE INDEX organisation_projects ON public.organisation USING btree (project_count DESC, id);
CREATE INDEX organisation_same_as ON public.organisation USING btree (same_as) WHERE (same_as IS NOT NULL);
CREATE INDEX organisation_vat ON public.organisation USING btree (vat) WHERE (vat IS NOT NULL);

-- Derived: fields of science of an organisation's projects, linked records together.
create table organisation_concept (
  organisation_id bigint not null,
  concept_code text not null,
  project_count integer not null,
  weight real not null, -- 0..1, how typical the field is of this organisation: share of its projects, rarer fields counting more.
  constraint organisation_concept_concept_code_fkey FOREIGN KEY (concept_code) REFERENCES concept(code),
  constraint organisation_concept_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE CASCADE,
  constraint organisation_concept_pkey PRIMARY KEY (organisation_id, concept_code)
);
CREATE INDEX organisation_concept_concept ON public.organisation_concept USING btree (concept_code, weight DESC);

-- Derived: names, words and filters of each organisation, linked records counted with the one they point to.
create table organisation_search (
  organisation_id bigint not null,
  name text not null, -- All its names and acronyms, folded: what typing errors are forgiven in.
  words tsvector not null, -- Names, fields of science in both languages, acronyms of projects, what it says of itself.
  country text,
  region text,
  province text,
  kind text not null,
  sme boolean,
  member boolean not null,
  category text,
  programmes text[] not null,
  concepts text[] not null, -- Codes of its fields of science with all their ancestors.
  project_count integer not null,
  contribution_cents bigint not null,
  sort_name text not null,
  constraint organisation_search_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE CASCADE,
  constraint organisation_search_pkey PRIMARY KEY (organisation_id)
);
CREATE INDEX organisation_search_concepts ON public.organisation_search USING gin (concepts);
CREATE INDEX organisation_search_name ON public.organisation_search USING gin (name gin_trgm_ops);
CREATE INDEX organisation_search_place ON public.organisation_search USING btree (country, region, province);
CREATE INDEX organisation_search_size ON public.organisation_search USING btree (project_count DESC, organisation_id);
CREATE INDEX organisation_search_words ON public.organisation_search USING gin (words);

-- Who took part in which project. Coordinators and participants are beneficiaries; associated and third parties are not.
create table participation (
  project_id bigint not null,
  organisation_id bigint not null,
  role text not null,
  contribution_cents bigint,
  net_contribution_cents bigint,
  total_cost_cents bigint,
  ended boolean not null default false,
  constraint participation_role_check CHECK ((role = ANY (ARRAY['coordinator'::text, 'participant'::text, 'associatedPartner'::text, 'thirdParty'::text]))),
  constraint participation_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint participation_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id) ON DELETE CASCADE,
  constraint participation_pkey PRIMARY KEY (project_id, organisation_id, role)
);
CREATE INDEX participation_organisation ON public.participation USING btree (organisation_id) INCLUDE (project_id, role);

-- Somebody the cluster speaks to: only what is needed to reach them. Deleted when they ask, or when retention says so.
create table person (
  id bigint not null generated always as identity,
  name text not null,
  email text,
  phone text,
  language text not null default 'it'::text,
  account_id text,
  says text, -- What they say of themselves in the directory, in their own words.
  listed_at timestamp with time zone, -- Since when they want to stand in the directory of people; null: they do not.
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint person_email_check CHECK ((email = lower(email))),
  constraint person_language_check CHECK ((language = ANY (ARRAY['it'::text, 'en'::text]))),
  constraint person_name_check CHECK ((name <> ''::text)),
  constraint person_account_id_fkey FOREIGN KEY (account_id) REFERENCES account_user(id) ON DELETE SET NULL,
  constraint person_pkey PRIMARY KEY (id),
  constraint person_account_id_key UNIQUE (account_id)
);
CREATE INDEX person_email ON public.person USING btree (email) WHERE (email IS NOT NULL);

-- One request to pitch. Its link is sealed by a secret outside the database and stands nowhere in it.
create table pitch (
  id bigint not null generated always as identity,
  event_id bigint not null,
  email text,
  name text not null default ''::text,
  organisation text not null default ''::text,
  title text not null default ''::text,
  summary text not null default ''::text,
  deck text not null default ''::text,
  answers jsonb not null default '{}'::jsonb,
  language text not null default 'it'::text,
  state text not null default 'draft'::text,
  told text, -- The decision its people were last written to about.
  place integer, -- Place in the order of the day, from 1; only of those accepted.
  votes integer, -- Votes of the room, counted as the vote closes.
  consent_version integer,
  consented_at timestamp with time zone,
  made_at timestamp with time zone not null default now(),
  sent_at timestamp with time zone,
  decided_at timestamp with time zone,
  decided_by text,
  erased_at timestamp with time zone,
  constraint pitch_check CHECK (((place IS NULL) OR (state = 'accepted'::text))),
  constraint pitch_check1 CHECK (((erased_at IS NOT NULL) OR (email IS NOT NULL))),
  constraint pitch_check2 CHECK (((erased_at IS NULL) OR ((email IS NULL) AND (name = ''::text) AND (summary = ''::text) AND (deck = ''::text) AND (answers = '{}'::jsonb)))),
  constraint pitch_check3 CHECK (((state = 'draft'::text) OR (sent_at IS NOT NULL) OR (state = 'withdrawn'::text))),
  constraint pitch_language_check CHECK ((language = ANY (ARRAY['it'::text, 'en'::text]))),
  constraint pitch_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'sent'::text, 'accepted'::text, 'reserve'::text, 'declined'::text, 'withdrawn'::text]))),
  constraint pitch_told_check CHECK ((told = ANY (ARRAY['accepted'::text, 'reserve'::text, 'declined'::text]))),
  constraint pitch_votes_check CHECK ((votes >= 0)),
  constraint pitch_event_id_fkey FOREIGN KEY (event_id) REFERENCES pitching(event_id) ON DELETE CASCADE,
  constraint pitch_pkey PRIMARY KEY (id),
  constraint pitch_event_id_id_key UNIQUE (event_id, id),
  constraint pitch_place UNIQUE (event_id, place)
);
CREATE UNIQUE INDEX pitch_live ON public.pitch USING btree (event_id, lower(email), lower(organisation)) WHERE (state <> 'withdrawn'::text);

-- What the room sees now: who pitches, in which part, and for how long at an instant.
create table pitch_clock (
  event_id bigint not null,
  pitch_id bigint,
  phase text not null default 'pitch'::text,
  elapsed_ms integer not null default 0,
  running boolean not null default false,
  since timestamp with time zone not null,
  turn integer not null default 1,
  constraint pitch_clock_elapsed_ms_check CHECK ((elapsed_ms >= 0)),
  constraint pitch_clock_phase_check CHECK ((phase = ANY (ARRAY['pitch'::text, 'questions'::text]))),
  constraint pitch_clock_event_id_fkey FOREIGN KEY (event_id) REFERENCES pitching(event_id) ON DELETE CASCADE,
  constraint pitch_clock_event_id_pitch_id_fkey FOREIGN KEY (event_id, pitch_id) REFERENCES pitch(event_id, id) ON DELETE CASCADE,
  constraint pitch_clock_pkey PRIMARY KEY (event_id)
);

-- What pitches are judged by, from 1 to 5, with its weight: one rubric to choose who pitches, one for the jury in the room.
create table pitch_criterion (
  id bigint not null generated always as identity,
  event_id bigint not null,
  rubric text not null,
  it text not null,
  en text not null,
  weight integer not null,
  constraint pitch_criterion_en_check CHECK ((en <> ''::text)),
  constraint pitch_criterion_it_check CHECK ((it <> ''::text)),
  constraint pitch_criterion_rubric_check CHECK ((rubric = ANY (ARRAY['selection'::text, 'jury'::text]))),
  constraint pitch_criterion_weight_check CHECK (((weight >= 1) AND (weight <= 100))),
  constraint pitch_criterion_event_id_fkey FOREIGN KEY (event_id) REFERENCES pitching(event_id) ON DELETE CASCADE,
  constraint pitch_criterion_pkey PRIMARY KEY (id),
  constraint pitch_criterion_event_id_rubric_id_key UNIQUE (event_id, rubric, id)
);

-- Who judges: reviewers before the event, jurors in the room. They need no account.
create table pitch_judge (
  id bigint not null generated always as identity,
  event_id bigint not null,
  rubric text not null,
  name text not null default ''::text,
  email text,
  language text not null default 'it'::text,
  turn integer not null default 1, -- Raised to make links given before worthless.
  invited_at timestamp with time zone not null,
  invited_by text not null,
  removed_at timestamp with time zone,
  erased_at timestamp with time zone,
  constraint pitch_judge_check CHECK (((erased_at IS NULL) OR ((email IS NULL) AND (name = ''::text)))),
  constraint pitch_judge_language_check CHECK ((language = ANY (ARRAY['it'::text, 'en'::text]))),
  constraint pitch_judge_rubric_check CHECK ((rubric = ANY (ARRAY['selection'::text, 'jury'::text]))),
  constraint pitch_judge_event_id_fkey FOREIGN KEY (event_id) REFERENCES pitching(event_id) ON DELETE CASCADE,
  constraint pitch_judge_pkey PRIMARY KEY (id),
  constraint pitch_judge_event_id_rubric_id_key UNIQUE (event_id, rubric, id)
);
CREATE UNIQUE INDEX pitch_judge_live ON public.pitch_judge USING btree (event_id, rubric, lower(email)) WHERE ((removed_at IS NULL) AND (email IS NOT NULL));

-- A prize, and whose it is once it is given.
create table pitch_prize (
  id bigint not null generated always as identity,
  event_id bigint not null,
  it text not null,
  en text not null,
  given_by text not null,
  pitch_id bigint,
  constraint pitch_prize_en_check CHECK ((en <> ''::text)),
  constraint pitch_prize_given_by_check CHECK ((given_by = ANY (ARRAY['jury'::text, 'audience'::text, 'cluster'::text]))),
  constraint pitch_prize_it_check CHECK ((it <> ''::text)),
  constraint pitch_prize_event_id_fkey FOREIGN KEY (event_id) REFERENCES pitching(event_id) ON DELETE CASCADE,
  constraint pitch_prize_event_id_pitch_id_fkey FOREIGN KEY (event_id, pitch_id) REFERENCES pitch(event_id, id) ON DELETE CASCADE,
  constraint pitch_prize_pkey PRIMARY KEY (id)
);
CREATE INDEX pitch_prize_event ON public.pitch_prize USING btree (event_id, id);

-- What the organiser asks of those who want to pitch.
create table pitch_question (
  id bigint not null generated always as identity,
  event_id bigint not null,
  kind text not null,
  it text not null,
  en text not null,
  choices text[] not null default '{}'::text[],
  required boolean not null default false,
  constraint pitch_question_check CHECK (((kind = 'choice'::text) = (cardinality(choices) > 0))),
  constraint pitch_question_en_check CHECK ((en <> ''::text)),
  constraint pitch_question_it_check CHECK ((it <> ''::text)),
  constraint pitch_question_kind_check CHECK ((kind = ANY (ARRAY['text'::text, 'long'::text, 'choice'::text, 'yes-no'::text, 'number'::text]))),
  constraint pitch_question_event_id_fkey FOREIGN KEY (event_id) REFERENCES pitching(event_id) ON DELETE CASCADE,
  constraint pitch_question_pkey PRIMARY KEY (id)
);
CREATE INDEX pitch_question_event ON public.pitch_question USING btree (event_id, id);

-- One judge on one pitch: words, or that there is a conflict of interest.
create table pitch_review (
  event_id bigint not null,
  rubric text not null,
  judge_id bigint not null,
  pitch_id bigint not null,
  conflict boolean not null default false,
  words text not null default ''::text,
  shared boolean not null default true, -- Whether those who pitched may read the words, without whose they are.
  at timestamp with time zone not null,
  constraint pitch_review_event_id_pitch_id_fkey FOREIGN KEY (event_id, pitch_id) REFERENCES pitch(event_id, id) ON DELETE CASCADE,
  constraint pitch_review_event_id_rubric_judge_id_fkey FOREIGN KEY (event_id, rubric, judge_id) REFERENCES pitch_judge(event_id, rubric, id) ON DELETE CASCADE,
  constraint pitch_review_pkey PRIMARY KEY (judge_id, pitch_id),
  constraint pitch_review_event_id_rubric_judge_id_pitch_id_conflict_key UNIQUE (event_id, rubric, judge_id, pitch_id, conflict)
);

-- What one judge gave one pitch by one criterion: once, by its key.
create table pitch_score (
  event_id bigint not null,
  rubric text not null,
  judge_id bigint not null,
  pitch_id bigint not null,
  criterion_id bigint not null,
  conflict boolean not null default false,
  score smallint not null,
  at timestamp with time zone not null,
  constraint pitch_score_conflict_check CHECK ((NOT conflict)),
  constraint pitch_score_score_check CHECK (((score >= 1) AND (score <= 5))),
  constraint pitch_score_event_id_rubric_criterion_id_fkey FOREIGN KEY (event_id, rubric, criterion_id) REFERENCES pitch_criterion(event_id, rubric, id) ON DELETE CASCADE,
  constraint pitch_score_event_id_rubric_judge_id_pitch_id_conflict_fkey FOREIGN KEY (event_id, rubric, judge_id, pitch_id, conflict) REFERENCES pitch_review(event_id, rubric, judge_id, pitch_id, conflict) ON DELETE CASCADE,
  constraint pitch_score_pkey PRIMARY KEY (judge_id, pitch_id, criterion_id)
);

-- The vote of one person in the room. For which pitch is forgotten as the vote is closed and counted.
create table pitch_vote (
  registration_id bigint not null,
  event_id bigint not null,
  pitch_id bigint,
  at timestamp with time zone not null,
  constraint pitch_vote_event_id_pitch_id_fkey FOREIGN KEY (event_id, pitch_id) REFERENCES pitch(event_id, id) ON DELETE CASCADE,
  constraint pitch_vote_event_id_registration_id_fkey FOREIGN KEY (event_id, registration_id) REFERENCES registration(event_id, id) ON DELETE CASCADE,
  constraint pitch_vote_pkey PRIMARY KEY (registration_id)
);

-- The pitches of an event: its call, and how far selection, jury and vote of the room are.
create table pitching (
  event_id bigint not null,
  lead_it text not null default ''::text,
  lead_en text not null default ''::text,
  deadline timestamp with time zone not null,
  most_words integer not null default 300,
  minutes integer not null default 5,
  question_minutes integer not null default 3,
  blind boolean not null default false,
  opened_at timestamp with time zone, -- Since when the call takes pitches; empty before.
  starts_at timestamp with time zone not null, -- When the first one pitches; the others follow by their minutes.
  seed integer, -- The seed the order was last drawn by, so that the draw can be repeated.
  selection text not null default 'waiting'::text,
  jury text not null default 'waiting'::text,
  audience text not null default 'waiting'::text,
  words_released_at timestamp with time zone, -- Since when those who are told of a decision read the words of the reviewers.
  published_at timestamp with time zone,
  shows_ranking boolean not null default false, -- Whether the published results tell all places, and not the prizes alone.
  feedback_released_at timestamp with time zone,
  version integer not null default 1,
  made_by text not null,
  made_at timestamp with time zone not null default now(),
  constraint pitching_audience_check CHECK ((audience = ANY (ARRAY['waiting'::text, 'open'::text, 'closed'::text]))),
  constraint pitching_jury_check CHECK ((jury = ANY (ARRAY['waiting'::text, 'open'::text, 'closed'::text]))),
  constraint pitching_minutes_check CHECK (((minutes >= 1) AND (minutes <= 60))),
  constraint pitching_most_words_check CHECK (((most_words >= 20) AND (most_words <= 2000))),
  constraint pitching_question_minutes_check CHECK (((question_minutes >= 0) AND (question_minutes <= 60))),
  constraint pitching_selection_check CHECK ((selection = ANY (ARRAY['waiting'::text, 'open'::text, 'closed'::text]))),
  constraint pitching_event_id_fkey FOREIGN KEY (event_id) REFERENCES event(id) ON DELETE CASCADE,
  constraint pitching_pkey PRIMARY KEY (event_id)
);

-- Italian postcodes and the province they lie in; a few straddle two.
create table postcode (
  code text not null,
  nuts3 text not null,
  constraint postcode_nuts3_fkey FOREIGN KEY (nuts3) REFERENCES nuts(code),
  constraint postcode_pkey PRIMARY KEY (code, nuts3)
);

-- What a member says it has and does, beside its own words in organisation, and when somebody last said that all of it is still so.
create table profile (
  organisation_id bigint not null,
  equipment text,
  services text,
  trl_from smallint,
  trl_to smallint,
  confirmed_at timestamp with time zone,
  confirmed_by text,
  confirmed_mandate bigint, -- Staff confirmed it on the member's behalf, under this mandate.
  entered_at timestamp with time zone,
  entered_mandate bigint, -- The last change was entered by staff under this mandate; null when the member made it.
  version integer not null default 1,
  constraint profile_check CHECK (((trl_from IS NULL) = (trl_to IS NULL))),
  constraint profile_check1 CHECK ((trl_to >= trl_from)),
  constraint profile_check2 CHECK (((confirmed_at IS NULL) = (confirmed_by IS NULL))),
  constraint profile_trl_from_check CHECK (((trl_from >= 1) AND (trl_from <= 9))),
  constraint profile_trl_to_check CHECK (((trl_to >= 1) AND (trl_to <= 9))),
  constraint profile_confirmed_mandate_fkey FOREIGN KEY (confirmed_mandate) REFERENCES mandate(id),
  constraint profile_entered_mandate_fkey FOREIGN KEY (entered_mandate) REFERENCES mandate(id),
  constraint profile_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE CASCADE,
  constraint profile_pkey PRIMARY KEY (organisation_id),
  constraint keep_member TRIGGER DEFERRABLE INITIALLY DEFERRED
);

-- Who sees a field of a profile, where its member chose otherwise than the default.
create table profile_visibility (
  organisation_id bigint not null,
  field text not null,
  visibility text not null,
  constraint profile_visibility_visibility_check CHECK ((visibility = ANY (ARRAY['public'::text, 'members'::text, 'staff'::text]))),
  constraint profile_visibility_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE CASCADE,
  constraint profile_visibility_pkey PRIMARY KEY (organisation_id, field)
);

-- A funded project, under its grant agreement number.
create table project (
  id bigint not null,
  programme text not null,
  acronym text,
  title text,
  objective text,
  keywords text,
  terms text[] not null default '{}'::text[], -- Key terms drawn from its texts, in alphabetical order; what a fresh install has instead of the texts themselves.
  status text,
  topic_id text,
  call_id text,
  scheme text, -- Type of action as CORDIS writes it, e.g. HORIZON-RIA.
  signed_on date,
  starts_on date,
  ends_on date,
  total_cost_cents bigint,
  contribution_cents bigint,
  doi text,
  source_hash text not null,
  updated_at timestamp with time zone not null default now(),
  constraint project_contribution_cents_check CHECK ((contribution_cents >= 0)),
  constraint project_total_cost_cents_check CHECK ((total_cost_cents >= 0)),
  constraint project_topic_id_fkey FOREIGN KEY (topic_id) REFERENCES topic(id),
  constraint project_pkey PRIMARY KEY (id)
);
CREATE INDEX project_signed ON public.project USING btree (signed_on);
CREATE INDEX project_topic ON public.project USING btree (topic_id);

-- Fields of science of a project, as assigned by CORDIS.
create table project_concept (
  project_id bigint not null,
  concept_code text not null,
  constraint project_concept_concept_code_fkey FOREIGN KEY (concept_code) REFERENCES concept(code) DEFERRABLE INITIALLY DEFERRED,
  constraint project_concept_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id) ON DELETE CASCADE,
  constraint project_concept_pkey PRIMARY KEY (project_id, concept_code)
);
CREATE INDEX project_concept_concept ON public.project_concept USING btree (concept_code);

-- An application to a call. Its state is the last of its moves.
create table proposal (
  id bigint not null generated always as identity,
  cluster_id smallint not null,
  team_id bigint,
  call_id text,
  title text not null,
  acronym text not null,
  action text not null,
  state text not null default 'draft'::text,
  starts_on date,
  months smallint,
  project_id bigint,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  constraint proposal_acronym_check CHECK ((acronym <> ''::text)),
  constraint proposal_check CHECK (((project_id IS NULL) OR (state = 'funded'::text))),
  constraint proposal_months_check CHECK (((months >= 1) AND (months <= 120))),
  constraint proposal_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'funded'::text, 'rejected'::text, 'withdrawn'::text]))),
  constraint proposal_title_check CHECK ((title <> ''::text)),
  constraint proposal_call_id_fkey FOREIGN KEY (call_id) REFERENCES call(id),
  constraint proposal_cluster_id_fkey FOREIGN KEY (cluster_id) REFERENCES cluster(id),
  constraint proposal_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id),
  constraint proposal_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id) ON DELETE SET NULL,
  constraint proposal_pkey PRIMARY KEY (id)
);
CREATE INDEX proposal_state ON public.proposal USING btree (state, id);

-- Each change of state: when it happened, who recorded it.
create table proposal_move (
  id bigint not null generated always as identity,
  proposal_id bigint not null,
  from_state text,
  to_state text not null,
  moved_on date not null,
  moved_by text not null,
  note text not null default ''::text,
  recorded_at timestamp with time zone not null default now(),
  constraint proposal_move_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES proposal(id) ON DELETE CASCADE,
  constraint proposal_move_pkey PRIMARY KEY (id)
);
CREATE INDEX proposal_move_proposal ON public.proposal_move USING btree (proposal_id, id);

-- Partners with their budget and requested contribution. Associated partners cannot charge costs.
create table proposal_partner (
  proposal_id bigint not null,
  organisation_id bigint not null,
  role text not null,
  budget_cents bigint not null default 0,
  rate_percent smallint not null default 100,
  requested_cents bigint not null default 0,
  constraint proposal_partner_budget_cents_check CHECK ((budget_cents >= 0)),
  constraint proposal_partner_check CHECK ((requested_cents <= budget_cents)),
  constraint proposal_partner_check1 CHECK (((role <> 'associatedPartner'::text) OR (requested_cents = 0))),
  constraint proposal_partner_rate_percent_check CHECK (((rate_percent >= 0) AND (rate_percent <= 100))),
  constraint proposal_partner_requested_cents_check CHECK ((requested_cents >= 0)),
  constraint proposal_partner_role_check CHECK ((role = ANY (ARRAY['coordinator'::text, 'participant'::text, 'affiliated'::text, 'associatedPartner'::text]))),
  constraint proposal_partner_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint proposal_partner_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES proposal(id) ON DELETE CASCADE,
  constraint proposal_partner_pkey PRIMARY KEY (proposal_id, organisation_id)
);
CREATE UNIQUE INDEX proposal_one_coordinator ON public.proposal_partner USING btree (proposal_id) WHERE (role = 'coordinator'::text);

-- A published report, frozen: its figures with their definitions, its words and the head of the ledger they were counted up to.
create table publication (
  report_id integer not null,
  published_at timestamp with time zone not null,
  hash text not null, -- The hash of the report: SHA-256 of the manifest of its package.
  statement json not null, -- As it was written, members in their order.
  constraint publication_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  constraint publication_report_id_fkey FOREIGN KEY (report_id) REFERENCES report(id),
  constraint publication_pkey PRIMARY KEY (report_id)
);

-- The files of a published report, as they went out: documents, sheets, open data, and the package that can be checked.
create table publication_file (
  report_id integer not null,
  name text not null, -- As in its address; what is in a language stands below that language.
  media_type text not null,
  sha256 text not null,
  bytes bytea not null,
  constraint publication_file_name_check CHECK ((name ~ '^((it|en)/)?[a-z0-9][a-zA-Z0-9._-]{1,80}$'::text)),
  constraint publication_file_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint publication_file_report_id_fkey FOREIGN KEY (report_id) REFERENCES publication(report_id),
  constraint publication_file_pkey PRIMARY KEY (report_id, name)
);

-- A built index; the newest one of the program's format is in use.
create table ranking_index (
  version bigint not null generated always as identity,
  format integer not null,
  fingerprint text not null, -- Of the rows it was built from: an equal one need not be built again.
  documents integer not null,
  actors integer not null,
  concept_codes text[] not null, -- Fields of science by the number the index gives them.
  byte_size bigint not null,
  build_seconds real not null,
  built_at timestamp with time zone not null default now(),
  constraint ranking_index_pkey PRIMARY KEY (version)
);

-- The bytes of an index, in parts of some megabytes.
create table ranking_index_chunk (
  version bigint not null,
  part integer not null,
  bytes bytea not null,
  constraint ranking_index_chunk_version_fkey FOREIGN KEY (version) REFERENCES ranking_index(version) ON DELETE CASCADE,
  constraint ranking_index_chunk_pkey PRIMARY KEY (version, part)
);

-- Organisations that have said whether they may be asked for introductions. Without a row: they may.
create table reachability (
  organisation_id bigint not null,
  refuses boolean not null,
  changed_by text not null,
  changed_at timestamp with time zone not null default now(),
  constraint reachability_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint reachability_pkey PRIMARY KEY (organisation_id)
);

-- One person at one event. Its links are sealed by a secret outside the database and stand nowhere in it.
create table registration (
  id bigint not null generated always as identity,
  event_id bigint not null,
  email text,
  name text not null default ''::text,
  organisation text not null default ''::text,
  organisation_id bigint,
  language text not null default 'it'::text,
  answers jsonb not null default '{}'::jsonb,
  needs text not null default ''::text, -- What somebody needs in order to take part; erased thirty days after the event.
  state text not null,
  line integer, -- Number in the line of those who wait; the lowest goes first.
  attendance text not null default 'unknown'::text,
  consent_version integer,
  consented_at timestamp with time zone,
  registered_at timestamp with time zone not null default now(),
  registered_by text, -- The account that entered it by hand; empty when the person did.
  cancelled_at timestamp with time zone,
  reminded_week_at timestamp with time zone,
  reminded_day_at timestamp with time zone,
  feedback_at timestamp with time zone,
  erased_at timestamp with time zone,
  constraint registration_attendance_check CHECK ((attendance = ANY (ARRAY['unknown'::text, 'present'::text, 'stand-in'::text, 'cancelled'::text, 'absent'::text]))),
  constraint registration_check CHECK (((state = 'waiting'::text) = (line IS NOT NULL))),
  constraint registration_check1 CHECK (((erased_at IS NULL) OR ((email IS NULL) AND (name = ''::text) AND (organisation = ''::text) AND (needs = ''::text) AND (answers = '{}'::jsonb)))),
  constraint registration_check2 CHECK (((erased_at IS NOT NULL) OR (email IS NOT NULL))),
  constraint registration_language_check CHECK ((language = ANY (ARRAY['it'::text, 'en'::text]))),
  constraint registration_state_check CHECK ((state = ANY (ARRAY['confirmed'::text, 'waiting'::text, 'cancelled'::text]))),
  constraint registration_event_id_consent_version_fkey FOREIGN KEY (event_id, consent_version) REFERENCES event_consent(event_id, version),
  constraint registration_event_id_fkey FOREIGN KEY (event_id) REFERENCES event(id) ON DELETE CASCADE,
  constraint registration_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint registration_pkey PRIMARY KEY (id),
  constraint registration_event_id_line_key UNIQUE (event_id, line),
  constraint registration_of_event UNIQUE (event_id, id)
);
CREATE INDEX registration_email ON public.registration USING btree (lower(email));
CREATE UNIQUE INDEX registration_live ON public.registration USING btree (event_id, lower(email)) WHERE (state <> 'cancelled'::text);

-- The report of a period in one edition: words in both languages, and its state.
create table report (
  id integer not null generated always as identity,
  cluster_id smallint not null default 1,
  period text not null,
  from_day date not null,
  until_day date not null,
  edition smallint not null,
  state text not null default 'draft'::text,
  blocks jsonb not null default '[]'::jsonb, -- Words by section: [{section, it, en}]; figures stand in them as references ({events_held}).
  head_seq bigint, -- The fact up to which the ledger is read, fixed from reviewed on: what is approved is what is published. Null while a draft, or when the ledger was empty.
  reviewed_by text,
  version integer not null default 1, -- Counts changes: a form that began from an older one is refused, and of two people who approve at once one is told.
  begun_at timestamp with time zone not null default now(),
  begun_by text not null,
  constraint report_blocks_check CHECK ((jsonb_typeof(blocks) = 'array'::text)),
  constraint report_check CHECK ((from_day <= until_day)),
  constraint report_check1 CHECK (((state = 'draft'::text) OR (reviewed_by IS NOT NULL))),
  constraint report_edition_check CHECK ((edition > 0)),
  constraint report_period_check CHECK ((period ~ '^\d{4}(-H[12]|-\d\d-\d\d\.\.\d{4}-\d\d-\d\d)?$'::text)),
  constraint report_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'reviewed'::text, 'approved'::text, 'published'::text]))),
  constraint report_cluster_id_fkey FOREIGN KEY (cluster_id) REFERENCES cluster(id),
  constraint report_head_seq_fkey FOREIGN KEY (head_seq) REFERENCES fact_link(seq),
  constraint report_pkey PRIMARY KEY (id),
  constraint report_cluster_id_period_edition_key UNIQUE (cluster_id, period, edition)
);
CREATE UNIQUE INDEX report_in_work ON public.report USING btree (cluster_id, period) WHERE (state <> 'published'::text);

-- Who moved a report on or back, and when; only ever added to.
create table report_move (
  id integer not null generated always as identity,
  report_id integer not null,
  from_state text,
  to_state text not null,
  moved_at timestamp with time zone not null default now(),
  moved_by text not null,
  note text not null default ''::text,
  constraint report_move_report_id_fkey FOREIGN KEY (report_id) REFERENCES report(id),
  constraint report_move_pkey PRIMARY KEY (id)
);
CREATE INDEX report_move_report ON public.report_move USING btree (report_id, id DESC);

-- Who may act for which organisation. Ended by deleting; the audit keeps who did what.
create table representation (
  id bigint not null generated always as identity,
  account_id text not null,
  organisation_id bigint not null,
  may text not null, -- represent: speaks for it, also in what binds it; contribute: keeps its profile and answers.
  granted_by text not null,
  since timestamp with time zone not null default now(),
  constraint representation_may_check CHECK ((may = ANY (ARRAY['represent'::text, 'contribute'::text]))),
  constraint representation_account_id_fkey FOREIGN KEY (account_id) REFERENCES account_user(id) ON DELETE CASCADE,
  constraint representation_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint representation_pkey PRIMARY KEY (id),
  constraint representation_account_id_organisation_id_key UNIQUE (account_id, organisation_id)
);
CREATE INDEX representation_organisation ON public.representation USING btree (organisation_id);

-- Further seats of a member; the registered one is in organisation.
create table seat (
  id bigint not null generated always as identity,
  organisation_id bigint not null,
  city text not null,
  nuts3 text,
  street text,
  postcode text,
  constraint seat_city_check CHECK ((city <> ''::text)),
  constraint seat_nuts3_fkey FOREIGN KEY (nuts3) REFERENCES nuts(code),
  constraint seat_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE CASCADE,
  constraint seat_pkey PRIMARY KEY (id),
  constraint keep_member TRIGGER DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX seat_organisation ON public.seat USING btree (organisation_id);

-- A time-based code (RFC 6238) asked after the link or the provider. The secret is sealed with the installation's key.
create table second_factor (
  account_id text not null,
  secret text not null,
  confirmed_at timestamp with time zone,
  last_step bigint, -- The step of the last code accepted: a code is good once.
  spare_codes text[] not null default '{}'::text[], -- Hashes of the codes for a lost phone; each is good once.
  failures integer not null default 0,
  failed_at timestamp with time zone,
  constraint second_factor_account_id_fkey FOREIGN KEY (account_id) REFERENCES account_user(id) ON DELETE CASCADE,
  constraint second_factor_pkey PRIMARY KEY (account_id)
);

-- What an import changed, field by field. Kept thirty days, while it can be taken back.
create table sheet_change (
  import_id bigint not null,
  place integer not null,
  organisation_id bigint not null,
  field text not null,
  before jsonb,
  after jsonb,
  constraint sheet_change_import_id_fkey FOREIGN KEY (import_id) REFERENCES sheet_import(id) ON DELETE CASCADE,
  constraint sheet_change_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE CASCADE,
  constraint sheet_change_pkey PRIMARY KEY (import_id, place)
);

-- What a heading (folded) was said to mean, remembered for the next spreadsheet.
create table sheet_column (
  heading text not null,
  field text not null,
  used_at timestamp with time zone not null default now(),
  constraint sheet_column_pkey PRIMARY KEY (heading)
);

-- A spreadsheet of members on its way into the registry.
create table sheet_import (
  id bigint not null generated always as identity,
  file_name text not null,
  sha256 text not null,
  sheets jsonb, -- Its cells as text. Emptied when it is applied, dropped, or a week old: they hold persons.
  sheet text,
  heading_row integer,
  mapping jsonb, -- Column number to the field it fills.
  answers jsonb not null default '{}'::jsonb, -- Row number to who staff said it is: a key of an organisation, or "new".
  clears boolean not null default false, -- Whether an empty cell empties the field.
  counts jsonb not null default '{}'::jsonb,
  state text not null default 'uploaded'::text,
  uploaded_by text not null,
  uploaded_at timestamp with time zone not null default now(),
  applied_at timestamp with time zone,
  undone_at timestamp with time zone,
  undone_by text,
  constraint sheet_import_state_check CHECK ((state = ANY (ARRAY['uploaded'::text, 'applied'::text, 'undone'::text, 'dropped'::text]))),
  constraint sheet_import_pkey PRIMARY KEY (id)
);

-- Something staff have to do, about an organisation or by itself.
create table task (
  id bigint not null generated always as identity,
  organisation_id bigint,
  title text not null,
  due_on date,
  assignee text,
  added_by text not null,
  added_at timestamp with time zone not null default now(),
  done_at timestamp with time zone,
  done_by text,
  constraint task_title_check CHECK ((title <> ''::text)),
  constraint task_assignee_fkey FOREIGN KEY (assignee) REFERENCES account_user(id) ON DELETE SET NULL,
  constraint task_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint task_pkey PRIMARY KEY (id)
);
CREATE INDEX task_open ON public.task USING btree (due_on) WHERE (done_at IS NULL);
CREATE INDEX task_organisation ON public.task USING btree (organisation_id) WHERE (organisation_id IS NOT NULL);

-- A team being put together for a call.
create table team (
  id bigint not null generated always as identity,
  cluster_id smallint not null,
  call_id text,
  name text not null,
  notes text not null default ''::text,
  size_min smallint not null default 6,
  size_max smallint not null default 12,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  version integer not null default 1, -- Grows with each change: a save of an older page is refused instead of overwriting.
  members_first boolean not null default false, -- Members of the cluster are preferred among equals.
  archived_at timestamp with time zone, -- When it was put aside; it can be brought back.
  constraint team_check CHECK ((size_min <= size_max)),
  constraint team_name_check CHECK ((name <> ''::text)),
  constraint team_size_max_check CHECK (((size_max >= 1) AND (size_max <= 60))),
  constraint team_size_min_check CHECK (((size_min >= 1) AND (size_min <= 60))),
  constraint team_call_id_fkey FOREIGN KEY (call_id) REFERENCES call(id),
  constraint team_cluster_id_fkey FOREIGN KEY (cluster_id) REFERENCES cluster(id),
  constraint team_pkey PRIMARY KEY (id)
);

-- The competences this team wants covered; begins as the call's, then edited.
create table team_competence (
  team_id bigint not null,
  concept_code text not null,
  weight real not null,
  constraint team_competence_weight_check CHECK (((weight > (0)::double precision) AND (weight <= (3)::double precision))),
  constraint team_competence_concept_code_fkey FOREIGN KEY (concept_code) REFERENCES concept(code),
  constraint team_competence_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id) ON DELETE CASCADE,
  constraint team_competence_pkey PRIMARY KEY (team_id, concept_code)
);

-- Name and notes of a team as one person typed them, until they save; forgotten after a month.
create table team_draft (
  account_id text not null,
  call_id text not null,
  team_id bigint, -- The saved team they belong to; null for one that was never saved.
  name text not null,
  notes text not null,
  version integer, -- The version of that team they were typed over.
  written_at timestamp with time zone not null default now(),
  constraint team_draft_account_id_fkey FOREIGN KEY (account_id) REFERENCES account_user(id) ON DELETE CASCADE,
  constraint team_draft_call_id_fkey FOREIGN KEY (call_id) REFERENCES call(id) ON DELETE CASCADE,
  constraint team_draft_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id) ON DELETE CASCADE,
  constraint team_draft_account_id_call_id_team_id_key UNIQUE NULLS NOT DISTINCT (account_id, call_id, team_id)
);

-- Who is in, who must stay, and who is not wanted.
create table team_member (
  team_id bigint not null,
  organisation_id bigint not null,
  state text not null,
  role text not null default 'participant'::text,
  note text not null default ''::text,
  constraint team_member_role_check CHECK ((role = ANY (ARRAY['coordinator'::text, 'participant'::text, 'affiliated'::text, 'associatedPartner'::text]))),
  constraint team_member_state_check CHECK ((state = ANY (ARRAY['in'::text, 'fixed'::text, 'excluded'::text]))),
  constraint team_member_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint team_member_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id) ON DELETE CASCADE,
  constraint team_member_pkey PRIMARY KEY (team_id, organisation_id)
);
CREATE UNIQUE INDEX team_one_coordinator ON public.team_member USING btree (team_id) WHERE (role = 'coordinator'::text);

-- Identifiers and titles of the call topics that projects answered, e.g. HORIZON-HLTH-2023-TOOL-05-03.
create table topic (
  id text not null,
  title text,
  constraint topic_pkey PRIMARY KEY (id)
);

-- A value chain the cluster works on, with who leads its table.
create table value_chain (
  id bigint not null generated always as identity,
  cluster_id smallint not null,
  name_it text not null,
  name_en text not null,
  says_it text not null default ''::text,
  says_en text not null default ''::text,
  chair_id bigint,
  vice_chair_id bigint,
  closed_at timestamp with time zone,
  code text not null default ''::text, -- What facts call it: made of the Italian name it began with, never changed and never given again.
  constraint value_chain_code_check CHECK ((code ~ '^[a-z0-9][a-z0-9-]{0,69}$'::text)),
  constraint value_chain_name_en_check CHECK ((name_en <> ''::text)),
  constraint value_chain_name_it_check CHECK ((name_it <> ''::text)),
  constraint value_chain_chair_id_fkey FOREIGN KEY (chair_id) REFERENCES person(id) ON DELETE SET NULL,
  constraint value_chain_cluster_id_fkey FOREIGN KEY (cluster_id) REFERENCES cluster(id),
  constraint value_chain_vice_chair_id_fkey FOREIGN KEY (vice_chair_id) REFERENCES person(id) ON DELETE SET NULL,
  constraint value_chain_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX value_chain_code ON public.value_chain USING btree (cluster_id, code);
CREATE UNIQUE INDEX value_chain_name ON public.value_chain USING btree (cluster_id, fold(name_it)) WHERE (closed_at IS NULL);
