-- When it was last tried to compare the people in a room with its deal team, whether that went well or not.
alter table room add column looked_at timestamptz;
