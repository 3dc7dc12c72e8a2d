-- Follow-up of a round of an order: whether it was drawn, and what came of it. The rates are counted from here.
create table follow_up (
  order_id       bigint      not null references service_order,
  round          int         not null,
  handled_at     timestamptz not null,
  sampled        boolean     not null,
  -- why it was drawn, or not
  rule           text        not null,
  -- whose work is judged: the lead task's provider
  provider_id    bigint      references provider,
  -- first contact was made in time
  responded      boolean     not null default false,
  followed_up_at timestamptz,
  by_role        text,
  resolved       boolean,
  satisfaction   text,
  closed_at      timestamptz,
  primary key (order_id, round)
);
create index follow_up_done on follow_up (followed_up_at, order_id, round) where followed_up_at is not null;
create index follow_up_waiting on follow_up (handled_at) where sampled and followed_up_at is null and closed_at is null;
create index follow_up_provider on follow_up (provider_id, followed_up_at) where followed_up_at is not null;

-- How things stood, hour by hour.
create table figure_snapshot (
  at      timestamptz primary key,
  figures jsonb       not null
);

-- Star ratings derived from results: proposed, then approved or refused by a person.
create table star_proposal (
  id            bigint       generated always as identity primary key,
  provider_id   bigint       not null references provider,
  period_from   timestamptz  not null,
  period_to     timestamptz  not null,
  current_stars numeric(2,1) not null,
  proposed_stars numeric(2,1) not null check (proposed_stars between 0 and 5),
  -- the decision trail: what it was derived from
  trail         jsonb        not null,
  state         text         not null check (state in ('PROPOSED', 'APPROVED', 'REFUSED')),
  reason        text,
  decided_by    text,
  decided_at    timestamptz,
  version       int          not null default 1,
  proposed_at   timestamptz  not null
);
create unique index star_proposal_open on star_proposal (provider_id) where state = 'PROPOSED';
create index star_proposal_provider on star_proposal (provider_id, id);
