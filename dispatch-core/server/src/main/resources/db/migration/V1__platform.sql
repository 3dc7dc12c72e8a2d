-- What every command writes beside its own rows, in the same transaction.

-- Answers already given, by who asked and under which Idempotency-Key.
create table idempotency (
  principal   text        not null,
  key         text        not null,
  operation   text        not null,
  body_hash   bytea       not null,
  status      int         not null,
  location    text,
  etag        text,
  response    text        not null,
  created_at  timestamptz not null,
  primary key (principal, key)
);
create index idempotency_created_at on idempotency (created_at);

-- What the outside has to be told after commit. The relay empties it.
create table outbox (
  id          bigint      generated always as identity primary key,
  type        text        not null,
  audiences   text[]      not null,
  payload     jsonb       not null,
  created_at  timestamptz not null
);

-- The live feed: numbered by the relay after commit, one transaction at a time, so that a reader who has
-- seen position n can never miss a smaller one (a sequence taken inside the writers' transactions could).
create table live_event (
  position    bigint      generated always as identity primary key,
  type        text        not null,
  audiences   text[]      not null,
  payload     jsonb       not null,
  created_at  timestamptz not null,
  relayed_at  timestamptz not null
);
create index live_event_relayed_at on live_event (relayed_at);

-- Who did what. chain_no and chain_hash are filled right after commit, in order, so that writers do not queue
-- behind one another for the head of the chain.
create table audit (
  id          bigint      generated always as identity primary key,
  at          timestamptz not null,
  actor_role  text        not null,
  actor_id    bigint      not null,
  actor_name  text        not null,
  action      text        not null,
  object_type text        not null,
  object_id   text        not null,
  reason      text,
  detail      jsonb       not null default '{}',
  request_id  text        not null default '',
  chain_no    bigint unique,
  chain_hash  bytea
);
create index audit_unchained on audit (id) where chain_no is null;
create index audit_object on audit (object_type, object_id, id);
create index audit_actor on audit (actor_role, actor_id, id);
