-- Which operator's page is which browser phone, and for how long its secret is good. The secret itself is nowhere: it is
-- made from the row under the digest key.

create table browser_phone (
  extension     text        primary key,
  account_id    bigint      not null references account,
  issued_at     timestamptz not null,
  expires_at    timestamptz not null,
  -- whether its Asterisk has it
  delivered     boolean     not null,
  tried_at      timestamptz not null
);
create index browser_phone_account on browser_phone (account_id);
