-- Supervision and extensions.
alter table service_order add column supervision jsonb;
alter table task add column requested_days int, add column extended_days int not null default 0;
