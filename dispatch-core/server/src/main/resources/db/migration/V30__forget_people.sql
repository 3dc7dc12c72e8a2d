-- Finds what is old enough to be forgotten without looking through the rest.
create index message_created on message (created_at) where state <> 'WAITING';
create index visit_step_position on visit_step (recorded_at) where position is not null;
create index call_number_kept on call (arrived_at) where number <> '' and ended_at is not null;
create index outbound_call_number_kept on outbound_call (not_after) where number <> '';
