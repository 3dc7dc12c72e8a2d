-- Instants at which something falls due. Any node takes what is due, with its effect in the same transaction.
create table deadline (
  id            bigint      generated always as identity primary key,
  -- which handler it is for
  kind          text        not null,
  key           text        not null,
  order_id      bigint      references service_order,
  task_no       int,
  state         text        not null check (state in ('WAITING', 'PAUSED', 'DONE', 'CANCELLED', 'DEAD')),
  -- when it was to fire; what it fires for later than that is late
  fires_at      timestamptz,
  -- when it is tried next: fires_at, or later after a failure
  try_at        timestamptz,
  attempts      int         not null default 0,
  last_error    text,
  fired_at      timestamptz,
  late          boolean     not null default false,
  -- of clocks: what it was computed from and came to
  round         int,
  clock         text,
  level         text,
  calendar      text,
  calendar_version int,
  started_at    timestamptz,
  warn_at       timestamptz,
  due_at        timestamptz,
  paused_at     timestamptz,
  stopped_at    timestamptz,
  dropped       boolean     not null default false,
  -- the warn_at for which those responsible have been warned
  warned_for    timestamptz,
  unique (kind, key),
  check ((state = 'WAITING') = (try_at is not null))
) with (fillfactor = 70);
create index deadline_try on deadline (try_at) where state = 'WAITING';
create index deadline_dead on deadline (id) where state = 'DEAD';
create index deadline_order on deadline (order_id);
create index deadline_open_clock on deadline (due_at, id) where kind = 'CLOCK' and stopped_at is null;
