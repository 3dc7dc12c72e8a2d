-- Messages to people and systems: written with what they tell of, sent after commit, at least once.
create table message (
  id            bigint generated always as identity primary key,
  -- the same event never makes the same message twice
  dedup_key     text        not null unique,
  channel       text        not null check (channel in ('SMS', 'WEBHOOK', 'IN_APP')),
  template      text        not null,
  language      text        not null,
  recipient     text        not null,
  resident_id   bigint      references resident,
  provider_id   bigint      references provider,
  account_id    bigint      references account,
  order_id      bigint,
  safety        boolean     not null,
  body          text        not null,
  state         text        not null check (state in ('WAITING', 'SENT', 'DEAD', 'SUPPRESSED')),
  attempts      int         not null default 0,
  due_at        timestamptz not null,
  last_error    text,
  created_at    timestamptz not null,
  sent_at       timestamptz
);
create index message_due on message (due_at) where state = 'WAITING';
create index message_dead on message (id) where state = 'DEAD';
create index message_order on message (order_id, id);
