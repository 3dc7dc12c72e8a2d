-- What reading and changing the registries needs beyond the tables themselves.

-- the first telephone is the one to call
alter table resident_phone add column position int not null default 0;

create index resident_name on resident (name text_pattern_ops);
create index household_address on household (address text_pattern_ops);
create index provider_certificate_expiry on provider_certificate (expires_on);
