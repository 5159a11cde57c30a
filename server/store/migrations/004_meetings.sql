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
