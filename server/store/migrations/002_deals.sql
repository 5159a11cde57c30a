-- Who makes a room at this moment, until when by the database's clock: a runner that was killed loses it by itself.
alter table room add column lease_id uuid;
alter table room add column lease_until timestamptz;

-- How often a step of a room was tried since somebody last asked for it.
alter table room_step add column tries int not null default 0;

-- Who was told that a room is ready.
create table room_told (
  tenant_id text not null,
  deal_id uuid not null,
  person_id text not null,
  told_at timestamptz not null,
  primary key (tenant_id, deal_id, person_id),
  foreign key (tenant_id, deal_id) references room (tenant_id, deal_id) on delete cascade
);

alter table deal_seat add column backup_id text;

-- Who lost their seat and may still be in the deal's private channel.
create table room_leaver (
  tenant_id text not null,
  deal_id uuid not null,
  person_id text not null,
  primary key (tenant_id, deal_id, person_id),
  foreign key (tenant_id, deal_id) references deal (tenant_id, id) on delete cascade
);

-- When people of deal teams are away, as their mailboxes said it last. An end that is not known is null.
create table away (
  tenant_id text not null,
  person_id text not null,
  since timestamptz not null,
  source text not null,
  until timestamptz,
  primary key (tenant_id, person_id, since, source),
  foreign key (tenant_id, person_id) references person (tenant_id, id)
);

alter table deal add column archived_at timestamptz;
-- Set while the deal is over: when it ended, the stage it had and who spoke then.
alter table deal add column closed_at timestamptz;
alter table deal add column closed_stage text;
alter table deal add column closed_speaker text;
-- The deal's id in the system that it was imported from.
alter table deal add column external_id text;
create unique index deal_by_external_id on deal (tenant_id, created_by, external_id) where external_id is not null;

-- Whether the channel is read-only by our hand.
alter table room add column archived boolean not null default false;
