-- Where the task of a promise stands: 'plan' in the plan of the deal's room, 'list' in its owner's own list.
alter table meeting_promise add column task_in text;
update meeting_promise set task_in = 'list' where task_state = 'made';

-- A meeting that people made in Outlook themselves, of which only times and people are read: where it was found. 'here' for
-- what was booked with us.
alter table meeting add column origin text not null default 'here';
-- What names it in every calendar that it stands in, and the series that it is a day of.
alter table meeting add column outlook_key text;
alter table meeting add column outlook_series text;
-- The address of whoever invites, where that is not whose calendar it was found in (`organizer_id`).
alter table meeting add column invited_by text;
create index meeting_by_outlook_key on meeting (tenant_id, outlook_key) where outlook_key is not null;

-- The post that says the brief in the room, and who posted it: only they can change it.
alter table meeting_brief add column post_id text;
alter table meeting_brief add column posted_by text;
-- The version of the brief of which somebody was told that it waits to be posted.
alter table meeting_brief add column told_version text;

-- Until when, by the database's clock, somebody makes the tasks of a debrief: a second run would make them twice.
alter table meeting_debrief add column leased_until timestamptz;
