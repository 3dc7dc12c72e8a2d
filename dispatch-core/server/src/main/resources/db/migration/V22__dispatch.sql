-- Routing policy of a category's items that name none of their own: DEFAULT is the district's standard one.
alter table service_category add column routing_policy text not null default 'DEFAULT';

-- The system of one provider: it acts for that provider and nobody else.
alter table machine add column provider_id bigint references provider;

-- What is deleted by age is found by age.
create index routing_decision_age on routing_decision (decided_at);
