alter table meeting add column briefing_minutes int not null default 0;
alter table meeting add column debrief_minutes int not null default 0;
alter table meeting add column briefing_event_id text;
alter table meeting add column debrief_event_id text;
-- What was done to it in Outlook, past us.
alter table meeting add column elsewhere text;
-- When a cancelled meeting was known to be off every calendar.
alter table meeting add column cleared_at timestamptz;

alter table meeting_attendee add column person_id text;
-- The answer that the organizer was told last.
alter table meeting_attendee add column told text not null default 'none';
create index meeting_attendee_by_person on meeting_attendee (tenant_id, person_id) where person_id is not null;

-- An executive of ours is asked to meet the client. `hours` are theirs, as their mailbox told when they were asked.
create table meeting_ask (
  tenant_id text not null,
  id uuid not null,
  deal_id uuid not null,
  executive_id text not null,
  subject text not null,
  stake text not null,
  client_name text,
  client_address text,
  client_zone text,
  client_rank int not null,
  starts_at timestamptz not null,
  minutes int not null,
  in_person boolean not null,
  hours jsonb not null,
  country text,
  ranks jsonb not null,
  meeting_id uuid,
  told_due text,
  created_by text not null,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, deal_id) references deal (tenant_id, id) on delete cascade
);
create index meeting_ask_by_deal on meeting_ask (tenant_id, deal_id);

-- What happened to an ask: sent, accepted, postponed, declined, debriefed. `for_other`: an assistant did it for the executive.
create table meeting_ask_event (
  tenant_id text not null,
  ask_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  kind text not null,
  by_id text not null,
  for_other boolean not null default false,
  option text,
  to_id text,
  words text,
  why text,
  instead text,
  starts_at timestamptz,
  ends_at timestamptz,
  delivered_at timestamptz,
  primary key (tenant_id, ask_id, id),
  foreign key (tenant_id, ask_id) references meeting_ask (tenant_id, id) on delete cascade
);

create table meeting_debrief (
  tenant_id text not null,
  meeting_id uuid not null,
  agreed text not null,
  next text not null,
  recap text not null,
  by_id text not null,
  at timestamptz not null,
  speaker_id text,
  recap_state text not null default 'waiting',
  primary key (tenant_id, meeting_id),
  foreign key (tenant_id, meeting_id) references meeting (tenant_id, id) on delete cascade
);

create table meeting_promise (
  tenant_id text not null,
  meeting_id uuid not null,
  id uuid not null,
  place int not null,
  what text not null,
  owner_id text not null,
  due date,
  task_state text not null default 'waiting',
  task_id text,
  primary key (tenant_id, meeting_id, id),
  foreign key (tenant_id, meeting_id) references meeting_debrief (tenant_id, meeting_id) on delete cascade
);

-- An executive of ours who keeps touch with one of the client's people. `touched_at`: a touch noted by hand.
create table exec_pair (
  tenant_id text not null,
  deal_id uuid not null,
  executive_id text not null,
  contact_id uuid not null,
  every_days int,
  touched_at timestamptz,
  primary key (tenant_id, deal_id, executive_id, contact_id),
  foreign key (tenant_id, deal_id) references deal (tenant_id, id) on delete cascade
);

-- Times offered to a client's person by a link. The link's secret is kept as a hash alone.
create table slot_offer (
  tenant_id text not null,
  id uuid not null,
  deal_id uuid not null,
  secret_hash text not null,
  client_name text not null,
  client_address text not null,
  client_zone text not null,
  language text not null,
  subject text not null,
  minutes int not null,
  people text[] not null,
  state text not null,
  meeting_id uuid,
  chosen_at timestamptz,
  expires_at timestamptz not null,
  created_by text not null,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, deal_id) references deal (tenant_id, id) on delete cascade
);
create unique index slot_offer_by_secret on slot_offer (tenant_id, secret_hash);

-- One row for each offered time on each calendar: `event_id` while it is held there, `released_at` once it is not any more.
create table slot_hold (
  tenant_id text not null,
  offer_id uuid not null,
  starts_at timestamptz not null,
  person_id text not null,
  event_id text,
  released_at timestamptz,
  primary key (tenant_id, offer_id, starts_at, person_id),
  foreign key (tenant_id, offer_id) references slot_offer (tenant_id, id) on delete cascade
);

-- The two-minute brief of a meeting. `parts`: all of it as our people read it last, `previous`: the version before.
create table meeting_brief (
  tenant_id text not null,
  meeting_id uuid not null,
  why text not null,
  outcome text not null,
  never_say text not null,
  parts jsonb,
  previous jsonb,
  placed text,
  by_id text not null,
  primary key (tenant_id, meeting_id),
  foreign key (tenant_id, meeting_id) references meeting (tenant_id, id) on delete cascade
);
