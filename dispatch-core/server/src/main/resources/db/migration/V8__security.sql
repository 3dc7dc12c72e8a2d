-- Security beyond V4: passwords that must be changed, codes bound to who asked, the head of the audit chain.

alter table account add column must_change_password boolean not null default false;
create unique index account_login_lower on account (lower(login));

-- Codes belong to the request that asked for them, not to the telephone: wrong guesses of somebody else do not
-- burn the code of whoever holds the telephone.
drop table login_code;
create table login_code (
  request_digest bytea       primary key,
  phone          text        not null,
  code_digest    bytea       not null,
  attempts       int         not null default 0,
  sent_at        timestamptz not null,
  expires_at     timestamptz not null
);
create index login_code_expires on login_code (expires_at);
create index login_throttle_updated on login_throttle (updated_at);

-- How far the audit trail is chained. Without it a removed end of the trail would not be noticed.
create table audit_head (
  one        boolean primary key default true check (one),
  chain_no   bigint  not null,
  chain_hash bytea   not null
);
insert into audit_head (chain_no, chain_hash) values (0, '');
create index audit_at on audit (at);
create index audit_action on audit (action, id);
