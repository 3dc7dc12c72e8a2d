-- What waits for a process or a person. These rows decide who owns what; the distributed queues only carry ids.

-- Taken in blocks by each node, so that a put knows its id without asking.
create sequence work_item_id increment 50;

create table work_item (
  id          bigint      primary key,
  queue       text        not null,
  -- the higher, the sooner
  priority    smallint    not null,
  subject     text        not null,
  payload     jsonb       not null,
  -- the same work is in its queue once while it is not done
  dedup_key   text        not null,
  state       text        not null check (state in ('WAITING', 'TAKEN', 'DONE', 'DEAD')),
  -- of queues for people
  centre_id   bigint      references centre,
  skill       text,
  created_at  timestamptz not null,
  not_before  timestamptz not null,
  -- from when on takers look for it here: whoever was to hand it over has not, or it was delayed
  sweep_from  timestamptz not null,
  -- put again while somebody had it in hand: once done, it waits again
  again_at    timestamptz,
  taken_by    text,
  taken_at    timestamptz,
  lease_until timestamptz,
  -- counts the takings and is never set back: the fence against a taker whose lease has run out
  fence       int         not null default 0,
  attempts    int         not null default 0,
  last_error  text,
  done_at     timestamptz,
  check ((state = 'TAKEN') = (taken_by is not null)),
  check ((state = 'TAKEN') = (lease_until is not null)),
  check ((centre_id is null) = (skill is null))
) with (fillfactor = 70);
create unique index work_item_open on work_item (queue, dedup_key) where state in ('WAITING', 'TAKEN');
create index work_item_waiting on work_item (queue, priority desc, created_at, id) where state = 'WAITING';
create index work_item_lease on work_item (lease_until) where state = 'TAKEN';
create index work_item_people on work_item (centre_id, queue) where state in ('WAITING', 'TAKEN') and centre_id is not null;
create index work_item_dead on work_item (queue, id) where state = 'DEAD';
create index work_item_done on work_item (done_at) where state = 'DONE';
create index work_item_subject on work_item (subject, id);
