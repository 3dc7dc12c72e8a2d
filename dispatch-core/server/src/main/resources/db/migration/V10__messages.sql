-- When a message is of no use any more (a code, an offer that is over); null: it never is.
alter table message add column expires_at timestamptz;
-- When its reader had it on the screen; for what is told in the application.
alter table message add column read_at timestamptz;

drop index message_due;
create index message_due on message (channel, safety desc, due_at) where state = 'WAITING';
create index message_provider on message (provider_id, id) where channel = 'IN_APP';
create index message_account on message (account_id, id) where channel = 'IN_APP';
create index message_recipient on message (recipient, id) where channel = 'SMS';

-- Telephones whose holders want no messages but those of safety.
create table unsubscribed (
  phone  text        primary key,
  at     timestamptz not null
);
