-- Who has an order before them just now. It may be lost in a crash: every page says it anew within seconds.
create unlogged table order_viewer (
  order_id bigint not null,
  account_id bigint not null,
  name text not null,
  seen_at timestamptz not null,
  primary key (order_id, account_id)
);
