-- An order, its tasks, offers and assignments, and the history they can be recomputed from.

-- The order number that people read out is id followed by its check digit; seven digits to start with.
create sequence order_id start 1000001;

create table service_order (
  id              bigint      primary key,
  -- sequence of the last event in order_event; the fence between two commands at the same instant
  version         int         not null,
  round           int         not null,
  state           text        not null check (state in
    ('RECEIVED', 'IN_PROGRESS', 'FOLLOW_UP', 'CLOSED', 'CANCELLED', 'MERGED', 'REOPENED')),
  channel         text        not null,
  tier            text        not null,
  priority        text        not null,
  item_id         bigint      not null references service_item,
  form_version    int         not null,
  resident_id     bigint      references resident,
  household_id    bigint      references household,
  contact_name    text        not null,
  contact_phone   text        not null,
  address         text        not null,
  centre_id       bigint      not null references centre,
  latitude        double precision,
  longitude       double precision,
  summary         text        not null,
  form            jsonb       not null,
  slot_id         bigint      references slot,
  merged_into     bigint,
  split_from      bigint,
  despite_duplicates jsonb    not null,
  answer          text,
  tracking_token  text        not null,
  -- the id made on the device that took the order, if any: sent twice, it is one order
  device_ref      uuid,
  opened_by_role  text        not null,
  opened_by       bigint      not null,
  resolved        boolean,
  satisfaction    text,
  occurred_at     timestamptz not null,
  received_at     timestamptz not null,
  updated_at      timestamptz not null,
  closed_at       timestamptz
) with (fillfactor = 80);
create unique index service_order_device_ref on service_order (device_ref) where device_ref is not null;
create unique index service_order_tracking on service_order (tracking_token);
create index service_order_open_household on service_order (household_id, item_id)
  where state in ('RECEIVED', 'IN_PROGRESS', 'FOLLOW_UP', 'REOPENED');
create index service_order_open on service_order (id)
  where state in ('RECEIVED', 'IN_PROGRESS', 'FOLLOW_UP', 'REOPENED');
create index service_order_resident on service_order (resident_id, id);
create index service_order_phone on service_order (contact_phone, id);
create index service_order_centre on service_order (centre_id, id);
create index service_order_received on service_order (received_at);

create table task (
  order_id        bigint      not null references service_order,
  no              int         not null,
  round           int         not null,
  role            text        not null check (role in ('LEAD', 'ASSIST')),
  item_id         bigint      not null references service_item,
  state           text        not null,
  suspended_from  text,
  provider_id     bigint      references provider,
  worker_id       bigint      references worker,
  scheduled_for   timestamptz,
  requested       text,
  requested_reason text,
  result          text,
  updated_at      timestamptz not null,
  primary key (order_id, no)
) with (fillfactor = 80);
create index task_provider on task (provider_id, order_id) where provider_id is not null;
create index task_worker on task (worker_id, order_id) where worker_id is not null;
create index task_unplaced on task (order_id) where state = 'PENDING_DISPATCH';

create table offer (
  order_id    bigint      not null,
  no          int         not null,
  task_no     int         not null,
  provider_id bigint      not null references provider,
  mode        text        not null check (mode in ('DIRECT', 'SEQUENTIAL', 'BROADCAST')),
  state       text        not null check (state in
    ('PENDING', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'REVOKED', 'SUPERSEDED')),
  reason      text,
  offered_at  timestamptz not null,
  expires_at  timestamptz not null,
  closed_at   timestamptz,
  primary key (order_id, no),
  foreign key (order_id, task_no) references task
) with (fillfactor = 80);
create index offer_provider on offer (provider_id, order_id, no);
create unique index offer_one_pending on offer (order_id, task_no, provider_id) where state = 'PENDING';

create table assignment (
  order_id    bigint      not null,
  offer_no    int         not null,
  task_no     int         not null,
  provider_id bigint      not null references provider,
  began_at    timestamptz not null,
  ended_at    timestamptz,
  primary key (order_id, offer_no),
  foreign key (order_id, task_no) references task
);
-- The law of the house: a task is in one pair of hands.
create unique index assignment_one_active on assignment (order_id, task_no) where ended_at is null;

create table order_event (
  order_id     bigint      not null references service_order,
  seq          int         not null,
  type         text        not null,
  data         jsonb       not null,
  actor_role   text        not null,
  actor_id     bigint      not null,
  actor_name   text        not null,
  channel      text        not null,
  tier         text        not null,
  occurred_at  timestamptz not null,
  recorded_at  timestamptz not null,
  request_id   text        not null default '',
  primary key (order_id, seq)
);

-- One row per place of a slot that an order holds.
create table booking (
  id          bigint generated always as identity primary key,
  slot_id     bigint      not null references slot,
  place       int         not null,
  order_id    bigint      not null references service_order,
  booked_at   timestamptz not null,
  released_at timestamptz
);
create unique index booking_one_per_place on booking (slot_id, place) where released_at is null;
create unique index booking_one_per_order on booking (order_id) where released_at is null;

create table attachment (
  id          uuid        primary key,
  order_id    bigint      not null references service_order,
  task_no     int,
  kind        text        not null check (kind in ('PHOTO', 'AUDIO', 'SIGNATURE', 'DOCUMENT')),
  media_type  text        not null,
  size_bytes  bigint      not null,
  sha256      bytea       not null,
  name        text        not null,
  added_by_role text      not null,
  added_by    bigint      not null,
  added_at    timestamptz not null
);
create index attachment_order on attachment (order_id);
