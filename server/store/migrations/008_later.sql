-- Work that waits for a moment of the product's clock, such as somebody's morning. Asked for again, it moves.
create table later_job (
  tenant_id text not null,
  name text not null,
  key text not null,
  data jsonb not null,
  due_at timestamptz not null,
  primary key (tenant_id, name, key)
);
