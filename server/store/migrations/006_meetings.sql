-- How a deal's team meets: weekdays on which it holds no meetings (1 Monday to 7 Sunday), and how long ahead people hear of one.
create table meeting_rule (
  tenant_id text not null,
  deal_id uuid not null,
  no_days int[] not null,
  notice_minutes int not null,
  primary key (tenant_id, deal_id),
  foreign key (tenant_id, deal_id) references deal (tenant_id, id) on delete cascade
);

-- When one of ours wants no meetings, by the clock on their wall ("10:00"), and who said so.
create table meeting_wish (
  tenant_id text not null,
  person_id text not null,
  not_before text,
  not_after text,
  no_days int[] not null,
  said_by text not null,
  said_at timestamptz not null,
  primary key (tenant_id, person_id)
);

alter table meeting add column place text;
alter table meeting add column travel_minutes int not null default 0;
-- Who booked it for the organizer; null when the organizer did.
alter table meeting add column booked_by text;
-- Where its event lies on the calendar, as far as we put it there.
alter table meeting add column held_start timestamptz;
alter table meeting add column held_end timestamptz;
-- When we moved it last, and from which starts: a move that Outlook was slow with must not be taken for somebody's.
alter table meeting add column moved_at timestamptz;
alter table meeting add column moved_from timestamptz[] not null default '{}';
update meeting set held_start = starts_at, held_end = ends_at where event_id is not null;
-- What was done to it in Outlook, as the team was told last.
alter table meeting add column told_change text;
-- Where a person of the client is, as it was said when they were invited.
alter table meeting_attendee add column zone text;

-- A meeting that repeats: each occurrence is a meeting of its own, with its place among so many.
alter table meeting add column series_id uuid;
alter table meeting add column series_place int;
alter table meeting add column series_of int;
create index meeting_by_series on meeting (tenant_id, series_id) where series_id is not null;

alter table meeting_ask add column place text;
-- Who invites once the client has chosen.
alter table slot_offer add column organizer_id text;
update slot_offer set organizer_id = created_by;

alter table meeting_brief add column position text not null default '';
-- What was posted in the room last, and as which post.
alter table meeting_brief add column posted text;

-- When an executive and one of the client's people last were in touch and next will be, from calendars and mail: never what about.
create table exec_touch (
  tenant_id text not null,
  executive_id text not null,
  address text not null,
  kind text not null,
  last_at timestamptz,
  next_at timestamptz,
  primary key (tenant_id, executive_id, address, kind)
);
