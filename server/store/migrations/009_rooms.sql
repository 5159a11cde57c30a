-- What a change of spokesperson is to do with the meetings to come, and which of them end with the deal, as it was chosen.
alter table turnover add column meetings text not null default 'join';
alter table turnover add column cancel_ids uuid[] not null default '{}';
alter table turnover add column cancel_comment text not null default '';

-- Whom a meeting to come is to take in, or to leave out, since another person speaks. `why` where Microsoft 365 refused.
create table meeting_pass (
  tenant_id text not null,
  meeting_id uuid not null,
  person_id text not null,
  what text not null,
  asked_at timestamptz not null,
  done_at timestamptz,
  why text,
  primary key (tenant_id, meeting_id, person_id),
  foreign key (tenant_id, meeting_id) references meeting (tenant_id, id) on delete cascade
);
create index meeting_pass_open on meeting_pass (tenant_id, meeting_id) where done_at is null;

-- What we made for a room in places that were there before: "folder" by its name, "team-member" and "channel-owner" by the
-- person's id. Noted before it is done, so that a kill in between leaves nothing unknown.
create table room_made (
  tenant_id text not null,
  deal_id uuid not null,
  kind text not null,
  name text not null,
  made_at timestamptz not null,
  primary key (tenant_id, deal_id, kind, name),
  foreign key (tenant_id, deal_id) references room (tenant_id, deal_id) on delete cascade
);

-- When a step was taken back; who takes a room back goes on behind it.
alter table room_step add column undone_at timestamptz;
-- Who posted the welcome card: nobody else can take it away.
alter table room add column welcomed_by text;

-- A channel that was a deal's room before the deal's sensitivity changed. `retired_at` once our marks are off it.
create table room_former (
  tenant_id text not null,
  deal_id uuid not null,
  channel_id text not null,
  team_id text not null,
  channel_name text not null,
  web_url text,
  old_description text,
  archive boolean not null,
  left_at timestamptz not null,
  retired_at timestamptz,
  why text,
  primary key (tenant_id, deal_id, channel_id),
  foreign key (tenant_id, deal_id) references deal (tenant_id, id) on delete cascade
);

-- Who looked at the open card of a shared channel without a seat in its deal, and when Teams last said that they are in it.
create table card_viewer (
  tenant_id text not null,
  deal_id uuid not null,
  person_id text not null,
  channel_id text not null,
  seen_at timestamptz not null,
  primary key (tenant_id, deal_id, person_id, channel_id),
  foreign key (tenant_id, deal_id) references deal (tenant_id, id) on delete cascade
);
