-- Somebody took this hold off their calendar, or moved it: the time is not offered any more, on nobody's calendar.
alter table slot_hold add column dropped boolean not null default false;
