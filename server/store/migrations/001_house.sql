-- tenant_id stands first in every key, so that rows can later be spread over machines by tenant.

create table person (
  tenant_id text not null,
  id text not null,
  name text not null,
  mail text not null,
  title text,
  zone text,
  language text,
  addresses text[] not null,
  refreshed_at timestamptz not null,
  primary key (tenant_id, id)
);

create table deal (
  tenant_id text not null,
  id uuid not null,
  name text not null,
  account text not null,
  stage text not null,
  amount text,
  currency text,
  close_date date,
  tender_date date,
  sensitivity text not null,
  created_by text not null,
  created_at timestamptz not null,
  version int not null default 1,
  primary key (tenant_id, id)
);

create table deal_domain (
  tenant_id text not null,
  deal_id uuid not null,
  domain text not null,
  primary key (tenant_id, deal_id, domain),
  foreign key (tenant_id, deal_id) references deal (tenant_id, id) on delete cascade
);
create index deal_domain_by_domain on deal_domain (tenant_id, domain);

create table deal_contact (
  tenant_id text not null,
  deal_id uuid not null,
  id uuid not null,
  name text not null,
  address text not null,
  role text,
  primary key (tenant_id, deal_id, id),
  unique (tenant_id, deal_id, address),
  foreign key (tenant_id, deal_id) references deal (tenant_id, id) on delete cascade
);

create table deal_seat (
  tenant_id text not null,
  deal_id uuid not null,
  person_id text not null,
  role text not null,
  primary key (tenant_id, deal_id, person_id),
  foreign key (tenant_id, deal_id) references deal (tenant_id, id) on delete cascade,
  foreign key (tenant_id, person_id) references person (tenant_id, id)
);
create index deal_seat_by_person on deal_seat (tenant_id, person_id);

create table voice_turn (
  tenant_id text not null,
  deal_id uuid not null,
  since timestamptz not null,
  until timestamptz,
  person_id text not null,
  primary key (tenant_id, deal_id, since),
  foreign key (tenant_id, deal_id) references deal (tenant_id, id) on delete cascade
);
create unique index voice_turn_one_open on voice_turn (tenant_id, deal_id) where until is null;

create table room (
  tenant_id text not null,
  deal_id uuid not null,
  state text not null,
  asked_by text not null,
  team_id text not null,
  channel_id text,
  channel_name text,
  web_url text,
  updated_at timestamptz not null,
  primary key (tenant_id, deal_id),
  foreign key (tenant_id, deal_id) references deal (tenant_id, id) on delete cascade
);
create unique index room_by_channel on room (tenant_id, channel_id) where channel_id is not null;

create table room_step (
  tenant_id text not null,
  deal_id uuid not null,
  name text not null,
  place int not null,
  state text not null,
  why text,
  people text[] not null default '{}',
  made_id text,
  primary key (tenant_id, deal_id, name),
  foreign key (tenant_id, deal_id) references room (tenant_id, deal_id) on delete cascade
);

-- One row a subscription of ours: whose mailbox or calendar Graph tells us about. Leases go by the database's clock.
create table watch (
  tenant_id text not null,
  person_id text not null,
  subject text not null,
  subscription_id text,
  secret_hash text,
  expires_at timestamptz,
  leased_until timestamptz,
  trouble text,
  primary key (tenant_id, person_id, subject)
);
create unique index watch_by_subscription on watch (tenant_id, subscription_id) where subscription_id is not null;

-- What Graph told us, or a sweep found; written before Graph gets its 202. Rows stay a while after they were dealt with,
-- so that what is told again is recognised.
create table intake (
  tenant_id text not null,
  id bigint generated always as identity,
  person_id text not null,
  subject text not null,
  resource_id text not null,
  change text not null,
  etag text not null,
  received_at timestamptz not null default now(),
  due_at timestamptz not null default now(),
  leased_until timestamptz,
  attempts int not null default 0,
  done_at timestamptz,
  dead_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, person_id, subject, resource_id, change, etag)
);
create index intake_due on intake (tenant_id, due_at) where done_at is null and dead_at is null;

create table mail_delta (
  tenant_id text not null,
  person_id text not null,
  folder_id text not null,
  link text not null,
  primary key (tenant_id, person_id, folder_id)
);

-- Reading the past of one mailbox for one deal: asked when somebody joins.
create table mail_history (
  tenant_id text not null,
  deal_id uuid not null,
  person_id text not null,
  folders int,
  folders_read int not null default 0,
  mails int not null default 0,
  begun_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant_id, deal_id, person_id),
  foreign key (tenant_id, deal_id) references deal (tenant_id, id) on delete cascade
);

-- Which copies of which mail are known to be in which mailbox: how a separate copy to the spokesperson is recognised.
create table mail_copy (
  tenant_id text not null,
  person_id text not null,
  message_id text not null,
  internet_message_id text not null,
  seen_at timestamptz not null,
  primary key (tenant_id, person_id, message_id)
);
create index mail_copy_by_mail on mail_copy (tenant_id, internet_message_id);

-- `thread` tells the conversation in every mailbox alike; Outlook's conversation id differs from one to the other.
create table judgement (
  tenant_id text not null,
  deal_id uuid not null,
  internet_message_id text not null,
  kind text not null,
  reason text not null,
  direction text,
  client_address text,
  spoken_by text,
  thread text,
  sent_at timestamptz not null,
  primary key (tenant_id, deal_id, internet_message_id),
  foreign key (tenant_id, deal_id) references deal (tenant_id, id) on delete cascade
);
create index judgement_by_time on judgement (tenant_id, deal_id, sent_at);
create index judgement_by_thread on judgement (tenant_id, thread);

-- `quiet`: found in the past of a mailbox, so that nobody is told and no message is marked.
create table incident (
  tenant_id text not null,
  id uuid not null,
  deal_id uuid not null,
  internet_message_id text not null,
  thread text,
  client_name text not null,
  client_address text not null,
  speaker_id text,
  reason text not null,
  sent_at timestamptz not null,
  raised_at timestamptz not null,
  state text not null,
  quiet boolean not null default false,
  settled_by text,
  settled_at timestamptz,
  told_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, deal_id, internet_message_id),
  foreign key (tenant_id, deal_id) references deal (tenant_id, id) on delete cascade
);
create index incident_by_thread on incident (tenant_id, thread);

create table incident_copy (
  tenant_id text not null,
  incident_id uuid not null,
  person_id text not null,
  message_id text not null,
  marked_at timestamptz,
  primary key (tenant_id, incident_id, person_id),
  foreign key (tenant_id, incident_id) references incident (tenant_id, id) on delete cascade
);

-- What the team said a conversation is about; `deal_id` null: none of the deals.
create table thread_answer (
  tenant_id text not null,
  thread text not null,
  deal_id uuid,
  answered_by text not null,
  answered_at timestamptz not null,
  primary key (tenant_id, thread),
  foreign key (tenant_id, deal_id) references deal (tenant_id, id) on delete cascade
);

create table topic_delegation (
  tenant_id text not null,
  id uuid not null,
  deal_id uuid not null,
  person_id text not null,
  topic text not null,
  clients text[],
  thread text,
  since timestamptz not null,
  until timestamptz,
  made_by text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, deal_id) references deal (tenant_id, id) on delete cascade
);
create index topic_delegation_by_deal on topic_delegation (tenant_id, deal_id);

create table quiet_period (
  tenant_id text not null,
  id uuid not null,
  deal_id uuid not null,
  contact_id text not null,
  rule text not null,
  since timestamptz not null,
  until timestamptz,
  made_by text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, deal_id) references deal (tenant_id, id) on delete cascade
);
create index quiet_period_by_deal on quiet_period (tenant_id, deal_id);

create table hand_over (
  tenant_id text not null,
  key uuid not null,
  person_id text not null,
  deal_id uuid not null,
  message_id text not null,
  forward_id text,
  forwarded_at timestamptz,
  reply_id text,
  replied_at timestamptz,
  primary key (tenant_id, key)
);

create table meeting (
  tenant_id text not null,
  id uuid not null,
  deal_id uuid not null,
  organizer_id text not null,
  subject text not null,
  agenda text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  state text not null,
  why text,
  event_id text,
  join_url text,
  cancel_comment text,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, deal_id) references deal (tenant_id, id) on delete cascade
);
create index meeting_by_deal on meeting (tenant_id, deal_id, starts_at);
create index meeting_by_event on meeting (tenant_id, organizer_id, event_id);

create table meeting_attendee (
  tenant_id text not null,
  meeting_id uuid not null,
  address text not null,
  name text not null,
  required boolean not null,
  response text not null default 'none',
  proposes timestamptz,
  primary key (tenant_id, meeting_id, address),
  foreign key (tenant_id, meeting_id) references meeting (tenant_id, id) on delete cascade
);

-- Recurring work, due on the product's own clock.
create table timer (
  tenant_id text not null,
  name text not null,
  due_at timestamptz not null,
  primary key (tenant_id, name)
);

create table audit (
  tenant_id text not null,
  id bigint generated always as identity,
  at timestamptz not null,
  actor_id text,
  action text not null,
  deal_id uuid,
  facts jsonb not null default '{}',
  primary key (tenant_id, id)
);
