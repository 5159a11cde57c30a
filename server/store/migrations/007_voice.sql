-- By what names (domains and addresses) a deal's client is known to the voice, and since when: mail from before that is
-- its past, and is read anew.
create table client_name (
  tenant_id text not null,
  deal_id uuid not null,
  name text not null,
  since timestamptz not null,
  primary key (tenant_id, deal_id, name),
  foreign key (tenant_id, deal_id) references deal (tenant_id, id) on delete cascade
);

-- When a colleague was last told quietly that a client of this deal wrote to them past the voice.
create table voice_note (
  tenant_id text not null,
  deal_id uuid not null,
  person_id text not null,
  noted_at timestamptz not null,
  primary key (tenant_id, deal_id, person_id),
  foreign key (tenant_id, deal_id) references deal (tenant_id, id) on delete cascade
);

-- Both texts wait as drafts until `due_at`, and can be taken back till then. Who drafts and sends holds the lease; both
-- go by the database's clock.
alter table hand_over add column mail_id text;
alter table hand_over add column due_at timestamptz;
alter table hand_over add column undone_at timestamptz;
alter table hand_over add column lease_id uuid;
alter table hand_over add column leased_until timestamptz;
create unique index hand_over_once on hand_over (tenant_id, person_id, deal_id, message_id) where undone_at is null;
