-- Who could not be measured is tried again behind the others.
alter table measured_usage add column tried_at timestamptz;
update measured_usage set tried_at = measured_at;
drop index measured_usage_oldest;
create index measured_usage_tried on measured_usage (tried_at nulls first);
