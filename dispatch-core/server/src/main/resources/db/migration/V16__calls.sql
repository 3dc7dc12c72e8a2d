-- Calls to and from the hotline, and who is there to answer. A call is a row before anything is said to the caller.

create table call (
  -- Asterisk's unique id, with the Asterisk's name in front
  id            text        primary key,
  asterisk      text        not null,
  channel       text        not null,
  line          text        not null,
  number        text        not null,
  state         text        not null check (state in
    ('WAITING', 'RINGING', 'TALKING', 'CALL_BACK', 'DIALLING', 'ANSWERED', 'ABANDONED', 'ENDED')),
  priority      text        not null check (priority in ('NORMAL', 'HIGH', 'EMERGENCY')),
  language      text        not null,
  -- the only resident who has the number, or whom the caller said to be
  resident_id   bigint      references resident,
  operator_id   bigint      references account,
  -- the caller's place: it does not move when nobody picks up or when the caller prefers to be called back
  queued_at     timestamptz not null,
  seen_at       timestamptz not null,
  arrived_at    timestamptz not null,
  answered_at   timestamptz,
  ended_at      timestamptz,
  looks         int         not null default 0,
  rings         int         not null default 0,
  outcome       text,
  order_id      bigint      references service_order
) with (fillfactor = 80);
create index call_open on call (queued_at) where state in ('WAITING', 'RINGING', 'TALKING', 'CALL_BACK', 'DIALLING');
create index call_arrived on call (arrived_at, id);
create index call_number on call (number, arrived_at);

create table call_event (
  call_id       text        not null,
  seq           bigint      generated always as identity,
  type          text        not null,
  data          jsonb       not null,
  at            timestamptz not null,
  recorded_at   timestamptz not null,
  primary key (call_id, seq)
);

-- One row for each operator who has ever logged in to the telephone.
create table operator_presence (
  account_id    bigint      primary key references account,
  state         text        not null check (state in
    ('OFFLINE', 'AVAILABLE', 'RESERVED', 'TALKING', 'WRAP_UP', 'PAUSED')),
  reason        text        not null default '',
  extension     text        not null,
  -- raised with every reservation: what answers to an older one is too late
  fence         int         not null default 0,
  call_id       text        references call,
  since         timestamptz not null,
  -- calls in a row that rang without being picked up
  missed        int         not null default 0,
  last_call_at  timestamptz
) with (fillfactor = 80);
create unique index operator_presence_one_per_call on operator_presence (call_id) where call_id is not null;
create unique index operator_presence_one_per_phone on operator_presence (extension) where state <> 'OFFLINE';
