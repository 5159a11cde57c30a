-- A day by which something of a deal must be done.
create table deal_milestone (
  tenant_id text not null,
  deal_id uuid not null,
  name text not null,
  day date not null,
  place int not null,
  primary key (tenant_id, deal_id, name),
  foreign key (tenant_id, deal_id) references deal (tenant_id, id) on delete cascade
);

-- The tasks that we made in a room's plan: `milestone` null once it is none of the deal's any more.
create table room_task (
  tenant_id text not null,
  deal_id uuid not null,
  task_id text not null,
  milestone text,
  primary key (tenant_id, deal_id, task_id),
  foreign key (tenant_id, deal_id) references room (tenant_id, deal_id) on delete cascade
);

-- A room in a team of its own has none until that is made.
alter table room alter column team_id drop not null;
alter table room add column own_team boolean not null default false;
-- Work that Teams does later: how to ask for it, and since when it may be under way although no reply told so.
alter table room add column operation text;
alter table room add column begun_at timestamptz;
-- A channel that was there before: what its description was.
alter table room add column adopted boolean not null default false;
alter table room add column old_description text;
-- Somebody wants the room taken back.
alter table room add column undoing boolean not null default false;
-- When the people in it were last compared with the deal team.
alter table room add column checked_at timestamptz;

alter table room_step add column ended_at timestamptz;

-- Whom we let into a channel that was there before: who goes out again when the room is taken back.
create table room_joined (
  tenant_id text not null,
  deal_id uuid not null,
  person_id text not null,
  primary key (tenant_id, deal_id, person_id),
  foreign key (tenant_id, deal_id) references room (tenant_id, deal_id) on delete cascade
);

-- How the people in a room differ from the deal team. Names and addresses are kept for those whom the directory does not know.
create table room_drift (
  tenant_id text not null,
  deal_id uuid not null,
  person_id text not null,
  name text not null,
  mail text not null,
  kind text not null,
  since timestamptz not null,
  explained_by text,
  explained_words text,
  explained_at timestamptz,
  primary key (tenant_id, deal_id, person_id),
  foreign key (tenant_id, deal_id) references room (tenant_id, deal_id) on delete cascade
);

-- A change of spokesperson, or the end of a deal: what was open passes on, the team is told once, a note is drafted, once
-- the minute to undo has passed. Undone within it, the row goes.
create table turnover (
  tenant_id text not null,
  id uuid not null,
  deal_id uuid not null,
  kind text not null,
  from_id text,
  to_id text,
  by_id text not null,
  at timestamptz not null,
  settled_at timestamptz,
  told_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, deal_id) references deal (tenant_id, id) on delete cascade
);
create index turnover_by_deal on turnover (tenant_id, deal_id, at);

create table turnover_told (
  tenant_id text not null,
  turnover_id uuid not null,
  person_id text not null,
  primary key (tenant_id, turnover_id, person_id),
  foreign key (tenant_id, turnover_id) references turnover (tenant_id, id) on delete cascade
);

-- The note to the client that follows from a turnover; its id is the turnover's.
create table client_note (
  tenant_id text not null,
  id uuid not null,
  deal_id uuid not null,
  version int not null default 1,
  language text not null,
  clients jsonb not null,
  subject text not null,
  body text not null,
  sender_id text not null,
  state text not null,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, id) references turnover (tenant_id, id) on delete cascade
);
create index client_note_by_deal on client_note (tenant_id, deal_id, created_at);

create table note_signature (
  tenant_id text not null,
  note_id uuid not null,
  person_id text not null,
  place int not null,
  signed_at timestamptz,
  primary key (tenant_id, note_id, person_id),
  foreign key (tenant_id, note_id) references client_note (tenant_id, id) on delete cascade
);

-- What somebody wants to hear, and how; who never chose has no row.
create table digest_wish (
  tenant_id text not null,
  person_id text not null,
  feed boolean not null,
  mail boolean not null,
  urgent boolean not null,
  at text,
  primary key (tenant_id, person_id)
);

-- When the next digest of a person is due, and which hours they keep, read from their mailbox once a day.
create table digest_plan (
  tenant_id text not null,
  person_id text not null,
  due_at timestamptz,
  hours jsonb,
  country text,
  read_at timestamptz not null,
  told_day date,
  primary key (tenant_id, person_id)
);

-- Which urgent matters a person was told of at once.
create table urgent_told (
  tenant_id text not null,
  person_id text not null,
  matter text not null,
  told_at timestamptz not null,
  primary key (tenant_id, person_id, matter)
);

-- When the mail of a deal that ended long ago was forgotten.
alter table deal add column forgotten_at timestamptz;
