-- What was waiting for people at every full hour: the length of a queue then is the number of its rows.
create table queue_waiting (
  at        timestamptz not null,
  item_id   bigint      not null,
  queue     text        not null,
  centre_id bigint      not null references centre,
  -- null: it was about no order
  order_id  bigint      references service_order,
  subject   text        not null,
  in_hand   boolean     not null,
  since     timestamptz not null,
  primary key (at, item_id)
);

-- Clocks of a period are found by when they stopped and by when they fell due.
create index deadline_clock_stopped on deadline (stopped_at) where kind = 'CLOCK';
create index deadline_clock_due on deadline (due_at) where kind = 'CLOCK';
