-- Supervision and extensions.
alter table service_order add column supervision jsonb;
alter table task add column requested_days int, add column extended_days int not null default 0;

-- Policies changed at run time; version 1 is the one of routing.yaml and has no row.
create table routing_policy (
  code            text        not null,
  version         int         not null check (version > 1),
  policy          jsonb       not null,
  changed_by      bigint      not null,
  changed_by_name text        not null,
  changed_at      timestamptz not null,
  primary key (code, version)
);

-- Why a task was offered to whom, or to nobody; written with the offers.
create table routing_decision (
  id             bigint generated always as identity primary key,
  order_id       bigint      not null references service_order,
  task_no        int         not null,
  decided_at     timestamptz not null,
  outcome        text        not null check (outcome in ('OFFERED', 'QUEUED', 'BY_HAND')),
  -- how often the task had been in a provider's hands: with each time the ladder begins anew
  hands_before   int         not null,
  -- number of the ladder's step, from 0
  step           int,
  tier           text,
  reason         text,
  made_by        text,
  policy         text,
  policy_version int,
  chosen         jsonb       not null,
  decision       jsonb,
  foreign key (order_id, task_no) references task
);
create index routing_decision_task on routing_decision (order_id, task_no, id);

-- Providers a resident does not want again.
create table provider_exclusion (
  resident_id bigint      not null references resident,
  provider_id bigint      not null references provider,
  reason      text        not null,
  added_by    bigint      not null,
  added_at    timestamptz not null,
  primary key (resident_id, provider_id)
);

-- How a provider stands: what it has in hand, got this week, was asked and accepted of late.
create index assignment_in_hand on assignment (provider_id) where ended_at is null;
create index assignment_provider on assignment (provider_id, began_at);
create index offer_recent on offer (provider_id, offered_at);
create index service_order_household_item on service_order (household_id, item_id, id) where household_id is not null;

-- Answering an offer without a screen: digests of the secrets that went out with it.
create table offer_link (
  token_digest bytea       primary key,
  order_id     bigint      not null,
  offer_no     int         not null,
  expires_at   timestamptz not null,
  foreign key (order_id, offer_no) references offer
);
create index offer_link_expires on offer_link (expires_at);
