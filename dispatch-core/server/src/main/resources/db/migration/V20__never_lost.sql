-- Who looks after which Asterisk, and what the figures of the hotline are counted from.

-- One row for each Asterisk. The fence grows with every change of the owner; commands go to the newest one only.
create table asterisk_lease (
  asterisk      text        primary key,
  owner         text        not null,
  fence         bigint      not null,
  expires_at    timestamptz not null
) with (fillfactor = 50);

create index call_alive on call (asterisk) where ended_at is null;
create index call_line on call (line, arrived_at);
create index call_operator on call (operator_id, arrived_at) where operator_id is not null;

-- What every operator did when, from which occupancy is counted: a row for each change, written with it.
create table operator_time (
  id            bigint      generated always as identity primary key,
  account_id    bigint      not null references account,
  state         text        not null,
  reason        text        not null,
  begins        timestamptz not null,
  -- empty for what goes on
  ends          timestamptz
) with (fillfactor = 80);
create unique index operator_time_now on operator_time (account_id) where ends is null;
create index operator_time_when on operator_time (begins, account_id);

create function keep_operator_time() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.state = old.state and new.reason = old.reason then
    return null;
  end if;
  update operator_time set ends = greatest(new.since, begins) where account_id = new.account_id and ends is null;
  insert into operator_time (account_id, state, reason, begins) values (new.account_id, new.state, new.reason, new.since);
  return null;
end $$;
create trigger operator_time after insert or update on operator_presence
  for each row execute function keep_operator_time();
insert into operator_time (account_id, state, reason, begins)
  select account_id, state, reason, since from operator_presence;
