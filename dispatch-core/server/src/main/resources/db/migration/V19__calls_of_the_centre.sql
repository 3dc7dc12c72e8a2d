-- Calls the centre makes (follow-up, offers by telephone, check-ins), what callers say after a call, and recordings.

create table outbound_call (
  id            bigint      generated always as identity primary key,
  purpose       text        not null check (purpose in ('OFFER', 'CHECK_IN', 'FOLLOW_UP')),
  number        text        not null,
  language      text        not null default 'zh-CN',
  loud          boolean     not null default false,
  resident_id   bigint      references resident,
  -- what it is about, in the words of its purpose
  subject       jsonb       not null,
  -- the same is asked by telephone once
  dedup_key     text        not null unique,
  state         text        not null check (state in ('WAITING', 'DIALLING', 'ANSWERED', 'DONE', 'FAILED', 'CANCELLED')),
  not_before    timestamptz not null,
  not_after     timestamptz not null,
  attempts      int         not null default 0,
  most_attempts int         not null,
  retry_seconds int         not null,
  -- the question that was asked last, and how often it was not answered by a key that means something
  step          int         not null default 0,
  tries         int         not null default 0,
  asterisk      text        not null default '',
  channel       text        not null default '',
  -- of the latest change of state
  since         timestamptz not null,
  -- what came of it: a key, an outcome, or why nobody was reached
  result        text        not null default ''
) with (fillfactor = 80);
create index outbound_call_due on outbound_call (not_before) where state = 'WAITING';
create index outbound_call_busy on outbound_call (since) where state in ('DIALLING', 'ANSWERED');

-- What was tried, and what came of it.
create table outbound_attempt (
  call_id       bigint      not null references outbound_call,
  no            int         not null,
  at            timestamptz not null,
  result        text        not null default '',
  primary key (call_id, no)
);

-- the number outside that has the caller now; and who was asked in meanwhile, how often
alter table call add column handed_to text not null default '', add column asked_in int not null default 0;

create table call_rating (
  call_id       text        not null references call,
  question      int         not null,
  key           text        not null,
  at            timestamptz not null,
  primary key (call_id, question)
);

create table recording (
  id            bigint      generated always as identity primary key,
  call_id       text        not null references call,
  kind          text        not null check (kind in ('CONVERSATION', 'MESSAGE')),
  asterisk      text        not null,
  -- its name in the Asterisk's folder of that kind
  file          text        not null,
  begun_at      timestamptz not null,
  -- asked to be removed; and known to be
  expired_at    timestamptz,
  removed_at    timestamptz,
  unique (asterisk, file)
);
create index recording_call on recording (call_id);
create index recording_kept on recording (begun_at) where removed_at is null;

-- 关爱电话: who is called on which days between which hours.
create table check_in_plan (
  id            bigint      generated always as identity primary key,
  name          text        not null,
  centre_id     bigint      not null references centre,
  care_flags    text[]      not null,
  -- ISO: 1 Monday to 7 Sunday
  weekdays      int[]       not null,
  begins        time        not null,
  ends          time        not null check (ends > begins),
  attempts      int         not null check (attempts between 1 and 10),
  retry_minutes int         not null check (retry_minutes between 1 and 240),
  active        boolean     not null,
  version       int         not null default 1,
  updated_at    timestamptz not null
);

create table check_in_round (
  id            bigint      generated always as identity primary key,
  plan_id       bigint      not null references check_in_plan,
  day           date        not null,
  begun_at      timestamptz not null,
  unique (plan_id, day)
);

create table check_in (
  id            bigint      generated always as identity primary key,
  round_id      bigint      not null references check_in_round,
  resident_id   bigint      not null references resident,
  centre_id     bigint      not null references centre,
  state         text        not null check (state in
    ('CALLING', 'WELL', 'WANTS_CALL', 'NEEDS_HELP', 'SPOKEN_TO', 'ASKING_CONTACT', 'CONTACT_LOOKS', 'VISIT')),
  contact       int         not null default 0,
  order_id      bigint      references service_order,
  updated_at    timestamptz not null,
  unique (round_id, resident_id)
);

create table check_in_step (
  check_in_id   bigint      not null references check_in,
  no            bigint      generated always as identity,
  at            timestamptz not null,
  -- who was called or asked, and what came of it
  what          text        not null,
  result        text        not null,
  primary key (check_in_id, no)
);
