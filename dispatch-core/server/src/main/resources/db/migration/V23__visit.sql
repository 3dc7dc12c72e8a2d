-- What workers said they did at the door, step by step, also what came too late to count: that is kept as evidence.
create table visit_step (
  id            uuid        primary key,  -- made on the device: the same step is kept once
  order_id      bigint      not null references service_order,
  task_no       int         not null,
  provider_id   bigint      not null references provider,
  worker_id     bigint      not null references worker,
  account_id    bigint      not null,
  step          text        not null check (step in ('DEPART', 'ARRIVE', 'START', 'RESOLVE', 'CANNOT_COMPLETE')),
  outcome       text        not null check (outcome in ('DONE', 'ALREADY', 'KEPT')),
  why           text,
  occurred_at   timestamptz not null,
  recorded_at   timestamptz not null,
  device_at     timestamptz,              -- what the device's own clock showed
  device_id     text,
  position      bytea,                    -- encrypted: latitude, longitude, accuracy in metres
  distance_m    int,                      -- from the order's place
  said          text        not null default '',
  checklist     jsonb       not null default '[]'
);
create index visit_step_order on visit_step (order_id, recorded_at, id);

-- A photo taken offline and sent twice is one photo.
alter table attachment add column device_ref uuid;
create unique index attachment_device_ref on attachment (device_ref) where device_ref is not null;
